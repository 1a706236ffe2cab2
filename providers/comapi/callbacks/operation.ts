import { createHmac } from 'node:crypto';

import { contentOf } from '../../../core/receive/content';
import { sameSecret, type ReceiveOperation } from '../../../core/receive/receive';
import type { CallbackSecret } from '../../../core/receive/trigger';
import { findingOf } from './finding';

/** Events of a webhook: one object, or an array of them where batching is on. Source: reference page "Webhooks". */
export const receiveEvents: ReceiveOperation<CallbackSecret> = {
	provider: 'comapi',
	verify: ({ headers, body }, { secret }) => secret !== '' && sameSecret(headers['x-comapi-signature'], signatureOf(body, secret)),
	secrets: ({ secret }) => [secret],
	entries: (callback) => {
		const { content: told } = contentOf(callback);
		return Array.isArray(told) ? (told as unknown[]) : [told];
	},
	read: findingOf,
};

/** HMAC-SHA1 of the body as it came, in lower-case hexadecimal digits. Sources: "Webhooks"; the vendor's samples in six languages. */
function signatureOf(body: Buffer, secret: string): string {
	return createHmac('sha1', secret).update(body).digest('hex');
}
