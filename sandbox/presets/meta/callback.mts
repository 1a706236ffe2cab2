import { createHmac } from 'node:crypto';
import type { CallbackWriter, DeliveryStatus, InboundMessage, Report, TrackedMessage } from '../../contract.mts';
import { postJson, withHeaders } from '../vendor.mts';

type Failure = { code: number; title: string; details: string };

const UNDELIVERABLE: Failure = { code: 131026, title: 'Message undeliverable', details: 'Unable to deliver message.' };

/** "sent, delivered, read, failed", with the codes of the page of errors. */
const STATUSES: Record<DeliveryStatus, [status: string, error?: Failure] | undefined> = {
	hidden: undefined,
	queued: undefined,
	sent: ['sent'],
	delivered: ['delivered'],
	read: ['read'],
	failed: ['failed', UNDELIVERABLE],
	expired: ['failed', UNDELIVERABLE],
	rejected: ['failed', { code: 131049, title: 'Not delivered to maintain healthy ecosystem engagement', details: 'In order to maintain a healthy ecosystem engagement, the message failed to be delivered.' }],
	optedOut: ['failed', { code: 131050, title: 'User has stopped marketing messages', details: 'Unable to deliver the message. This recipient has chosen to stop receiving marketing messages.' }],
};

/** Its secret is the app's secret. The signature covers the body on the wire, with every character beyond ASCII escaped. */
export const callbacks: CallbackWriter = {
	most: 100,
	sends: (report) => report.kind === 'inbound' || STATUSES[report.message.status] !== undefined,
	write: (reports) => postJson(ascii(JSON.stringify({ object: 'whatsapp_business_account', entry: [{ id: '102290129340398', changes: reports.map(changeOf) }] }))),
	sign: (request, { secret }) => (secret === '' ? request : withHeaders(request, { 'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(request.body).digest('hex')}` })),
};

const ascii = (text: string) => text.replace(/[^\x20-\x7e]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Seconds since 1970, as text. */
const seconds = (iso: string) => String(Math.floor(Date.parse(iso) / 1000));

function changeOf(report: Report) {
	const phoneNumberId = report.kind === 'receipt' ? report.message.details.phoneNumberId : '106540352242922';
	const metadata = { display_phone_number: '15550783881', phone_number_id: phoneNumberId };
	const told = report.kind === 'receipt' ? { statuses: [statusOf(report.message)] } : { contacts: [{ profile: { name: 'Customer' }, wa_id: digits(report.message.sender) }], messages: [inbound(report.message)] };
	return { value: { messaging_product: 'whatsapp', metadata, ...told }, field: 'messages' };
}

const digits = (number: string) => number.replace(/\D/g, '');

function statusOf({ messageId, recipient, status, statusAt, details }: TrackedMessage) {
	const [word, error] = STATUSES[status]!;
	return {
		id: messageId,
		status: word,
		timestamp: seconds(statusAt),
		recipient_id: digits(recipient),
		...(details.callbackData !== undefined && { biz_opaque_callback_data: details.callbackData }),
		...(error && { errors: [{ code: error.code, title: error.title, message: error.title, error_data: { details: error.details } }] }),
	};
}

function inbound({ messageId, sender, text, receivedAt, answers }: InboundMessage) {
	return { ...(answers !== null && { context: { from: '15550783881', id: answers } }), from: digits(sender), id: `wamid.${Buffer.from(messageId).toString('base64')}`, timestamp: seconds(receivedAt), type: 'text', text: { body: text } };
}
