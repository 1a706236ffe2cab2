import type { KeyState, Provider, ProviderRequest, Reception } from '../contract.mts';
import { DEFAULT_KEYS, isPermitted, keyState, signIn, targetOf } from './access.mts';
import { batchAnswer, errorAnswer, invalidAnswer, messageAnswer } from './answer.mts';
import { callbacks } from './callback.mts';
import { decodeBatch, decodeMessage, InvalidRequest } from './decode.mts';
import { toRow } from './message.mts';
import { statusAnswer } from './status.mts';
import { isWebhooks, receiveWebhooks } from './webhooks.mts';

/** "At most 10 MB per request", taken literally: ten million bytes. */
const MOST_BYTES = 10_000_000;

const MESSAGE = /^\/messages\/[^/]+$/;
const PATHS: Readonly<Record<string, (body: Buffer, key: KeyState) => Reception>> = {
	'/messages': receiveMessage,
	'/messages/batch': receiveBatch,
};

/** Comapi's Enterprise Communications API, and the same as Dotdigital's Omnichannel API, as strict as their pages. */
export const provider: Provider = {
	name: 'comapi',
	title: 'Comapi',
	defaultKeys: DEFAULT_KEYS,
	signIn,
	secretHeaders: ['authorization'],
	receive,
	errorAnswer,
	callbacks,
};

function receive(request: ProviderRequest): Reception {
	const target = targetOf(request.path);
	if (target === undefined) return refuse('missing', 404, 'the path is neither /apispaces/{apiSpaceId}/messages nor /cpaas/messages');
	const key = keyState(request, target.account);
	if (key !== 'right') return refuse(key, 401, `the ${target.account === 'apiSpace' ? 'Bearer token' : 'Basic user and password'} is ${key}`);
	if (!isPermitted(target)) return refuse(key, 403, 'the token is for another API space');
	// For an API space, only reading one webhook is published, and the sandbox does not imitate it.
	if (target.account === 'region' && isWebhooks(target.path)) return receiveWebhooks(request, key, target.path);
	const post = Object.hasOwn(PATHS, target.path) ? PATHS[target.path] : undefined;
	// Before the paths with an id, because "batch" could be an id.
	if (post !== undefined && request.method === 'POST') return receivePost(request, key, post);
	if (post !== undefined) return refuse(key, 405, 'only POST is published', { allow: 'POST' });
	if (!MESSAGE.test(target.path)) return refuse(key, 404, `no such path: ${target.path}`);
	return request.method === 'GET' ? receiveLookUp(request, key, target.path) : refuse(key, 405, 'only GET is imitated', { allow: 'GET' });
}

/** "Retrieves the current state of a specific message": 200, or 404 if there is none, or not yet. */
function receiveLookUp({ query, headers, accepted }: ProviderRequest, key: KeyState, path: string): Reception {
	// A body of GET is not even read.
	if (query !== '' || Number(headers['content-length'] ?? 0) > 0) return refuse(key, 400, 'a look-up has neither a query nor a body');
	const message = accepted.find(path.slice('/messages/'.length).toLowerCase());
	return message ? { kind: 'answer', key, answer: statusAnswer(message) } : refuse(key, 404, 'no such message, or not yet');
}

function receivePost({ headers, body }: ProviderRequest, key: KeyState, post: (body: Buffer, key: KeyState) => Reception): Reception {
	if (!/^application\/json(;\s*charset="?utf-8"?)?$/i.test(headers['content-type'] ?? '')) return refuse(key, 415, 'the content type is not application/json');
	if (body.length > MOST_BYTES) return refuse(key, 413, `more than ${MOST_BYTES} bytes`);
	try {
		return post(body, key);
	} catch (error) {
		if (!(error instanceof InvalidRequest)) throw error;
		return { kind: 'answer', key, answer: invalidAnswer(error.failures), problem: error.message };
	}
}

function receiveMessage(body: Buffer, key: KeyState): Reception {
	const request = decodeMessage(body);
	const sent = toRow(request);
	return { kind: 'messages', key, rows: [sent], encode: (rows) => messageAnswer(request, rows, sent) };
}

function receiveBatch(body: Buffer, key: KeyState): Reception {
	const sent = decodeBatch(body).map(toRow);
	return { kind: 'messages', key, rows: sent, encode: (rows) => batchAnswer(rows, sent) };
}

function refuse(key: KeyState, status: number, problem: string, headers?: Record<string, string>): Reception {
	const answer = errorAnswer(status);
	return { kind: 'answer', key, answer: headers ? { ...answer, headers } : answer, problem };
}
