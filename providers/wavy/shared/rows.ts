import { idOf, isOtherRecipient, spellingsOf, valueOf } from '../../../core/http/answer';
import type { HttpAnswer } from '../../../core/http/http';
import { remember } from '../../../core/input/remember';
import type { Message } from '../../../core/send/message';
import type { Row } from '../../../core/send/outcome';
import type { Sms } from './message';
import { rateLimited } from './rateLimit';

type Batch = ReadonlyArray<Message<Sms>>;

interface AnsweredRow {
	/** The vendor's ids are UUIDs; a number is taken as its digits. Null if there is none: then the row proves nothing. */
	id: string | null;
	/** The correlation id that the row repeats, if we sent one. */
	echo: string | null;
	recipient: unknown;
	raw: unknown;
}

const NOT_TOLD_APART = "Wavy took every message of the request, but does not say which of its IDs is this message's.";

/**
 * Reads the rows of an answer by the correlation ID that they repeat. The vendor does not say that rows keep the order of the request, so their
 * position means nothing. A row without our ID can be assigned only if one row and one message are left. If as many rows as messages are left, all were
 * accepted, but nobody knows which ID is whose. Anything else (a row too few, a row too many, an ID that nobody sent) proves nothing about the messages
 * that are left.
 */
export function matchRows(given: readonly unknown[], batch: Batch, batchId: string | null): Array<Row | undefined> {
	const echoes = batch.some(({ content }) => content.sendCorrelationId);
	const rows = given.map((raw) => toRow(raw, echoes));
	const spelling = spellingsOf(batch);
	const mine = new Map<string, AnsweredRow[]>();
	const silent: AnsweredRow[] = [];
	let strange = 0;
	const ids = new Map<string, number>();
	for (const row of rows) {
		const correlationId = row?.echo == null ? null : (spelling(row.echo) ?? undefined);
		if (row?.id != null) ids.set(row.id, (ids.get(row.id) ?? 0) + 1);
		if (row === null || correlationId === undefined) strange += 1;
		else if (correlationId === null) silent.push(row);
		else remember(mine, correlationId, (): AnsweredRow[] => []).push(row);
	}
	const left = batch.filter(({ correlationId }) => !mine.has(correlationId));
	const distinct = [...ids.values()].every((times) => times === 1);
	const takesAll = strange === 0 && distinct && silent.length === left.length && silent.every(({ id }) => id !== null) && areFor(silent, left);
	return batch.map(({ correlationId, recipient }) => {
		const echoed = mine.get(correlationId);
		if (echoed) {
			const [row] = echoed as [AnsweredRow];
			const isMine = echoed.length === 1 && row.id !== null && distinct && !isOtherRecipient(row.recipient, recipient);
			return isMine ? accepted(row, batchId) : undefined;
		}
		if (!takesAll) return undefined;
		return left.length === 1 ? accepted(silent[0]!, batchId) : { accepted: true, messageId: null, batchId, warnings: [NOT_TOLD_APART] };
	});
}

/** Whether every row that repeats a recipient repeats one of these. */
function areFor(rows: readonly AnsweredRow[], messages: Batch): boolean {
	return rows.every((row) => messages.some(({ recipient }) => !isOtherRecipient(row.recipient, recipient)));
}

/** The rows for an answer other than 2xx; null if the status alone decides. */
export function judgeStatus(answer: HttpAnswer, batch: Batch): Row[] | null {
	const limited = rateLimited(answer);
	return limited && batch.map(() => ({ accepted: false, failure: limited }));
}

function accepted(row: AnsweredRow, batchId: string | null): Row {
	return { accepted: true, messageId: row.id, batchId, raw: row.raw };
}

function toRow(raw: unknown, echoes: boolean): AnsweredRow | null {
	if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return null;
	return { id: idOf(valueOf(raw, 'id')), echo: echoes ? idOf(valueOf(raw, 'correlationId')) : null, recipient: valueOf(raw, 'destination'), raw };
}
