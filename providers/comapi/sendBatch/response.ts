import { idOf, valueOf } from '../../../core/http/answer';
import { isGood, type HttpAnswer } from '../../../core/http/http';
import type { Message } from '../../../core/send/message';
import type { Row } from '../../../core/send/outcome';
import { parseJson } from '../../../core/wire/json';
import type { Content } from '../shared/content';
import { isOfAnother } from '../shared/echo';
import { readRefusal } from '../shared/refusal';
import { rowOf } from '../shared/status';

/**
 * Reads the answer to a batch: 202 means that all were accepted, and the index of every row names its message. A message without a row is unknown. If
 * an index is impossible or comes twice, no index counts, because nobody could say which message has which id. Source: "Message send response", batch
 * submission; the OpenAPI says that the index begins at 0. No page shows a
 * status in a row, but the answer to a single message has one.
 * @throws Error if the body of a successful answer is not such a list
 */
export function decode({ status, body }: HttpAnswer, batch: ReadonlyArray<Message<Content>>): Array<Row | undefined> | null {
	if (status === 400) return readRefusal(body, batch.length);
	if (!isGood({ status })) return null;
	const entries = parseJson(body);
	if (!Array.isArray(entries)) throw new Error('it is no list of index and messageId');
	const rows = new Map<number, Row | undefined>();
	for (const entry of entries as unknown[]) {
		const index = indexOf(entry);
		const messageId = idOf(valueOf(entry, 'messageId'));
		const word = valueOf(entry, 'status') ?? 'processing';
		if (index === null || messageId === null || typeof word !== 'string') continue;
		if (index >= batch.length || rows.has(index)) throw new Error(`its index ${index} ${rows.has(index) ? 'comes twice' : 'is that of no message'}`);
		const isForeign = isOfAnother(entry, batch[index]!);
		rows.set(index, isForeign ? undefined : rowOf({ messageId, status: word, statusDetails: valueOf(entry, 'statusDetails') }, status, entry));
	}
	return batch.map((_, i) => rows.get(i));
}

/** A whole number from 0, also as text. */
function indexOf(entry: unknown): number | null {
	const text = idOf(valueOf(entry, 'index'));
	return text !== null && /^\d{1,7}$/.test(text) ? Number(text) : null;
}
