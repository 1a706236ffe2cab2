import { createHash, sign } from 'node:crypto';
import type { CallbackWriter, DeliveryStatus, TrackedMessage } from '../../contract.mts';
import { ecdsaOf } from '../keys.mts';
import { postJson, withHeaders } from '../vendor.mts';

type Event = Readonly<Record<string, string>>;

/** Delivery events, and `open` of the engagement events. */
const EVENTS: Record<DeliveryStatus, Event | undefined> = {
	hidden: undefined,
	queued: undefined,
	sent: { event: 'processed' },
	delivered: { event: 'delivered', response: '250 OK' },
	read: { event: 'open', useragent: 'Mozilla/5.0', ip: '192.0.2.1' },
	failed: { event: 'bounce', reason: '550 5.1.1 The email account does not exist', status: '5.1.1', type: 'bounce' },
	expired: { event: 'bounce', reason: 'unable to deliver a message within the specified timeout', status: '4.0.0', type: 'blocked' },
	rejected: { event: 'dropped', reason: 'Bounced Address', status: '5.0.0' },
	optedOut: { event: 'dropped', reason: 'Unsubscribed Address' },
};

/** Every callback has a list of events. It is signed with ECDSA over time and body, with a key made from the address's secret (keys.mts has the public key). */
export const callbacks: CallbackWriter = {
	most: 1000,
	// Another webhook reports incoming mail, as a form without a signature.
	sends: (report) => report.kind === 'receipt' && EVENTS[report.message.status] !== undefined,
	write: (reports) => postJson(JSON.stringify(reports.flatMap((report) => (report.kind === 'receipt' ? [eventOf(report.id, report.message)] : [])))),
	sign: (request, { secret }) => {
		if (secret === '') return request;
		const timestamp = String(Math.floor(Date.now() / 1000));
		const signature = sign('sha256', Buffer.from(`${timestamp}${request.body}`), ecdsaOf(secret)).toString('base64');
		return withHeaders(request, { 'x-twilio-email-event-webhook-timestamp': timestamp, 'x-twilio-email-event-webhook-signature': signature });
	},
};

/** Custom arguments are beside the vendor's own fields. */
function eventOf(id: string, { messageId, recipient, status, statusAt, details }: TrackedMessage) {
	return {
		email: recipient,
		timestamp: Math.floor(Date.parse(statusAt) / 1000),
		'smtp-id': `<${messageId.split('.')[0]!}@sandbox.invalid>`,
		...EVENTS[status],
		...(details.customArgs as object | undefined),
		sg_event_id: createHash('sha256').update(`${id}${status}`).digest('base64url').slice(0, 22),
		sg_message_id: messageId,
	};
}
