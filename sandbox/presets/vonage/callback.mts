import { createHash, createHmac, randomUUID } from 'node:crypto';
import type { CallbackWriter, DeliveryStatus, InboundMessage, TrackedMessage } from '../../contract.mts';
import { partsOf, postJson, withHeaders } from '../vendor.mts';

type Failure = { type: string; title: number; detail: string };

const failure = (number: number, detail: string): Failure => ({ type: `https://developer.vonage.com/api-errors/messages#${number}`, title: number, detail });

/** "Callback Statuses"; an undelivered message is rejected, with an error. SMS has no read status. */
const STATUSES: Record<DeliveryStatus, [status: string, error?: Failure] | undefined> = {
	hidden: undefined,
	queued: undefined,
	sent: ['submitted'],
	delivered: ['delivered'],
	read: undefined,
	failed: ['undeliverable', failure(1260, 'Destination unreachable - The message could not be delivered to the phone number')],
	expired: ['rejected', failure(1360, 'TTL was activated - The message was not delivered in time')],
	rejected: ['rejected', failure(1300, 'Not part of the provider network')],
	optedOut: ['rejected', failure(1240, 'Illegal Number - The recipient has opted out')],
};

/** Signed with a JWT and the account's signature secret: HS256, and the hash of the body among its claims. */
export const callbacks: CallbackWriter = {
	most: 1,
	sends: (report) => report.kind === 'inbound' || STATUSES[report.message.status] !== undefined,
	write: ([report]) => postJson(JSON.stringify(report!.kind === 'inbound' ? inbound(report!.message) : statusOf(report!.message))),
	sign: (request, { secret }) => {
		if (secret === '') return request;
		const hash = createHash('sha256').update(request.body, 'utf8').digest('hex');
		const claims = { iat: Math.floor(Date.now() / 1000), jti: randomUUID(), iss: 'Vonage', payload_hash: hash, api_key: 'sandboxkey' };
		return withHeaders(request, { authorization: `Bearer ${jwt(claims, secret)}` });
	},
};

function jwt(claims: object, secret: string): string {
	const signed = [{ alg: 'HS256', typ: 'JWT' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
	return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

/** "2025-02-03T12:14:25Z" */
const seconds = (iso: string) => iso.replace(/\.\d+Z$/, 'Z');

function statusOf({ messageId, recipient, sender, text, status, statusAt, details }: TrackedMessage) {
	const [word, error] = STATUSES[status]!;
	return {
		message_uuid: messageId,
		to: recipient,
		from: sender,
		timestamp: seconds(statusAt),
		status: word,
		...(error && { error: { ...error, instance: randomUUID().replaceAll('-', '') } }),
		...(details.clientRef !== undefined && { client_ref: details.clientRef }),
		usage: { currency: 'EUR', price: '0.0333' },
		channel: 'sms',
		destination: { network_code: '12345' },
		sms: { count_total: String(partsOf(text ?? '')) },
	};
}

function inbound({ messageId, sender, recipient, text, receivedAt }: InboundMessage) {
	return {
		channel: 'sms',
		message_uuid: messageId,
		to: recipient,
		from: sender,
		timestamp: seconds(receivedAt),
		text,
		sms: { num_messages: String(partsOf(text)), keyword: text.split(/\s/)[0]!.toUpperCase() },
		usage: { currency: 'EUR', price: '0.0333' },
		message_type: 'text',
	};
}
