import { z } from 'zod';
import type { ProviderRequest, Reception } from '../../contract.mts';
import { Tokens } from '../../tokens.mts';
import { json, readJson } from './body.mts';

/** The times of the vendor's example are five minutes apart. A key that ends in `-ttl-5` gets a token for five seconds. */
const TTL_SECONDS = 300;
const TTL_IN_KEY = /-ttl-(\d+)$/;

const body = z.object({ key: z.string() }).strict();

export const tokens = new Tokens();

/** "Authentication": the API key for a token. No page says whether a bad key gets 401 or `authenticated: false`; here it is the second. */
export function exchangeKey(request: ProviderRequest): Reception {
	const given = body.safeParse(readJson(request));
	if (!given.success) return { kind: 'answer', key: 'missing', answer: json({ message: 'Bad request' }, 400), problem: 'the body is not the key alone', secretBody: true };
	const { key } = given.data;
	if (!request.keys.includes(key.replace(TTL_IN_KEY, ''))) {
		return { kind: 'answer', key: 'wrong', answer: json({ authenticated: false, token: null, tokenExpires: null }), problem: 'the API key is wrong', secretBody: true };
	}
	const until = Date.now() + Number(TTL_IN_KEY.exec(key)?.[1] ?? TTL_SECONDS) * 1000;
	// Seven digits after the point, as in the vendor's example.
	const tokenExpires = new Date(until).toISOString().replace(/(\.\d+)Z$/, '$16543Z');
	return { kind: 'answer', key: 'right', answer: json({ authenticated: true, token: tokens.give(until), tokenExpires }), secretBody: true };
}
