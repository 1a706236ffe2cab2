import type { HttpAnswer } from '../../../core/http/http';
import type { Message } from '../../../core/send/message';
import type { Row } from '../../../core/send/outcome';
import { z } from '../../../vendor/zod';
import type { Sms } from './message';
import { rateLimited } from './rateLimit';

type Batch = ReadonlyArray<Message<Sms>>;

/** The vendor's ids are UUIDs; a number is taken as its digits. */
const id = z.union([z.string().min(1), z.number().int()]).transform(String);

/** What the answer says of one message. */
const rowSchema = z.object({ id, correlationId: z.union([z.string(), z.number()]).transform(String).nullish() });

interface AnsweredRow {
	id: string;
	/** The correlation id it echoes, if it does and one was sent. */
	echo: string | null;
	raw: unknown;
}

const NOT_TOLD_APART = "Wavy took every message of the request without telling which of its IDs is this message's.";

/**
 * Reads the rows of an answer: by correlation id where they echo it. The vendor does not say that the rows stand in the order of
 * the request, so the place of a row tells nothing. Rows that echo nothing tell who they are of only when one message is left for
 * one row; when as many are left as there are rows, every one was accepted, and none has an id to name. Anything else (a row too
 * few, a row too many, an id nobody sent) says nothing of the messages left.
 */
export function matchRows(given: readonly unknown[], batch: Batch, batchId: string | null): Array<Row | undefined> {
	const echoes = batch.some(({ content }) => content.sendCorrelationId);
	const rows = given.map((raw) => toRow(raw, echoes));
	const known = new Set(batch.map(({ correlationId }) => correlationId));
	const mine = new Map<string, AnsweredRow[]>();
	const silent: AnsweredRow[] = [];
	let strange = 0;
	for (const row of rows) {
		if (row === null || (row.echo !== null && !known.has(row.echo))) strange += 1;
		else if (row.echo === null) silent.push(row);
		else mine.set(row.echo, [...(mine.get(row.echo) ?? []), row]);
	}
	const left = batch.filter(({ correlationId }) => !mine.has(correlationId)).length;
	const distinct = new Set(rows.map((row) => row?.id)).size === rows.length;
	const takesAll = strange === 0 && distinct && silent.length === left;
	return batch.map(({ correlationId }) => {
		const echoed = mine.get(correlationId);
		if (echoed) return echoed.length === 1 && distinct ? accepted(echoed[0]!, batchId) : undefined;
		if (!takesAll) return undefined;
		return left === 1 ? accepted(silent[0]!, batchId) : { accepted: true, messageId: null, batchId, warnings: [NOT_TOLD_APART] };
	});
}

/** What an answer that is not 2xx says of every message; null where the status alone says all. */
export function judgeStatus(answer: HttpAnswer, batch: Batch): Row[] | null {
	const limited = rateLimited(answer);
	return limited && batch.map(() => ({ accepted: false, failure: limited }));
}

export function isGood({ status }: HttpAnswer): boolean {
	return status >= 200 && status <= 299;
}

function accepted(row: AnsweredRow, batchId: string | null): Row {
	return { accepted: true, messageId: row.id, batchId, raw: row.raw };
}

function toRow(raw: unknown, echoes: boolean): AnsweredRow | null {
	const parsed = rowSchema.safeParse(raw);
	return parsed.success ? { id: parsed.data.id, echo: echoes ? (parsed.data.correlationId || null) : null, raw } : null;
}
