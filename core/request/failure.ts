import { briefly, type Cause, type Failure, judge, movedAway } from '../http/failure';
import type { Answer } from '../http/http';

/**
 * What became of a question that was not answered.
 * - `notFound`: the provider knows no such thing.
 * - `refused`: the provider said no for good.
 * - `notAsked`: it provably was not taken, for a reason that is not its own; safe to ask again.
 * - `unanswered`: it may have been taken, and no answer came that can be read.
 */
export type CallStatus = 'notFound' | 'refused' | 'notAsked' | 'unanswered';

/** Why a question was not answered: the one shape every failure of a call has, made here or by an operation's decode. */
export interface CallFailure extends Cause {
	status: CallStatus;
	/** What the call engine does next: nothing; wait and ask again; or end the run. */
	next: 'nothing' | 'retry' | 'stop';
}

/** A failure with the usual answers filled in: not retryable, nothing to do next, no word from the provider. */
export function callFailure(given: Pick<CallFailure, 'status' | 'code' | 'what' | 'fix'> & Partial<CallFailure>): CallFailure {
	return { httpStatus: null, retryable: false, retryAfterMs: null, providerMessage: null, next: 'nothing', ...given };
}

/** A failure in the words of a send, in those of a call. */
export function asCallFailure(failed: Failure): CallFailure {
	const status = ({ rejected: 'refused', notSent: 'notAsked', unknown: 'unanswered' } as const)[failed.status];
	return { ...failed, status, next: failed.next === 'regroup' ? 'nothing' : failed.next };
}

/**
 * What an answer without a readable body means. Only the status, the headers and the network's code decide, as for a send, but that
 * a repeatable call whose end is unknown is simply made again.
 */
export function judgeCall(answer: Answer, repeatable: boolean, now: number, url: string): CallFailure {
	const judged = judge(answer, now, url);
	if (judged.status !== 'unknown') return asCallFailure(judged);
	const { code, httpStatus, providerMessage } = judged;
	if (httpStatus === null) return unanswered({ code, what: judged.what }, repeatable);
	if (repeatable && httpStatus >= 300 && httpStatus < 400) return callFailure({ status: 'notAsked', code, httpStatus, providerMessage, ...movedAway(httpStatus) });
	return unanswered({ code, httpStatus, providerMessage, what: `The provider did not answer the question (HTTP ${httpStatus})` }, repeatable);
}

/** The answer that cannot be read. */
export function unreadableReply(error: unknown, httpStatus: number, repeatable: boolean): CallFailure {
	return unanswered({ code: 'unreadableAnswer', what: `The provider's answer could not be read: ${briefly(error)}`, httpStatus }, repeatable);
}

function unanswered(given: Pick<Cause, 'code' | 'what'> & Partial<Cause>, repeatable: boolean): CallFailure {
	const fix = repeatable
		? 'Run the workflow again later: asking again changes nothing.'
		: 'Run the workflow again only if it does no harm: the provider may have taken the request.';
	return callFailure({ ...given, status: 'unanswered', fix, retryable: repeatable, next: repeatable ? 'retry' : 'nothing' });
}
