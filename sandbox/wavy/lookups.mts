import type { AcceptedMessage, AcceptedMessages, Answer, DeliveryStatus, InboundMessage, TrackedMessage } from '../contract.mts';
import { json } from './answer.mts';
import type { InboundSearch, StatusSearch } from './schema.mts';

type Status = [code: number, words: string];

/** Statuses in the codes of the English edition: of sending, and of delivery if there is one. */
export const STATUSES: Record<Exclude<DeliveryStatus, 'hidden' | 'queued'>, { sent: Status; delivered?: Status }> = {
	sent: { sent: [2, 'SENT_SUCCESS'] },
	delivered: { sent: [2, 'SENT_SUCCESS'], delivered: [4, 'DELIVERED_SUCCESS'] },
	// SMS has no read status.
	read: { sent: [2, 'SENT_SUCCESS'], delivered: [4, 'DELIVERED_SUCCESS'] },
	failed: { sent: [2, 'SENT_SUCCESS'], delivered: [104, 'NOT_DELIVERED'] },
	expired: { sent: [101, 'EXPIRED'] },
	rejected: { sent: [103, 'REJECTED_BY_CARRIER'] },
	optedOut: { sent: [204, 'DESTINATION_BLOCKED_BY_OPTOUT'] },
};

const FIVE_DAYS = 5 * 86_400_000;

/** The statuses of these messages, in the form of a list; none for a message that the carrier does not have yet. */
export function statusesAnswer({ ids = [], correlationIds = [] }: StatusSearch, accepted: AcceptedMessages): Answer {
	const byId = ids.flatMap((id) => accepted.find(id) ?? []);
	const byOwn = [...new Set(correlationIds)].flatMap((id) => accepted.having('correlationId', id)).sort((a, b) => a.sequence - b.sequence);
	const found = new Map([...byId, ...byOwn].map((message) => [message.messageId, message]));
	return json(200, [...found.values()].flatMap(toStatus));
}

function toStatus({ messageId, correlationId, recipient, status, statusAt, details }: TrackedMessage): object[] {
	if (status === 'hidden' || status === 'queued') return [];
	const { sent, delivered } = STATUSES[status];
	return [
		{
			id: messageId,
			...(correlationId !== messageId && { correlationId }),
			carrierId: 1,
			carrierName: 'VIVO',
			destination: recipient,
			sentStatusCode: sent[0],
			sentStatus: sent[1],
			sentStatusAt: Date.parse(statusAt),
			sentStatusDate: seconds(statusAt),
			...(delivered && { deliveredStatusCode: delivered[0], deliveredStatus: delivered[1], deliveredAt: Date.parse(statusAt), deliveredDate: seconds(statusAt) }),
			...(details.extraInfo !== undefined && { extraInfo: details.extraInfo }),
		},
	];
}

/** Messages of customers between these times, at most five days old. */
export function inboundAnswer({ start, end, subAccount }: InboundSearch, inbound: readonly InboundMessage[], accepted: AcceptedMessages): Answer {
	const until = end === undefined ? Date.now() : Date.parse(end);
	const oldest = Date.now() - FIVE_DAYS;
	const from = Math.max(start === undefined ? oldest : Date.parse(start), oldest);
	const found = inbound.filter(({ receivedAt }) => Date.parse(receivedAt) >= from && Date.parse(receivedAt) <= until);
	const messages = found.map((message) => toInbound(message, accepted.find(message.answers ?? ''), subAccount));
	return json(200, { total: messages.length, start: new Date(from).toISOString(), end: new Date(until).toISOString(), messages });
}

/** The same fields in a search and in a callback. */
export function toInbound({ messageId, sender, recipient, text, receivedAt, answers }: InboundMessage, answered: AcceptedMessage | undefined, subAccount = 'sandbox') {
	return {
		id: messageId,
		subAccount,
		carrierId: 1,
		carrierName: 'VIVO',
		source: sender,
		shortCode: recipient,
		messageText: text,
		receivedAt: Date.parse(receivedAt),
		receivedDate: seconds(receivedAt),
		...(answers !== null && { mt: { id: answers, ...(answered && { correlationId: answered.correlationId }), username: 'sandbox-user', email: 'sandbox@example.com' } }),
	};
}

/** "2010-02-20T10:05:00Z" */
export function seconds(iso: string): string {
	return iso.replace(/\.\d+Z$/, 'Z');
}
