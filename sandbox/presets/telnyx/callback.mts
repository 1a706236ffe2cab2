import { sign } from 'node:crypto';
import type { CallbackWriter, DeliveryStatus, Report, TrackedMessage } from '../../contract.mts';
import { ed25519Of } from '../keys.mts';
import { postJson, withHeaders } from '../vendor.mts';
import { payloadOf } from './payload.mts';

type Failure = { code: string; title: string; detail: string };

/** The statuses of `to`, with the codes of the messaging error page. There is no read status. */
const STATUSES: Record<DeliveryStatus, [status: string, error?: Failure] | undefined> = {
	hidden: undefined,
	queued: undefined,
	sent: ['sent'],
	delivered: ['delivered'],
	read: undefined,
	failed: ['delivery_failed', { code: '40008', title: 'Undeliverable', detail: 'The recipient server did not accept the message.' }],
	expired: ['delivery_failed', { code: '40005', title: 'Message expired during transmission', detail: 'The message expired before delivery.' }],
	rejected: ['delivery_failed', { code: '40004', title: 'Rejected by destination', detail: 'The message was rejected for an unknown reason.' }],
	optedOut: ['sending_failed', { code: '40300', title: 'Blocked due to STOP message', detail: 'Messages cannot be sent because the recipient has sent STOP.' }],
};

/** Signed with Ed25519 over the time and the body, with a key made from the address's secret (keys.mts has the public key). */
export const callbacks: CallbackWriter = {
	most: 1,
	sends: (report) => report.kind === 'inbound' || STATUSES[report.message.status] !== undefined,
	write: ([report], { url }) => postJson(JSON.stringify({ data: eventOf(report!), meta: { attempt: 1, delivered_to: url } })),
	sign: (request, { secret }) => {
		if (secret === '') return request;
		const timestamp = String(Math.floor(Date.now() / 1000));
		const signature = sign(null, Buffer.from(`${timestamp}|${request.body}`), ed25519Of(secret)).toString('base64');
		return withHeaders(request, { 'telnyx-timestamp': timestamp, 'telnyx-signature-ed25519': signature });
	},
};

function eventOf(report: Report) {
	if (report.kind === 'receipt') return { record_type: 'event', id: report.id, event_type: report.message.status === 'sent' ? 'message.sent' : 'message.finalized', occurred_at: report.message.statusAt, payload: statusPayload(report.message) };
	const { messageId, sender, recipient, text, receivedAt } = report.message;
	const payload = {
		record_type: 'message',
		direction: 'inbound',
		id: messageId,
		type: 'SMS',
		from: { phone_number: sender, carrier: '', line_type: '' },
		to: [{ phone_number: recipient, status: 'webhook_delivered', carrier: '', line_type: '' }],
		cc: [],
		text,
		media: [],
		received_at: receivedAt,
		errors: [],
	};
	return { record_type: 'event', id: report.id, event_type: 'message.received', occurred_at: receivedAt, payload };
}

function statusPayload(message: TrackedMessage) {
	const [status, error] = STATUSES[message.status]!;
	const payload = payloadOf(message, message);
	return { ...payload, to: [{ ...payload.to[0]!, status }], sent_at: message.statusAt, completed_at: status === 'sent' ? null : message.statusAt, errors: error ? [error] : [] };
}
