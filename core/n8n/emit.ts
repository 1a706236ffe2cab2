import { NodeOperationError, type IDataObject, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';

import type { Failure, Result } from '../outcome';
import { tally } from '../tally';

/** Further failing items an error names beside the first. */
const NAMED_FAILURES = 4;

/**
 * One output item an input item, in input order. A failure is the one shape n8n knows as an error item and keeps whole:
 * `json` with `error`, `message` and `details` and no other key, with `pairedItem`.
 */
export function toItems(results: readonly Result[]): INodeExecutionData[] {
	return results.map(({ item, outcome, failure }) => ({
		json: failure === null ? ({ ...outcome } as unknown as IDataObject) : errorJson(item, failure, outcome),
		pairedItem: { item },
	}));
}

/** The tally, shown on the node. */
export function showTally(context: IExecuteFunctions, results: readonly Result[]): void {
	const failures = results.filter(({ failure }) => failure !== null).length;
	const warned = results.filter(({ outcome }) => outcome.warnings.length > 0).length;
	const message = tally(results.map(({ outcome }) => outcome)) + (warned > 0 ? `; ${warned} with warnings` : '');
	context.addExecutionHints({ message, type: failures > 0 ? 'warning' : 'info', location: 'outputPane' });
}

/**
 * The one error of an execution that stops on errors: the tally, the first failing item, and some of the others.
 * @param results with at least one failure
 */
export function toError(context: IExecuteFunctions, results: readonly Result[]): NodeOperationError {
	const failed = results.filter((result): result is Result & { failure: Failure } => result.failure !== null);
	// Items that were held back for the sake of a bad one are not the cause.
	const causes = failed.filter(({ failure }) => failure.code !== 'heldBack');
	const [first, ...others] = causes as [(typeof causes)[0], ...typeof causes];
	const named = others.slice(0, NAMED_FAILURES).map(({ item, failure }) => titleOf(item, failure));
	const left = others.length - named.length;
	const more = named.length > 0 ? ['Also:', ...named, ...(left > 0 ? [`and ${left} more`] : [])] : [];
	return plainError(context, `${tally(results.map(({ outcome }) => outcome))}: ${titleOf(first.item, first.failure)}`, {
		itemIndex: first.item,
		description: [adviceOf(first.failure), ...more].join('\n'),
	});
}

/**
 * An error whose message stays as it is: n8n replaces a message that holds a network code with one that advises to send again
 * at once, which is the very thing not to do when the end is unknown.
 */
export function plainError(
	context: IExecuteFunctions,
	message: string,
	options: { itemIndex: number; description: string },
): NodeOperationError {
	const error = new NodeOperationError(context.getNode(), message, options);
	error.message = message;
	error.messages = [];
	return error;
}

function errorJson(item: number, failure: Failure, outcome: Result['outcome']): IDataObject {
	const { code, httpStatus, retryable, retryAfterMs, providerMessage } = failure;
	return {
		error: titleOf(item, failure),
		message: `${titleOf(item, failure)}. ${adviceOf(failure)}`,
		details: { ...outcome, code, httpStatus, retryable, retryAfterMs, providerMessage } as unknown as IDataObject,
	};
}

/** n8n counts items from 0, and so do we. */
function titleOf(item: number, failure: Failure): string {
	return `${failure.what} [item ${item}]`;
}

function adviceOf({ fix, providerMessage }: Failure): string {
	return providerMessage === null ? fix : `${fix} The provider said: ${providerMessage}`;
}
