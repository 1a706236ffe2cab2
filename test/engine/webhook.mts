/**
 * n8n's side of a webhook, as far as a trigger asks of it: a request in, the answer and the items out. n8n parses bodies before a
 * trigger sees them; that is left out, since a trigger must read the raw body alone.
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
	/** Where n8n is reached. */
	baseUrl?: string;
	/** Whether n8n leaves the body to be asked for, as it does with types it does not know; or what the asking comes to. */
	unread?: boolean | Error;
}

export interface WebhookOutcome {
	status: number;
	answer: unknown;
	/** Undefined where no execution starts. */
	items: INodeExecutionData[] | undefined;
	/** Headers of an answer of the trigger's own. */
	headers?: Record<string, string>;
}

/** Hands one request to a trigger and tells what n8n would do with what it gives back. */
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
	/** Of every request, in the order they were answered. */
	outcomes: WebhookOutcome[];
	/** Of all executions, in their order. */
	items(): IDataObject[];
	close(): Promise<void>;
}

/** The trigger behind a real address, for whoever calls back over HTTP. */
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
	// A request that breaks off is nobody's.
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
