import { NodeOperationError, type IDataObject, type IExecuteFunctions, type INode, type INodeExecutionData } from 'n8n-workflow';

import { hasRequested, missingIn, onErrorOf, UPDATE_N8N, type Way } from './host';

const NOTHING_SENT = 'Nothing was sent. Please report this with the workflow that shows it.';
const MAYBE_SENT = 'Some items may have been sent: check at the provider before you send them again. Please report this with the workflow that shows it.';

/**
 * Wraps a node's `execute`, so that nothing fails silently. If a node throws with On Error set to continue, n8n passes the *input* to the success
 * output. A bug of ours, a half-finished update or a missing function of n8n would then look like a good run. Here each becomes an error item for
 * every input item, or an error of the node if On Error is stop.
 *
 * It imports only host.ts, so it still works if the rest of the package cannot be loaded.
 * @param output the output for error items, in a node with several
 * @throws NodeOperationError only when On Error is stop
 */
export async function guarded(context: IExecuteFunctions, work: () => Promise<INodeExecutionData[][]>, output = 0): Promise<INodeExecutionData[][]> {
	const instead = (error: Error) => [...Array.from({ length: output }, (): INodeExecutionData[] => []), ...failed(context, error)];
	const missing = missingIn(context, 'execute');
	if (missing !== null) return instead(Object.assign(new Error(missing), { description: UPDATE_N8N }));
	return await work().catch(instead);
}

/**
 * The same for a trigger, before it does anything. Its error stops the workflow from being published, tells a provider that n8n did not take its
 * callback, or appears as a failed poll.
 * @throws NodeOperationError that names what n8n lacks
 */
export function requireHost(context: object, way: Exclude<Way, 'execute'>): void {
	const missing = missingIn(context, way);
	if (missing !== null) throw asNodeError(context, new Error(missing), { description: UPDATE_N8N });
}

function failed(context: IExecuteFunctions, error: Error & { description?: unknown }): INodeExecutionData[][] {
	const requested = hasRequested(context);
	const fix = typeof error.description === 'string' ? error.description : requested ? MAYBE_SENT : NOTHING_SENT;
	const onError = onErrorOf(context);
	if (onError === 'stop') throw asNodeError(context, error, { description: fix, itemIndex: 0 });
	const rest = { fix, code: 'internal', httpStatus: null, retryable: false, retryAfterMs: null, providerMessage: null };
	const status = requested ? 'unknown' : 'notSent';
	const json = (): IDataObject => (onError === 'errorOutput' ? { error: { status, message: error.message, ...rest } } : { status, error: error.message, ...rest });
	return [inputOf(context).map(({ binary }, item) => ({ json: json(), ...(binary && { binary }), pairedItem: { item } }))];
}

/** Even without input there is one error item, so that the input does not pass as sent. */
function inputOf(context: IExecuteFunctions): INodeExecutionData[] {
	return typeof context.getInputData === 'function' ? context.getInputData() : [{ json: {} }];
}

function asNodeError(context: Partial<Pick<IExecuteFunctions, 'getNode'>>, error: Error, options: { description: string; itemIndex?: number }): NodeOperationError {
	if (error instanceof NodeOperationError) return error;
	const node = typeof context.getNode === 'function' ? context.getNode() : ({ name: '', type: '', parameters: {} } as unknown as INode);
	const wrapped = new NodeOperationError(node, error.message, options);
	// n8n replaces a message that holds a network code by advice to send again at once.
	wrapped.message = error.message;
	return wrapped;
}
