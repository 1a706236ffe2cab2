import type { TokenSource } from '../../core/http/connection';

/** What the vendor's example says, where an answer does not. */
const USUAL_TTL_SECONDS = 300;

/** `POST /v3/oauth/token/generate`: `{ data: { accessToken, ttlSeconds }, errors }`; the layout of a refusal is not published. */
export const token: TokenSource = {
	path: '/v3/oauth/token/generate',
	body: ({ apiKey, secret }) => ({ key: apiKey, secret }),
	read({ body }) {
		const { accessToken, ttlSeconds } = ((body as { data?: unknown }).data ?? {}) as Record<string, unknown>;
		if (typeof accessToken !== 'string' || accessToken === '') return null;
		return { accessToken, seconds: typeof ttlSeconds === 'number' && ttlSeconds > 0 ? ttlSeconds : USUAL_TTL_SECONDS };
	},
	check: 'key, secret and region',
};
