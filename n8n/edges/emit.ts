import { NodeOperationError, type Failure, type IExecuteFunctions } from 'n8n-workflow';

import type { Cause } from '../../core/http/failure';
import type { Reply } from '../../core/request/runRequests';
import type { Result } from '../../core/send/outcome';
import { countries, dryRunTally, number, reasonOf, summary, tally } from '../../core/send/tally';
import { heldBack } from './failures';
import { showHint as showOnNode } from './host';

/** Failing rows an error names. */
const NAMED_ROWS = 10;

/** Pieces of advice it gives, of rows that failed for different reasons. */
const NAMED_FIXES = 2;

/** An item that failed. */
export interface Failed {
	item: number;
	failure: Cause;
	/** Who it was for, as far as that is known. */
	recipient: string | null;
}

/** The tally with its reasons, shown on the node: "995 accepted, 5 rejected: 3 × duplicate ID, 2 × no such number · GB 998, ID 2". */
export function showTally(context: IExecuteFunctions, results: readonly Result[]): void {
	const outcomes = results.map(({ outcome }) => outcome);
	const failures = results.flatMap(({ failure }) => (failure && failure.code !== heldBack.code ? [failure] : []));
	const dryRun = outcomes.some(({ status }) => status === 'dryRun');
	const warnings = outcomes.flatMap((outcome) => outcome.warnings);
	const warned = outcomes.filter((outcome) => outcome.warnings.length > 0).length;
	const failed = failures.length > 0 ? `${number(failures.length)} can't be sent: ${summary(failures.map(reasonOf))}` : '';
	const first = dryRun ? [dryRunTally(outcomes), failed] : [withReasons(tally(outcomes), failures)];
	const parts = [...first, warned > 0 ? `${number(warned)} with warnings: ${summary(warnings)}` : '', countries(outcomes.map(({ recipient, correlationId }) => (correlationId === null ? null : recipient)))];
	showHint(context, parts.filter((part) => part !== '').join(' · '), failures.length > 0);
}

/** The tally of questions with its reasons, shown on the node. */
export function showCallTally(context: IExecuteFunctions, replies: readonly Reply[]): void {
	const failures = replies.flatMap(({ failure }) => failure ?? []);
	showHint(context, withReasons(tally(replies), failures), failures.length > 0);
}

/** What an error of an execution that stops on errors says. */
export interface Stopped {
	/** Items of the execution. */
	count: number;
	/** At least one. */
	failed: readonly Failed[];
	/** What happened, where there was more than one item. */
	title: string;
	/** What to do next, where the rows' own advice is done. */
	next: string;
}

/**
 * The one error of an execution that stops on errors: what happened, up to ten failing rows by recipient and reason, and what to do. It is of no
 * single item: n8n would put "[item 17]" behind a message about six. n8n shows the description as HTML; an agent is given the message alone.
 */
export function toError(context: IExecuteFunctions, { count, failed, title, next }: Stopped): NodeOperationError {
	const [first] = failed as [Failed, ...Failed[]];
	if (count === 1) {
		const isTool = context.getNode().type.endsWith('Tool');
		const [reason, { fix }] = [reasonOf(first.failure), first.failure];
		return plainError(context, isTool ? `${reason}. ${fix}` : reason, { description: escaped(fix) });
	}
	const fixes = [...new Set(failed.map(({ failure }) => failure.fix))].slice(0, NAMED_FIXES);
	const named = failed.slice(0, NAMED_ROWS).map(({ item, recipient, failure }) => `${recipient ?? `Row ${item + 1}`}: ${reasonOf(failure)}`);
	const left = failed.length - named.length;
	const lines = [...named, ...(left > 0 ? [`and ${number(left)} more`] : []), [...fixes, next].join(' ').trim()];
	return plainError(context, title, { description: lines.map(escaped).join('<br>\n') });
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

function withReasons(counts: string, failures: readonly Cause[]): string {
	return failures.length === 0 ? counts : `${counts}: ${summary(failures.map(reasonOf))}`;
}

function showHint(context: IExecuteFunctions, message: string, failed: boolean): void {
	showOnNode(context, { message, type: failed ? 'warning' : 'info', location: 'outputPane' });
}

function escaped(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
