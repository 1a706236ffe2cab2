import type { Answer, HttpAnswer } from './http';
import { CERTIFICATE_REFUSED, NEVER_CONNECTED } from './network';
import { parseRetryAfter } from './retry';

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
 * - `unknown`: it may have been processed. Idempotent requests are repeated, anything else never is.
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
export function failure(
	given: Pick<Failure, 'status' | 'code' | 'what' | 'fix'> & Partial<Failure>,
): Failure {
	return {
		httpStatus: null,
		retryable: false,
		retryAfterMs: null,
		providerMessage: null,
		next: 'nothing',
		...given,
	};
}

/** The request could not be written. */
const NEVER_WRITTEN = new Set(['ERR_INVALID_URL', 'ERR_INVALID_CHAR', 'ERR_UNESCAPED_CHARACTERS', 'ERR_SOCKET_BAD_PORT']);

/** No token could be obtained, so the request was not sent. The number says for how many milliseconds not to ask again. See connection.ts. */
const NO_TOKEN = /^TOKEN_(.+?)(?:_AFTER_(\d+))?$/;

export const DO_NOT_RESEND =
	'Look the message up at the provider before you send it again: it may have been delivered.';

/** Larger answers are not parsed. A row has some hundred bytes, so this is room for a hundred thousand rows. */
export const ANSWER_BYTES = 16 * 1024 * 1024;

/** The answer cannot be read or does not mention the message, so the message may have been accepted. */
export function unreadableAnswer(what: string, httpStatus: number): Failure {
	return failure({ status: 'unknown', code: 'unreadableAnswer', what, fix: DO_NOT_RESEND, httpStatus });
}

