import { idOf, valueOf } from '../../core/http/answer';
import type { TokenSource } from '../../core/http/connection';

/** The lifetime in the vendor's example, for answers without a lifetime. */
const USUAL_TTL_SECONDS = 300;

/** `POST /v3/oauth/token/generate`: `{ data: { accessToken, ttlSeconds }, errors }`; the layout of a refusal is not published. */
export const token: TokenSource = {
	path: '/v3/oauth/token/generate',
	body: ({ apiKey, secret }) => ({ key: apiKey, secret }),
	read({ body }) {
		const data = valueOf(body, 'data');
		const accessToken = idOf(valueOf(data, 'accessToken'));
		const seconds = Number(idOf(valueOf(data, 'ttlSeconds')));
		return accessToken === null ? null : { accessToken, seconds: seconds > 0 ? seconds : USUAL_TTL_SECONDS };
	},
	proof: 'this key with this secret',
};
