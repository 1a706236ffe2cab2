import type { IExecuteFunctions, ILoadOptionsFunctions, INode, IPollFunctions, IWebhookFunctions, NodeExecutionHint } from 'n8n-workflow';

/**
 * Checks n8n's functions one by one. Only this file knows what older versions lack. It compares no version numbers, so it judges a patched or future
 * n8n by what it can do.
 */

/** The second is for tokens: a credential uses the node's helpers to get them. */
const REQUESTS = ['helpers.httpRequestWithAuthentication', 'helpers.httpRequest'] as const;

/** Functions that each entry point needs. All of them are older than n8n 1.100. The package cannot work without any of them. */
const NEEDED = {
	execute: ['getCredentials', 'getContext', 'getInputData', 'getNode', 'getNodeParameter', 'getTimezone', 'getWorkflowDataProxy', ...REQUESTS],
	publish: ['getCredentials', 'getNode', 'getNodeParameter', 'getNodeWebhookUrl', 'getWorkflow', 'getWorkflowStaticData', ...REQUESTS],
	receive: ['getCredentials', 'getHeaderData', 'getInstanceBaseUrl', 'getMode', 'getNode', 'getNodeParameter', 'getQueryData', 'getRequestObject', 'getResponseObject', 'getWorkflowStaticData'],
	poll: ['getCredentials', 'getMode', 'getNode', 'getNodeParameter', 'getWorkflowStaticData', ...REQUESTS],
	list: ['getCredentials', 'getNodeParameter', ...REQUESTS],
	steps: ['getCredentials', 'getCurrentNodeParameter', 'getInstanceBaseUrl'],
} as const;

/** The entry points by which n8n calls the package. */
export type Way = keyof typeof NEEDED;

/** What the user can do about a function that n8n lacks. */
export const UPDATE_N8N = 'Update n8n to version 1.123 or later, or report this with the version you run.';

/** Which functions n8n lacks, as one sentence; null if none. */
export function missingIn(context: object, way: Way): string | null {
	const missing = NEEDED[way].filter((name) => functionOf(context, name) === undefined);
	return missing.length === 0 ? null : sentence(missing);
}

/** What happens to failed items, by On Error in the node's settings: they stop the execution, stay among the others, or leave by the error output. */
export type OnError = 'stop' | 'continue' | 'errorOutput';

/** Workflows of old versions of n8n have `continueOnFail` in place of `onError`; n8n reads it as *Continue*. */
export function onErrorOf(context: IExecuteFunctions): OnError {
	const { continueOnFail, onError }: Partial<INode> = functionOf(context, 'getNode') ? context.getNode() : {};
	const continues = functionOf(context, 'continueOnFail') ? context.continueOnFail() : continueOnFail === true || (onError !== undefined && onError !== 'stopWorkflow');
	if (!continues) return 'stop';
	// If n8n says nothing about the node, use the shape for an error output: it also works on a single output.
	return onError === 'continueErrorOutput' || functionOf(context, 'getNode') === undefined ? 'errorOutput' : 'continue';
}

/** The contexts whose execution made a request. */
const requesters = new WeakSet<object>();

/** Call this before a request in the context. */
export function noteRequest(context: object): void {
	requesters.add(context);
}

/** Whether a request was made in the context. If not, nothing was sent. */
export function hasRequested(context: object): boolean {
	return requesters.has(context);
}

/**
 * Whether an AI agent calls the node. `isToolExecution` came with n8n-core 2.3.4. In every version a tool may also run as its own node type, with
 * "Tool" added to the name.
 */
export function isTool(context: IExecuteFunctions): boolean {
	return (functionOf(context, 'isToolExecution') !== undefined && context.isToolExecution()) || context.getNode().type.endsWith('Tool');
}

/** Aborts when the execution is stopped. Older than n8n 1.100; without it the node cannot be stopped between requests. */
export function cancelSignalOf(context: object): AbortSignal | undefined {
	return (functionOf(context, 'getExecutionCancelSignal') as IExecuteFunctions['getExecutionCancelSignal'] | undefined)?.call(context);
}

/** Shows a line on the node. If n8n lacks the function (older than 1.100), nothing is shown and nothing fails. */
export function showHint(context: IExecuteFunctions, hint: NodeExecutionHint): void {
	if (functionOf(context, 'addExecutionHints')) context.addExecutionHints(hint);
}

/** How long a poll may take. `getPollBudgetMs` came with n8n 2.38; before, the shortest time between two polls is a minute. */
export function pollBudgetMs(context: IPollFunctions): number {
	return functionOf(context, 'getPollBudgetMs') ? context.getPollBudgetMs() : 60_000;
}

/**
 * The path before the ID in a trigger's addresses, for the published workflow and for a test. n8n has no function for them but stores them in every
 * context of a node. If they are missing, the default paths apply.
 */
export function webhookBases(context: Pick<ILoadOptionsFunctions, 'getInstanceBaseUrl'>): { production: string; test: string } {
	const { webhookBaseUrl, webhookTestBaseUrl } = (context as { additionalData?: { webhookBaseUrl?: string; webhookTestBaseUrl?: string } }).additionalData ?? {};
	const usual = (path: string) => `${context.getInstanceBaseUrl().replace(/\/$/, '')}/${path}`;
	return { production: webhookBaseUrl ?? usual('webhook'), test: webhookTestBaseUrl ?? usual('webhook-test') };
}

/** The address of a trigger. */
export function webhookUrl(base: string, webhookId: string): string {
	return `${base.replace(/\/$/, '')}/${webhookId}/webhook`;
}

/**
 * The address that a provider called, with the query as it came. The host is the one that the user gave to the provider, because behind a proxy the
 * request names another host.
 */
export function calledUrl(context: IWebhookFunctions): string {
	const { production, test } = webhookBases(context);
	const [, query] = /(\?.*)$/s.exec(context.getRequestObject().originalUrl) ?? [];
	return webhookUrl(context.getMode() === 'manual' ? test : production, context.getNode().webhookId ?? '') + (query ?? '');
}

/** The store of processed items, only for Don't Send Twice. Older than n8n 1.100. */
export function processedItems(context: IExecuteFunctions): Pick<IExecuteFunctions['helpers'], 'checkProcessedAndRecord' | 'removeProcessed' | 'getProcessedDataCount'> {
	return helpersOf(context, ['checkProcessedAndRecord', 'removeProcessed', 'getProcessedDataCount']);
}

/** The files of an item, only for attachments. Older than n8n 1.100. */
export function binaries(context: IExecuteFunctions): Pick<IExecuteFunctions['helpers'], 'assertBinaryData' | 'getBinaryDataBuffer'> {
	return helpersOf(context, ['assertBinaryData', 'getBinaryDataBuffer']);
}

/** @throws an error that names what is missing */
function helpersOf<Name extends keyof IExecuteFunctions['helpers']>(context: IExecuteFunctions, names: readonly Name[]): Pick<IExecuteFunctions['helpers'], Name> {
	const missing = names.map((name) => `helpers.${name}`).filter((name) => functionOf(context, name) === undefined);
	if (missing.length > 0) throw Object.assign(new Error(sentence(missing)), { description: UPDATE_N8N });
	return context.helpers;
}

function sentence(missing: readonly string[]): string {
	return `This n8n lacks ${missing.map((name) => `${name}()`).join(' and ')}, which the node needs`;
}

/** A function of the context by its name, or undefined. A context may be a proxy that throws for an unknown name. */
function functionOf(context: object, path: string): unknown {
	const found = path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], context);
	return typeof found === 'function' ? found : undefined;
}
