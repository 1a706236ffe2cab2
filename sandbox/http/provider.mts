import { createHash, randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { DecodedMessage, KeyState, Provider, ProviderRequest, Reception, Row } from '../contract.mts';
import { batchAnswer, errorAnswer, json, oneAnswer } from './answer.mts';
import { batchRequest, oneRequest, type One } from './schema.mts';

/** One message per request. The second path claims to honour the key, too, but does not. */
const ONE = ['/v1/messages', '/v1/careless/messages'];
const BATCH = '/v1/batches';
const ACCOUNT = '/v1/account';

/** The request differs from the page; the message is for the control API. */
class Malformed extends Error {}

/** The made-up "Messages API". A key is a token (`Authorization: Bearer` or `X-API-Key`), or `<user>:<password>` for Basic. */
export const provider: Provider = {
	name: 'http',
	title: 'Messages API',
	defaultKeys: ['sandbox-token', 'sandbox-user:sandbox-password'],
	signIn(key): Record<string, string> {
		const [user = '', ...password] = key.split(':');
		return password.length > 0 ? { User: user, Password: password.join(':') } : { Token: key };
	},
	secretHeaders: ['x-api-key'],
	receive,
	errorAnswer,
};

function receive(request: ProviderRequest): Reception {
	const key = keyState(request);
	const refuse = (status: number, problem: string): Reception => ({ kind: 'answer', key, answer: errorAnswer(status), problem });
	const { path, method, query } = request;
	const wanted = path === ACCOUNT ? 'GET' : [...ONE, BATCH].includes(path) ? 'POST' : null;
	if (wanted === null) return refuse(404, `no such path; the page has ${[...ONE, BATCH, ACCOUNT].join(', ')}`);
	if (method !== wanted) return refuse(405, `only ${wanted} is on the page`);
	if (key !== 'right') return refuse(401, `the key is ${key}`);
	if (query !== '') return refuse(400, 'the page has no query');
	if (path === ACCOUNT) return { kind: 'answer', key, answer: json(200, { account: 'sandbox' }) };
	try {
		return path === BATCH ? takeBatch(request, key) : takeOne(request, key);
	} catch (error) {
		if (error instanceof Malformed) return refuse(422, error.message);
		throw error;
	}
}

/** @throws {Malformed} */
function takeOne(request: ProviderRequest, key: KeyState): Reception {
	const one = parsed(oneRequest, bodyOf(request));
	const idempotencyKey = request.headers['idempotency-key'];
	if (Array.isArray(idempotencyKey) || idempotencyKey === '' || (idempotencyKey?.length ?? 0) > 255) throw new Malformed('Idempotency-Key has 1 to 255 characters');
	if (idempotencyKey === undefined || request.path !== ONE[0]) return { kind: 'messages', key, rows: [rowOf(one)], encode: oneAnswer };
	const id = idOfKey(idempotencyKey);
	const known = request.accepted.find(id);
	if (!known) return { kind: 'messages', key, rows: [rowOf(one, id)], encode: oneAnswer };
	if (known.recipient !== one.to || known.text !== one.text) return { kind: 'answer', key, answer: errorAnswer(409), problem: 'this Idempotency-Key had another message' };
	const { correlationId, messageId } = known;
	const answer = oneAnswer([{ correlationId, messageId, verdict: 'accepted', message: known }]);
	return { kind: 'answer', key, answer: { ...answer, headers: { 'idempotent-replayed': 'true' } } };
}

/** @throws {Malformed} */
function takeBatch(request: ProviderRequest, key: KeyState): Reception {
	const { messages, ...shared } = parsed(batchRequest, bodyOf(request));
	const ids = messages.flatMap(({ correlationId }) => correlationId ?? []);
	if (new Set(ids).size < ids.length) throw new Malformed('a correlationId stands twice');
	const rows = messages.map((message, i) => {
		const text = message.text ?? shared.text;
		if (text === undefined) throw new Malformed(`messages.${i}: no text`);
		return rowOf({ ...shared, ...message, text });
	});
	const batch = randomUUID();
	return { kind: 'messages', key, rows, encode: (all) => batchAnswer(batch, all) };
}

/** A message with a key gets its ID from it, so that a repeated key is looked up, not searched for. */
function idOfKey(idempotencyKey: string): string {
	return createHash('sha256').update(idempotencyKey).digest('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*/, '$1-$2-$3-$4-$5');
}

/** A message without the sender's ID uses its own ID. */
function rowOf({ to, from, text, correlationId }: One, messageId: string = randomUUID()): Row {
	const message: DecodedMessage = { channel: 'sms', recipient: to, sender: from ?? null, text, details: {}, scheduledAt: null };
	return { correlationId: correlationId ?? messageId, messageId, verdict: 'accepted', message };
}

/** Reads JSON or a form. @throws {Malformed} */
function bodyOf({ headers, body }: ProviderRequest): unknown {
	const [type] = String(headers['content-type'] ?? '').toLowerCase().split(';', 1);
	let text: string;
	try {
		text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
	} catch {
		throw new Malformed('the body is not UTF-8');
	}
	if (type === 'application/x-www-form-urlencoded') {
		const fields = [...new URLSearchParams(text)];
		if (new Set(fields.map(([name]) => name)).size < fields.length) throw new Malformed('a field is given twice');
		return Object.fromEntries(fields);
	}
	if (type !== 'application/json') throw new Malformed('the content type is neither JSON nor a form');
	try {
		return JSON.parse(text) as unknown;
	} catch {
		throw new Malformed('the body is not JSON');
	}
}

/** @throws {Malformed} */
function parsed<Value>(schema: z.ZodType<Value, z.ZodTypeDef, unknown>, given: unknown): Value {
	const result = schema.safeParse(given);
	if (result.success) return result.data;
	const [issue] = result.error.issues;
	const unknown = issue?.code === 'unrecognized_keys' ? ` (${issue.keys.join(', ')})` : '';
	throw new Malformed(`${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'invalid'}${unknown}`);
}

function keyState({ headers, keys }: ProviderRequest): KeyState {
	const [, scheme, word] = /^(\w+) (\S+)$/.exec(headers.authorization ?? '') ?? [];
	const given = scheme === 'Bearer' ? word : scheme === 'Basic' ? Buffer.from(word!, 'base64').toString() : headers['x-api-key'];
	if (given === undefined) return 'missing';
	return keys.includes(String(given)) ? 'right' : 'wrong';
}
