import type { HttpAnswer } from '../../../core/http/http';
import type { Message } from '../../../core/send/message';
import type { Row } from '../../../core/send/outcome';
import { parseJson } from '../../../core/wire/json';
import { z } from '../../../vendor/zod';
import type { Sms } from '../shared/message';
import { isGood, judgeStatus, matchRows } from '../shared/rows';

/** `id` is the batch's; of `messages` the page says "contém o id e o correlationId de cada mensagem enviada". */
const answerSchema = z.object({ id: z.string().nullish(), messages: z.array(z.unknown()) });

/**
 * Reads the answer to a bulk. The vendor documents no refusal of a single message in it.
 * @throws Error when a good status comes with a body without `messages`
 */
export function decode(answer: HttpAnswer, batch: ReadonlyArray<Message<Sms>>): Array<Row | undefined> | null {
	if (!isGood(answer)) return judgeStatus(answer, batch);
	const parsed = answerSchema.safeParse(parseJson(answer.body));
	if (!parsed.success) throw new Error('it has no list "messages"');
	return matchRows(parsed.data.messages, batch, parsed.data.id || null);
}
