import { createHash } from 'node:crypto';

import type { ICredentialDataDecryptedObject, IHttpRequestHelper, IHttpRequestOptions } from 'n8n-workflow';

import { BASE_URL, type Connection, type TokenSource } from '../../core/http/connection';
import { foreignWords, networkWords, statusWords } from '../../core/http/network';
import { addressOf } from './address';
import { wordOf, type BoundedRequest } from './deadline';
import { jsonOf } from './jsonBody';

/** A token as n8n stores it with the credential. */
export interface Token {
	accessToken: string;
	/** When to stop using it, in milliseconds since 1970, and a fingerprint of its owner. */
	issued: string;
}

/** Travels with a signed request inside n8n but never leaves it. */
export interface TokenUse {
	/** Set by `signed`: the token that signed the request. */
	used?: string;
	/** The token that the provider refused for this request: another one must sign it. */
	refused?: string;
}

/** n8n passes unknown properties of a request on to `authenticate`. */
export interface TokenRequest extends BoundedRequest {
	tokenUse?: TokenUse;
}

type Named = Pick<Connection, 'label' | 'baseUrl' | 'addressFields'>;
type Helpers = IHttpRequestHelper['helpers'];

const TIMEOUT_MS = 30_000;

/** A token is not used in the last seconds of its life, but at least for half its life. */
const MARGIN_SECONDS = 30;

/**
 * Handles the tokens that n8n stores in a credential's fields `accessToken` and `issued`. It asks for as few as possible: simultaneous requests share
 * one. If no token can be obtained, the error's `httpCode` begins with `TOKEN_`: the request that needed it was not sent.
 */
export function tokensOf(connection: Named, source: TokenSource) {
	/** The last token that this process asked for, by owner. */
	const asked = new Map<string, Promise<Token>>();
	/** Owners whom the provider told to wait, and until when. Asking earlier would only prolong the wait. */
	const waiting = new Map<string, { word: string; until: number }>();

	/** All fields of the credential that lead to another token. */
	const ownerOf = (credential: ICredentialDataDecryptedObject) => createHash('sha256').update(JSON.stringify([addressOf(connection, credential), source.body(credential)])).digest('base64url');

	/** Whether the token is still valid and belongs to these fields: the user may have changed them. */
	function isCurrent(credential: ICredentialDataDecryptedObject): boolean {
		const [until, owner] = String(credential.issued ?? '').split(' ');
		return credential.accessToken !== '' && Number(until) > Date.now() && owner === ownerOf(credential);
	}

	/** A token other than the credential's: one that another request got meanwhile, or a new one. */
	async function renewed(helpers: Helpers, credential: ICredentialDataDecryptedObject): Promise<Token> {
		const owner = ownerOf(credential);
		const last = asked.get(owner);
		const token = await last?.catch(() => undefined);
		if (token && token.accessToken !== credential.accessToken && isCurrent({ ...credential, ...token })) return token;
		// The first caller that waited here makes the request.
		const meanwhile = asked.get(owner);
		if (meanwhile && meanwhile !== last) return await meanwhile;
		const wait = waiting.get(owner);
		if (wait && wait.until > Date.now()) throw noToken(connection, source, wait.word, wait.until - Date.now());
		const mine = ask(connection, source, helpers, credential, owner, (word, ms) => waiting.set(owner, { word, until: Date.now() + ms }));
		asked.set(owner, mine);
		return await mine;
	}

	/**
	 * The request with the headers that hold the credential's token. n8n does not renew tokens by the clock. But if this function fails like a 401, n8n
	 * renews the token before it sends anything. So a token that is expired, refused or from another key never leaves.
	 * @throws an error like a 401, if another token is needed
	 */
	function signed(credential: ICredentialDataDecryptedObject, { tokenUse, ...request }: TokenRequest, headers: Record<string, string>): IHttpRequestOptions {
		const token = String(credential.accessToken);
		if (!isCurrent(credential) || tokenUse?.refused === token) throw Object.assign(new Error('The access token is too old or was refused'), { response: { status: 401 } });
		if (tokenUse) tokenUse.used = token;
		return { ...request, headers: { ...request.headers, ...headers } };
	}

	return { renewed, signed };
}

async function ask(
	connection: Named,
	source: TokenSource,
	helpers: Helpers,
	credential: ICredentialDataDecryptedObject,
	owner: string,
	toldToWait: (word: string, ms: number) => void,
): Promise<Token> {
	const answer = await helpers
		.httpRequest({
			method: 'POST',
			url: addressOf(connection, credential) + source.path,
			body: source.body(credential),
			headers: { Accept: 'application/json' },
			json: true,
			encoding: 'arraybuffer',
			timeout: TIMEOUT_MS,
			abortSignal: AbortSignal.timeout(TIMEOUT_MS),
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
		})
		.then(
			async ({ statusCode, headers = {}, body: bytes }: { statusCode: number; headers?: Record<string, unknown>; body: unknown }) => {
				if (statusCode < 200 || statusCode > 299) return { word: `HTTP_${statusCode}`, token: null, waitMs: await waitOf(statusCode, headers) };
				const body = await jsonOf(bytes, headers);
				// A good, readable answer without a token is a refusal.
				return typeof body === 'object' && body !== null ? { word: 'REFUSED', token: source.read({ headers, body }) } : { word: 'UNREADABLE', token: null };
			},
			// Only the network's code: the rest of the error contains the credential.
			({ code }: { code?: unknown }) => ({ word: typeof code === 'string' && /^[A-Z][A-Z0-9_]*$/.test(code) ? String(wordOf(code)) : 'NETWORK', token: null }),
		);
	if (!answer.token) {
		const waitMs = ('waitMs' in answer && answer.waitMs) || null;
		if (waitMs !== null) toldToWait(answer.word, waitMs);
		throw noToken(connection, source, answer.word, waitMs);
	}
	const { accessToken, seconds } = answer.token;
	const used = Math.max(seconds - MARGIN_SECONDS, seconds / 2);
	return { accessToken, issued: `${Math.floor(Date.now() + used * 1000)} ${owner}` };
}

/** How long the provider asks us to wait, in milliseconds; null if it does not say. */
async function waitOf(status: number, headers: Record<string, unknown>): Promise<number | null> {
	if (status !== 429 && status !== 503) return null;
	const header = headers['retry-after'];
	// Loaded when needed: n8n loads this file with every credential when it starts.
	const { parseRetryAfter } = await import('../../core/http/retry');
	return parseRetryAfter(typeof header === 'string' ? header : undefined, Date.now());
}

/** The wait travels in the code, because n8n drops the rest of an error. core/http/failure.ts reads it. */
function noToken({ label, addressFields = BASE_URL }: Named, { proof }: TokenSource, word: string, waitMs: number | null): Error {
	// Not as `code`: n8n's credential test would show that instead of the message.
	const httpCode = `TOKEN_${word}${waitMs === null ? '' : `_AFTER_${Math.ceil(waitMs)}`}`;
	return Object.assign(new Error(tokenWords(label, addressFields, proof, word)), { httpCode });
}

/** The message for the credential's test. Sends read the code instead. */
function tokenWords(label: string, check: string, proof: string, word: string): string {
	if (word === 'REFUSED' || word === 'HTTP_401' || word === 'HTTP_403') return `${label} does not know ${proof}`;
	if (word === 'UNREADABLE') return foreignWords(label, check);
	const [, status] = /^HTTP_(\d+)$/.exec(word) ?? [];
	return status === undefined ? networkWords(label, word, check) : statusWords(label, Number(status), check);
}
