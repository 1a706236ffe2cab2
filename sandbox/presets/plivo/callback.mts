import { createHmac, randomInt } from 'node:crypto';
import type { CallbackWriter, DeliveryStatus, InboundMessage, TrackedMessage } from '../../contract.mts';
import { partsOf, postForm, withHeaders } from '../vendor.mts';

/** "Status: queued, sent, failed, delivered, undelivered, read (WhatsApp only)", with Plivo's error codes. */
const STATUSES: Record<DeliveryStatus, [status: string, errorCode?: string] | undefined> = {
	hidden: undefined,
	queued: ['queued'],
	sent: ['sent'],
	delivered: ['delivered'],
	read: ['read'],
	failed: ['undelivered', '70'],
	expired: ['failed', '420'],
	rejected: ['failed', '30'],
	optedOut: ['failed', '200'],
};

/** Version 2 of the signature, the one for messages. It covers the address without its query and a nonce, but not the body. */
export const callbacks: CallbackWriter = {
	most: 1,
	sends: (report) => report.kind === 'inbound' || STATUSES[report.message.status] !== undefined,
	write: ([report]) => postForm(report!.kind === 'inbound' ? inboundFields(report!.message) : statusFields(report!.message)),
	sign: (request, { url, secret }) => {
		if (secret === '') return request;
		const nonce = Array.from({ length: 20 }, () => randomInt(10)).join('');
		const signature = createHmac('sha256', secret).update(`${url.split('?')[0]!}${nonce}`).digest('base64');
		return withHeaders(request, { 'x-plivo-signature-v2': signature, 'x-plivo-signature-ma-v2': signature, 'x-plivo-signature-v2-nonce': nonce });
	},
};

/** "YYYY-mm-dd HH:MM:SS.SSSSSS" */
const dated = (iso: string) => `${iso.slice(0, 10)} ${iso.slice(11, 23)}000`;

function statusFields({ messageId, recipient, sender, text, channel, status, statusAt, receivedAt }: TrackedMessage) {
	const [word, errorCode] = STATUSES[status]!;
	return {
		MessageUUID: messageId,
		To: recipient,
		From: sender ?? '',
		Type: channel,
		Status: word,
		Units: String(partsOf(text ?? '')),
		TotalRate: '0.0035',
		TotalAmount: '0.0035',
		MCC: '310',
		MNC: '150',
		ErrorCode: errorCode,
		ParentMessageUUID: messageId,
		MessageTime: dated(receivedAt),
		DeliveryReportTime: word === 'delivered' ? dated(statusAt) : undefined,
	};
}

function inboundFields({ messageId, sender, recipient, text }: InboundMessage) {
	return { From: sender.replace('+', ''), To: recipient.replace('+', ''), Type: 'sms', Text: text, MessageUUID: messageId };
}
