import { receipt, type Receipt } from '../../../core/records/receipt';
import { z } from '../../../vendor/zod';
import { WHATSAPP_DELIVERED, WHATSAPP_SENT } from './statuses';
import { code, firstTime, id, words } from './words';

const flag = z.boolean().nullish().catch(undefined);

/** The status of one WhatsApp message. Source: "WhatsApp API" of the English, Portuguese and Spanish editions, webhooks. */
const statusSchema = z.object({
	id,
	correlationId: id,
	destination: id,
	origin: id,
	sent: flag,
	sentStatusCode: code,
	sentStatus: words,
	sentAt: z.unknown(),
	sentDate: z.unknown(),
	delivered: flag,
	deliveredStatusCode: code,
	deliveredStatus: words,
	deliveredAt: z.unknown(),
	deliveredDate: z.unknown(),
	read: flag,
	readAt: z.unknown(),
	readDate: z.unknown(),
	updatedAt: z.unknown(),
	updatedDate: z.unknown(),
});

/** The title of a choice from a list or of a button, anywhere in the object, because no page has an example. */
const choice = z
	.record(z.unknown())
	.transform((given) => [given, ...Object.values(given)].map((one) => (one as { title?: unknown } | null)?.title).find((title) => typeof title === 'string'))
	.nullish()
	.catch(undefined);

/** What somebody wrote to the account. Source: the same, messages received. */
const inboundSchema = z.object({
	id,
	correlationId: id,
	source: id,
	origin: id,
	message: z.object({ messageText: words, caption: words, interactive: choice }).nullish().catch(undefined),
	receivedAt: z.unknown(),
	receivedDate: z.unknown(),
});

type Status = z.infer<typeof statusSchema>;

/** How far the message has come. If its code is in no table, the flag beside it decides. */
export function whatsappStatus(raw: unknown): Receipt {
	const reported = statusSchema.parse(raw);
	const { id: messageId, correlationId, destination: recipient, origin: sender } = reported;
	return receipt({ provider: 'wavy', channel: 'whatsapp', kind: 'receipt', messageId, correlationId, recipient, sender, ...stageOf(reported) });
}

function stageOf(reported: Status): Pick<Receipt, 'status' | 'occurredAt'> & { statusCode?: string | null; statusText?: string | null } {
	const { deliveredStatusCode, deliveredStatus, sentStatusCode, sentStatus, updatedAt, updatedDate } = reported;
	const delivery = { statusCode: deliveredStatusCode, statusText: deliveredStatus };
	const known = WHATSAPP_DELIVERED[deliveredStatusCode ?? ''];
	if (reported.read || known === 'read') {
		return { ...delivery, status: 'read', occurredAt: firstTime(reported.readAt, reported.readDate, reported.deliveredAt, reported.deliveredDate, updatedAt, updatedDate) };
	}
	if (reported.delivered || deliveredStatusCode) {
		const status = known ?? (reported.delivered ? 'delivered' : 'unknown');
		return { ...delivery, status, occurredAt: firstTime(reported.deliveredAt, reported.deliveredDate, updatedAt, updatedDate) };
	}
	const status = WHATSAPP_SENT[sentStatusCode ?? ''] ?? (reported.sent ? 'sent' : 'unknown');
	return { status, statusCode: sentStatusCode, statusText: sentStatus, occurredAt: firstTime(reported.sentAt, reported.sentDate, updatedAt, updatedDate) };
}

/** A message that reached us: its text, or the caption of its file, or the title of the choice. The file itself is in the provider's raw data. */
export function whatsappInbound(raw: unknown): Receipt {
	const { id: messageId, correlationId, source: sender, origin: recipient, message, receivedAt, receivedDate } = inboundSchema.parse(raw);
	const text = message?.messageText || message?.caption || message?.interactive;
	const occurredAt = firstTime(receivedAt, receivedDate);
	return receipt({ provider: 'wavy', channel: 'whatsapp', kind: 'inbound', status: 'delivered', messageId, correlationId, recipient, sender, text, occurredAt });
}
