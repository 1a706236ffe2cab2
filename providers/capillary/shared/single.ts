import { failure, type Failure } from '../../../core/http/failure';
import { isGood, type HttpAnswer } from '../../../core/http/http';
import { isObject } from '../../../core/input/schema';
import type { Row } from '../../../core/send/outcome';
import { jsonIn, parseJson } from '../../../core/wire/json';
import { codeAmong, CREDENTIAL, credentialRefused, PASSING, passingRefused, said } from './codes';
import { fieldsOf, issuesOf, wordsOf, type Fields, type Issue } from './issues';
import { spelled } from './spelling';

/** Shared by the calls of the API's second version: one message per request, and an answer that is a result or has `errors`. */

/** Statuses whose body explains the refusal. For 401, 403 and a proxy's statuses the status is enough. */
const SPEAKING = new Set([400, 404, 409, 412, 422, 429, 500]);

/** An answer: a result with its warnings, or errors; never both. */
export interface Single {
	result: Fields;
	errors: Issue[];
	warnings: string[];
}

/**
 * Reads an answer; null if the HTTP status alone decides.
 * @param refused codes that mean this call did nothing; with a 500 only these count
 * @throws Error if the body of a successful answer is not an object
 */
export function readSingle({ status, headers, body }: HttpAnswer, refused: ReadonlySet<string>): Single | null {
	const good = isGood({ status });
	// A pause applies to all messages, so the engine must know of it.
	if (!good && (!SPEAKING.has(status) || headers['retry-after'] !== undefined)) return null;
	const result = spelled(good ? parseJson(body) : fieldsOf(jsonIn(body)));
	if (!isObject(result)) throw new Error('it is no object');
	const errors = issuesOf(result.errors);
	if (!good && errors.length === 0) return null;
	if (status === 500 && !errors.every(({ code }) => refused.has(String(code)))) return null;
	// The same inside a successful answer: a broken server does not say what it did before.
	if (good && errors.some(({ code }) => code === '500' && !refused.has(code))) throw new Error(wordsOf(errors[0]!));
	return { result, errors, warnings: issuesOf(result.warnings).map((warning) => `Capillary: ${wordsOf(warning)}`) };
}

/**
 * Reads the answer to one message.
 * @param accept makes a row from a result; undefined if the result is not about the message
 * @param refuse makes a failure from errors
 * @throws Error if the body of a successful answer has neither a result nor errors
 */
export function decodeSingle(
	answer: HttpAnswer,
	refused: ReadonlySet<string>,
	accept: (result: Fields) => (Row & { accepted: true }) | undefined,
	refuse: (errors: readonly Issue[], answer: HttpAnswer) => Failure = singleRefused,
): Array<Row | undefined> | null {
	const read = readSingle(answer, refused);
	if (!read) return null;
	const { result, errors, warnings } = read;
	if (errors.length > 0) return [{ accepted: false, failure: refuse(errors, answer), raw: result }];
	const row = accept(result);
	return [row && { ...row, warnings: [...warnings, ...(row.warnings ?? [])], raw: result }];
}

/** "Errors = the main action failed." */
export function singleRefused(errors: readonly Issue[], answer: HttpAnswer): Failure {
	const common = { httpStatus: answer.status, providerMessage: said(errors, answer) };
	const credential = codeAmong(errors, CREDENTIAL);
	if (credential) return credentialRefused(credential, common);
	const passing = codeAmong(errors, PASSING);
	if (passing) return passingRefused(passing, common);
	return failure({ ...common, status: 'rejected', code: errors[0]!.code ?? 'rejected', what: 'Capillary refused the request', fix: "Correct what Capillary's message names." });
}
