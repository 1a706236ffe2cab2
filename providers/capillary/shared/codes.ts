import { failure, refusedForNow, SLOWER, type Failure } from '../../../core/http/failure';
import type { HttpAnswer } from '../../../core/http/http';
import { wordsOf, type Issue } from './issues';

/** "search engine busy", "another action runs for the same customer", "permission status unavailable", and too many requests. */
export const PASSING = new Set(['429', '461', '503', '521', '4001']);

/** "user name or password wrong", "access denied", and the same for lack of the permission. */
export const CREDENTIAL = new Set(['401', '403', '4000']);

/** The first of these codes among the errors. */
export function codeAmong(issues: readonly Issue[], codes: ReadonlySet<string>): string | undefined {
	return issues.flatMap(({ code }) => (code !== null && codes.has(code) ? [code] : []))[0];
}

type Said = Pick<Failure, 'httpStatus' | 'providerMessage'>;

/** The credential was refused, so no other request would succeed either. */
export function credentialRefused(code: string, common: Said): Failure {
	return failure({
		...common,
		status: 'notSent',
		code: `status${code}`,
		what: `Capillary refused the credential (code ${code})`,
		fix: 'Check the credential, and that it may write Communication; then run the workflow again: no further message was sent.',
		retryable: true,
		next: 'stop',
	});
}

/** Nothing was taken, and a later try may succeed. */
export function passingRefused(code: string, common: Said): Failure {
	return refusedForNow({ ...common, code: `status${code}`, what: `Capillary could not take messages for the moment (code ${code})`, fix: SLOWER });
}

/** The provider's own words, with the id that its support needs to find the call. */
export function said(issues: readonly Issue[], { headers }: HttpAnswer): string | null {
	const requestId = headers['x-cap-requestid'];
	return [...issues.map(wordsOf), ...(requestId ? [`X-Cap-Requestid ${requestId}`] : [])].join('; ') || null;
}
