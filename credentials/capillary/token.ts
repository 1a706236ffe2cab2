import { createHash } from 'node:crypto';

import type { ICredentialDataDecryptedObject, IHttpRequestHelper } from 'n8n-workflow';

import { baseUrlOf } from './region';

/** A token as it is kept with the credential. */
interface Token {
	accessToken: string;
	/** Until when it is used, in milliseconds since 1970, and a fingerprint of whose it is. */
	issued: string;
}

/** What the vendor's example says, where an answer does not. */
const USUAL_TTL_SECONDS = 300;
/** A token is no longer used this long before its end; but at least for half its life. */
const MARGIN_SECONDS = 30;

/** The last token of each client that was asked for in this process, so that requests under way together ask for one. */
const asked = new Map<string, Promise<Token>>();

/** Whether the token may still be used, and is that of this key, secret and host: the user may have changed them. */
export function isCurrent(credential: ICredentialDataDecryptedObject): boolean {
	const [until, owner] = String(credential.issued ?? '').split(' ');
	return credential.accessToken !== '' && Number(until) > Date.now() && owner === ownerOf(credential);
}

/**
 * Another token than the one the credential has: one that was asked for meanwhile, or a new one.
 * @throws Error whose `httpCode` begins with `TOKEN_`: the request it was wanted for was not sent
 */
export async function renewed(helpers: IHttpRequestHelper['helpers'], credential: ICredentialDataDecryptedObject): Promise<Token> {
	const owner = ownerOf(credential);
	const last = asked.get(owner);
	const token = await last?.catch(() => undefined);
	if (token && token.accessToken !== credential.accessToken && isCurrent({ ...credential, ...token })) return token;
	// Of those who waited here together, the first asks.
	const meanwhile = asked.get(owner);
	if (meanwhile && meanwhile !== last) return await meanwhile;
	const mine = generate(helpers, credential, owner);
	asked.set(owner, mine);
	return await mine;
}

/** `POST /v3/oauth/token/generate`: `{ data: { accessToken, ttlSeconds }, errors }`; the layout of a refusal is not published. */
async function generate(helpers: IHttpRequestHelper['helpers'], credential: ICredentialDataDecryptedObject, owner: string): Promise<Token> {
	const { apiKey: key, secret } = credential;
	const answer = await helpers
		.httpRequest({
			method: 'POST',
			url: `${baseUrlOf(credential)}/v3/oauth/token/generate`,
			headers: { Accept: 'application/json' },
			body: { key, secret },
			json: true,
			timeout: 30_000,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
		})
		.then(
			({ statusCode, body }: { statusCode: number; body: unknown }) => ({ word: `HTTP_${statusCode}`, good: statusCode >= 200 && statusCode <= 299, body }),
			// Only the network's word: the rest of it holds key and secret.
			({ code }: { code?: unknown }) => ({ word: typeof code === 'string' && /^[A-Z][A-Z0-9_]*$/.test(code) ? code : 'NETWORK', good: false, body: null }),
		);
	const { accessToken, ttlSeconds } = ((answer.body as { data?: unknown } | null)?.data ?? {}) as Record<string, unknown>;
	if (!answer.good || typeof accessToken !== 'string' || accessToken === '') {
		// Not as `code`: n8n's test of the credential would show that instead of the words.
		const httpCode = `TOKEN_${answer.word}`;
		throw Object.assign(new Error(`Capillary gave no access token (${answer.word.replace('_', ' ')}): check key, secret and region`), { httpCode });
	}
	const ttl = typeof ttlSeconds === 'number' && ttlSeconds > 0 ? ttlSeconds : USUAL_TTL_SECONDS;
	const used = Math.max(ttl - MARGIN_SECONDS, ttl / 2);
	return { accessToken, issued: `${Math.floor(Date.now() + used * 1000)} ${owner}` };
}

function ownerOf(credential: ICredentialDataDecryptedObject): string {
	const { apiKey, secret } = credential;
	return createHash('sha256').update(JSON.stringify([baseUrlOf(credential), apiKey, secret])).digest('base64url');
}
