import type { CallbackAddress, CallbackRequest, CallbackWriter, Report, TrackedMessage } from '../contract.mts';
import { seconds, STATUSES, toInbound } from './lookups.mts';

/** The three kinds of callback of an SMS. Each has an address of its own in the portal or with the vendor's support. */
type Event = 'sent' | 'delivery' | 'inbound';

type Fields = Record<string, string | number | object>;

/**
 * Source: "SMS API" of the English edition and the older manual. `settings.events` names the kinds for an address (all if absent). `settings.method` is
 * GET for an address that wants its fields in the query, which the vendor offers for incoming messages.
 */
export const callbacks: CallbackWriter = {
	// Only WhatsApp's callbacks come in batches.
	most: 1,
	sends: (report, { settings }) => {
		const event = eventOf(report);
		return event !== null && (settings.events ?? event).split(/[,\s]+/).includes(event);
	},
	write: ([report], address) => request(fieldsOf(report!), address),
	/** Wavy signs nothing. Its proof is a secret that the customer put into the address. */
	sign: (made, { secret }) => (secret === '' ? made : { ...made, query: { ...made.query, token: secret } }),
};

function request(fields: Fields, { settings }: CallbackAddress): CallbackRequest {
	if (settings.method !== 'GET') return { method: 'POST', headers: { 'content-type': 'application/json' }, query: {}, body: JSON.stringify(fields) };
	return { method: 'GET', headers: {}, query: Object.fromEntries(Object.entries(fields).flatMap(queryOf)), body: '' };
}

/** No page says how to write an object in a query; here with a dot. */
function queryOf([name, value]: [string, string | number | object]): Array<[string, string]> {
	if (typeof value !== 'object') return [[name, String(value)]];
	return Object.entries(value).map(([within, one]) => [`${name}.${within}`, String(one)]);
}

/** A delivery report says whether the message arrived; earlier statuses are reports on the sending. */
function eventOf(report: Report): Event | null {
	if (report.kind === 'inbound') return 'inbound';
	const { status } = report.message;
	if (status === 'hidden' || status === 'queued') return null;
	return STATUSES[status].delivered ? 'delivery' : 'sent';
}

function fieldsOf(report: Report): Fields {
	return report.kind === 'inbound' ? toInbound(report.message, report.answered) : statusOf(report.message);
}

/** The sample of a sent status has `sentAt`, that of a delivery report has `sentStatusAt`. */
function statusOf({ messageId, correlationId, recipient, status, statusAt, details }: TrackedMessage): Fields {
	if (status === 'hidden' || status === 'queued') throw new Error(`of a message that is ${status} nothing is told`);
	const { sent, delivered } = STATUSES[status];
	const [at, date] = [Date.parse(statusAt), seconds(statusAt)];
	return {
		id: messageId,
		...(correlationId !== messageId && { correlationId }),
		carrierId: 1,
		carrierName: 'VIVO',
		destination: recipient,
		sentStatusCode: sent[0],
		sentStatus: sent[1],
		...(delivered
			? { sentStatusAt: at, sentStatusDate: date, deliveredStatusCode: delivered[0], deliveredStatus: delivered[1], deliveredAt: at, deliveredDate: date }
			: { sentAt: at, sentDate: date }),
		extraInfo: String(details.extraInfo ?? ''),
	};
}
