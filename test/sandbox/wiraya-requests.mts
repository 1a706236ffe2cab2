import { send, type RawAnswer, type RawRequest } from './raw-client.mts';

export interface Entry {
	clientMessageId: string;
	recipient: string;
	content: Record<string, unknown>;
}

/** Numbers of the Swedish range for fiction, 46701740605 to 46701740699. */
export function recipient(index: number): string {
	return String(46_701_740_605 + (index % 95));
}

export function entry(index: number, content: Record<string, unknown> = { $type: 'SMSProject', projectId: 123, placeholders: ['John'] }): Entry {
	return { clientMessageId: `id-${index}`, recipient: recipient(index), content };
}

export function entries(count: number): Entry[] {
	return Array.from({ length: count }, (_unused, index) => entry(index));
}

export interface Results {
	results: Record<string, { trackingId?: string; success: boolean; isTransientError?: boolean }>;
}

export function resultsOf(answer: RawAnswer): Results['results'] {
	return (JSON.parse(answer.body) as Results).results;
}

/** Posts to a Wiraya base URL with the right key; texts and buffers go unchanged, everything else as JSON. */
export function post(baseUrl: string, body: unknown, request: RawRequest = {}): Promise<RawAnswer> {
	return send(`${baseUrl}/api/EnqueueCommunications`, {
		...request,
		headers: { 'content-type': 'application/json', 'x-apikey': 'sandbox-key', ...request.headers },
		body: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body),
	});
}

export function enqueue(baseUrl: string, communications: readonly unknown[], request: RawRequest = {}): Promise<RawAnswer> {
	return post(baseUrl, { communications }, request);
}
