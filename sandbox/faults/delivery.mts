import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { setTimeout as delay } from 'node:timers/promises';
import type { Answer, ProviderRequest } from '../contract.mts';
import { dressed } from './dress.mts';
import type { Holds } from './holds.mts';
import type { Fault } from './schema.mts';

/** Faults after which the sender cannot know the result, although the messages were accepted. */
const ACCEPTS_BY_DEFAULT: Readonly<Record<Fault['kind'], boolean>> = {
	refuse: false,
	resetBefore: false,
	resetAfter: true,
	hold: false,
	truncate: true,
	slow: true,
	status: false,
	wrongCount: true,
	wrongOrder: true,
	foreignIds: true,
	invalidBody: true,
	htmlPage: false,
	redirect: false,
	dress: true,
	partial: true,
};

/** The number of chunks of an answer without a length. */
const CHUNKS = 3;

/** Whether messages count as accepted under this fault. Without a fault they do. */
export function accepts(fault: Fault | undefined): boolean {
	if (fault === undefined) return true;
	return ('accept' in fault ? fault.accept : undefined) ?? ACCEPTS_BY_DEFAULT[fault.kind];
}

/** The answer under a fault, or null if none is sent.
 * @param normal the answer without the fault
 * @param errorAnswer the provider's way of writing an error
 */
export function answerUnder(
	fault: Fault | undefined,
	provider: string,
	{ headers: { host = 'localhost' }, path, query }: Pick<ProviderRequest, 'headers' | 'path' | 'query'>,
	normal: Answer,
	errorAnswer: (status: number) => Answer,
): Answer | null {
	switch (fault?.kind) {
		case 'refuse':
		case 'resetBefore':
		case 'resetAfter':
		case 'hold':
			return null;
		case 'status': {
			const { status, retryAfter, body, contentType } = fault;
			const answer = errorAnswer(status);
			return {
				status,
				contentType: contentType ?? answer.contentType,
				body: body ?? answer.body,
				headers: retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) },
			};
		}
		case 'htmlPage':
			return { status: fault.status ?? 502, contentType: 'text/html; charset=utf-8', body: HTML_PAGE };
		case 'redirect': {
			const location = fault.toHttps === true ? `https://${host}/${provider}${path}${query && `?${query}`}` : `/redirected/${provider}`;
			return { status: fault.status ?? 307, contentType: 'text/plain', body: '', headers: { location } };
		}
		case 'invalidBody':
			return { ...normal, body: `${normal.body.slice(0, Math.floor(normal.body.length * 0.75))}<` };
		case 'dress':
			return dressed(fault, normal);
		default:
			return normal;
	}
}

const HTML_PAGE = '<!DOCTYPE html><html><head><title>Bad gateway</title></head><body><h1>Bad gateway</h1><p>The server is away.</p></body></html>';

/** Sends the answer, or breaks the connection as the fault says. */
export async function deliver(fault: Fault | undefined, answer: Answer | null, response: ServerResponse, holds: Holds): Promise<void> {
	if (answer === null) {
		if (fault?.kind === 'hold') await holds.wait(response, fault.ms);
		if (fault?.kind === 'resetBefore' || fault?.kind === 'resetAfter') response.socket?.resetAndDestroy();
		else response.socket?.destroy();
		return;
	}
	const isDressed = fault?.kind === 'dress';
	const plain = Buffer.from(answer.body, answer.encoding);
	const body = isDressed && fault.gzip === true ? gzipSync(plain) : plain;
	const chunked = isDressed && fault.chunked === true;
	response.writeHead(answer.status, {
		...answer.headers,
		'content-type': answer.contentType,
		...(isDressed && fault.gzip === true && { 'content-encoding': 'gzip' }),
		...(!chunked && { 'content-length': body.length }),
	});
	if (fault?.kind === 'truncate') {
		response.write(body.subarray(0, body.length >> 1), () => response.socket?.destroy());
	} else if (fault?.kind === 'slow') {
		await writeSlices(response, body, fault.ms, fault.slices ?? 10);
	} else if (chunked) {
		await writeSlices(response, body, 0, CHUNKS);
	} else {
		response.end(body);
	}
}

/** The head leaves at once, then the body in equal slices; the last one leaves after `ms`. */
async function writeSlices(response: ServerResponse, body: Buffer, ms: number, slices: number): Promise<void> {
	response.flushHeaders();
	const size = Math.ceil(body.length / slices);
	for (let slice = 0; slice < slices && !response.destroyed; slice += 1) {
		await delay(ms / slices, undefined, { ref: false });
		response.write(body.subarray(slice * size, (slice + 1) * size));
	}
	response.end();
}
