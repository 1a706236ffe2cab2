import { DateTime } from 'luxon';

import { receipt, utcOf, type Receipt, type ReceiptStatus } from '../../../core/records/receipt';
import { STATUSES as FAILURES } from '../callbacks/statuses';
import { textOf, type Fields } from '../shared/issues';
import type { Params } from './params';
import { table } from '../../../core/wire/table';

/** Names of lists that differ from our names of the channels. */
const CHANNELS = table<string>({ phone: 'sms', emailbulk: 'email' });

/**
 * The vendor's words, with blanks, dashes and underscores as one: those of the event of an undelivered message, and others. Sources: the examples of
 * "Get Customer Interactions", and the list of labels of campaign deliveries for words that the examples do not show. Neither list is closed, so any
 * other word is `unknown`.
 */
const STATUSES = table<ReceiptStatus>({
	...FAILURES,
	BLOCKED: 'rejected',
	CLICKED: 'read',
	DELAYED_DELIVERY: 'queued',
	DELIVERED: 'delivered',
	GTW_NOT_FOUND: 'failed',
	IN_GTW: 'queued',
	MARKED_UNSUBSCRIBED: 'optedOut',
	OPENED: 'read',
	SENT: 'sent',
	SENT_TO_NSADMIN: 'queued',
});

const CLOCKS = ['dd-MM-yyyy HH:mm:ss', 'yyyy-MM-dd HH:mm:ss'];

/** One message of the log. Its text is only in the raw data, because it may hold a one-time password. */
export function receiptOf(message: Fields, list: string, { timeZone }: Params): Receipt {
	const statusText = textOf(message.status);
	const name = list.toLowerCase();
	return receipt({
		provider: 'capillary',
		kind: 'receipt',
		channel: CHANNELS[name] ?? name,
		status: STATUSES[(statusText ?? '').toUpperCase().replace(/[\s_-]+/g, '_')] ?? 'unknown',
		statusText,
		messageId: textOf(message.id),
		recipient: textOf(message.receiver) ?? textOf(message.reciever),
		sender: textOf(message.sender),
		occurredAt: momentOf(message.deliveredTime ?? message.delivered_time, timeZone) ?? momentOf(message.sentDate ?? message.sent_time, timeZone),
	});
}

/** The log shows times without a zone. No page names the zone, so the user must. */
function momentOf(value: unknown, zone: string | null): string | null {
	const exact = utcOf(value);
	if (exact !== null || zone === null || typeof value !== 'string') return exact;
	const time = CLOCKS.map((format) => DateTime.fromFormat(value.trim(), format, { zone })).find(({ isValid }) => isValid);
	return time?.toUTC().toISO() ?? null;
}
