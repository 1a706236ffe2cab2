import type { CallbackWriter, DeliveryStatus, InboundMessage, TrackedMessage } from '../../contract.mts';
import { partsOf, postJson, withHeaders } from '../vendor.mts';

type Status = { groupId: number; groupName: string; id: number; name: string; description: string };

/** "Status groups" and "API status codes". */
const STATUSES: Record<DeliveryStatus, Status | undefined> = {
	hidden: undefined,
	queued: undefined,
	sent: { groupId: 1, groupName: 'PENDING', id: 7, name: 'PENDING_ENROUTE', description: 'Message sent to next instance' },
	delivered: { groupId: 3, groupName: 'DELIVERED', id: 5, name: 'DELIVERED_TO_HANDSET', description: 'Message delivered to handset' },
	// SMS has no read status.
	read: { groupId: 3, groupName: 'DELIVERED', id: 5, name: 'DELIVERED_TO_HANDSET', description: 'Message delivered to handset' },
	failed: { groupId: 2, groupName: 'UNDELIVERABLE', id: 9, name: 'UNDELIVERABLE_NOT_DELIVERED', description: 'Message sent not delivered' },
	expired: { groupId: 4, groupName: 'EXPIRED', id: 15, name: 'EXPIRED_EXPIRED', description: 'Message expired' },
	rejected: { groupId: 5, groupName: 'REJECTED', id: 6, name: 'REJECTED_NETWORK', description: 'Network is forbidden' },
	optedOut: { groupId: 5, groupName: 'REJECTED', id: 10, name: 'REJECTED_DND', description: 'Destination is in a do-not-disturb register' },
};

const NO_ERROR = { groupId: 0, groupName: 'OK', id: 0, name: 'NO_ERROR', description: 'No Error', permanent: false };
const FAILURE = { groupId: 1, groupName: 'HANDSET_ERRORS', id: 1, name: 'EC_UNKNOWN_SUBSCRIBER', description: 'Unknown Subscriber', permanent: true };

/** "The default number of delivery reports in a single request is 100". It authenticates with Basic: user and secret. */
export const callbacks: CallbackWriter = {
	most: 100,
	sends: (report) => report.kind === 'inbound' || STATUSES[report.message.status] !== undefined,
	write: (reports) => {
		const results = reports.map((report) => (report.kind === 'inbound' ? inbound(report.message) : deliveryReport(report.message)));
		const isInbound = reports.every(({ kind }) => kind === 'inbound');
		return postJson(JSON.stringify({ results, ...(isInbound && { messageCount: results.length, pendingMessageCount: 0 }) }));
	},
	sign: (request, { secret, user }) => (secret === '' ? request : withHeaders(request, { authorization: `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}` })),
};

/** "yyyy-MM-dd'T'HH:mm:ss.SSSZ" */
const dated = (iso: string) => iso.replace('Z', '+0000');

function deliveryReport({ messageId, recipient, sender, text, status, statusAt, receivedAt, details }: TrackedMessage) {
	const failed = !['sent', 'delivered', 'read'].includes(status);
	return {
		bulkId: details.bulkId,
		price: { pricePerMessage: 0.01, currency: 'EUR' },
		status: STATUSES[status],
		error: failed ? FAILURE : NO_ERROR,
		messageId,
		to: recipient.replace('+', ''),
		...(sender !== null && { sender }),
		sentAt: dated(receivedAt),
		doneAt: dated(statusAt),
		messageCount: partsOf(text ?? ''),
		...(details.callbackData !== undefined && { callbackData: details.callbackData }),
	};
}

function inbound({ messageId, sender, recipient, text, receivedAt }: InboundMessage) {
	return { messageId, from: sender.replace('+', ''), to: recipient.replace('+', ''), text, cleanText: text, receivedAt: dated(receivedAt), smsCount: partsOf(text) };
}
