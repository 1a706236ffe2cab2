import { receipt, utcOf, type Receipt, type ReceiptStatus } from '../../core/receipt';
import { z } from '../../vendor/zod';

/** Ids are texts in the vendor's tables, and numbers in some of its samples. */
const id = z.union([z.string(), z.number()]).transform(String).nullish().catch(undefined);
const words = z.string().nullish().catch(undefined);
const code = z.union([z.number(), z.string()]).transform(String).nullish().catch(undefined);

/**
 * The status of one SMS. Source: "SMS API" of the English edition, status search and callbacks. The tables say `sentAt`, the samples
 * `sentStatusAt`: both are read.
 */
export const statusSchema = z.object({
	id: z.union([z.string().min(1), z.number()]).transform(String),
	correlationId: id,
	destination: id,
	sentStatusCode: code,
	sentStatus: words,
	sentAt: z.unknown(),
	sentStatusAt: z.unknown(),
	sentDate: z.unknown(),
	sentStatusDate: z.unknown(),
	deliveredStatusCode: code,
	deliveredStatus: words,
	deliveredAt: z.unknown(),
	deliveredDate: z.unknown(),
});

/** An SMS somebody sent to us. Source: the same, messages received. */
export const inboundSchema = z.object({
	id: z.union([z.string().min(1), z.number()]).transform(String),
	source: id,
	shortCode: id,
	messageText: words,
	receivedAt: z.unknown(),
	receivedDate: z.unknown(),
	mt: z.object({ correlationId: id }).nullish().catch(undefined),
});

/** What the codes of sending mean. Source: the tables of status codes in the English and Portuguese editions. */
const SENT: Readonly<Record<string, ReceiptStatus>> = {
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
};

/** And those of delivery. */
const DELIVERED: Readonly<Record<string, ReceiptStatus>> = { '4': 'delivered', '101': 'expired', '104': 'failed' };

/** The furthest an SMS has come: what is known of its delivery, else of its sending. */
export function statusReceipt(told: z.infer<typeof statusSchema>): Receipt {
	const { id: messageId, correlationId, destination: recipient } = told;
	const known = { provider: 'wavy', channel: 'sms', kind: 'receipt', messageId, correlationId: correlationId || null, recipient } as const;
	if (told.deliveredStatusCode) {
		const { deliveredStatusCode: statusCode, deliveredStatus: statusText, deliveredAt, deliveredDate } = told;
		return receipt({ ...known, status: DELIVERED[statusCode] ?? 'unknown', statusCode, statusText, occurredAt: utcOf(deliveredAt) ?? utcOf(deliveredDate) });
	}
	const { sentStatusCode: statusCode, sentStatus: statusText } = told;
	const occurredAt = utcOf(told.sentStatusAt) ?? utcOf(told.sentAt) ?? utcOf(told.sentStatusDate) ?? utcOf(told.sentDate);
	return receipt({ ...known, status: SENT[statusCode ?? ''] ?? 'unknown', statusCode, statusText, occurredAt });
}

/** An SMS that reached us; its correlation id is that of the message it answers. */
export function inboundReceipt(told: z.infer<typeof inboundSchema>): Receipt {
	return receipt({
		provider: 'wavy',
		channel: 'sms',
		kind: 'inbound',
		status: 'delivered',
		messageId: told.id,
		correlationId: told.mt?.correlationId || null,
		recipient: told.shortCode,
		sender: told.source,
		text: told.messageText,
		occurredAt: utcOf(told.receivedAt) ?? utcOf(told.receivedDate),
	});
}