/** The execution was stopped before this item's turn. */
export function cancelled(): Failure {
	return failure({
		status: 'notSent',
		code: 'cancelled',
		what: 'The execution was stopped before this item had its turn',
		fix: 'Run the workflow again.',
		retryable: true,
	});
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

/** A bug of ours must not take the other messages with it. */
export function internalError(error: unknown, sent: boolean): Failure {
	return failure({
		status: sent ? 'unknown' : 'notSent',
		code: 'internal',
		what: `The node itself failed: ${briefly(error)}`,
		fix: sent ? DO_NOT_RESEND : 'Please report it with the workflow that shows it.',
	});
}

/**
 * Classifies an answer without readable rows, for every message of its batch. Only the status, the headers and the network's code decide.
 * docs/engine.md has the table.
 * @param url where the request went
 */
export function classifyAnswer(answer: Answer, now: number, url = ''): Failure {
	if ('networkCode' in answer) return classifyNetworkError(answer.networkCode);
	const { status } = answer;
	const said = { httpStatus: status, code: `http${status}`, providerMessage: excerpt(answer.body) };
	const retryAfterMs = parseRetryAfter(answer.headers['retry-after'], now);
	if (status === 401 || status === 403) {
		return failure({
			...said,
			status: 'notSent',
			what: `The provider refused the credential (HTTP ${status})`,
			fix: 'Check the credential, then run the workflow again: no further request was made.',
			retryable: true,
			next: 'stop',
		});
	}
	if (status === 429 || (status === 503 && retryAfterMs !== null)) {
		return failure({
			...said,
			status: 'notSent',
			what: status === 429 ? 'The provider received too many requests (HTTP 429)' : 'The provider is not available (HTTP 503)',
			fix: 'Run the workflow again later, or lower Options > Requests per Second.',
			retryable: true,
			retryAfterMs,
			next: 'retry',
		});
	}
	if (status === 400 || status === 413 || status === 422) {
		return failure({
			...said,
			status: 'rejected',
			what: `The provider refused the request as invalid (HTTP ${status})`,
			fix: 'Compare the fields with what the provider allows.',
			next: 'split',
		});
	}
	if (asksForHttps(answer, url)) {
		return failure({
			...said,
			status: 'notSent',
			what: `The provider only accepts https (HTTP ${status}), and the node follows no redirect`,
			fix: 'Change Base URL in the credential so that it begins with https.',
		});
	}
	if (status === 307 || status === 308) {
		return failure({ ...said, status: 'notSent', ...movedAway(status) });
	}
	if (status === 404 || status === 405) {
		return failure({
			...said,
			status: 'notSent',
			what: `The provider has nothing at this address (HTTP ${status})`,
			fix: 'Check Base URL in the credential.',
			retryable: true,
		});
	}
	// 408 means a proxy gave up waiting. The provider may still have the request.
	if (status >= 400 && status < 500 && status !== 408) {
		return failure({
			...said,
			status: 'rejected',
			what: `The provider refused the request (HTTP ${status})`,
			fix: 'Check the fields and the permissions of your account.',
		});
	}
	return failure({ ...said, status: 'unknown', what: `The provider answered HTTP ${status}, which does not say whether it took the message`, fix: DO_NOT_RESEND });
}

function classifyNetworkError(code: string): Failure {
	if (NEVER_CONNECTED.has(code)) {
		return failure({
			status: 'notSent',
			code,
			what: `The provider could not be reached (${code})`,
			fix: 'Check Base URL in the credential and the network, then run the workflow again.',
			retryable: true,
			next: 'retry',
		});
	}
	if (NEVER_WRITTEN.has(code)) {
		return failure({
			status: 'notSent',
			code,
			what: `The request could not be made (${code})`,
			fix: 'Check Base URL in the credential.',
			retryable: true,
		});
	}
	if (CERTIFICATE_REFUSED.test(code)) {
		return failure({
			status: 'notSent',
			code,
			what: `n8n does not trust the provider's certificate (${code})`,
			fix: 'Check Base URL in the credential and the certificates of this machine.',
			retryable: true,
		});
	}
	const [, why, waitMs] = NO_TOKEN.exec(code) ?? [];
	if (why !== undefined) return withoutToken(why, waitMs === undefined ? null : Number(waitMs));
	return failure({
		status: 'unknown',
		code,
		what: `The connection ended without an answer (${code})`,
		fix: DO_NOT_RESEND,
	});
}

function withoutToken(why: string, retryAfterMs: number | null): Failure {
	const moved = why.startsWith('HTTP_3');
	const refused = moved || /^(HTTP_4(?!08|29)|REFUSED$)/.test(why);
	const fix = refused ? 'Check the credential, then run the workflow again: no further message was sent.' : 'Run the workflow again later.';
	return failure({
		status: 'notSent',
		code: `TOKEN_${why}`,
		what: `The provider gave no access token (${why.replace('_', ' ')})`,
		fix: moved ? 'Check Base URL in the credential: it may have to begin with https. The node follows no redirect.' : fix,
		retryable: true,
		retryAfterMs,
		next: refused ? 'stop' : 'retry',
	});
}

/**
 * Whether a redirect leads to the same address over https. Such a server redirects every request, so it processed nothing. 303 does not count: it
 * follows a request that was processed.
 */
function asksForHttps({ status, headers }: HttpAnswer, url: string): boolean {
	const { location = '' } = headers;
	if ((status !== 301 && status !== 302) || !URL.canParse(url) || !URL.canParse(location, url)) return false;
	const [from, to] = [new URL(url), new URL(location, url)];
	const samePlace = from.hostname === to.hostname && from.pathname === to.pathname && from.search === to.search;
	return from.protocol === 'http:' && to.protocol === 'https:' && samePlace;
}

/** A redirect is not followed: it would carry the request and its credential to an unknown server. */
export function movedAway(status: number): Pick<Cause, 'what' | 'fix'> {
	return {
		what: `The provider's address has moved (HTTP ${status}), and the node follows no redirect`,
		fix: 'Set the new address as Base URL in the credential.',
	};
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
