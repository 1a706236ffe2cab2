/**
 * n8n's side of a webhook, the part that a trigger uses: a request in, the answer and the items out. It does not parse bodies like n8n, because a
 * trigger must read only the raw body.
 */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IDataObject, INodeExecutionData, INodeParameters, INodeType, IWebhookFunctions } from 'n8n-workflow';

/** The id of every trigger's address. */
export const WEBHOOK_ID = 'webhook-id';

const BASE_URL = 'https://n8n.example.com/';

/** The address of every trigger. */
export const WEBHOOK_URL = `${BASE_URL}webhook/${WEBHOOK_ID}/webhook`;

const queryOf = (query: Record<string, unknown>) => (Object.keys(query).length === 0 ? '' : `?${new URLSearchParams(query as Record<string, string>).toString()}`);

export interface WebhookRequest {
	method?: string;
	headers?: Record<string, string | string[]>;
	query?: Record<string, unknown>;
	body?: string | Buffer;
	/** n8n's address. */
	baseUrl?: string;
	/** Whether n8n reads the body only on request, as for unknown types; or the error of that request. */
	unread?: boolean | Error;
}

export interface WebhookOutcome {
	status: number;
	answer: unknown;
	/** Undefined if no execution starts. */
	items: INodeExecutionData[] | undefined;
	/** Headers of the trigger's own answer. */
	headers?: Record<string, string>;
}

/** Passes one request to a trigger and returns what n8n would do with the result. */
export async function callTrigger(
	node: INodeType,
	{ method = 'POST', headers = {}, query = {}, body = '', baseUrl = BASE_URL, unread = false }: WebhookRequest,
	given: { parameters?: INodeParameters; credentials?: Record<string, IDataObject>; staticData?: IDataObject },
): Promise<WebhookOutcome> {
	let refusal: { status: number; answer: unknown } | undefined;
	const raw = Buffer.from(body);
	const request = {
		method,
		originalUrl: `/webhook/${WEBHOOK_ID}/webhook${queryOf(query)}`,
		rawBody: unread ? undefined : raw,
		readRawBody: async () => {
			if (typeof unread === 'object') throw unread;
			request.rawBody = raw;
			await Promise.resolve();
		},
	};
	const set: Record<string, string> = {};
	const response = {
		setHeader: (name: string, value: string) => (set[name] = value),
		status: (status: number) => ({ send: (answer: unknown) => (refusal = { status, answer }) }),
	};
	const context = {
		getNode: () => ({ name: 'Trigger', webhookId: WEBHOOK_ID }),
		getMode: () => 'webhook',
		getInstanceBaseUrl: () => baseUrl,
		getRequestObject: () => request,
		getResponseObject: () => response,
		getHeaderData: () => headers,
		getQueryData: () => query,
		getWorkflowStaticData: () => given.staticData ?? {},
		getNodeParameter: (name: string, fallback: unknown) => given.parameters?.[name] ?? fallback,
		getCredentials: async (name: string) => {
			const credential = given.credentials?.[name];
			if (credential === undefined) throw new Error(`the node has no credential ${name}`);
			return await Promise.resolve({ ...credential });
		},
	};
	const { webhookResponse, workflowData, noWebhookResponse } = await node.webhook!.call(context as unknown as IWebhookFunctions);
	if (noWebhookResponse) return { ...refusal!, items: workflowData?.[0], ...(Object.keys(set).length > 0 && { headers: set }) };
	return { status: 200, answer: webhookResponse as unknown, items: workflowData?.[0] };
}

export interface ListeningTrigger {
	url: string;
	/** The outcome of every request, in the order of the answers. */
	outcomes: WebhookOutcome[];
	/** The items of all executions, in order. */
	items(): IDataObject[];
	close(): Promise<void>;
}

/** Serves the trigger at a real address, for callbacks over HTTP. */
export async function listenWithTrigger(node: INodeType, given: Parameters<typeof callTrigger>[2]): Promise<ListeningTrigger> {
	const outcomes: WebhookOutcome[] = [];
	const answer = async (request: http.IncomingMessage, response: http.ServerResponse) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const query = Object.fromEntries(new URL(request.url!, 'http://127.0.0.1').searchParams);
		const headers = request.headers as Record<string, string>;
		const outcome = await callTrigger(node, { method: request.method!, headers, query, body: Buffer.concat(chunks), baseUrl: `http://${request.headers.host}/` }, given);
		outcomes.push(outcome);
		response.writeHead(outcome.status).end(String(outcome.answer));
	};
	// Ignore a request that breaks off.
	const server = http.createServer((request, response) => void answer(request, response).catch(() => response.destroy()));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook/${WEBHOOK_ID}/webhook`,
		outcomes,
		items: () => outcomes.flatMap(({ items }) => (items ?? []).map(({ json }) => json)),
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
