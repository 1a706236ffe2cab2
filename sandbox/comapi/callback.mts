import { createHash, createHmac } from 'node:crypto';
import { z } from 'zod';
import type { CallbackAddress, CallbackWriter, DeliveryStatus, Report } from '../contract.mts';
import { API_SPACE } from './access.mts';
import { ruleOf } from './message.mts';
import { statusDetailsOf } from './status.mts';

/**
 * The vendor's names, from the reference pages "Webhooks" and "Message events". They have no name for a message held back or for a recipient who opted
 * out: both are failed here.
 */
const EVENTS: Record<DeliveryStatus, string | undefined> = {
	hidden: undefined,
	queued: 'message.sentRequest',
	sent: 'message.sent',
	delivered: 'message.delivered',
	read: 'message.read',
	failed: 'message.failed',
	expired: 'message.expired',
	rejected: 'message.failed',
	optedOut: 'message.failed',
};
const INBOUND = 'message.inbound';

/** The template "Message events" in the OpenAPI. */
const TEMPLATE = ['message.sent', 'message.delivered', 'message.read', 'message.expired', 'message.failed', INBOUND];

const subscriptionList = z.array(z.object({ type: z.string(), filters: z.array(z.object({ name: z.string(), value: z.string() })).optional() }));
export type Subscription = z.infer<typeof subscriptionList>[number];

/** "A batch is an array of the same envelopes"; at most 500. */
export const callbacks: CallbackWriter = {
	most: 500,
	sends: (report, address) => subscriptionsOf(address).some((subscription) => covers(subscription, report)),
	write: (reports, { settings }) => {
		const events = reports.map(eventOf);
		return { method: 'POST', headers: { 'content-type': 'application/json' }, query: {}, body: JSON.stringify(settings.batch === 'true' || events.length > 1 ? events : events[0]) };
	},
	/** The secret is optional; without one nothing can be signed. */
	sign: (request, { secret }) =>
		secret === '' ? request : { ...request, headers: { ...request.headers, 'x-comapi-signature': createHmac('sha1', secret).update(request.body, 'utf8').digest('hex') } },
};

/** The subscriptions of an address: the list of its registration, or the names in `settings.events`, or the template. */
function subscriptionsOf({ settings: { subscriptions, events } }: CallbackAddress): Subscription[] {
	if (subscriptions !== undefined) return subscriptionList.parse(JSON.parse(subscriptions));
	return (events?.split(/[,\s]+/).filter(Boolean) ?? TEMPLATE).map((type) => ({ type }));
}

function covers({ type, filters = [] }: Subscription, report: Report): boolean {
	return type === nameOf(report) && filters.every(({ name, value }) => name !== 'channel' || value === channelOf(report));
}

function nameOf(report: Report): string | undefined {
	return report.kind === 'inbound' ? INBOUND : EVENTS[report.message.status];
}

/** No page says on which channel a text to a number came; here the channel of the message it answers, or SMS. */
function channelOf(report: Report): string {
	if (report.kind === 'receipt') return ruleOf(report.message);
	return report.answered === undefined ? 'sms' : ruleOf(report.answered);
}

function eventOf(report: Report) {
	const payload = report.kind === 'receipt' ? statusPayload(report) : inboundPayload(report);
	return {
		eventId: report.id,
		accountId: 1001,
		apiSpaceId: API_SPACE,
		name: nameOf(report),
		payload,
		revision: report.kind === 'receipt' ? Object.keys(EVENTS).indexOf(report.message.status) : 1,
		etag: createHash('sha1').update(JSON.stringify(payload)).digest('base64'),
		timestamp: report.kind === 'receipt' ? report.message.statusAt : report.message.receivedAt,
	};
}

/** As in "Message events", where the message's id is called `id`. */
function statusPayload({ message }: Extract<Report, { kind: 'receipt' }>) {
	const { messageId, correlationId, details, statusAt } = message;
	const metadata = { ...(details.metadata as object | undefined), ...(correlationId !== messageId && { correlationId }) };
	return {
		id: messageId,
		details: statusDetailsOf(message),
		channelData: { [ruleOf(message)]: { segmentCount: 1 } },
		updatedOn: statusAt,
		...(Object.keys(metadata).length > 0 && { metadata }),
	};
}

/** No page shows this payload: it is the OpenAPI's `InboundMessage`. */
function inboundPayload(report: Extract<Report, { kind: 'inbound' }>) {
	const { message, answered } = report;
	const { messageId, sender, recipient, text, receivedAt } = message;
	const { metadata } = answered?.details ?? {};
	const correlation = answered && { messageId: answered.messageId, metadata: { ...(metadata as object | undefined), correlationId: answered.correlationId } };
	return {
		messageId,
		receivedOn: receivedAt,
		status: 'received',
		channel: channelOf(report),
		from: { phoneNumber: sender },
		to: { phoneNumber: recipient },
		body: text,
		...(correlation && { correlation }),
		_createdOn: receivedAt,
		_updatedOn: receivedAt,
	};
}

/** Event names an account can subscribe to, for `availableevents`. */
export const AVAILABLE = [...new Set([...TEMPLATE, ...Object.values(EVENTS).filter((name) => name !== undefined)])];
