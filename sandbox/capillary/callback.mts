import type { CallbackAddress, CallbackWriter, DeliveryStatus, Report } from '../contract.mts';

/** "Communication message", a draft; the only event about messages. */
export const UNDELIVERED = 'communicationMessageUndelivered';

/** Events that an organisation may have. The sandbox reports only undelivered messages. */
export const EVENTS = [UNDELIVERED, 'customerAdded', 'customerUpdated', 'transactionAdded', 'pointsIssued', 'CouponIssue'];

/** There is no event for delivered messages and for messages on their way. */
const FAILURES: Partial<Record<DeliveryStatus, string>> = { failed: 'NOT_DELIVERED', expired: 'RETRY_TIMEOUT', rejected: 'CREDIT_LIMIT_EXCEEDED', optedOut: 'NDNC_BLOCKED' };

const ORG = 100458;

/** "Event notification": one event per request. The vendor authenticates itself with a header that the customer gave it. */
export const callbacks: CallbackWriter = {
	most: 1,
	sends: (report, { settings }) => settings.active !== 'false' && failureOf(report) !== undefined && (settings.events ?? UNDELIVERED).split(',').includes(UNDELIVERED),
	write: ([report], address) => ({ method: 'POST', headers: { ...otherHeaders(address), 'content-type': 'application/json' }, query: {}, body: JSON.stringify(eventOf(report!, address)) }),
	sign: (request, { secret, settings }) => (secret === '' ? request : { ...request, headers: { ...request.headers, [(settings.header || 'X-Callback-Secret').toLowerCase()]: secret } }),
};

function failureOf(report: Report): string | undefined {
	return report.kind === 'receipt' ? FAILURES[report.message.status] : undefined;
}

function otherHeaders({ settings: { headers = '{}' } }: CallbackAddress): Record<string, string> {
	return Object.fromEntries(Object.entries(JSON.parse(headers) as Record<string, string>).map(([name, value]) => [name.toLowerCase(), value]));
}

/**
 * The documented layout, or that of the "enriched" example, with its key that ends in a blank. The layout of `baseAttributes` is not published, so
 * nothing in it is certain.
 */
function eventOf(report: Report, { settings }: CallbackAddress) {
	const { id: eventId, message } = report;
	const createdAt = Date.parse(report.kind === 'receipt' ? report.message.statusAt : report.message.receivedAt);
	const deliveryFailureStatus = failureOf(report);
	const baseAttributes = { messageId: message.messageId, ...(report.kind === 'receipt' && { channel: report.message.channel.toUpperCase(), receiver: message.recipient }) };
	const data = { deliveryFailureStatus, deliveryFailureReason: 'Not delivered', errorDescription: `The gateway said ${deliveryFailureStatus}`, errorCode: '1001', baseAttributes };
	const common = { refId: `${ORG}_${message.messageId}`, apiRequestId: `request-${eventId}`, orgId: ORG, createdAt };
	if (settings.layout !== 'enriched') return { eventName: UNDELIVERED, eventId, ...common, data };
	return { eventId, eventType: `${ORG}_${UNDELIVERED}`, consumerGroupId: settings.consumerGroupId ?? '', actionType: 'START', timeStamp: createdAt, attributes: { eventName: UNDELIVERED, ...common, 'data ': data } };
}
