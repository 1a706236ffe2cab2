/**
 * Reads an API's answers by the user's description. A message is accepted only if the answer says so in every place that the user named. A row that is
 * missing, comes twice or belongs to another message proves nothing.
 */
import { comparableAddress, idOf, isOtherRecipient, spellingsOf } from '../../../core/http/answer';
import { failure, refusedForNow, type Failure } from '../../../core/http/failure';
import type { HttpAnswer } from '../../../core/http/http';
import { unclearAnswer } from '../../../core/http/unknown';
import { remember } from '../../../core/input/remember';
import { describe, isObject } from '../../../core/input/schema';
import type { Row } from '../../../core/send/outcome';
import { jsonIn, parseJson } from '../../../core/wire/json';
import { placeIn, type Path } from '../shared/paths';
import { comparable, type AnswerRules, type Place, type Verdict } from './rules';

/** The parts of a message that identify its row. */
export interface Sought {
	correlationId: string;
	/** The recipient in the outcome, and on the wire. */
	recipients: readonly string[];
}

/** Reads a successful answer. @throws Error if it cannot be read */
export function rowsOf(rules: AnswerRules, { status, body }: HttpAnswer, batch: readonly Sought[]): Array<Row | undefined> {
	// Multi-Status: each message has its own status, and the user did not say where.
	if (status === 207 && !rules.isKnown) throw new Error('HTTP 207 has a status for each message, and Answer does not say where');
	if (rules.isKnown) return rowsFor(rules, parseJson(body), batch);
	if (/^\s*<(!doctype|html|head|body)\b/i.test(body)) throw new Error('it is a web page');
	return batch.map(() => ({ accepted: true, messageId: null, raw: jsonIn(body) ?? body.slice(0, 2000) }));
}

/** One row of the answer for each message of a batch, in the batch's order; undefined for a message without a row. */
export function rowsFor(rules: AnswerRules, body: unknown, batch: readonly Sought[]): Array<Row | undefined> {
	const rows = listOf(rules, body);
	if (rows === null) return batch.map(() => topVerdict(rules, body) ?? unsaid(rules, undefined, body));
	const matched = matchedRows(rules, rows, batch).map((row, i) => (row !== undefined && isOwn(rules, row, batch[i]!) ? row : undefined));
	const read = withoutSharedIds(matched.map((row) => (row === undefined ? undefined : judged(rules, row, body))));
	return read.map((row, i) => row ?? unsaid(rules, rules.rows === null ? body : matched[i], body));
}

/** The failure of a batch from the body of a failed answer, in addition to its HTTP status. */
export function failedFor(rules: AnswerRules, { body }: HttpAnswer, byStatus: Failure): Failure {
	const read = jsonIn(body);
	const whole = rules.rows === null ? [read] : (listOf(rules, read) ?? []);
	const status = statusOf(rules, whole.length === 1 ? whole[0] : undefined, read);
	const words = wordsOf(rules, whole.length === 1 ? whole[0] : undefined, read);
	const known = { ...byStatus, ...(words !== null && { providerMessage: words }) };
	if (status?.verdict === 'transient') return { ...known, ...transientFailure(status.value), httpStatus: byStatus.httpStatus, retryAfterMs: byStatus.retryAfterMs, providerMessage: words };
	if (status?.verdict === 'refused' && byStatus.next !== 'stop') return { ...known, status: 'rejected', code: status.value, what: 'The API refused the message', fix: REFUSED, retryable: false, retryAfterMs: null, next: 'split' };
	return known;
}

/** The rows of an answer; null if it has none. */
export function listOf({ rows }: AnswerRules, body: unknown): unknown[] | null {
	if (rows === null) return [body];
	const list = placeIn(body, rows);
	if (Array.isArray(list)) return list as unknown[];
	// Some servers write a list with one entry as the entry itself.
	return isObject(list) ? [list] : null;
}

/** The value at a place in a row, or beside the rows; undefined if there is none. */
export function found(rules: AnswerRules, place: Place, row: unknown, body: unknown): unknown {
	for (const path of rules.inRow[place]) {
		const value = placeIn(row, path);
		if (value !== undefined && value !== null) return value;
	}
	for (const path of rules.beside[place]) {
		const value = placeIn(body, path);
		if (value !== undefined && value !== null) return value;
	}
	return undefined;
}

/** Finds the row of each message. */
function matchedRows(rules: AnswerRules, rows: readonly unknown[], batch: readonly Sought[]): unknown[] {
	const { matchBy, inRow } = rules;
	if (matchBy === 'whole') {
		if (rules.rows === null) return batch.map(() => rows[0]);
		return batch.map(() => (rows.length === 1 && batch.length === 1 ? rows[0] : undefined));
	}
	if (matchBy === 'order') return batch.map((_, i) => (rows.length === batch.length ? rows[i] : undefined));
	if (matchBy === 'id') {
		const own = spellingsOf(batch);
		const byId = grouped(rows, (row) => {
			const id = idOf(firstIn(row, inRow.id));
			return id === null ? [] : [own(id)].filter((one) => one !== null);
		});
		return batch.map(({ correlationId }) => onlyOf(byId.get(correlationId)));
	}
	const byRecipient = grouped(rows, (row) => {
		const to = idOf(firstIn(row, inRow.to));
		return to === null ? [] : [comparableAddress(to)];
	});
	const asked = grouped(batch, ({ recipients }) => [...new Set(recipients.map(comparableAddress))]);
	return batch.map(({ recipients }) => {
		const keys = [...new Set(recipients.map(comparableAddress))];
		const mine = [...new Set(keys.flatMap((key) => byRecipient.get(key) ?? []))];
		const alike = Math.max(...keys.map((key) => asked.get(key)!.length));
		return mine.length === alike ? (alike === 1 ? mine[0] : new Shared(mine)) : undefined;
	});
}

