/** n8n's own test of a credential, the one behind the editor's button, in n8n-core: a declarative node that makes the test's request. */
import { ExecuteContext, RoutingNode } from 'n8n-core';
import { createEmptyRunExecutionData, NodeHelpers, Workflow, type ICredentialsDecrypted, type IExecuteData, type INode, type INodeType } from 'n8n-workflow';

import { additionalDataOf, TESTING_NODE, withExpressions, type TestCredential } from './engine.mts';

/** The message that the user reads; null if the credential is good. */
export async function testCredential({ type, data }: TestCredential): Promise<string | null> {
	const { request, rules = [] } = (type as { test: { request: object; rules?: Array<{ type: string; properties: { value: unknown; message: string } }> } }).test;
	const credential = { type, data: { ...Object.fromEntries(type.properties.map((property) => [property.name, property.default])), ...data } } as TestCredential;
	const node: INode = { id: 'temp', name: 'Temp-Node', type: TESTING_NODE, typeVersion: 1, position: [0, 0], parameters: {}, credentials: { [type.name]: { id: 'credential', name: 'Test' } } };
	const nodeType = testingNode(type.name, request);
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: { getByName: () => nodeType, getByNameAndVersion: () => NodeHelpers.getVersionedNodeType(nodeType), getKnownTypes: () => ({}) },
	});
	const decrypted: ICredentialsDecrypted = { id: 'credential', name: 'Test', type: type.name, data: credential.data as never };
	const input = { main: [[{ json: {} }]] };
	const runData = (createEmptyRunExecutionData as typeof createEmptyRunExecutionData | undefined)?.() ?? { resultData: { runData: {} } };
	const context = new ExecuteContext(workflow, node, additionalDataOf({ credential }), 'internal', runData as never, 0, [], input, { node, data: {}, source: null } as IExecuteData, []);
	try {
		await withExpressions(workflow, async () => await new RoutingNode(context, nodeType, decrypted).runNode());
		return null;
	} catch (error) {
		const { message, cause } = error as Error & { cause?: { code?: unknown; response?: { status: number } } };
		const status = cause?.response?.status;
		if (status !== undefined) return rules.find((rule) => rule.type === 'responseCode' && rule.properties.value === status)?.properties.message ?? `Received HTTP status code: ${status}`;
		return String(cause?.code ?? message);
	}
}

function testingNode(credentialType: string, request: object): INodeType {
	return {
		description: {
			displayName: 'Test',
			name: TESTING_NODE,
			group: ['transform'],
			version: 1,
			description: 'Makes the request of a credential test',
			defaults: { name: 'Test' },
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name: credentialType, required: true }],
			properties: [{ displayName: 'Temp', name: 'temp', type: 'string', routing: { request }, default: '' }],
		},
	} as INodeType;
}
