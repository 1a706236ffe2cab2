import { NodeOperationError, type IExecuteFunctions, type INode, type INodeExecutionData } from 'n8n-workflow';

import { continuesOnFail, missingIn, UPDATE_N8N } from './host';

const REPORT = 'Please report this with the workflow that shows it. Nothing was sent.';

/**
 * The way into a node that acts: nothing fails in silence. With On Error set to continue, n8n passes the *input* to the success output for
 * whatever a node throws, so that a mistake of this package, an update that went halfway or a host that lacks a function would
 * look like a good run. Here each of them becomes an error item for every input item, and an error of the node where On Error is stop.
 *
 * Imports nothing but host.ts, so that it also holds where the rest of the package cannot be loaded.
 * @param work reports what it sent by itself; whatever escapes it happened before the first request
 */
export async function guarded(context: IExecuteFunctions, work: () => Promise<INodeExecutionData[][]>): Promise<INodeExecutionData[][]> {
	const missing = missingIn(context);
	if (missing !== null) return failed(context, Object.assign(new Error(missing), { description: UPDATE_N8N }));
	return await work().catch((error: Error) => failed(context, error));
}

function failed(context: IExecuteFunctions, error: Error & { description?: unknown }): INodeExecutionData[][] {
	const fix = typeof error.description === 'string' ? error.description : REPORT;
	if (!continuesOnFail(context)) throw asNodeError(context, error, fix);
	const json = { error: { status: 'notSent', message: error.message, fix, code: 'internal', httpStatus: null, retryable: false, retryAfterMs: null, providerMessage: null } };
	return [itemsOf(context).map((_, item) => ({ json: structuredClone(json), pairedItem: { item } }))];
}

/** Without a way to the input there is one error item, so that the input does not pass as sent. */
function itemsOf(context: IExecuteFunctions): unknown[] {
	return typeof context.getInputData === 'function' ? context.getInputData() : [null];
}

function asNodeError(context: IExecuteFunctions, error: Error, description: string): NodeOperationError {
	if (error instanceof NodeOperationError) return error;
	const node = typeof context.getNode === 'function' ? context.getNode() : ({ name: '', type: '', parameters: {} } as unknown as INode);
	const wrapped = new NodeOperationError(node, error.message, { description, itemIndex: 0 });
	// n8n replaces a message that holds a network code by advice to send again at once.
	wrapped.message = error.message;
	return wrapped;
}
