/** The simplest client: node:http, one connection per request unless there is an agent, no retries, no redirects. */
import http from 'node:http';

export interface RawAnswer {
	status: number;
	headers: http.IncomingHttpHeaders;
	body: string;
}

export interface RawRequest {
	method?: string;
	headers?: Record<string, string>;
	body?: string | Buffer;
	/** Default: a new connection. */
	agent?: http.Agent | false;
}

/** Resolves with the whole answer; rejects with the socket's error, also if the answer breaks off. */
export function send(url: string, { method = 'POST', headers = {}, body = '', agent = false }: RawRequest = {}): Promise<RawAnswer> {
	return new Promise((resolve, reject) => {
		const request = http.request(url, { method, headers: { ...headers, 'content-length': Buffer.byteLength(body) }, agent }, (response) => {
			const chunks: Buffer[] = [];
			response.on('data', (chunk: Buffer) => chunks.push(chunk));
			response.on('error', reject);
			response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks).toString() }));
		});
		request.on('error', reject);
		request.end(body);
	});
}

/** The status of a request's answer, or the code of its error. */
export async function outcome(answer: Promise<RawAnswer>): Promise<string | number> {
	try {
		return (await answer).status;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code ?? String(error);
	}
}

/** Waits until the condition holds; gives up after half a minute, so that a broken test ends. */
export async function until(condition: () => boolean): Promise<void> {
	const deadline = performance.now() + 30_000;
	while (!condition()) {
		if (performance.now() > deadline) throw new Error(`Never came true: ${condition.toString()}`);
		await new Promise((resolve) => setTimeout(resolve, 1));
	}
}
