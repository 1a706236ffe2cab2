/** Why the engine does not send a message. */
import { briefly, failure, type Failure } from '../http/failure';

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
	return failure({ status: 'notSent', code: 'tooLarge', what: `The message is larger than the ${limitBytes} bytes a request may have`, fix: 'Shorten it.' });
}

/** A message whose files turned out to be larger than a request may carry. */
export function filesTooLarge(limitBytes: number): Failure {
	const what = `The files of the message are larger than the ${limitBytes} bytes of files that a request may have`;
	return failure({ status: 'notSent', code: 'tooLarge', what, fix: 'Attach fewer or smaller files.' });
}

/** A message whose file n8n does not return. */
export function fileUnreadable(name: string, error: unknown): Failure {
	const fix = 'Check that the node before still returns it. n8n deletes the files of old executions.';
	return failure({ status: 'notSent', code: 'fileUnreadable', what: `The file "${name}" could not be read: ${briefly(error)}`, fix, retryable: true });
}

/** A message whose deduplication key could not be claimed. */
export function claimsUnavailable(error: unknown): Failure {
	const fix = "Save the workflow if it is new. Otherwise run it again later, or clear Don't Send Twice.";
	return failure({ status: 'notSent', code: 'deduplicationUnavailable', what: `n8n's deduplication store did not answer: ${briefly(error)}`, fix, retryable: true });
}
