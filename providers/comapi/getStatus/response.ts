import { spelledAs } from '../../../core/http/answer';
import { failure, type Failure } from '../../../core/http/failure';
import { isGood, type HttpAnswer } from '../../../core/http/http';
import type { ProviderRecord } from '../../../core/records/providerRecord';
import { parseJson } from '../../../core/wire/json';
import { receiptOf } from '../callbacks/record';
import { REPORTED_KEYS, reportedSchema } from '../callbacks/reported';
import { CORRELATION_KEY } from '../shared/content';
import type { Params } from './params';

/** Keys may come in another case than on the page. */
const spelled = spelledAs([...REPORTED_KEYS, CORRELATION_KEY]);

/**
 * Reads what became of a message. 404 says that the provider does not know it, or not yet: after a batch it takes some seconds.
 * @throws Error if the body of a successful answer is not this message
 */
export function decode({ status, body }: HttpAnswer, params: Params): ProviderRecord[] | Failure | null {
	if (status === 404) return notFound;
	if (!isGood({ status })) return null;
	const raw = parseJson(body);
	const read = reportedSchema.safeParse(spelled(raw));
	if (!read.success) throw new Error('it has no status');
	const { messageId = params.messageId } = read.data;
	if (plain(messageId) !== plain(params.messageId)) throw new Error('it is of another message');
	return [{ record: receiptOf({ ...read.data, messageId }), raw }];
}

const notFound = failure({
	status: 'notFound',
	code: 'notFound',
	what: 'Comapi knows no message with this ID, or not yet (HTTP 404)',
	fix: 'After a batch it takes some seconds until a message can be looked up: wait and ask again. Otherwise check Message ID, and that the credential is of the account that sent it.',
	httpStatus: 404,
	retryable: true,
});

/** A GUID means the same with and without dashes, in any case. */
function plain(id: string): string {
	return id.replaceAll('-', '').toLowerCase();
}
