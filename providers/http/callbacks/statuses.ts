import type { ReceiptStatus } from '../../../core/records/receipt';
import { table, type Table } from '../../../core/wire/table';

/** Words that leave no doubt, as Twilio, Sinch, Infobip, Vonage, Telnyx, Plivo, Meta and SendGrid write them, in small letters and without what is between them. */
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

/** What the user's words mean. */
export function statusesOf(rows: ReadonlyArray<readonly [ReceiptStatus, readonly string[]]>): Table<ReceiptStatus> {
	return table(Object.fromEntries(rows.flatMap(([status, words]) => words.map((word) => [word.trim().toLowerCase(), status]))));
}

/** What the code and the word of the API mean; undefined where nobody explained them. The user's own come first, and the code, since it says more. */
export function meaningOf({ code = '', status = '' }: { code?: string; status?: string }, own: Table<ReceiptStatus>): ReceiptStatus | undefined {
	const word = status.toLowerCase();
	return own[code.toLowerCase()] ?? own[word] ?? KNOWN[word.replace(/[^a-z]/g, '')];
}
