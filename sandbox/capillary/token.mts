import { z } from 'zod';
import type { ProviderRequest, Reception } from '../contract.mts';
import { Tokens } from '../tokens.mts';
import { errorsAnswer, json, textOf } from './single.mts';

/** The vendor's example has 300. A key that ends in `-ttl-5` gets a token for five seconds. */
const TTL_SECONDS = 300;
const TTL_IN_KEY = /-ttl-(\d+)$/;

const body = z.object({ key: z.string(), secret: z.string() }).strict();

export const tokens = new Tokens();

/** "OAuth", generate token. Status and body of a refusal are not published: here 401 in the layout of the second version. */
export function generateToken(request: ProviderRequest): Reception {
	const refuse = (status: number, problem: string): Reception => ({ kind: 'answer', key: 'wrong', answer: errorsAnswer([[status, 'failed to generate token']], status), problem, secretBody: true });
	const text = textOf(request);
	if (typeof text !== 'string') return text;
	const client = bodyOf(text);
	if (client === undefined) return refuse(400, 'the body is not key and secret');
	const [, ttl] = TTL_IN_KEY.exec(client.key) ?? [];
	if (!request.keys.includes(`${client.key.replace(TTL_IN_KEY, '')}:${client.secret}`)) return refuse(401, 'key or secret are wrong');
	const ttlSeconds = ttl === undefined ? TTL_SECONDS : Number(ttl);
	const answer = json(JSON.stringify({ data: { accessToken: tokens.give(Date.now() + ttlSeconds * 1000), ttlSeconds }, errors: null }));
	return { kind: 'answer', key: 'right', answer, secretBody: true };
}

function bodyOf(text: string): z.infer<typeof body> | undefined {
	try {
		return body.safeParse(JSON.parse(text)).data;
	} catch {
		return undefined;
	}
}
