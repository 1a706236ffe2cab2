import type { HttpAnswer } from '../../../core/operation';
import { failure, type Failure } from '../../../core/outcome';
import { wordsOf, type Issue, type Reading } from './reading';

/** "search engine busy", "another action runs for the same customer", "permission status unavailable", and too many requests. */
const PASSING = new Set(['429', '461', '503', '521', '4001']);

/** "user name or password wrong", "access denied", and the same for lack of the permission. */
const CREDENTIAL = new Set(['401', '403', '4000']);

/** Codes that refuse a request before it is worked on: malformed, too many messages, nothing to send, no such channel. */
const BEFORE_WORK = new Set(['400', '404', '405', '415', '1060', '1061', '1062', '1064', '4217', '4218']);

/** One message the API did not take: "errors = the main action failed". The code's own meaning is not told, since its tables contradict each other. */
export function itemRefused(errors: readonly Issue[], answer: HttpAnswer): Failure {
	const passing = errors.some(({ code }) => code !== null && PASSING.has(code));
	return failure({
		status: passing ? 'notSent' : 'rejected',
		code: errors[0]?.code ?? 'rejected',
		what: passing ? 'Capillary could not take the message for the moment' : 'Capillary refused the message',
		fix: passing ? 'Run the workflow again later.' : "Mend what Capillary's own words name.",
		httpStatus: answer.status,
		retryable: passing,
		providerMessage: said(errors, answer),
		next: passing ? 'retry' : 'nothing',
	});
}

/**
 * What a whole answer says of the messages it has no word for: that none was taken, or null where it does not say so. A code alone says it
 * when it stands for a request that was not worked on; others only with `successCount` 0. An answer with rows, but not one for each
 * message, speaks of something else than the request: its count says nothing of the messages it left out.
 */
export function wholeRefused({ code, message, successCount, rows }: Reading, answer: HttpAnswer, batchLength: number): Failure | null {
	if (code === null || code === '200') return null;
	if (rows.length > 0 && rows.length !== batchLength) return null;
	const unworked = rows.length === 0 && (PASSING.has(code) || CREDENTIAL.has(code) || BEFORE_WORK.has(code));
	if (successCount !== null ? successCount > 0 : !unworked) return null;
	const common = { code: `status${code}`, httpStatus: answer.status, providerMessage: said([{ code, message }], answer) };
	if (CREDENTIAL.has(code)) {
		return failure({
			...common,
			status: 'notSent',
			what: `Capillary refused the credential (code ${code})`,
			fix: 'Check the credential, and that its till may write Communication; then run the workflow again: no further message was sent.',
			retryable: true,
			next: 'stop',
		});
	}
	if (PASSING.has(code)) {
		const fix = 'Run the workflow again later, or lower Options > Requests per Second.';
		return failure({ ...common, status: 'notSent', what: `Capillary could not take messages for the moment (code ${code})`, fix, retryable: true, next: 'retry' });
	}
	const what = `Capillary took none of the messages of the request (code ${code})`;
	return failure({ ...common, status: 'rejected', what, fix: "Mend what Capillary's own words name.", next: 'regroup' });
}

/** The provider's own words, with the id by which its support finds the call. */
function said(issues: readonly Issue[], { headers }: HttpAnswer): string | null {
	const requestId = headers['x-cap-requestid'];
	return [...issues.map(wordsOf), ...(requestId ? [`X-Cap-Requestid ${requestId}`] : [])].join('; ') || null;
}
