import { valueOf } from '../../../core/http/answer';
import type { Failure } from '../../../core/http/failure';
import type { HttpAnswer } from '../../../core/http/http';
import type { ProviderRecord } from '../../../core/records/providerRecord';
import { inboundReceipt, inboundSchema } from '../callbacks/sms';
import { readAnswer, spelled } from '../shared/searches';

/**
 * Reads the messages that came in: one receipt each. `total` is ignored, because in a published sample it is not the number of messages.
 * @throws Error if the body of a successful answer has no `messages`, or an unreadable one
 */
export function decode(answer: HttpAnswer): ProviderRecord[] | Failure | null {
	return decodeEach(answer, (raw) => ({ record: inboundReceipt(inboundSchema.parse(spelled(raw))), raw }));
}

/** @throws Error if the body of a successful answer has no `messages` */
export function decodeEach(answer: HttpAnswer, recordOf: (raw: unknown) => ProviderRecord): ProviderRecord[] | Failure | null {
	const read = readAnswer(answer);
	if (read === null || 'status' in read) return read;
	const messages = Array.isArray(read.body) ? (read.body as unknown[]) : valueOf(read.body, 'messages');
	if (!Array.isArray(messages)) throw new Error('it has no list "messages"');
	return messages.map(recordOf);
}
