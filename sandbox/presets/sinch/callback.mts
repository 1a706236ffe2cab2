import { createHmac, randomUUID } from 'node:crypto';
import type { CallbackWriter, DeliveryStatus, InboundMessage, TrackedMessage } from '../../contract.mts';
import { postJson, withHeaders } from '../vendor.mts';
import type { SinchMessage } from './batch.mts';

/** "Delivery report statuses" and "delivery report error codes". SMS has no read status. */
const STATUSES: Record<DeliveryStatus, [status: string, code: number] | undefined> = {
	hidden: undefined,
	queued: ['Queued', 400],
	sent: ['Dispatched', 401],
	delivered: ['Delivered', 0],
	read: undefined,
	failed: ['Failed', 404],
	expired: ['Expired', 406],
	rejected: ['Rejected', 408],
	optedOut: ['Rejected', 408],
};

const FINAL = ['Delivered', 'Failed', 'Expired', 'Rejected'];

/** A report for each recipient, if the batch asked for reports. With Basic authentication if the address has a user, otherwise with the HMAC. */
export const callbacks: CallbackWriter = {
	most: 1,
	sends: (report) => report.kind === 'inbound' || isWanted(report.message),
	write: ([report]) => postJson(JSON.stringify(report!.kind === 'inbound' ? inbound(report!.message) : deliveryReport(report!.message))),
	sign: (request, { secret, user }) => {
		if (secret === '') return request;
		if (user !== '') return withHeaders(request, { authorization: `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}` });
		const [nonce, timestamp] = [randomUUID(), String(Math.floor(Date.now() / 1000))];
		return withHeaders(request, {
			'x-sinch-webhook-signature': createHmac('sha256', secret).update(`${request.body}.${nonce}.${timestamp}`).digest('base64'),
			'x-sinch-webhook-signature-algorithm': 'HmacSHA256',
			'x-sinch-webhook-signature-nonce': nonce,
			'x-sinch-webhook-signature-timestamp': timestamp,
		});
	},
};

function isWanted({ status, details }: TrackedMessage): boolean {
	const word = STATUSES[status]?.[0];
	const { delivery_report: wanted = 'none' } = (details as SinchMessage['details']).batch;
	return word !== undefined && (wanted === 'per_recipient' || (wanted === 'per_recipient_final' && FINAL.includes(word)));
}

function deliveryReport({ messageId, recipient, status, statusAt, details }: TrackedMessage) {
	const [word, code] = STATUSES[status]!;
	const { client_reference: reference } = (details as SinchMessage['details']).batch;
	return {
		at: statusAt,
		// The ID of a forged callback shows that it is forged.
		batch_id: messageId.split(':')[0],
		...(reference !== undefined && { client_reference: reference }),
		code,
		// Only digits, as in the page's examples.
		recipient: recipient.replace('+', ''),
		status: word,
		type: 'recipient_delivery_report_sms',
	};
}

function inbound({ messageId, sender, recipient, text, receivedAt }: InboundMessage) {
	return { type: 'mo_text', id: messageId, from: sender.replace('+', ''), to: recipient.replace('+', ''), body: text, received_at: receivedAt, sent_at: receivedAt };
}
