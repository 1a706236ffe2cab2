import { createHmac } from 'node:crypto';

import { isObject } from '../../../core/input/schema';
import { readContent } from '../../../core/receive/content';
import { sameSecret, type Callback, type ReceiveOperation, type SecretAuth } from '../../../core/receive/receive';
import { utcOf } from '../../../core/records/receipt';
import { recordOf } from './entry';

/** Events of a webhook: one object, or an array of them where batching is on. Source: reference page "Webhooks". */
export const receiveEvents: ReceiveOperation<SecretAuth> = {
	provider: 'comapi',
	verify: ({ headers, body }, { secret }) => secret !== '' && sameSecret(headers['x-comapi-signature'], signatureOf(body, secret)),
	secrets: ({ secret }) => [secret],
	/** The time of the youngest event: a batch is signed as a whole, and may hold events that had to wait. */
	madeAt(callback) {
		try {
			const times = entriesOf(callback).flatMap((event) => utcOf(isObject(event) ? event.timestamp : null) ?? []);
			return times.length === 0 ? null : times.map((time) => Date.parse(time)).reduce((one, other) => Math.max(one, other));
		} catch {
			return null;
		}
	},
	entries: entriesOf,
	read: recordOf,
};

function entriesOf(callback: Callback): unknown[] {
	return [readContent(callback).content].flat();
}

/** HMAC-SHA1 of the body as it came, in lower-case hexadecimal digits. Sources: "Webhooks"; the vendor's samples in six languages. */
function signatureOf(body: Buffer, secret: string): string {
	return createHmac('sha1', secret).update(body).digest('hex');
}
