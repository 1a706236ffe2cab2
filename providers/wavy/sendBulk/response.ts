import { idOf, valueOf } from '../../../core/http/answer';
import { isGood, type HttpAnswer } from '../../../core/http/http';
import type { Message } from '../../../core/send/message';
import type { Row } from '../../../core/send/outcome';
import { parseJson } from '../../../core/wire/json';
import type { Sms } from '../shared/message';
import { judgeStatus, matchRows } from '../shared/rows';

/**
 * Reads the answer to a bulk: `id` belongs to the batch; the page says of `messages` "contém o id e o correlationId de cada mensagem enviada". The
 * vendor documents no refusal of a single message in it.
 * @throws Error if the body of a successful answer has no `messages`
 */
export function decode(answer: HttpAnswer, batch: ReadonlyArray<Message<Sms>>): Array<Row | undefined> | null {
	if (!isGood(answer)) return judgeStatus(answer, batch);
	const body = parseJson(answer.body);
	const messages = valueOf(body, 'messages');
	if (!Array.isArray(messages)) throw new Error('it has no list "messages"');
	return matchRows(messages, batch, idOf(valueOf(body, 'id')));
}
