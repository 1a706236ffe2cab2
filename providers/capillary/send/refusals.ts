import { failure, refusedForNow, type Failure } from '../../../core/http/failure';
import type { HttpAnswer } from '../../../core/http/http';
import { codeAmong, CREDENTIAL, credentialRefused, PASSING, passingRefused, said } from '../shared/codes';
import type { Issue } from '../shared/issues';
import type { Reading } from './reading';

/** Codes that refuse a request before any work: malformed, too many messages, nothing to send, no such channel. */
const BEFORE_WORK = new Set(['400', '404', '405', '415', '1060', '1061', '1062', '1064', '4217', '4218']);

/** "The items failed", and every other code of a broken server. */
const BROKE = /^5\d\d$/;

/**
 * One message that the API did not take: "errors = the main action failed". The code is not explained, because the vendor's tables contradict each
 * other.
 */
export function itemRefused(errors: readonly Issue[], answer: HttpAnswer): Failure {
	const common = { code: errors[0]!.code ?? 'rejected', httpStatus: answer.status, providerMessage: said(errors, answer) };
	if (codeAmong(errors, PASSING) !== undefined) return refusedForNow({ ...common, what: 'Capillary could not take the message for the moment' });
	return failure({ ...common, status: 'rejected', what: 'Capillary refused the message', fix: "Correct what Capillary's message names." });
}

/**
 * The failure of messages without a row, if the answer says that none was taken; otherwise null. Some codes mean that Capillary did not work on the
 * request at all. Any other code counts only if the answer counts exactly these messages and no success. An answer with rows, but not one for each
 * message, is about another request. After a 5xx, in the status or in the body, only rows count: a server that broke half-way may
 * have taken messages that it does not name.
 */
export function wholeRefused({ code, issues, count, successCount, rows }: Reading, answer: HttpAnswer, batchLength: number): Failure | null {
	if (code === null || code === '200' || code === '201') return null;
	if (rows.length > 0 && rows.length !== batchLength) return null;
	if (successCount !== null && successCount > 0) return null;
	const named = rows.length === batchLength;
	const broke = answer.status >= 500 || BROKE.test(code);
	const unworked = !named && answer.status < 500 && (PASSING.has(code) || CREDENTIAL.has(code) || BEFORE_WORK.has(code));
	const noneOfThem = successCount === 0 && (named || (count === batchLength && !broke));
	if (!unworked && !noneOfThem) return null;
	const common = { httpStatus: answer.status, providerMessage: said(issues, answer) };
	if (CREDENTIAL.has(code)) return credentialRefused(code, common);
	if (PASSING.has(code)) return passingRefused(code, common);
	const what = `Capillary took none of the messages of the request (code ${code})`;
	return failure({ ...common, code: `status${code}`, status: 'rejected', what, fix: "Correct what Capillary's message names.", next: broke ? 'nothing' : 'split' });
}
