import { valueOf } from '../../../core/http/answer';
import { receipt, utcOf, type Receipt, type ReceiptStatus } from '../../../core/records/receipt';
import { addressOf, channelOf, type AddressKey } from '../shared/channels';
import { CORRELATION_KEY } from '../shared/content';
import type { Reported } from './reported';
import { table } from '../../../core/wire/table';

/**
 * In small letters. Sources: OpenAPI 1.3.1, `Message.status`; for `sentRequest`, which exists only as an event, the page "Message events". We assume
 * that `filtered` means held back by a provider or carrier; no page explains it.
 */
const STATUSES = table<ReceiptStatus>({
	processing: 'queued',
	retrying: 'queued',
	sentrequest: 'queued',
	sent: 'sent',
	delivered: 'delivered',
	read: 'read',
	expired: 'expired',
	failed: 'failed',
	filtered: 'rejected',
});

/**
 * What became of a message, in the words that all providers share. A status is the same report whether it was looked up or came as an event, so the
 * event's ID is not part of it.
 */
export function receiptOf(reported: Reported & { messageId: string }): Receipt {
	const { status, statusDetails = {}, messageId, metadata } = reported;
	const { channel, channelId, channelStatus, failureReason } = statusDetails;
	// If no channel was tried yet, the first rule comes next.
	const rule = channel ?? channelId ?? reported.rules?.[0];
	const updatedOn = rule === undefined ? undefined : valueOf(valueOf(channelStatus, rule), 'updatedOn');
	return receipt({
		provider: 'comapi',
		kind: 'receipt',
		channel: rule === undefined ? null : channelOf(rule),
		status: STATUSES[status.trim().toLowerCase()] ?? 'unknown',
		statusText: failureReason ? `${status}: ${failureReason}` : status,
		messageId,
		correlationId: asText(metadata?.[CORRELATION_KEY]),
		recipient: recipientOf(reported, rule),
		sender: rule === undefined ? null : asText(valueOf(valueOf(reported.channelOptions, rule), 'from')),
		occurredAt: utcOf(updatedOn) ?? utcOf(reported._updatedOn) ?? utcOf(reported.sentOn),
	});
}

/** The address that the channel reports; otherwise the one it needs; otherwise any address of the message. */
function recipientOf({ to = {}, statusDetails }: Reported, rule: string | undefined): string | null {
	const address = rule === undefined ? null : addressOf(rule);
	return asText(statusDetails?.additionalInfo?.to) ?? addressIn(to, address);
}

/** From a set of addresses the one that a channel uses, or else any. */
export function addressIn(addresses: Readonly<Record<string, unknown>>, key: AddressKey | null): string | null {
	return asText(key && addresses[key]) ?? asText(Object.values(addresses)[0]);
}

export function asText(value: unknown): string | null {
	if (typeof value === 'number') return String(value);
	return typeof value === 'string' && value !== '' ? value : null;
}
