import { tokensOf } from '../../n8n/edges/renewal';

/** Where an answer says nothing readable of a token's end. The vendor publishes no usual life, so it is not kept for long. */
const UNKNOWN_SECONDS = 60;

/**
 * `POST /auth/token/apikey`: `{ authenticated, token, tokenExpires }`. Whether a bad key is answered with 401 or with `authenticated: false` is
 * not published, so both are understood.
 */
export const tokens = tokensOf({
	owner: (credential) => [baseUrlOf(credential), credential.apiKey],
	request: (credential) => ({ url: `${baseUrlOf(credential)}/auth/token/apikey`, body: { key: credential.apiKey } }),
	read({ headers, body }) {
		const { authenticated, token, tokenExpires } = body as Record<string, unknown>;
		if (authenticated === false || typeof token !== 'string' || token === '') return null;
		return { accessToken: token, seconds: secondsUntil(tokenExpires, headers.date) };
	},
	words: { provider: 'Wiraya', check: 'API key and base URL' },
});

/** Where the credential's requests go, without a slash at its end. */
export function baseUrlOf({ baseUrl }: Readonly<Record<string, unknown>>): string {
	return String(baseUrl ?? '').trim().replace(/\/+$/, '');
}

/** By the provider's own clock where it tells the time, since ours may be another. */
function secondsUntil(end: unknown, date: unknown): number {
	// The vendor's example has seven digits behind the point, more than a Date is bound to read.
	const until = Date.parse(String(end).replace(/(\.\d{3})\d+/, '$1'));
	const now = Date.parse(String(date));
	const seconds = (until - (Number.isNaN(now) ? Date.now() : now)) / 1000;
	return seconds > 0 ? seconds : UNKNOWN_SECONDS;
}