/** The rows of several messages to one recipient. Nothing says which row belongs to which message. */
class Shared {
	constructor(readonly rows: readonly unknown[]) {}
}

function grouped<Item>(items: readonly Item[], keysFor: (item: Item) => readonly string[]): Map<string, Item[]> {
	const groups = new Map<string, Item[]>();
	for (const item of items) {
		for (const key of keysFor(item)) remember(groups, key, (): Item[] => []).push(item);
	}
	return groups;
}

function onlyOf(rows: readonly unknown[] | undefined): unknown {
	return rows?.length === 1 ? rows[0] : undefined;
}

/** Whether a row may belong to this message. */
function isOwn(rules: AnswerRules, row: unknown, { correlationId, recipients }: Sought): boolean {
	if (row instanceof Shared) return true;
	const id = idOf(firstIn(row, rules.inRow.id));
	if (rules.inRow.id.length > 0 && (id === null || id.toLowerCase() !== correlationId.toLowerCase())) return false;
	return recipients.some((recipient) => !isOtherRecipient(firstIn(row, rules.inRow.to), recipient));
}

function judged(rules: AnswerRules, row: unknown, body: unknown): Row | undefined {
	if (!(row instanceof Shared)) return judgedOne(rules, row, body);
	const all = row.rows.map((one) => judgedOne(rules, one, body));
	return all.every((one) => one?.accepted) ? { ...(all[0] as Row & { accepted: true }), messageId: null } : undefined;
}

function judgedOne(rules: AnswerRules, row: unknown, body: unknown): Row | undefined {
	const status = statusOf(rules, row, body);
	const messageId = idOf(found(rules, 'messageId', row, body));
	const batchId = idOf(found(rules, 'batchId', row, body));
	if (status === null || status.verdict === null) return status === null ? undefined : { accepted: false, failure: oddStatus(status.value, wordsOf(rules, row, body)), messageId, raw: row };
	if (status.verdict !== 'accepted') {
		const failed = status.verdict === 'refused' ? refusedFailure(status.value) : transientFailure(status.value);
		return { accepted: false, failure: { ...failed, providerMessage: wordsOf(rules, row, body) }, messageId, raw: row };
	}
	if (rules.needs.some((place) => ({ messageId, batchId })[place as 'messageId' | 'batchId'] === null)) return undefined;
	return { accepted: true, messageId, batchId, raw: row };
}

/**
 * The verdict of the status. One refusal in any named place is enough to refuse. Null if the user named a place but the answer has no status there.
 */
function statusOf({ inRow, beside, verdicts }: AnswerRules, row: unknown, body: unknown): { verdict: Verdict | null; value: string } | null {
	if (inRow.status.length + beside.status.length === 0) return { verdict: 'accepted', value: '' };
	const values = [...inRow.status.map((path) => placeIn(row, path)), ...beside.status.map((path) => placeIn(body, path))].filter((value) => value !== undefined && value !== null && typeof value !== 'object').map(String);
	if (values.length === 0) return null;
	const said = values.map((value) => ({ verdict: verdicts.get(comparable(value)) ?? null, value: value.trim().slice(0, 100) }));
	return (['refused', 'transient', null, 'accepted'] as const).map((verdict) => said.find((one) => one.verdict === verdict)).find((one) => one !== undefined)!;
}

function wordsOf(rules: AnswerRules, row: unknown, body: unknown): string | null {
	const words = found(rules, 'error', row, body);
	if (words === undefined) return null;
	const text = (typeof words === 'object' ? JSON.stringify(words) : String(words)).replace(/\s+/g, ' ').trim();
	return text === '' ? null : text.slice(0, 300);
}

/** An answer without rows may refuse all messages. */
function topVerdict(rules: AnswerRules, body: unknown): Row | undefined {
	if (rules.beside.status.length === 0) return undefined;
	const status = statusOf(rules, undefined, body);
	return status === null || status.verdict === 'accepted' ? undefined : judgedOne(rules, undefined, body);
}

/** An answer without a status for a message may still have an error text. */
function unsaid(rules: AnswerRules, row: unknown, body: unknown): Row | undefined {
	const words = wordsOf(rules, row, body);
	return words === null ? undefined : { accepted: false, failure: { ...unclearAnswer('The answer does not say clearly what became of the message', 200), providerMessage: words }, raw: row };
}

const REFUSED = 'Read what the API says, and correct the message.';

function refusedFailure(value: string): Failure {
	return failure({ status: 'rejected', code: value, what: 'The API refused the message', fix: REFUSED });
}

function transientFailure(value: string): Failure {
	return refusedForNow({ code: value, what: 'The API refused the message for the moment' });
}

function oddStatus(value: string, words: string | null): Failure {
	return { ...unclearAnswer(`The API says ${describe(value)}, which is in none of Answer's lists`, 200), providerMessage: words };
}

/** An ID that two messages share belongs to neither. */
function withoutSharedIds(rows: Array<Row | undefined>): Array<Row | undefined> {
	const counts = new Map<string, number>();
	for (const row of rows) if (row?.accepted && row.messageId !== null) counts.set(row.messageId, (counts.get(row.messageId) ?? 0) + 1);
	return rows.map((row) => (row?.accepted && row.messageId !== null && counts.get(row.messageId)! > 1 ? undefined : row));
}

function firstIn(row: unknown, paths: readonly Path[]): unknown {
	return paths.map((path) => placeIn(row, path)).find((value) => value !== undefined && value !== null);
}
