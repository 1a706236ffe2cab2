import type { Failure } from '../../../core/http/failure';
import type { HttpAnswer } from '../../../core/http/http';
import type { ProviderRecord } from '../../../core/records/providerRecord';
import { z } from '../../../vendor/zod';
import { inboundReceipt, inboundSchema } from '../callbacks/sms';
import { readAnswer } from '../shared/searches';

/** `total` is not looked at: in a published sample it is not the number of messages. */
const answerSchema = z.object({ messages: z.array(z.unknown()) });

/**
 * Reads the messages that came in: one receipt each, none where there were none.
 * @throws Error when a good status comes with a body without `messages`, or with one that cannot be read
 */
export function decode(answer: HttpAnswer): ProviderRecord[] | Failure | null {
	return decodeEach(answer, (raw) => ({ record: inboundReceipt(inboundSchema.parse(raw)), raw }));
}

/** @throws Error when a good status comes with a body without `messages` */
export function decodeEach(answer: HttpAnswer, recordOf: (raw: unknown) => ProviderRecord): ProviderRecord[] | Failure | null {
	const read = readAnswer(answer);
	if (read === null || 'status' in read) return read;
	return answerSchema.parse(Array.isArray(read.body) ? { messages: read.body } : read.body).messages.map(recordOf);
}
