/** n8n's own context of a trigger's hooks (n8n-core), for publishing and unpublishing a workflow, and for lists in the editor. */
import { HookContext, LoadOptionsContext } from 'n8n-core';
import { NodeHelpers, Workflow, type IDataObject, type INode, type INodeParameters, type INodePropertyOptions, type INodeType, type IWebhookData, type ResourceMapperFields } from 'n8n-workflow';

import { additionalDataOf, withExpressions, type TestCredential } from './engine.mts';

export interface TriggerOptions {
	node: INodeType;
	credential: TestCredential;
	/** Further credentials, if it needs more than one. */
	others?: readonly TestCredential[];
	parameters: INodeParameters;
	/** n8n's address. */
	baseUrl: string;
	/** Whether no credential is chosen. */
	without?: boolean;
}

/** A trigger in a workflow. */
export interface TestTrigger {
	/** The node's static data. */
	staticData: IDataObject;
	url: string;
	/** Publishes like n8n: registers only if not registered yet. Returns whether it registered. */
	publish(parameters?: INodeParameters): Promise<boolean>;
	unpublish(): Promise<void>;
	options(method: string): Promise<INodePropertyOptions[]>;
	/** The text that n8n shows as the steps. */
	steps(): Promise<ResourceMapperFields>;
}

export function triggerOf({ node, credential, others = [], parameters, baseUrl, without = false }: TriggerOptions): TestTrigger {
	const type = node.description.name;
	const own: INode = { id: 'trigger', name: 'Trigger', type, typeVersion: 1, position: [0, 0], parameters, webhookId: 'webhook-id', credentials: Object.fromEntries((without ? [] : [credential, ...others]).map(({ type: { name } }) => [name, { id: name, name: 'Test' }])) };
	const workflow = new Workflow({
		id: 'test-workflow',
		active: false,
		nodes: [own],
		connections: {},
		nodeTypes: { getByName: () => node, getByNameAndVersion: () => NodeHelpers.getVersionedNodeType(node), getKnownTypes: () => ({}) },
	});
	const additionalData = { ...additionalDataOf({ credential, others }), webhookBaseUrl: baseUrl, webhookTestBaseUrl: `${baseUrl}-test` };
	const published = workflow.getNode('Trigger')!;
	const webhookData = { webhookDescription: node.description.webhooks![0]! } as IWebhookData;
	const context = () => new HookContext(workflow, published, additionalData, 'trigger', 'activate', webhookData);
	const hook = async (name: 'checkExists' | 'create' | 'delete') => {
		return await withExpressions(workflow, async () => await node.webhookMethods!.default![name].call(context()));
	};
	return {
		get staticData() {
			return workflow.getStaticData('node', published);
		},
		url: `${baseUrl}/webhook-id/webhook`,
		publish: async (given) => {
			if (given) published.parameters = given;
			return (await hook('checkExists')) ? false : await hook('create');
		},
		unpublish: async () => void (await hook('delete')),
		options: async (method) => {
			return await withExpressions(workflow, async () => await node.methods!.loadOptions![method]!.call(new LoadOptionsContext(workflow, published, additionalData, '')));
		},
		steps: async () => {
			const asked = { ...additionalData, currentNodeParameters: parameters };
			return await withExpressions(workflow, async () => await node.methods!.resourceMapping!.steps!.call(new LoadOptionsContext(workflow, published, asked, '')));
		},
	};
}
