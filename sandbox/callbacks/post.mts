import http from 'node:http';
import https from 'node:https';
import type { CallbackRequest } from '../contract.mts';

/** The time-out of those providers that publish one. */
const TIMEOUT_MS = 10_000;

/** Makes one callback; resolves with the status of the answer, or null if there is none. */
export function post(url: string, { method, headers, query, body }: CallbackRequest, brokenOff = false): Promise<number | null> {
	const target = new URL(url);
	for (const [name, value] of Object.entries(query)) target.searchParams.append(name, value);
	const { request } = target.protocol === 'https:' ? https : http;
	const length = method === 'GET' ? {} : { 'content-length': String(Buffer.byteLength(body)) };
	return new Promise((resolve) => {
		const outgoing = request(target, { method, headers: { ...headers, ...length }, timeout: TIMEOUT_MS, agent: false }, (response) => {
			response.on('error', () => resolve(null));
			response.on('end', () => resolve(response.statusCode ?? null));
			response.resume();
		});
		outgoing.on('error', () => resolve(null));
		outgoing.on('close', () => resolve(null));
		outgoing.on('timeout', () => outgoing.destroy());
		if (!brokenOff) return void outgoing.end(method === 'GET' ? undefined : body);
		outgoing.write(Buffer.from(body).subarray(0, Math.floor(body.length / 2)), () => outgoing.destroy());
	});
}
