import type { IDataObject, INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { systemClock, type Clock } from '../../core/http/clock';
import { maskOf, maskWithin, type Mask } from '../../core/http/mask';
import { calledUrl } from '../edges/host';
import { bodyText, CALLBACK_BYTES, isGenuine, isUnreadable, readCallback, unreadable, type Callback, type ReceiveOperation } from '../../core/receive/receive';
import type { ProviderRecord } from '../../core/records/providerRecord';

/** How a trigger hands on its records. */
interface ReceiveSettings {
	/** Whether items carry the provider's own data. */
	keepRaw: boolean;
	/** Which records start the workflow. */
	wanted(record: object): boolean;
}

/**
 * Answers one callback and returns one item per record. A request that the provider did not make gets 401 and starts nothing, whatever its body. An
 * unreadable authenticated callback becomes one item of status `unknown` with its raw text, so that nothing is lost.
 *
 * The node's webhook must have response mode `onReceived` and `responseData: ''`. n8n then answers 200 once the execution is stored, and 5xx if it
 * could not be stored; the provider then sends again.
 */
export async function executeReceive<Auth>(
	context: IWebhookFunctions,
	operation: ReceiveOperation<Auth>,
	auth: Auth,
	{ keepRaw, wanted }: ReceiveSettings,
	clock: Pick<Clock, 'now'> = systemClock,
): Promise<IWebhookResponseData> {
	const { callback, obstacle } = await callbackOf(context);
	const greeting = operation.handshake?.(callback, auth) ?? null;
	if (greeting !== null) return answer(context, 200, greeting, PLAIN);
	if (!isGenuine(operation, callback, auth, clock.now())) return answer(context, 401, 'not authorized', challengeOf(operation.challenge?.(auth)));
	if (obstacle === 413 || callback.body.length > CALLBACK_BYTES) return answer(context, 413, 'too large');
	if (obstacle !== null) return answer(context, obstacle, 'not readable');
	const mask = maskOf(operation.secrets(auth));
	const items = findingsOf(operation, callback, auth, mask)
		.filter(({ record }) => wanted(record))
		.map(({ record, raw }): INodeExecutionData => ({ json: maskWithin({ ...record, ...((keepRaw || isUnreadable(record)) && { raw }) }, mask) as IDataObject }));
	// Without items no execution starts.
	return items.length > 0 ? { webhookResponse: '', workflowData: [items] } : { webhookResponse: '' };
}

function findingsOf<Auth>(operation: ReceiveOperation<Auth>, callback: Callback, auth: Auth, mask: Mask): ProviderRecord[] {
	try {
		return readCallback(operation, callback, auth);
	} catch (error) {
		const { method, query } = callback;
		// Masked before its ID is made, so that no ID depends on a secret.
		const raw = maskWithin({ method, query, body: bodyText(callback) }, mask);
		return [unreadable(operation.provider, 'receipt', error, raw)];
	}
}

/** The HTTP status for a body that cannot be read. */
type Obstacle = 413 | 415;

async function callbackOf(context: IWebhookFunctions): Promise<{ callback: Callback; obstacle: Obstacle | null }> {
	const request = context.getRequestObject();
	const obstacle = await obstacleIn(request);
	const callback = {
		method: request.method,
		query: textsOf(named(context.getQueryData() as Record<string, unknown>), (values) => values.at(-1)!),
		headers: textsOf(Object.entries(context.getHeaderData()), (values) => values.join(', ')),
		body: Buffer.isBuffer(request.rawBody) ? request.rawBody : Buffer.alloc(0),
		get url() {
			return calledUrl(context);
		},
	};
	return { callback, obstacle };
}

/**
 * n8n does not read a body of unknown type, and keeps nothing of a multipart form. Anyone can send a body that cannot be read (too large, truncated,
 * badly compressed). If we threw, each would become a failed execution.
 */
async function obstacleIn(request: ReturnType<IWebhookFunctions['getRequestObject']>): Promise<Obstacle | null> {
	if (Buffer.isBuffer(request.rawBody)) return null;
	try {
		await request.readRawBody?.();
		return null;
	} catch (error) {
		return (error as { status?: unknown }).status === 413 ? 413 : 415;
	}
}

/** n8n turns brackets in a query into nested objects. Here a name stays as written: `a[b]`. */
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

/** A browser must not show somebody else's text as a web page. */
const PLAIN = { 'Content-Type': 'text/plain' };

function challengeOf(challenge: string | null | undefined): Record<string, string> {
	return challenge ? { 'WWW-Authenticate': challenge } : {};
}

/** The node answers itself, and no execution starts. */
function answer(context: IWebhookFunctions, status: number, words: string, headers: Readonly<Record<string, string>> = {}): IWebhookResponseData {
	const response = context.getResponseObject();
	for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
	response.status(status).send(words);
	return { noWebhookResponse: true };
}
