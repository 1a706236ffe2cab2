/** n8n's own context of a polling trigger (n8n-core), with n8n's time budget and the store that n8n keeps from poll to poll. */
import { PollContext } from 'n8n-core';
import { NodeHelpers, Workflow, type IDataObject, type INode, type INodeExecutionData, type INodeParameters, type INodeType } from 'n8n-workflow';

import { additionalDataOf, withExpressions, type TestCredential } from './engine.mts';

export interface PollingTrigger {
	/** The node's static data. */
	staticData: IDataObject;
	/** The items of the execution that starts; null if none starts. */
	poll(): Promise<INodeExecutionData[] | null>;
	/** The same with the editor's button. */
	test(): Promise<INodeExecutionData[] | null>;
}

/** A polling trigger in a published workflow. */
export function pollingTrigger(node: INodeType, credential: TestCredential, parameters: INodeParameters = {}): PollingTrigger {
	const own: INode = { id: 'trigger', name: 'Trigger', type: node.description.name, typeVersion: 1, position: [0, 0], parameters, credentials: { [credential.type.name]: { id: 'credential', name: 'Test' } } };
	const workflow = new Workflow({
		id: 'test-workflow',
		active: false,
		nodes: [own],
		connections: {},
		nodeTypes: { getByName: () => node, getByNameAndVersion: () => NodeHelpers.getVersionedNodeType(node), getKnownTypes: () => ({}) },
	});
	const published = workflow.getNode('Trigger')!;
	const run = async (mode: 'trigger' | 'manual') => {
		const context = new PollContext(workflow, published, additionalDataOf({ credential }), mode, mode === 'manual' ? 'manual' : 'activate');
		return await withExpressions(workflow, async () => (await node.poll!.call(context))?.[0] ?? null);
	};
	return {
		get staticData() {
			return workflow.getStaticData('node', published);
		},
		poll: async () => await run('trigger'),
		test: async () => await run('manual'),
	};
}
