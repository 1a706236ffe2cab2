import { receipt, type Receipt } from '../../../core/records/receipt';
import { z } from '../../../vendor/zod';
import { DELIVERED, SENT } from './statuses';
import { code, firstTime, id, requiredId, words } from './words';

/**
 * The status of one SMS. Source: "SMS API" of the English edition, status search and callbacks. The tables say `sentAt`, the samples
 * `sentStatusAt`: both are read.
 */
export const statusSchema = z.object({
	id: requiredId,
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
	id: requiredId,
	source: id,
	shortCode: id,
	messageText: words,
	receivedAt: z.unknown(),
	receivedDate: z.unknown(),
	mt: z.object({ correlationId: id }).nullish().catch(undefined),
});

/** The same in a callback, which may come without an ID. */
export const unaskedSchemas = { status: statusSchema.extend({ id }), inbound: inboundSchema.extend({ id }) };

type Reported<Schema extends z.ZodTypeAny> = Omit<z.infer<Schema>, 'id'> & { id?: string | null | undefined };

/** How far an SMS has come: its delivery if known, otherwise its sending. */
export function statusReceipt(reported: Reported<typeof statusSchema>): Receipt {
	const { id: messageId, correlationId, destination: recipient } = reported;
	const known = { provider: 'wavy', channel: 'sms', kind: 'receipt', messageId, correlationId, recipient } as const;
	if (reported.deliveredStatusCode) {
		const { deliveredStatusCode: statusCode, deliveredStatus: statusText, deliveredAt, deliveredDate } = reported;
		return receipt({ ...known, status: DELIVERED[statusCode] ?? 'unknown', statusCode, statusText, occurredAt: firstTime(deliveredAt, deliveredDate) });
	}
	const { sentStatusCode: statusCode, sentStatus: statusText } = reported;
	const occurredAt = firstTime(reported.sentStatusAt, reported.sentAt, reported.sentStatusDate, reported.sentDate);
	return receipt({ ...known, status: SENT[statusCode ?? ''] ?? 'unknown', statusCode, statusText, occurredAt });
}

/** An SMS that reached us; its correlation id is that of the message it answers. */
export function inboundReceipt(reported: Reported<typeof inboundSchema>): Receipt {
	return receipt({
		provider: 'wavy',
		channel: 'sms',
		kind: 'inbound',
		status: 'delivered',
		messageId: reported.id,
		correlationId: reported.mt?.correlationId,
		recipient: reported.shortCode,
		sender: reported.source,
		text: reported.messageText,
		occurredAt: firstTime(reported.receivedAt, reported.receivedDate),
	});
}
