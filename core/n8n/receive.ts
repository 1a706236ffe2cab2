import type { IDataObject, INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import type { Finding } from '../callOperation';
import { maskOf, maskWithin } from '../mask';
import { CALLBACK_BYTES, isUnreadable, unreadable, type Callback, type ReceiveOperation } from '../receive';

/** How a trigger hands on what it received. */
export interface ReceiveSettings {
	/** Whether items carry the provider's own words. */
	keepRaw: boolean;
	/** Which records start the workflow. */
	wanted(record: object): boolean;
}

/**
 * Answers one callback and gives one item for everything it tells. What the provider did not make is answered 401 and starts
 * nothing; what it made and nobody can read becomes one item of status `unknown` with its raw text, so that nothing is lost.
 *
 * The node's webhook must be of response mode `onReceived` with `responseData: ''`: then n8n answers 200 once the execution is stored, and
 * 5xx when it could not be, whereupon the provider sends again.
 */
export async function executeReceive<Trust>(
	context: IWebhookFunctions,
	operation: ReceiveOperation<Trust>,
	trust: Trust,
	{ keepRaw, wanted }: ReceiveSettings,
): Promise<IWebhookResponseData> {
	const callback = await callbackOf(context);
	if (!operation.verify(callback, trust)) return refuse(context, 401, 'not authorized');
	if (callback.body.length > CALLBACK_BYTES) return refuse(context, 413, 'too large');
	const mask = maskOf(operation.secrets(trust));
	const items = findingsOf(operation, callback, trust)
		.filter(({ record }) => wanted(record))
		.map(({ record, raw }): INodeExecutionData => ({ json: maskWithin({ ...record, ...((keepRaw || isUnreadable(record)) && { raw }) }, mask) as IDataObject }));
	// Without items no execution starts.
	return items.length > 0 ? { webhookResponse: '', workflowData: [items] } : { webhookResponse: '' };
}

function findingsOf<Trust>(operation: ReceiveOperation<Trust>, callback: Callback, trust: Trust): Finding[] {
	try {
		return operation.read(callback, trust);
	} catch (error) {
		const { method, query, body } = callback;
		return [unreadable(operation.provider, 'receipt', error, { method, query, body: body.toString('utf8') })];
	}
}

async function callbackOf(context: IWebhookFunctions): Promise<Callback> {
	const request = context.getRequestObject();
	// n8n leaves the body of a type it does not know unread.
	if (!Buffer.isBuffer(request.rawBody)) await request.readRawBody?.();
	return {
		method: request.method,
		query: textsOf(named(context.getQueryData() as Record<string, unknown>), (values) => values.at(-1)!),
		headers: textsOf(Object.entries(context.getHeaderData()), (values) => values.join(', ')),
		body: Buffer.isBuffer(request.rawBody) ? request.rawBody : Buffer.alloc(0),
	};
}

/** n8n reads brackets in a query as objects within objects; here a name is what was written: `a[b]`. */
function named(given: Record<string, unknown>, within = ''): Array<[string, unknown]> {
	return Object.entries(given).flatMap(([key, value]): Array<[string, unknown]> => {
		const name = within === '' ? key : `${within}[${key}]`;
		return typeof value !== 'object' || value === null || Array.isArray(value) ? [[name, value]] : named(value as Record<string, unknown>, name);
	});
}

function textsOf(given: Array<[string, unknown]>, join: (values: string[]) => string): Record<string, string> {
	const entries = given.flatMap(([name, value]) => {
		const texts = (Array.isArray(value) ? (value as unknown[]) : [value]).filter((one): one is string => typeof one === 'string');
		return texts.length > 0 ? [[name, join(texts)] as const] : [];
	});
	return Object.fromEntries(entries);
}

/** The node answers itself, and nothing starts. */
function refuse(context: IWebhookFunctions, status: number, words: string): IWebhookResponseData {
	context.getResponseObject().status(status).send(words);
	return { noWebhookResponse: true };
}
