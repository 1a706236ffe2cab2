import { valueOf } from '../../../core/http/answer';
import { isGood, type HttpAnswer } from '../../../core/http/http';
import type { Message } from '../../../core/send/message';
import type { Row } from '../../../core/send/outcome';
import { parseJson } from '../../../core/wire/json';
import type { Sms } from '../shared/message';
import { judgeStatus, matchRows } from '../shared/rows';

/**
 * Reads the answer to one message. The vendor's page shows a list with one object; its older manual shows only the object.
 * @throws Error if the body of a successful answer is neither
 */
export function decode(answer: HttpAnswer, batch: ReadonlyArray<Message<Sms>>): Array<Row | undefined> | null {
	if (!isGood(answer)) return judgeStatus(answer, batch);
	const given = parseJson(answer.body);
	if (typeof given !== 'object' || given === null) throw new Error('it is neither a list nor an object');
	const rows: unknown[] = Array.isArray(given) ? given : [given];
	if (!rows.some((row) => valueOf(row, 'id') !== undefined)) throw new Error('it has no "id"');
	return matchRows(rows, batch, null);
}
