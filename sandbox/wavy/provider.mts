import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { Answer, KeyState, Provider, ProviderRequest, Reception, Row } from '../contract.mts';
import { bulkAnswer, errorAnswer, singleAnswer } from './answer.mts';
import { isJson, readJson, readQuery } from './body.mts';
import { callbacks } from './callback.mts';
import { decodeBulk, decodeSingle, type Asked } from './decode.mts';
import { MalformedRequest } from './malformed.mts';
import { inboundAnswer, statusesAnswer } from './lookups.mts';
import { inboundSearch, statusSearch } from './schema.mts';

/** Allowed methods, by path. */
const METHODS: Readonly<Record<string, readonly string[]>> = {
	'/v1/send-sms': ['GET', 'POST'],
	'/v1/send-bulk-sms': ['POST'],
	'/v1/sms/receive/search': ['GET'],
	'/v1/sms/status/search': ['POST'],
};

/** Wavy's SMS API, as strict as its page. A key is `<user name>:<token>`. */
export const provider: Provider = {
	name: 'wavy',
	title: 'Wavy',
	defaultKeys: ['sandbox-user:sandbox-token'],
	signIn: (key) => ({ 'User Name': key.split(':')[0]!, Token: key.split(':').slice(1).join(':') }),
	secretHeaders: ['username', 'authenticationtoken'],
	receive,
	errorAnswer,
	callbacks,
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
		if (path === '/v1/sms/receive/search') return found(key, inboundAnswer(asked(inboundSearch, readQuery(query)), request.inbound, request.accepted));
		return taken(key, decodeSingle(readQuery(query)), singleAnswer);
	}
	if (query !== '') throw new MalformedRequest('a POST has its fields in the body');
	const given = readJson(body);
	if (path === '/v1/send-sms') return taken(key, decodeSingle(given), singleAnswer);
	if (path === '/v1/send-bulk-sms') {
		const batchId = randomUUID();
		return taken(key, decodeBulk(given), (rows) => bulkAnswer(batchId, rows));
	}
	return found(key, statusesAnswer(asked(statusSearch, given), request.accepted));
}

/** @throws {MalformedRequest} */
function asked<Value>(schema: z.ZodType<Value, z.ZodTypeDef, unknown>, given: unknown): Value {
	const result = schema.safeParse(given);
	if (result.success) return result.data;
	throw new MalformedRequest(result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
}

function found(key: KeyState, answer: Answer): Reception {
	return { kind: 'answer', key, answer };
}

function taken(key: KeyState, asked: readonly Asked[], encode: (rows: readonly Row[]) => Answer): Reception {
	return { kind: 'messages', key, rows: asked.map(toRow), encode };
}

/** A message without the sender's id uses its own. */
function toRow({ correlationId, message }: Asked): Row {
	const messageId = randomUUID();
	return { correlationId: correlationId ?? messageId, messageId, verdict: 'accepted', message };
}

function keyState({ headers, keys }: ProviderRequest): KeyState {
	const { username, authenticationtoken: token } = headers;
	if (username === undefined || token === undefined) return 'missing';
	return keys.includes(`${String(username)}:${String(token)}`) ? 'right' : 'wrong';
}
