import { createHmac } from 'node:crypto';
import type { CallbackRequest, CallbackWriter, DeliveryStatus, InboundMessage, TrackedMessage } from '../../contract.mts';
import { partsOf, postForm, withHeaders } from '../vendor.mts';

/** The words of "Message status values", with the code of the dictionary of errors if one fits. */
const STATUSES: Record<DeliveryStatus, [status: string, errorCode?: string] | undefined> = {
	hidden: undefined,
	queued: ['queued'],
	sent: ['sent'],
	delivered: ['delivered'],
	read: ['read'],
	failed: ['undelivered', '30005'],
	expired: ['failed', '30036'],
	rejected: ['undelivered', '30007'],
	optedOut: ['failed', '21610'],
};

/** Its secret is the account's Auth Token. */
export const callbacks: CallbackWriter = {
	most: 1,
	sends: (report) => report.kind === 'inbound' || STATUSES[report.message.status] !== undefined,
	write: ([report]) => postForm(report!.kind === 'inbound' ? inboundFields(report!.message) : statusFields(report!.message)),
	/** The whole address, and the form's fields sorted by name, each with its value, all without anything in between. */
	sign: (request, { url, secret }) => (secret === '' ? request : withHeaders(request, { 'x-twilio-signature': createHmac('sha1', secret).update(`${url}${sortedFields(request)}`).digest('base64') })),
};

function sortedFields({ body }: CallbackRequest): string {
	return [...new URLSearchParams(body)].sort(([a], [b]) => (a < b ? -1 : 1)).map((field) => field.join('')).join('');
}

function statusFields({ messageId, recipient, sender, status, statusAt, details }: TrackedMessage) {
	const [word, errorCode] = STATUSES[status]!;
	const date = statusAt.replace(/\D/g, '');
	return {
		AccountSid: String(details.accountSid),
		ApiVersion: '2010-04-01',
		From: sender ?? undefined,
		MessageSid: messageId,
		MessageStatus: word,
		SmsSid: messageId,
		SmsStatus: word,
		To: recipient,
		ErrorCode: errorCode,
		// YYMMDDhhmm, when a carrier reported the delivery.
		RawDlrDoneDate: word === 'delivered' ? date.slice(2, 12) : undefined,
	};
}

function inboundFields({ messageId, sender, recipient, text }: InboundMessage) {
	const sid = `SM${messageId.replaceAll('-', '')}`;
	return {
		AccountSid: 'AC00000000000000000000000000005a1d',
		ApiVersion: '2010-04-01',
		Body: text,
		From: sender,
		MessageSid: sid,
		NumMedia: '0',
		NumSegments: String(partsOf(text)),
		SmsMessageSid: sid,
		SmsSid: sid,
		SmsStatus: 'received',
		To: recipient,
	};
}
