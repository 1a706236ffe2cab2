/** The plainest client there is: node:http, one connection a request unless an agent is given, no repeats, no redirects. */
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
	agent?: http.Agent;
}

/** Resolves with the whole answer; rejects with the socket's error, also when the answer breaks off. */
export function send(url: string, { method = 'POST', headers = {}, body = '', agent }: RawRequest = {}): Promise<RawAnswer> {
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

/** The code of the error a request ends with, or its status where it gets one. */
export async function outcome(answer: Promise<RawAnswer>): Promise<string | number> {
	try {
		return (await answer).status;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code ?? String(error);
	}
}
