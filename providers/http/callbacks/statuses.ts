import type { ReceiptStatus } from '../../../core/records/receipt';
import { table, type Table } from '../../../core/wire/table';

/** Unambiguous words of Twilio, Sinch, Infobip, Vonage, Telnyx, Plivo, Meta and SendGrid, in lower case and without separators. */
const USUAL: ReadonlyArray<readonly [ReceiptStatus, string]> = [
	['queued', 'accepted queued pending scheduled sending buffered processed processing deferred enroute'],
	['sent', 'sent dispatched'],
	['delivered', 'delivered'],
	['read', 'read seen open opened'],
	['failed', 'failed undelivered undeliverable sendingfailed deliveryfailed bounce bounced canceled cancelled aborted'],
	['expired', 'expired'],
	['rejected', 'rejected blocked dropped'],
	['optedOut', 'optedout unsubscribe unsubscribed groupunsubscribe'],
	['answered', 'answered'],
	['noAnswer', 'noanswer'],
];

const KNOWN = statusesOf(USUAL.map(([status, words]) => [status, words.split(' ')]));

/** The meaning of the user's words. */
export function statusesOf(rows: ReadonlyArray<readonly [ReceiptStatus, readonly string[]]>): Table<ReceiptStatus> {
	return table(Object.fromEntries(rows.flatMap(([status, words]) => words.map((word) => [word.trim().toLowerCase(), status]))));
}

/**
 * The meaning of the API's code and word; undefined if they are unknown. The user's own words come first, and the code before the word, because it says
 * more.
 */
export function meaningOf({ code = '', status = '' }: { code?: string; status?: string }, own: Table<ReceiptStatus>): ReceiptStatus | undefined {
	const word = status.toLowerCase();
	return own[code.toLowerCase()] ?? own[word] ?? KNOWN[word.replace(/[^a-z]/g, '')];
}
