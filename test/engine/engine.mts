/**
 * n8n's own execution engine (n8n-core), in this process: a workflow with a source of items and the node under test. Stand-ins replace the parts from
 * n8n's command-line layer (credentials, node types, the processed-items store).
 */
import 'reflect-metadata';
import { createRequire } from 'node:module';
import {
	BinaryDataService,
	DataDeduplicationService,
	ExecutionLifecycleHooks,
	UnrecognizedNodeTypeError,
	WorkflowExecute,
} from 'n8n-core';
import {
	createRunExecutionData,
	NodeConnectionTypes,
	NodeHelpers,
	Workflow,
	type IBinaryData,
	type IBinaryKeyData,
	type ICredentialDataDecryptedObject,
	type ICredentialType,
	type IDataObject,
	type IHttpRequestHelper,
	type IHttpRequestOptions,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type IPinData,
	type IRun,
	type IRunExecutionData,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { authenticate } from './authenticate.mts';
import { ProcessedItems } from './processedItems.mts';

/** A credential of the node under test: its class and its data. */
export interface TestCredential {
	type: ICredentialType;
	data: IDataObject;
}

export interface EngineOptions {
	node: INodeType;
	credential: TestCredential;
	parameters: INodeParameters;
	items: IDataObject[];
	/** The binary fields of the items, by their index. */
	binaries?: ReadonlyArray<IBinaryKeyData | undefined>;
	/** On Error, Retry On Fail and the like. */
	settings?: Partial<INode>;
	/** Run data of a failed execution, as n8n's "Retry execution" restores it. */
	resume?: IRunExecutionData;
	timeZone?: string;
	processedItems?: ProcessedItems;
	/** Gets a function that stops the execution, like the Stop button. */
	onStart?: (cancel: () => void) => void;
	/** How often the source starts the node within one execution. Default 1. */
	runs?: number;
}

export interface EngineResult {
	run: IRun;
	/** Items of the success output of the node's last run. */
	success: INodeExecutionData[];
	/** Items of the error output. */
	errors: INodeExecutionData[];
	/** The error that the node threw. */
	error: Error | undefined;
	hints: string[];
}

export const NODE = 'Send';

/** The type of the node in which n8n tests a credential. */
export const TESTING_NODE = 'n8n-nodes-base.noOp';
const SOURCE = 'Source';

/** Runs the workflow once and returns the node's output. */
export async function runInEngine(options: EngineOptions): Promise<EngineResult> {
	const workflow = workflowOf(options);
	const additionalData = additionalDataOf(options);
	await useProcessedItems(options.processedItems ?? new ProcessedItems());
	const execute = new WorkflowExecute(additionalData, 'trigger', options.resume);
	const run = await withExpressions(workflow, async () => {
		const running = options.resume ? execute.processRunExecutionData(workflow) : startAt(workflow.getNode(SOURCE)!, execute, workflow);
		options.onStart?.(() => running.cancel());
		return await running;
	});
	const task = run.data.resultData.runData[NODE]?.at(-1);
	return {
		run,
		success: task?.data?.main?.[0] ?? [],
		errors: task?.data?.main?.[1] ?? [],
		error: task?.error ?? run.data.resultData.error,
		hints: (task?.hints ?? []).map(({ message }) => message),
	};
}

/** n8n evaluates expressions in an isolate from 2.9 on and in its last 1.x; versions in between have none. */
export async function withExpressions<Value>({ expression }: Workflow, work: () => Promise<Value>): Promise<Value> {
	await (expression.acquireIsolate as typeof expression.acquireIsolate | undefined)?.call(expression);
	try {
		return await work();
	} finally {
		await (expression.releaseIsolate as typeof expression.releaseIsolate | undefined)?.call(expression);
	}
}

/** n8n-core before 2 takes separate arguments. */
export function startAt(startNode: INode, execute: WorkflowExecute, workflow: Workflow, pinData?: IPinData): ReturnType<WorkflowExecute['run']> {
	if (execute.run.length < 2) return execute.run({ workflow, startNode, ...(pinData && { pinData }) });
	const former = execute.run as unknown as (workflow: Workflow, startNode: INode, destination: undefined, pinData?: IPinData) => ReturnType<WorkflowExecute['run']>;
	return former.call(execute, workflow, startNode, undefined, pinData);
}

/** Initial run data. n8n before 2 has no function to make it. */
export function runDataOf(given: Partial<IRunExecutionData>): IRunExecutionData {
	if (typeof createRunExecutionData === 'function') return createRunExecutionData(given as never);
	const { executionData, ...others } = given;
	return { resultData: { runData: {} }, ...others, ...(executionData && { executionData: Object.assign({ contextData: {}, metadata: {}, waitingExecution: {}, waitingExecutionSource: {} }, executionData) }) } as IRunExecutionData;
}

/**
 * A binary that n8n stores outside of the item, on disk or in a database: the item only holds a reference. Reading it calls `read`.
 * @param bytes the size, which data of older versions of n8n does not have
 */
export function storedBinary(fileName: string, mimeType: string, bytes: number | undefined, read: () => Buffer): IBinaryData {
	stored.set(fileName, read);
	// n8n-core has its own copy of the dependency-injection library.
	const { Container } = createRequire(require.resolve('n8n-core'))('@n8n/di') as { Container: { get(service: typeof BinaryDataService): BinaryDataService } };
	Container.get(BinaryDataService).setManager('database', { getAsBuffer: async (name: string) => await Promise.resolve(stored.get(name)!()) } as never);
	return { fileName, mimeType, data: 'database', id: `database:${fileName}`, ...(bytes !== undefined && { bytes }) };
}

const stored = new Map<string, () => Buffer>();

/**
 * The run data from which "Retry execution" starts: through JSON, as saved, with the failed node back on the stack.
 */
export function savedForRetry(run: IRun): IRunExecutionData {
	const data = JSON.parse(JSON.stringify(run.data)) as IRunExecutionData;
	const last = data.resultData.lastNodeExecuted;
	if (last) data.resultData.runData[last]?.pop();
	delete data.resultData.error;
	return runDataOf(data);
}

/** n8n-core takes only one store per process; here every execution may have its own. */
async function useProcessedItems(store: ProcessedItems): Promise<void> {
	(DataDeduplicationService as unknown as { instance: undefined }).instance = undefined;
	await DataDeduplicationService.init(store);
}

function workflowOf({ node, parameters, settings, items, binaries, credential, runs = 1 }: EngineOptions): Workflow {
	const name = node.description.name;
	const main = NodeConnectionTypes.Main;
	return new Workflow({
		id: 'test-workflow',
		active: false,
		nodes: [
			{ id: 'source', name: SOURCE, type: 'source', typeVersion: 1, position: [0, 0], parameters: {} },
			{
				id: 'send',
				name: NODE,
				type: name,
				typeVersion: 1,
				position: [200, 0],
				parameters,
				credentials: { [credential.type.name]: { id: 'credential', name: 'Test' } },
				...settings,
			},
		],
		connections: { [SOURCE]: { [main]: [Array.from({ length: runs }, () => ({ node: settings?.name ?? NODE, type: main, index: 0 }))] } },
		nodeTypes: {
			getByName: (type) => known(type, node, sourceOf(items, binaries)),
			getByNameAndVersion: (type) => NodeHelpers.getVersionedNodeType(known(type, node, sourceOf(items, binaries))),
			getKnownTypes: () => ({}),
		},
		settings: { timezone: 'Europe/Stockholm', executionOrder: 'v1' },
	});
}

function known(type: string, node: INodeType, source: INodeType): INodeType {
	if (type === node.description.name) return node;
	if (type === 'source') return source;
	throw new UnrecognizedNodeTypeError('test', type);
}

function sourceOf(items: IDataObject[], binaries: EngineOptions['binaries']): INodeType {
	return {
		description: {
			displayName: 'Source',
			name: 'source',
			group: ['trigger'],
			version: 1,
			description: 'Gives the items of the test',
			defaults: { name: SOURCE },
			inputs: [],
			outputs: [NodeConnectionTypes.Main],
			properties: [],
		},
		execute: async () => await Promise.resolve([items.map((json, item) => ({ json, pairedItem: { item }, ...(binaries?.[item] && { binary: binaries[item] }) }))]),
	};
}

/** Only the functions that the engine calls during a send. Anything else would throw, so we would notice. */
export function additionalDataOf({ credential, others = [] }: Pick<EngineOptions, 'credential'> & { others?: readonly TestCredential[] }): IWorkflowExecuteAdditionalData {
	return {
		executionId: 'test-execution',
		hooks: new ExecutionLifecycleHooks('trigger', 'test-execution', {} as never),
		currentNodeExecutionIndex: 0,
		webhookWaitingBaseUrl: 'http://127.0.0.1/waiting',
		formWaitingBaseUrl: 'http://127.0.0.1/form',
		instanceBaseUrl: 'http://127.0.0.1',
		restApiUrl: 'http://127.0.0.1/rest',
		webhookBaseUrl: 'http://127.0.0.1/webhook',
		variables: {},
		credentialsHelper: {
			getParentTypes: () => [],
			isCredentialUsableByNode: () => true,
			getDecrypted: async (_data: unknown, _credentials: unknown, type: string) => await Promise.resolve({ ...(others.find((other) => other.type.name === type) ?? credential).data }),
			preAuthentication: async (context: { helpers: IHttpRequestHelper['helpers'] }, data: ICredentialDataDecryptedObject, _type: string, { type }: INode, expired: boolean) =>
				await preAuthenticate(credential, context, data, expired || type === TESTING_NODE),
			authenticate: async (data: IDataObject, _type: string, options: IHttpRequestOptions) =>
				await authenticate(credential.type, data, options),
		},
	} as unknown as IWorkflowExecuteAdditionalData;
}

/**
 * Does what n8n's credentials helper does with a token that expires: it asks for one if there is none or on request, and stores it with the credential.
 * A credential's test always asks.
 */
async function preAuthenticate(
	{ type, data: stored }: TestCredential,
	context: { helpers: IHttpRequestHelper['helpers'] },
	data: ICredentialDataDecryptedObject,
	wanted: boolean,
): Promise<IDataObject | undefined> {
	const token = type.properties.find(({ type: kind, typeOptions }) => kind === 'hidden' && typeOptions?.expirable === true)?.name;
	if (token === undefined || !type.preAuthentication || (data[token] !== '' && !wanted)) return undefined;
	const output = await type.preAuthentication.call(context, data);
	if (output[token] === undefined) return undefined;
	Object.assign(stored, output);
	return Object.assign(data, output);
}
