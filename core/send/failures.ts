import { briefly, DO_NOT_RESEND, failure, type Failure } from '../http/failure';

/** A message of a refused batch. Smaller batches had been refused before, and nothing was accepted in between. */
export function batchRefused(cause: Failure): Failure {
	return {
		...cause,
		status: 'notSent',
		code: 'batchRefused',
		what: `${cause.what}, together with other messages; this one was not tried alone`,
		fix: 'This message may be a good one: correct those that were refused, then run the workflow again.',
		retryable: true,
		next: 'nothing',
	};
}

/** A single message that is larger than a request may be. */
export function tooLarge(limitBytes: number): Failure {
	return failure({
		status: 'notSent',
		code: 'tooLarge',
		what: `The message is larger than the ${limitBytes} bytes a request may have`,
		fix: 'Shorten it.',
	});
}

/** A message whose file n8n does not return. */
export function fileUnreadable(name: string, error: unknown): Failure {
	return failure({
		status: 'notSent',
		code: 'fileUnreadable',
		what: `The file "${name}" could not be read: ${briefly(error)}`,
		fix: 'Check that the node before still returns it. n8n deletes the files of old executions.',
		retryable: true,
	});
}

/** A message whose files turned out to be larger than a request may carry. */
export function filesTooLarge(limitBytes: number): Failure {
	return failure({
		status: 'notSent',
		code: 'tooLarge',
		what: `The files of the message are larger than the ${limitBytes} bytes of files that a request may have`,
		fix: 'Attach fewer or smaller files.',
	});
}

/** A message that an earlier try of this execution sent, and whose result is not known. */
export function alreadyUnknown(code: string): Failure {
	return failure({
		status: 'unknown',
		code,
		what: `An earlier try of this execution sent it, and its result is not known (${code})`,
		fix: DO_NOT_RESEND,
	});
}

const SAME_KEY = "Retry this execution, or use Don't Send Twice with the same key: the message is then sent with the same idempotency key, and the provider takes it once.";

/** A message that may have been accepted, at a provider that takes each key once. */
export function repeatable(cause: Failure): Failure {
	return { ...cause, fix: SAME_KEY, retryable: true, next: 'retry' };
}

/**
 * A message that may have been accepted, and was tried again with the same key without being accepted. That says nothing about the first try.
 * @param code why the result of the first try is unknown
 */
export function stillUnknown({ what, httpStatus, providerMessage }: Failure, code: string): Failure {
	return failure({ status: 'unknown', code, what: `An earlier try may have been accepted (${code}); after that: ${what}`, fix: SAME_KEY, httpStatus, providerMessage, retryable: true });
}

/** A message whose deduplication key another execution claimed without recording a result. */
export function claimedBefore(): Failure {
	return failure({
		status: 'unknown',
		code: 'claimedBefore',
		what: "An earlier execution sent a message under this key of Don't Send Twice, and its result is not known",
		fix: `${DO_NOT_RESEND} To send it anyway, give it another key.`,
	});
}

/** A message whose deduplication key could not be claimed. */
export function claimsUnavailable(error: unknown): Failure {
	return failure({
		status: 'notSent',
		code: 'deduplicationUnavailable',
		what: `n8n's deduplication store did not answer: ${briefly(error)}`,
		fix: "Save the workflow if it is new. Otherwise run it again later, or clear Don't Send Twice.",
		retryable: true,
	});
}
