/** Why a request failed for one item. */
export interface Cause {
	/** A word for programs: the network's (`ECONNRESET`), our own (`invalidMessage`) or `http<status>`. */
	code: string;
	/** What happened: one sentence without its full stop. */
	what: string;
	/** What to do about it: one sentence with its full stop. */
	fix: string;
	httpStatus: number | null;
	/** Whether trying again is safe and may help. */
	retryable: boolean;
	/** The wait the provider asked for, in milliseconds. */
	retryAfterMs: number | null;
	/** The provider's own words. */
	providerMessage: string | null;
}

/**
 * Why a message was not accepted or a request not answered. All failures have this shape, whether the engine or an operation makes them.
 * - `rejected`: the provider refused it for good.
 * - `notSent`: it certainly was not processed; sending it again is safe.
 * - `unknown`: it may have been processed. Idempotent requests are repeated, anything else never is. unknown.ts has the words.
 * - `notFound`: the provider does not know this ID.
 */
export interface Failure extends Cause {
	status: 'rejected' | 'notSent' | 'unknown' | 'notFound';
	/**
	 * What the engine does next: nothing; wait and try again; send again at once in another batch, because this one was refused over some of its
	 * messages; or end the run.
	 */
	next: 'nothing' | 'retry' | 'split' | 'stop';
}

/** Fills in the usual values: not retryable, nothing to do next, no words from the provider. */
export function failure(given: Pick<Failure, 'status' | 'code' | 'what' | 'fix'> & Partial<Failure>): Failure {
	return { httpStatus: null, retryable: false, retryAfterMs: null, providerMessage: null, next: 'nothing', ...given };
}

/** The provider refused it only for the moment. */
export function refusedForNow(given: Pick<Failure, 'code' | 'what'> & Partial<Failure>): Failure {
	return failure({ status: 'notSent', fix: 'Run the workflow again later.', retryable: true, next: 'retry', ...given });
}

/** The advice after too many requests. */
export const SLOWER = 'Run the workflow again later, or lower Options > Requests per Second.';

/** The execution was stopped before this item's turn. */
export function cancelled(): Failure {
	return failure({ status: 'notSent', code: 'cancelled', what: 'The execution was stopped before this item had its turn', fix: 'Run the workflow again.', retryable: true });
}

/** The provider refused the credential before this item's turn. */
export function skippedAfterAuthFailure(cause: Failure): Failure {
	return { ...cause, code: 'stopped', what: 'Not tried: the provider had already refused the credential' };
}

/** The provider asked for a pause that is longer than the user allows. */
export function pausedTooLong(retryAfterMs: number): Failure {
	return failure({
		status: 'notSent',
		code: 'rateLimited',
		what: `The provider asked to wait ${Math.ceil(retryAfterMs / 1000)} s, longer than Longest Wait allows`,
		fix: 'Run the workflow again later, or raise Options > Longest Wait.',
		retryable: true,
		retryAfterMs,
	});
}

/** The item could be tried again, but the execution's retries are used up. */
export function retryBudgetSpent(cause: Failure): Failure {
	return { ...cause, what: `${cause.what}; not tried again, because too many requests failed`, next: 'nothing' };
}

/** The error's message, shortened: a parser's message may quote all of its input. */
export function briefly(error: unknown): string {
	const text = String((error as Error).message).replace(/\s+/g, ' ');
	return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

/** The beginning of the provider's answer, on one line. */
export function excerpt(body: string): string | null {
	const text = body.slice(0, 2000).replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ').trim();
	return text === '' ? null : text.slice(0, 300);
}
