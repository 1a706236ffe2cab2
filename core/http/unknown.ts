/** The texts for an unclear end: the provider may or may not have taken the message or the request. */
import { briefly, failure, type Failure } from './failure';

const LOOK_IT_UP = 'Look the message up at the provider before you send it again: it may have been delivered.';
const CHECK_FIRST = 'Check with the provider whether it was done before you do it again: another run of the workflow would do it a second time.';
const ASK_AGAIN = 'Run the workflow again later: asking again is safe.';
const SAME_KEY = "Retry this execution, or use Don't Send Twice with the same key: the message is then sent with the same idempotency key, and the provider takes it once.";

/** The connection broke off after the request may have left. */
export function noAnswer(code: string): Failure {
	return failure({ status: 'unknown', code, what: `The connection ended without an answer (${code})`, fix: LOOK_IT_UP });
}

/** The answer has an HTTP status that may mean either. */
export function unclearStatus(httpStatus: number): Pick<Failure, 'status' | 'what' | 'fix'> {
	return { status: 'unknown', what: `The provider answered HTTP ${httpStatus}, which does not say whether it took the message`, fix: LOOK_IT_UP };
}

/** The answer does not say what became of the message, so it may have been accepted. */
export function unclearAnswer(what: string, httpStatus: number): Failure {
	return failure({ status: 'unknown', code: 'unreadableAnswer', what, fix: LOOK_IT_UP, httpStatus });
}

export function unreadableAnswer(error: unknown, httpStatus: number): Failure {
	return unclearAnswer(`The provider's answer could not be read: ${briefly(error)}`, httpStatus);
}

export function notMentioned(httpStatus: number): Failure {
	return unclearAnswer("The provider's answer does not mention this message", httpStatus);
}

/** A bug in this package ends one message. The others go on. */
export function internalError(error: unknown, sent: boolean): Failure {
	const what = `The node itself failed: ${briefly(error)}`;
	if (sent) return failure({ status: 'unknown', code: 'internal', what, fix: LOOK_IT_UP });
	return failure({ status: 'notSent', code: 'internal', what, fix: 'Please report it with the workflow that shows it.' });
}

/** An earlier try of this execution sent the message, and its result is not known. */
export function alreadyUnknown(code: string): Failure {
	return failure({ status: 'unknown', code, what: `An earlier try of this execution sent it, and its result is not known (${code})`, fix: LOOK_IT_UP });
}

/** Another execution claimed the message's deduplication key without recording a result. */
export function claimedBefore(): Failure {
	return failure({
		status: 'unknown',
		code: 'claimedBefore',
		what: "An earlier execution sent a message under this key of Don't Send Twice, and its result is not known",
		fix: `${LOOK_IT_UP} To send it anyway, give it another key.`,
	});
}

/** The message may have been accepted, by a provider that takes each key once. */
export function repeatable(cause: Failure): Failure {
	return { ...cause, fix: SAME_KEY, retryable: true, next: 'retry' };
}

/**
 * The message may have been accepted, and was tried again with the same key without being accepted. That says nothing about the first try.
 * @param code why the result of the first try is unknown
 */
export function stillUnknown({ what, httpStatus, providerMessage }: Failure, code: string): Failure {
	return failure({ status: 'unknown', code, what: `An earlier try may have been accepted (${code}); after that: ${what}`, fix: SAME_KEY, httpStatus, providerMessage, retryable: true });
}

/**
 * The same for a request that sends no message.
 * @param isSafe whether it may be made again
 */
export function unanswered({ code, what, httpStatus, providerMessage }: Failure, isSafe: boolean): Failure {
	const common = { status: 'unknown', code, what, httpStatus, providerMessage } as const;
	return isSafe ? failure({ ...common, fix: ASK_AGAIN, retryable: true, next: 'retry' }) : failure({ ...common, fix: CHECK_FIRST });
}

export function unansweredQuestion(httpStatus: number): string {
	return `The provider did not answer the question (HTTP ${httpStatus})`;
}

/** An earlier try of this execution made the request, and its result is not known. */
export function alreadyUnanswered(code: string): Failure {
	return failure({ status: 'unknown', code, what: `An earlier try of this execution asked for it, and its result is not known (${code})`, fix: CHECK_FIRST });
}
