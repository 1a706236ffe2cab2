import { idOf, valueOf } from '../../../core/http/answer';
import { isGood, type HttpAnswer } from '../../../core/http/http';
import type { Message } from '../../../core/send/message';
import type { Row } from '../../../core/send/outcome';
import { parseJson } from '../../../core/wire/json';
import type { Content } from '../shared/content';
import { isOfAnother } from '../shared/echo';
import { readRefusal } from '../shared/refusal';
import { rowOf } from '../shared/status';

/** ISO 8601 with its offset, as the page shows it. */
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/;

/**
 * Reads the answer to one message. 201 means accepted, not sent; `failed` can come with it. Source: "Message send response", single
 * submission. The metadata comes back if the request had it.
 * @throws Error if the body of a successful answer is not such an answer
 */
export function decode({ status, body }: HttpAnswer, batch: ReadonlyArray<Message<Content>>): Array<Row | undefined> | null {
	if (status === 400) return readRefusal(body, batch.length);
	if (!isGood({ status })) return null;
	const raw = parseJson(body);
	const messageId = idOf(valueOf(raw, 'messageId'));
	const word = valueOf(raw, 'status');
	if (messageId === null || typeof word !== 'string') throw new Error('it has no messageId and status');
	const [message] = batch;
	if (message && isOfAnother(raw, message)) return [undefined];
	const sentOn = valueOf(raw, 'sentOn');
	const acceptedAt = typeof sentOn === 'string' && MOMENT.test(sentOn) ? sentOn : undefined;
	return [rowOf({ messageId, status: word, statusDetails: valueOf(raw, 'statusDetails'), acceptedAt }, status, raw)];
}
