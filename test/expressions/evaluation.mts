/** n8n's own evaluation of a parameter: n8n-core's context of a running node, with the given expression engine. */
import { createRequire } from 'node:module';
import type * as Core from 'n8n-core';
import type * as Flow from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData, INodeParameters, INodeType, IWorkflowExecuteAdditionalData } from 'n8n-workflow';

export const ENGINES = ['legacy', 'vm', 'quickjs'] as const;
export type ExpressionEngine = (typeof ENGINES)[number];

/** n8n's settings of its engines. */
const SETTINGS = { poolSize: 1, maxCodeCacheSize: 1024, bridgeTimeout: 5000, bridgeMemoryLimit: 128, lazyAcquire: false, compileCache: false } as const;

/** The context that n8n gives to execute() of a node named Send with these parameters. */
export type OpenContext = (parameters: INodeParameters, items: INodeExecutionData[]) => IExecuteFunctions;

/**
 * @param from a file from which n8n-core and n8n-workflow resolve
 * @throws Error if this n8n does not have the engine
 */
export async function openN8n(from: string, engine: ExpressionEngine): Promise<OpenContext> {
	const require = createRequire(from);
	require('reflect-metadata');
	const core = require('n8n-core') as typeof Core;
	const flow = require('n8n-workflow') as typeof Flow;
	if (engine !== 'legacy') await flow.Expression.initExpressionEngine({ engine, ...SETTINGS });
	if (engine !== 'legacy' && flow.Expression.getActiveImplementation() !== engine) throw new Error(`This n8n has no engine ${engine}`);
	const workflow = new flow.Workflow({
		id: 'expressions',
		active: false,
		nodes: [{ id: 'send', name: 'Send', type: 'send', typeVersion: 1, position: [0, 0], parameters: {} }],
		connections: {},
		nodeTypes: { getByName: () => node, getByNameAndVersion: () => node, getKnownTypes: () => ({}) },
		settings: { timezone: 'Europe/Stockholm' },
	});
	if (engine !== 'legacy') await workflow.expression.acquireIsolate();
	const send = workflow.getNode('Send')!;
	return (parameters, items) => {
		// Set the parameters as the editor stores them, because n8n would drop parameters that the node type does not have.
		send.parameters = parameters;
		const input = { main: [items] };
		const run = flow.createRunExecutionData?.() ?? { resultData: { runData: {} } };
		return new core.ExecuteContext(workflow, send, additionalData, 'trigger', run, 0, items, input, { node: send, data: input, source: { main: [{ previousNode: 'Source' }] } }, []) as IExecuteFunctions;
	};
}

const node = { description: { displayName: 'Send', name: 'send', group: ['output'], version: 1, description: '', defaults: {}, inputs: ['main'], outputs: ['main'], properties: [] } } as unknown as INodeType;

const additionalData = {
	executionId: 'expressions',
	currentNodeExecutionIndex: 0,
	webhookWaitingBaseUrl: 'http://127.0.0.1/waiting',
	formWaitingBaseUrl: 'http://127.0.0.1/form',
	instanceBaseUrl: 'http://127.0.0.1',
	restApiUrl: 'http://127.0.0.1/rest',
	webhookBaseUrl: 'http://127.0.0.1/webhook',
	webhookTestBaseUrl: 'http://127.0.0.1/webhook-test',
	variables: {},
} as unknown as IWorkflowExecuteAdditionalData;
