import { tokensOf } from '../../n8n/edges/renewal';
import { baseUrlOf } from './region';

/** What the vendor's example says, where an answer does not. */
const USUAL_TTL_SECONDS = 300;

/** `POST /v3/oauth/token/generate`: `{ data: { accessToken, ttlSeconds }, errors }`; the layout of a refusal is not published. */
export const tokens = tokensOf({
	owner: (credential) => [baseUrlOf(credential), credential.apiKey, credential.secret],
	request: (credential) => ({ url: `${baseUrlOf(credential)}/v3/oauth/token/generate`, body: { key: credential.apiKey, secret: credential.secret } }),
	read({ body }) {
		const { accessToken, ttlSeconds } = ((body as { data?: unknown }).data ?? {}) as Record<string, unknown>;
		if (typeof accessToken !== 'string' || accessToken === '') return null;
		return { accessToken, seconds: typeof ttlSeconds === 'number' && ttlSeconds > 0 ? ttlSeconds : USUAL_TTL_SECONDS };
	},
	words: { provider: 'Capillary', check: 'key, secret and region' },
});
