import { NodeOperationError, type Failure, type IDataObject, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';

import type { Cause } from '../../core/http/failure';
import type { Reply } from '../../core/request/call';
import type { Result } from '../../core/send/outcome';
import { callTally, tally } from '../../core/tally';
import { showHint as showOnNode } from './host';

/** Further failing items an error names beside the first. */
const NAMED_FAILURES = 4;

/** An item that failed. */
export interface Failed {
	item: number;
	failure: Cause;
}

/**
 * What becomes of failed items, by On Error in the node's settings: they stop the execution, go on among the others, or leave by the
 * error output.
 */
export type OnError = 'stop' | 'continue' | 'errorOutput';

/** What an output item needs beside its result. */
export interface Output {
	onError: OnError;
	/** The input items. */
	input: readonly INodeExecutionData[];
}

/** Workflows of old versions of n8n have `continueOnFail` in place of `onError`; n8n reads it as *Continue*. */
export function onErrorOf(context: IExecuteFunctions): OnError {
	if (!context.continueOnFail()) return 'stop';
	return context.getNode().onError === 'continueErrorOutput' ? 'errorOutput' : 'continue';
}

/** One output item for each input item, in input order. */
export function toItems(results: readonly Result[], output: Output): INodeExecutionData[] {
	return results.map(({ item, outcome, failure }) => (failure === null ? dataItem(item, outcome) : errorItem(item, failure, outcome, output)));
}

/**
 * One output item for each finding, in input order; none for a question whose answer holds nothing, one for a failure.
 * @param keepRaw whether the provider's own words come along
 */
export function toCallItems(provider: string, replies: readonly Reply[], keepRaw: boolean, output: Output): INodeExecutionData[] {
	return replies.flatMap(({ item, findings, failure, about, attempts }) =>
		failure === null
			? findings.map(({ record, raw }) => dataItem(item, keepRaw ? { ...record, raw } : record))
			: [errorItem(item, failure, { status: failure.status, ...about, provider, attempts }, output)],
	);
}

/** The tally, shown on the node. */
export function showTally(context: IExecuteFunctions, results: readonly Result[]): void {
	const warned = results.filter(({ outcome }) => outcome.warnings.length > 0).length;
	const message = tally(results.map(({ outcome }) => outcome)) + (warned > 0 ? `; ${warned} with warnings` : '');
	showHint(context, message, results.some(({ failure }) => failure !== null));
}

/** The tally of questions, shown on the node. */
export function showCallTally(context: IExecuteFunctions, replies: readonly Reply[]): void {
	showHint(context, callTally(replies), replies.some(({ failure }) => failure !== null));
}

/**
 * The one error of an execution that stops on errors: the tally, the first failing item, and some of the others.
 * @param failed at least one
 */
export function toError(context: IExecuteFunctions, words: string, failed: readonly Failed[]): NodeOperationError {
	// Items that were held back for the sake of a bad one are not the cause.
	const causes = failed.filter(({ failure }) => failure.code !== 'heldBack');
	const [first, ...others] = causes as [Failed, ...Failed[]];
	const named = others.slice(0, NAMED_FAILURES).map(({ item, failure }) => titleOf(item, failure));
	const left = others.length - named.length;
	const more = named.length > 0 ? ['Also:', ...named, ...(left > 0 ? [`and ${left} more`] : [])] : [];
	return plainError(context, `${words}: ${titleOf(first.item, first.failure)}`, {
		itemIndex: first.item,
		description: [adviceOf(first.failure), ...more].join('\n'),
	});
}

/**
 * An error whose message stays as it is: n8n replaces a message that holds a network code with one that advises to send again
 * at once, which is the very thing not to do when the end is unknown.
 */
export function plainError(
	context: Pick<IExecuteFunctions, 'getNode'>,
	message: string,
	options: { itemIndex?: number; description: string; failure?: Failure },
): NodeOperationError {
	const error = new NodeOperationError(context.getNode(), message, options);
	error.message = message;
	error.messages = [];
	return error;
}

function showHint(context: IExecuteFunctions, message: string, failed: boolean): void {
	showOnNode(context, { message, type: failed ? 'warning' : 'info', location: 'outputPane' });
}

function dataItem(item: number, record: object): INodeExecutionData {
	return { json: record as IDataObject, pairedItem: { item } };
}

/**
 * A failed item. n8n writes what leaves by the error output over the input item's own keys, so there everything is within one key:
 * `error`. Every version of n8n takes an item with this key alone for a failed one. With *Continue* n8n merges nothing, and the item has the
 * keys of an accepted one, so that a filter on `status` sees all. The files of the input item go on, for whoever sends it another way.
 */
function errorItem<Known extends { status: string }>(item: number, failure: Cause, record: Known, { onError, input }: Output): INodeExecutionData {
	const { fix, code, httpStatus, retryable, retryAfterMs, providerMessage } = failure;
	const { status, ...others } = record;
	const rest = { fix, ...others, code, httpStatus, retryable, retryAfterMs, providerMessage };
	const message = messageOf(failure);
	const json = onError === 'errorOutput' ? { error: { status, message, ...rest } } : { status, error: message, ...rest };
	const { binary } = input[item]!;
	return { json: json as unknown as IDataObject, ...(binary && { binary }), pairedItem: { item } };
}

/** What happened, on one line, with the provider's own words where it gave some: those are the reason. */
function messageOf({ what, providerMessage }: Cause): string {
	return oneLine(providerMessage === null ? what : `${what}: ${providerMessage}`);
}

function oneLine(text: string): string {
	return text.replace(/\s+/g, ' ').trim();
}

/** n8n counts items from 0, and so do we. */
function titleOf(item: number, { what }: Cause): string {
	return `${what} [item ${item}]`;
}

function adviceOf({ fix, providerMessage }: Cause): string {
	return providerMessage === null ? fix : `${fix} The provider said: ${providerMessage}`;
}
