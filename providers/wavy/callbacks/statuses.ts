import type { ReceiptStatus } from '../../../core/records/receipt';
import { table } from '../../../core/wire/table';

/** The meaning of the codes of sending; any other code is `unknown`. Source: the tables of status codes in the English and Portuguese editions. */
export const SENT = table<ReceiptStatus>({
	'2': 'sent',
	'101': 'expired',
	'102': 'failed',
	'103': 'rejected',
	'201': 'rejected',
	'202': 'rejected',
	'203': 'rejected',
	'204': 'optedOut',
	'205': 'rejected',
	'207': 'rejected',
	'301': 'failed',
});

/** The meaning of the codes of delivery. */
export const DELIVERED = table<ReceiptStatus>({ '4': 'delivered', '101': 'expired', '104': 'failed' });

/** WhatsApp has some more. Source: its own table of status codes, English edition. */
export const WHATSAPP_SENT = table<ReceiptStatus>({
	...SENT,
	'206': 'rejected',
	'209': 'rejected',
	'210': 'rejected',
	// The account only sends to customers who opted in. This customer never did, which is not the same as opting out.
	'211': 'rejected',
	'212': 'rejected',
	'311': 'failed',
});

export const WHATSAPP_DELIVERED = table<ReceiptStatus>({ ...DELIVERED, '5': 'read' });
