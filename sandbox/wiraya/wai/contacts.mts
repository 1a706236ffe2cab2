import { randomInt, randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { Act, Answer, KeyState, ProviderRequest, Reception } from '../../contract.mts';
import { isJson, json, readJson } from './body.mts';
import { campaignBody, contactBody, eventBody } from './schema.mts';
import { exchangeKey, tokens } from './token.mts';

const TOKEN_PATH = /^\/auth\/token\/apikey$/i;
const CONTACT_PATH = /^\/api\/contact\/([^/]+)(?:\/(campaigns|events))?$/i;

interface Route {
	method: string;
	schema: z.ZodTypeAny;
	answer: (id: string) => Answer;
	/** The act that must happen only once; absent if repeating it changes nothing. */
	act?: Act['kind'];
}

/** The answers of the last two are not published. A client of 2018 expects an id for the second, so both return one here. */
const ROUTES: Readonly<Record<'contact' | 'campaigns' | 'events', Route>> = {
	contact: { method: 'PUT', schema: contactBody, answer: () => json({ id: [`${randomInt(1, 2 ** 40)}${randomInt(10 ** 9, 10 ** 10)}`], error: false, failures: {} }) },
	campaigns: { method: 'POST', schema: campaignBody, answer: (id) => json({ id }), act: 'enrolment' },
	events: { method: 'POST', schema: eventBody, answer: (id) => json({ id }), act: 'event' },
};

/** Whether a path belongs to the second API, which has a host of its own: `api.wiraya.ai`. */
export function isWai(path: string): boolean {
	return TOKEN_PATH.test(path) || CONTACT_PATH.test(path);
}

/** Contacts, campaigns and events, as strict as the published pages. No contact is remembered, because nothing can be read back. */
export function receiveWai(request: ProviderRequest): Reception {
	const key = keyState(request);
	const isToken = TOKEN_PATH.test(request.path);
	const [, contact = '', kind] = CONTACT_PATH.exec(request.path) ?? [];
	const route = ROUTES[(kind?.toLowerCase() ?? 'contact') as keyof typeof ROUTES];
	const method = isToken ? 'POST' : route.method;
	const refuse = (status: number, problem: string, headers?: Record<string, string>): Reception => ({
		kind: 'answer',
		key,
		answer: { ...json({ message: `Status ${status}` }, status), ...(headers && { headers }) },
		problem,
		secretBody: isToken,
	});
	if (request.method !== method) return refuse(405, `only ${method} is published`, { allow: method });
	if (!isToken && key !== 'right') return refuse(401, `the token is ${key}`);
	if (!isJson(request)) return refuse(415, 'the content type is not JSON in UTF-8');
	if (isToken) return exchangeKey(request);
	if (request.query !== '') return refuse(400, 'the page knows no parameter');
	if (!isWellEncoded(contact)) return refuse(400, 'the id of the contact is not well encoded');
	const given = route.schema.safeParse(readJson(request));
	if (!given.success) return refuse(400, given.error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`).join('; '));
	const id = randomUUID();
	const act = route.act && { kind: route.act, subject: decodeURIComponent(contact), id, details: given.data as Record<string, unknown> };
	return { kind: 'answer', key, answer: route.answer(id), ...(act && { act }) };
}

function keyState({ headers: { authorization } }: ProviderRequest): KeyState {
	if (authorization === undefined) return 'missing';
	const [, token = ''] = /^Bearer (\S+)$/.exec(authorization) ?? [];
	return tokens.isGood(token) ? 'right' : 'wrong';
}

function isWellEncoded(id: string): boolean {
	try {
		return decodeURIComponent(id).trim() !== '';
	} catch {
		return false;
	}
}
