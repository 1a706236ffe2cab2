import { createHash } from 'node:crypto';

import type { Channel } from './message';
import { parseDateTime } from './time';

/** What became of a message after it was accepted, in one vocabulary for all providers; `answered` and `noAnswer` are of calls. */
export type ReceiptStatus =
	| 'queued'
	| 'sent'
	| 'delivered'
	| 'read'
	| 'failed'
	| 'expired'
	| 'rejected'
	| 'optedOut'
	| 'answered'
	| 'noAnswer'
	| 'unknown';

/** Those that settle whether the message arrived; `read` may still follow `delivered`. */
const FINAL: ReadonlySet<ReceiptStatus> = new Set(['delivered', 'read', 'failed', 'expired', 'rejected', 'optedOut', 'answered', 'noAnswer']);

/** What a provider reports of a message, asked for or not: the same keys for every provider. */
export interface Receipt {
	provider: string;
	channel: Channel | null;
	/** A report on a message we sent, or a message somebody sent us. */
	kind: 'receipt' | 'inbound';
	status: ReceiptStatus;
	/** Whether it is settled whether the message arrived. */
	final: boolean;
	/** The provider's own code, as text. */
	statusCode: string | null;
	/** The provider's own words. */
	statusText: string | null;
	/** The provider's id of the message. */
	messageId: string | null;
	/** Our id of the message. */
	correlationId: string | null;
	recipient: string | null;
	sender: string | null;
	/** Of an inbound message. */
	text: string | null;
	/** ISO 8601 in UTC, with milliseconds. */
	occurredAt: string | null;
	/** The same for the same report, however often and in whatever way it is seen: 32 hexadecimal digits. */
	receiptId: string;
}

/** A receipt of what a provider said; what it did not say is null. */
export function receipt(given: Pick<Receipt, 'provider' | 'kind' | 'status'> & Partial<Omit<Receipt, 'final' | 'receiptId'>>): Receipt {
	const { provider, kind, status, channel = null, statusCode = null, statusText = null, messageId = null, correlationId = null } = given;
	const { recipient = null, sender = null, text = null, occurredAt = null } = given;
	// Not the time: providers give the same event another one in a callback than in an answer.
	const receiptId = fingerprint([provider, kind, messageId ?? correlationId, channel, status, statusCode, statusText]);
	const final = FINAL.has(status);
	return { provider, channel, kind, status, final, statusCode, statusText, messageId, correlationId, recipient, sender, text, occurredAt, receiptId };
}

/** A provider's date-time with an offset as ISO 8601 in UTC with milliseconds; null for what is none. */
export function utcOf(value: unknown): string | null {
	return parseDateTime(value, 'UTC')?.toUTC().toISO() ?? null;
}

function fingerprint(parts: unknown[]): string {
	return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
