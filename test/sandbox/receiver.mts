/** A receiver of callbacks: a plain HTTP server that records requests and gives the answers that it was told to give. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedCallback {
	method: string;
	url: string;
	headers: http.IncomingHttpHeaders;
	body: string;
}

export interface Receiver {
	url: string;
	/** In the order of arrival, without broken requests. */
	received: ReceivedCallback[];
	/** Requests that broke off. */
	torn(): number;
	/** Statuses of the next answers, in order; 200 by default. */
	answerWith(...statuses: number[]): void;
	close(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
	const received: ReceivedCallback[] = [];
	const statuses: number[] = [];
	let torn = 0;
	const server = http.createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('error', () => (torn += 1));
		request.on('end', () => {
			received.push({ method: request.method!, url: request.url!, headers: request.headers, body: Buffer.concat(chunks).toString() });
			response.writeHead(statuses.shift() ?? 200).end();
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}/in`,
		received,
		torn: () => torn,
		answerWith: (...given) => void statuses.push(...given),
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
