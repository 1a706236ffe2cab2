/** The part of n8n's execution context that the edges use, in memory. test/engine uses n8n's own. */
import type { IBinaryKeyData, IExecuteFunctions, IHttpRequestOptions, INode, INodeExecutionData } from 'n8n-workflow';

import { ProcessedItems } from '../engine/processedItems.mts';

export interface Scene {
	parameters?: Record<string, unknown>;
	items?: Array<Record<string, unknown>>;
	/** Items of the second input; absent if nothing is connected to it. */
	second?: Array<Record<string, unknown>>;
	/** The binary fields of the items, by their index. */
	binaries?: IBinaryKeyData[];
	/** The request helper's answer or error. */
	answer?: (request: IHttpRequestOptions) => unknown;
	/** On Error. */
	onError?: INode['onError'];
	/** Whether failed items leave by the error output; otherwise the node stops. */
	continueOnFail?: boolean;
	credential?: Record<string, unknown>;
	nodeType?: string;
	isTool?: boolean;
	runIndex?: number;
	/** The execution's `flow` context, which the caller keeps across tries. */
	flow?: Record<string, unknown>;
	processed?: ProcessedItems;
	signal?: AbortSignal;
}

export interface FakeContext {
	context: IExecuteFunctions;
	requests: IHttpRequestOptions[];
	/** The request helper's options, besides the request. */
	helperOptions: unknown[];
	credentialTypes: string[];
	hints: Array<Record<string, unknown>>;
	/** Reads of evaluated parameters, by name and item. */
	reads: string[];
}

/** In parameters, `=key` stands for the item's value of that key. */
export function fakeContext(scene: Scene): FakeContext {
	const { parameters = {}, items = [{}], binaries = [], continueOnFail = false, onError = continueOnFail ? 'continueErrorOutput' : undefined, credential = {}, flow = {}, processed = new ProcessedItems() } = scene;
	const requests: IHttpRequestOptions[] = [];
	const helperOptions: unknown[] = [];
	const credentialTypes: string[] = [];
	const hints: Array<Record<string, unknown>> = [];
	const reads: string[] = [];
	const node = { id: 'node-id', name: 'Send', type: scene.nodeType ?? 'package.plain', typeVersion: 1, position: [0, 0], parameters, onError };

	const place = { node, workflow: { id: 'w' } } as never;

	const evaluate = (raw: unknown, item: number): unknown => {
		if (typeof raw === 'string' && raw.startsWith('=')) {
			if (raw === '=!') throw Object.assign(new Error('no such thing'), { context: { parameter: reads.at(-1)!.split('#')[0] } });
			if (raw === '=?') throw new Error('nobody knows');
			return items[item]![raw.slice(1)];
		}
		if (Array.isArray(raw)) return raw.map((one) => evaluate(one, item));
		if (typeof raw === 'object' && raw !== null) return Object.fromEntries(Object.entries(raw).map(([key, value]) => [key, evaluate(value, item)]));
		return raw;
	};

	const context = {
		getInputData: (input = 0): INodeExecutionData[] | undefined => (input === 0 ? items : scene.second)?.map((json, item) => ({ json: json as never, ...(input === 0 && binaries[item] && { binary: binaries[item] }) })),
		getNode: () => node,
		getNodeParameter: (path: string, item: number) => {
			reads.push(`${path}#${item}`);
			return evaluate(path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], parameters), item);
		},
		getTimezone: () => 'Europe/Stockholm',
		getContext: (part: string) => (part === 'flow' ? flow : {}),
		getCredentials: async (type: string) => {
			credentialTypes.push(type);
			return await Promise.resolve(credential);
		},
		getExecutionCancelSignal: () => scene.signal,
		continueOnFail: () => onError !== undefined && onError !== 'stopWorkflow',
		addExecutionHints: (...given: Array<Record<string, unknown>>) => hints.push(...given),
		isToolExecution: () => scene.isTool ?? false,
		getWorkflowDataProxy: () => ({ $runIndex: scene.runIndex ?? 0 }),
		helpers: {
			assertBinaryData: (item: number, name: string) => {
				const data = binaries[item]?.[name];
				if (!data) throw new Error(`the item has no binary field ${name}`);
				return data;
			},
			getBinaryDataBuffer: async (_item: number, { data }: { data: string }) => await Promise.resolve(Buffer.from(data, 'base64')),
			httpRequestWithAuthentication: async function (type: string, request: IHttpRequestOptions, options: unknown) {
				credentialTypes.push(type);
				requests.push(request);
				helperOptions.push(options);
				return await Promise.resolve(scene.answer!(request));
			},
			checkProcessedAndRecord: async (entries: string[], scope: string, options: unknown) =>
				await processed.checkProcessedAndRecord(entries, scope, place, options as never),
			removeProcessed: async (entries: string[], scope: string) =>
				await processed.removeProcessed(entries, scope, place),
			getProcessedDataCount: async (scope: string) =>
				await processed.getProcessedDataCount(scope, place),
		},
	};
	return { context: context as unknown as IExecuteFunctions, requests, helperOptions, credentialTypes, hints, reads };
}
