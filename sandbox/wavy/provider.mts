import { randomUUID } from 'node:crypto';
import type { Answer, KeyState, Provider, ProviderRequest, Reception, Row } from '../contract.mts';
import { bulkAnswer, errorAnswer, json, singleAnswer } from './answer.mts';
import { isJson, readJson, readQuery } from './body.mts';
import { decodeBulk, decodeSingle, type Asked } from './decode.mts';
import { MalformedRequest } from './malformed.mts';
import { searchRequest } from './schema.mts';

/** What may be asked, by path. */
const METHODS: Readonly<Record<string, readonly string[]>> = {
	'/v1/send-sms': ['GET', 'POST'],
	'/v1/send-bulk-sms': ['POST'],
	'/v1/sms/status/search': ['POST'],
};

/** Wavy's SMS API, as strict as its page. A key is `<user name>:<token>`. */
export const provider: Provider = {
	name: 'wavy',
	title: 'Wavy',
	defaultKeys: ['sandbox-user:sandbox-token'],
	secretHeaders: ['username', 'authenticationtoken'],
	receive,
	errorAnswer,
};

function receive(request: ProviderRequest): Reception {
	const key = keyState(request);
	const refuse = (status: number, problem: string): Reception => {
		const allow = METHODS[request.path]?.join(', ');
		const answer = { ...errorAnswer(status), ...(status === 405 && { headers: { allow: allow ?? '' } }) };
		return { kind: 'answer', key, answer, problem };
	};
	const methods = METHODS[request.path];
	if (!methods) return refuse(404, `no such path; the page knows only ${Object.keys(METHODS).join(', ')}`);
	if (!methods.includes(request.method)) return refuse(405, `only ${methods.join(' and ')} is published`);
	if (key !== 'right') return refuse(401, `the user name or the token is ${key}`);
	if (request.method === 'POST' && !isJson(request.headers['content-type'])) return refuse(415, 'the content type is not JSON');
	try {
		return answer(request, key);
	} catch (error) {
		if (error instanceof MalformedRequest) return refuse(400, error.message);
		throw error;
	}
}

/** @throws {MalformedRequest} */
function answer(request: ProviderRequest, key: KeyState): Reception {
	const { path, method, query, body } = request;
	if (method === 'GET') {
		if (body.length > 0) throw new MalformedRequest('a GET has no body');
		return taken(key, decodeSingle(readQuery(query)), singleAnswer);
	}
	if (query !== '') throw new MalformedRequest('a POST has its fields in the body');
	const given = readJson(body);
	if (path === '/v1/send-sms') return taken(key, decodeSingle(given), singleAnswer);
	if (path === '/v1/send-bulk-sms') {
		const batchId = randomUUID();
		return taken(key, decodeBulk(given), (rows) => bulkAnswer(batchId, rows));
	}
	// Nothing is remembered here, so no status is found.
	if (!searchRequest.safeParse(given).success) throw new MalformedRequest('a search has ids and correlationIds, lists of texts');
	return { kind: 'answer', key, answer: json(200, []) };
}

function taken(key: KeyState, asked: readonly Asked[], encode: (rows: readonly Row[]) => Answer): Reception {
	return { kind: 'messages', key, rows: asked.map(toRow), encode };
}

/** What has no id of its sender's is known by its own. */
function toRow({ correlationId, message }: Asked): Row {
	const messageId = randomUUID();
	return { correlationId: correlationId ?? messageId, messageId, verdict: 'accepted', message };
}

function keyState({ headers, keys }: ProviderRequest): KeyState {
	const { username, authenticationtoken: token } = headers;
	if (username === undefined || token === undefined) return 'missing';
	return keys.includes(`${String(username)}:${String(token)}`) ? 'right' : 'wrong';
}
