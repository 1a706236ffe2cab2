import { idOf } from '../../../core/http/answer';
import { isGood, type HttpAnswer } from '../../../core/http/http';
import type { Message } from '../../../core/send/message';
import type { Row } from '../../../core/send/outcome';
import { wordsOf, type Issue } from '../shared/issues';
import { matchRows, type Match } from './match';
import type { Content } from './message';
import { readAnswer, type ItemRow, type Reading } from './reading';
import { itemRefused, wholeRefused } from './refusals';
import { traitsOf, traitsOfItem } from './traits';

/** The statuses with which a body may have rows: no page says whether a failed request comes with 200 or with its own status. */
const SPEAKING = new Set([400, 500]);

/** Words for an SMS that was taken, in XML. The page shows only `Queued`. */
const TAKEN = new Set(['', 'queued', 'sent', 'delivered', 'scheduled', 'accepted', 'submitted', 'success']);

/** Words that mean failure. The page has none of them, so they count only if the answer counts as many failures. */
const FAILED = /^(fail|reject|refus|invalid|error|undeliver|not[ _-]?(sent|delivered|accepted)|block|denied|unsuccessful)/;

type Verdict = 'taken' | 'refused' | 'unclear';

/**
 * Reads an answer. It finds the rows by the parts of messages that they repeat: see match.ts. A message without a row is refused only if the whole
 * answer says that nothing was taken. Otherwise it is unknown, whatever the counts say: a row that nobody recognises may be about something else.
 * @throws Error if a successful answer has an unreadable body
 */
export function decode(answer: HttpAnswer, batch: ReadonlyArray<Message<Content>>): Array<Row | undefined> | null {
	const good = isGood(answer);
	if (!good && !SPEAKING.has(answer.status)) return null;
	const reading = good ? read(answer, batch) : attempt(() => read(answer, batch));
	if (!reading) return null;
	const { rows } = reading;
	const verdicts = verdictsOf(reading, good);
	const whole = wholeRefused(reading, answer, batch.length);
	const matches = matchRows(batch.map(traitsOf), rows.map(({ item }) => traitsOfItem(item)));
	const result = matches.map((match): Row | undefined => {
		const row = match && toRow(match, rows, verdicts, answer);
		const isQueued = match?.rows.some((place) => saysTaken(rows[place]!)) ?? false;
		return row ?? (whole && !isQueued ? { accepted: false, failure: whole, raw: answer.body.slice(0, 2000) } : undefined);
	});
	// With a bad status and no rows, the status decides.
	return good || result.some((row) => row !== undefined) ? result : null;
}

function read(answer: HttpAnswer, batch: ReadonlyArray<Message<Content>>): Reading {
	return readAnswer(answer.body, batch[0]!.content.channel);
}

function attempt<Value>(work: () => Value): Value | null {
	try {
		return work();
	} catch {
		return null;
	}
}

/**
 * What each row says. A row that looks taken was taken if the answer reports full (200) or partial (201) success, and counts at least as many
 * successes as there are such rows.
 */
function verdictsOf({ code, success, successCount, rows }: Reading, good: boolean): Verdict[] {
	const looksTaken = rows.map(({ errors, item }) => errors.length === 0 && TAKEN.has(stateOf(item)));
	const taken = looksTaken.filter((looks) => looks).length;
	const well = good && (code === '200' ? success : code === '201');
	const credible = well && (successCount === null || taken <= successCount);
	const failed = rows.filter(isFailed).length;
	const adds = well && taken === successCount && taken + failed === rows.length;
	return rows.map((row, i) => {
		if (row.errors.length > 0) return 'refused';
		if (looksTaken[i]) return credible ? 'taken' : 'unclear';
		return adds ? 'refused' : 'unclear';
	});
}

function isFailed({ errors, item }: ItemRow): boolean {
	return errors.length > 0 || FAILED.test(stateOf(item));
}

/** Whether a row says that its message was taken, which contradicts an answer that says nothing was. */
function saysTaken({ item }: ItemRow): boolean {
	return stateOf(item) !== '' && TAKEN.has(stateOf(item));
}

function stateOf({ status }: ItemRow['item']): string {
	return typeof status === 'string' ? status.trim().toLowerCase() : '';
}

/** Why a row was refused: its errors, or its status. */
function complaintsOf({ errors, item }: ItemRow): Issue[] {
	return errors.length > 0 ? errors : [{ code: null, message: String(item.status) }];
}

/** Messages that look alike share a result only if their rows agree. Nobody can say then which ID is whose. */
function toRow({ rows: places, alone }: Match, rows: readonly ItemRow[], verdicts: readonly Verdict[], answer: HttpAnswer): Row | undefined {
	const verdict = verdicts[places[0]!];
	if (verdict === 'unclear' || places.some((place) => verdicts[place] !== verdict)) return undefined;
	const spoken = places.map((place) => rows[place]!);
	const raw = alone ? spoken[0]!.raw : spoken.map((row) => row.raw);
	if (verdict === 'refused') return { accepted: false, failure: itemRefused(unique(spoken.flatMap(complaintsOf)), answer), raw };
	const ids = spoken.map(({ item }) => idOf(item.nsAdminId));
	// `nsAdminId`, only in XML and only for an SMS.
	const messageId = alone ? ids[0]! : null;
	const warnings = unique(spoken.flatMap((row) => row.warnings)).map((warning) => `Capillary: ${wordsOf(warning)}`);
	if (!alone && ids.some((id) => id !== null)) warnings.push('Another message has the same recipient and text, so it is not known which ID is whose.');
	return { accepted: true, messageId, warnings, raw };
}

function unique<Value extends object>(values: readonly Value[]): Value[] {
	return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}
