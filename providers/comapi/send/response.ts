import type { HttpAnswer } from '../../../core/http/http';
import type { Message } from '../../../core/send/message';
import type { Row } from '../../../core/send/outcome';
import { parseJson } from '../../../core/wire/json';
import { z } from '../../../vendor/zod';
import { CORRELATION_KEY, type Content } from '../shared/content';
import { readRefusal } from '../shared/refusal';
import { rowOf } from '../shared/status';

/** Source: "Message send response", single submission. The metadata comes back when it was sent. */
const answerSchema = z
	.object({
		messageId: z.string().min(1),
		status: z.string(),
		sentOn: z.string().datetime({ offset: true }).optional().catch(undefined),
		statusDetails: z.unknown(),
		metadata: z.unknown(),
	})
	.passthrough();

/**
 * Reads the answer to one message. 201 means accepted, not sent; `failed` can come with it.
 * @throws Error when a good status comes with a body that is no such answer
 */
export function decode({ status, body }: HttpAnswer, batch: ReadonlyArray<Message<Content>>): Array<Row | undefined> | null {
	if (status === 400) return readRefusal(body, batch.length);
	if (status < 200 || status > 299) return null;
	const raw = parseJson(body);
	const read = answerSchema.safeParse(raw);
	if (!read.success) throw new Error('it has no messageId and status');
	const [message] = batch;
	if (message && isOfAnother(read.data.metadata, message)) return [undefined];
	return [rowOf({ ...read.data, acceptedAt: read.data.sentOn }, status, raw)];
}

/** The answer repeats the id we sent; another id is another message's. Where nothing is repeated, there is nothing to compare. */
function isOfAnother(metadata: unknown, { content, correlationId }: Message<Content>): boolean {
	const repeated = (metadata as Record<string, unknown> | null | undefined)?.[CORRELATION_KEY];
	return content.tagged && repeated !== undefined && repeated !== correlationId;
}
