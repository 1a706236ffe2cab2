import { NodeOperationError, type Failure, type IExecuteFunctions } from 'n8n-workflow';

import type { Cause } from '../../core/http/failure';
import type { Reply } from '../../core/request/runRequests';
import type { Result } from '../../core/send/outcome';
import { countries, dryRunTally, number, reasonOf, summary, tally } from '../../core/send/tally';
import { heldBack } from './failures';
import { showHint as showOnNode } from './host';

/** How many failed rows an error names. */
const NAMED_ROWS = 10;

/** How much advice it gives if rows failed for different reasons. */
const NAMED_FIXES = 3;

export interface Failed {
	item: number;
	failure: Cause;
	/** The recipient, if known. */
	recipient: string | null;
}

/** The tally with its reasons, shown on the node: "995 accepted, 5 rejected: 3 × duplicate ID, 2 × no such number · GB 998, ID 2". */
export function showTally(context: IExecuteFunctions, results: readonly Result[]): void {
	const outcomes = results.map(({ outcome }) => outcome);
	const failures = results.map(({ failure }) => failure).filter((failure): failure is NonNullable<typeof failure> => failure !== null && failure.code !== heldBack.code);
	const dryRun = outcomes.some(({ status }) => status === 'dryRun');
	const warnings = outcomes.flatMap((outcome) => outcome.warnings);
	const warned = outcomes.filter((outcome) => outcome.warnings.length > 0).length;
	const failed = failures.length > 0 ? `${number(failures.length)} can't be sent: ${summary(failures.map(reasonOf))}` : '';
	const first = dryRun ? [dryRunTally(outcomes), failed] : [withReasons(tally(outcomes), failures)];
	const parts = [...first, warned > 0 ? `${number(warned)} with warnings: ${summary(warnings)}` : '', countries(outcomes.map(({ recipient, correlationId }) => (correlationId === null ? null : recipient)))];
	showHint(context, parts.filter((part) => part !== '').join(' · '), failures.length > 0);
}

/** The same for requests that send no messages. */
export function showCallTally(context: IExecuteFunctions, replies: readonly Reply[]): void {
	const failures = replies.flatMap(({ failure }) => failure ?? []);
	showHint(context, withReasons(tally(replies), failures), failures.length > 0);
}

/** What the error says when the execution stops. */
export interface Stopped {
	/** Items of the execution. */
	count: number;
	/** At least one. */
	failed: readonly Failed[];
	/** What happened, for more than one item. */
	title: string;
	/** What to do next, after the rows' own advice. */
	next: string;
}

/**
 * The one error of a stopped execution: what happened, up to ten failed rows by number, recipient and reason, and what to do. It belongs to no single
 * item: n8n would add "[item 17]" to a message about six items. n8n shows the description as HTML; an agent gets only the message.
 */
export function toError(context: IExecuteFunctions, { count, failed, title, next }: Stopped): NodeOperationError {
	const [first] = failed as [Failed, ...Failed[]];
	if (count === 1) {
		const isTool = context.getNode().type.endsWith('Tool');
		const [reason, { fix }] = [reasonOf(first.failure), first.failure];
		return plainError(context, isTool ? `${reason}. ${fix}` : reason, { description: escaped(fix) });
	}
	const fixes = [...new Set(failed.map(({ failure }) => failure.fix))].slice(0, NAMED_FIXES);
	const named = failed.slice(0, NAMED_ROWS).map(rowLine);
	const left = failed.length - named.length;
	const lines = [...named, ...(left > 0 ? [`and ${number(left)} more`] : []), '', ...fixes, ...(next === '' ? [] : ['', next])];
	return plainError(context, title, { description: lines.map(escaped).join('<br>\n') });
}

/** "Row 3, 447700900123: Text is missing". A reason that already shows the recipient stands alone. */
function rowLine({ item, recipient, failure }: Failed): string {
	const reason = reasonOf(failure);
	const who = recipient === null || reason.includes(recipient) ? '' : `, ${recipient}`;
	return `Row ${number(item + 1)}${who}: ${reason}`;
}

/**
 * An error whose message stays as it is. n8n replaces a message that contains a network code by advice to send again at once, which is wrong if the
 * result is unknown.
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

/** For HTML. */
export function escaped(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
