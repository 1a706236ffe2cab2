import { flagOf, idOf, valueOf } from '../../core/http/answer';
import type { TokenSource } from '../../core/http/connection';

/** For answers without a readable expiry. The vendor publishes no lifetime, so the token is not kept for long. */
const UNKNOWN_SECONDS = 60;

/**
 * `POST /auth/token/apikey`: `{ authenticated, token, tokenExpires }`. No page says whether a bad key gets 401 or `authenticated: false`, so both count.
 */
export const token: TokenSource = {
	path: '/auth/token/apikey',
	body: ({ apiKey }) => ({ key: apiKey }),
	read({ headers, body }) {
		const accessToken = idOf(valueOf(body, 'token'));
		if (flagOf(valueOf(body, 'authenticated')) === false || accessToken === null) return null;
		return { accessToken, seconds: secondsUntil(valueOf(body, 'tokenExpires'), headers.date) };
	},
	proof: 'this API key',
};

/** By the provider's clock if the answer has its time, because ours may differ. */
function secondsUntil(end: unknown, date: unknown): number {
	// The vendor's example has seven digits after the point, more than a Date must be able to read.
	const until = Date.parse(String(end).replace(/(\.\d{3})\d+/, '$1'));
	const now = Date.parse(String(date));
	const seconds = (until - (Number.isNaN(now) ? Date.now() : now)) / 1000;
	return seconds > 0 ? seconds : UNKNOWN_SECONDS;
}
