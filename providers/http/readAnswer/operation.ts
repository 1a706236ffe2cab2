import { idOf } from '../../../core/http/answer';
import { classifyAnswer } from '../../../core/http/classify';
import type { Failure } from '../../../core/http/failure';
import { isGood } from '../../../core/http/http';
import { formReader } from '../../../core/input/formReader';
import { describe, refuse } from '../../../core/input/schema';
import type { LocalOperation } from '../../../core/request/local';
import type { Row } from '../../../core/send/outcome';
import { parseJson } from '../../../core/wire/json';
import { failedFor, found, listOf, rowsOf, type Sought } from '../send/response';
import { compileAnswer, type AnswerRules } from '../send/rules';
import { form } from './form';

/** Shows how a send would read an answer: each row gives the result that its message would get. */
export const readAnswer: LocalOperation = {
	provider: 'http',
	run(fields) {
		const given = formReader(form, { timeZone: 'utc', defaultCountry: null, maxSegments: null, now: 0 }, { received: textOf, answer: (value) => value, httpStatus: statusOf })(fields);
		const rules = compileAnswer(given, given.requestHad === 'many');
		const answer = { status: given.httpStatus, headers: {}, body: given.received };
		if (!isGood(answer)) return [recordOf(null, { accepted: false, failure: failedFor(rules, answer, classifyAnswer(answer, 0)) })];
		const batch = batchIn(rules, answer.body);
		return readable(() => rowsOf(rules, answer, batch)).map((row, i) => recordOf(batch[i]!, row));
	},
};

/** The messages that the rows of an answer are about; one message if it has no rows. */
function batchIn(rules: AnswerRules, body: string): Sought[] {
	const answer = rules.isKnown ? readable(() => parseJson(body)) : null;
	const rows = listOf(rules, answer) ?? [null];
	const known = new Set<string>();
	const all = rows.flatMap((row, i): Sought[] => {
		const id = idOf(found(rules, 'id', row, answer)) ?? `row ${i + 1}`;
		const sought = { correlationId: id, recipients: [idOf(found(rules, 'to', row, answer)) ?? ''] };
		// Several rows with one recipient are several messages; several rows with one ID are one message.
		if (rules.matchBy === 'id' && known.has(id)) return [];
		known.add(id);
		return [sought];
	});
	return all.length > 0 ? all : [{ correlationId: '', recipients: [''] }];
}

function recordOf(message: Sought | null, row: Row | undefined): object {
	const about = { correlationId: message && message.correlationId, recipient: message?.recipients[0] || null };
	if (row === undefined) return { provider: 'http', status: 'unknown', message: 'The answer does not say clearly what became of this message', ...about, messageId: null, batchId: null, providerMessage: null };
	if (row.accepted) return { provider: 'http', status: 'accepted', message: 'Taken', ...about, messageId: row.messageId, batchId: row.batchId ?? null, providerMessage: null, raw: row.raw };
	return { provider: 'http', ...wordsOf(row.failure), ...about, messageId: row.messageId ?? null, batchId: null, providerMessage: row.failure.providerMessage, raw: row.raw };
}

function wordsOf({ status, what, next }: Failure): { status: string; message: string } {
	return { status, message: next === 'retry' ? `${what}; it is tried again` : what };
}

function readable<Value>(read: () => Value): Value {
	try {
		return read();
	} catch (error) {
		return refuse(`cannot be read: ${(error as Error).message}`, 'With such an answer all messages of the request are unknown.', 'received');
	}
}

function textOf(value: unknown): string {
	if (typeof value === 'object' && value !== null) return JSON.stringify(value);
	return typeof value === 'string' && value.trim() !== '' && value.trim() !== '{}' ? value : refuse('is missing', 'Paste an answer of the API.', 'received');
}

function statusOf(value: unknown): number {
	const status = Number(value);
	return Number.isInteger(status) && status >= 100 && status < 600 ? status : refuse(`is ${describe(value)}, which is no HTTP status`, 'Give a number such as 200.', 'httpStatus');
}
