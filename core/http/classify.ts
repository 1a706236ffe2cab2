import { excerpt, failure, SLOWER, type Failure } from './failure';
import type { Answer, HttpAnswer } from './http';
import { CERTIFICATE_REFUSED, NEVER_CONNECTED } from './network';
import { parseRetryAfter } from './retry';
import { noAnswer, unclearStatus } from './unknown';

type Judgement = Pick<Failure, 'status' | 'what' | 'fix'> & Partial<Failure>;

/** The request could not be written. */
const NEVER_WRITTEN = new Set(['ERR_INVALID_URL', 'ERR_INVALID_CHAR', 'ERR_UNESCAPED_CHARACTERS', 'ERR_SOCKET_BAD_PORT']);

/** No token could be obtained, so the request was not sent. The number says for how many milliseconds not to ask again. See connection.ts. */
const NO_TOKEN = /^TOKEN_(.+?)(?:_AFTER_(\d+))?$/;

/** Larger answers are not parsed. A row has some hundred bytes, so this is room for a hundred thousand rows. */
export const ANSWER_BYTES = 16 * 1024 * 1024;

/**
 * Classifies an answer without readable rows, for every message of its batch. Only the status, the headers and the network's code decide.
 * docs/engine.md has the table.
 * @param url where the request went
 */
export function classifyAnswer(answer: Answer, now: number, url = ''): Failure {
	if ('networkCode' in answer) return failure({ code: answer.networkCode, ...byNetwork(answer.networkCode) });
	const { status, headers, body } = answer;
	const judgement = asksForHttps(answer, url) ? overHttps(status) : byStatus(status, parseRetryAfter(headers['retry-after'], now));
	return failure({ httpStatus: status, code: `http${status}`, providerMessage: excerpt(body), ...judgement });
}

function byStatus(status: number, retryAfterMs: number | null): Judgement {
	if (status === 401 || status === 403) {
		const fix = 'Check the credential, then run the workflow again: no further request was made.';
		return { status: 'notSent', what: `The provider refused the credential (HTTP ${status})`, fix, retryable: true, next: 'stop' };
	}
	if (status === 429 || (status === 503 && retryAfterMs !== null)) {
		const what = status === 429 ? 'The provider received too many requests (HTTP 429)' : 'The provider is not available (HTTP 503)';
		return { status: 'notSent', what, fix: SLOWER, retryable: true, retryAfterMs, next: 'retry' };
	}
	if (status === 400 || status === 413 || status === 422) {
		return { status: 'rejected', what: `The provider refused the request as invalid (HTTP ${status})`, fix: 'Compare the fields with what the provider allows.', next: 'split' };
	}
	if (status === 307 || status === 308) return movedAway(status);
	if (status === 404 || status === 405) {
		return { status: 'notSent', what: `The provider has nothing at this address (HTTP ${status})`, fix: 'Check Base URL in the credential.', retryable: true };
	}
	// 408 means a proxy gave up waiting. The provider may still have the request.
	if (status >= 400 && status < 500 && status !== 408) {
		return { status: 'rejected', what: `The provider refused the request (HTTP ${status})`, fix: 'Check the fields and the permissions of your account.' };
	}
	return unclearStatus(status);
}

function byNetwork(code: string): Judgement {
	if (NEVER_CONNECTED.has(code)) {
		const fix = 'Check Base URL in the credential and the network, then run the workflow again.';
		return { status: 'notSent', what: `The provider could not be reached (${code})`, fix, retryable: true, next: 'retry' };
	}
	if (NEVER_WRITTEN.has(code)) return { status: 'notSent', what: `The request could not be made (${code})`, fix: 'Check Base URL in the credential.', retryable: true };
	if (CERTIFICATE_REFUSED.test(code)) {
		const fix = 'Check Base URL in the credential and the certificates of this machine.';
		return { status: 'notSent', what: `n8n does not trust the provider's certificate (${code})`, fix, retryable: true };
	}
	const [, why, waitMs] = NO_TOKEN.exec(code) ?? [];
	return why === undefined ? noAnswer(code) : withoutToken(why, waitMs === undefined ? null : Number(waitMs));
}

function withoutToken(why: string, retryAfterMs: number | null): Judgement {
	const moved = why.startsWith('HTTP_3');
	const refused = moved || /^(HTTP_4(?!08|29)|REFUSED$)/.test(why);
	const fix = refused ? 'Check the credential, then run the workflow again: no further message was sent.' : 'Run the workflow again later.';
	return {
		status: 'notSent',
		code: `TOKEN_${why}`,
		what: `The provider gave no access token (${why.replace('_', ' ')})`,
		fix: moved ? 'Check Base URL in the credential: it may have to begin with https. The node follows no redirect.' : fix,
		retryable: true,
		retryAfterMs,
		next: refused ? 'stop' : 'retry',
	};
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

function overHttps(status: number): Judgement {
	const fix = 'Change Base URL in the credential so that it begins with https.';
	return { status: 'notSent', what: `The provider only accepts https (HTTP ${status}), and the node follows no redirect`, fix };
}

/** A redirect is not followed: it would carry the request and its credential to an unknown server. */
export function movedAway(status: number): Judgement {
	return { status: 'notSent', what: `The provider's address has moved (HTTP ${status}), and the node follows no redirect`, fix: 'Set the new address as Base URL in the credential.' };
}
