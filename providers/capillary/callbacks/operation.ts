import { readContent } from '../../../core/receive/content';
import { sameSecret, unreadable, type ReceiveOperation } from '../../../core/receive/receive';
import type { ProviderRecord } from '../../../core/records/providerRecord';
import { receipt, utcOf } from '../../../core/records/receipt';
import { fieldsOf, isFields, textOf, type Fields } from '../shared/issues';
import { UNDELIVERED } from './events';
import { HEADER } from './form';
import { STATUSES } from './statuses';

/** What Capillary proves itself by: a header that it was given, and sends along. There is no signature. */
export interface Auth {
	secret: string;
}

const PROVIDER = 'capillary';

/** "Event notification". An event a request is what is documented; a list of them is read as well. */
export const callbacks: ReceiveOperation<Auth> = {
	provider: PROVIDER,
	verify: ({ headers }, { secret }) => sameSecret(headers[HEADER.toLowerCase()], secret),
	secrets: ({ secret }) => [secret],
	entries: (callback) => {
		const { content: told } = readContent(callback);
		return Array.isArray(told) ? (told as unknown[]) : [told];
	},
	read: recordOf,
};

function recordOf(raw: unknown): ProviderRecord {
	const event = envelopeOf(raw);
	if (event === undefined) return unreadable(PROVIDER, 'event', new Error('it is no event with a name'), raw);
	const { eventName, eventId, refId, occurredAt, data } = event;
	const told = eventName === UNDELIVERED ? undelivered(fieldsOf(data)) : ({ kind: 'event', status: 'unknown' } as const);
	// Capillary delivers again after a time-out, with the same eventId.
	const identity = eventId ?? JSON.stringify([eventName, refId, occurredAt, data]);
	return { record: { ...receipt({ provider: PROVIDER, ...told, occurredAt, identity }), eventName, eventId, refId, data }, raw };
}

interface Envelope {
	eventName: string;
	eventId: string | null;
	/** `{orgId}_{id of what it is about}`. */
	refId: string | null;
	occurredAt: string | null;
	data: unknown;
}

/**
 * Of the three layouts: the documented one has everything at the top, that of most "enriched" examples has it within `attributes` and the
 * name a second time as `eventType`, behind the organisation or alone, and one example has all of it within `data`. Keys of the examples begin or end
 * in a blank now and then.
 */
function envelopeOf(raw: unknown): Envelope | undefined {
	const outer = trimmed(raw);
	const inner = trimmed(outer.attributes);
	const said = (key: string) => inner[key] ?? outer[key];
	const eventName = textOf(said('eventName')) ?? textOf(outer.eventType)?.replace(/^\d+_/, '');
	if (!eventName) return isFields(outer.data) ? envelopeOf(outer.data) : undefined;
	const data = said('data');
	return {
		eventName,
		eventId: textOf(said('eventId')),
		refId: textOf(said('refId')),
		occurredAt: timeOf(said('createdAt')) ?? timeOf(outer.timeStamp),
		data: isFields(data) ? trimmed(data) : (data ?? null),
	};
}

/** The draft says nothing of `baseAttributes`. What is there under the names that other calls of the vendor have is taken for the same. */
function undelivered(data: Fields) {
	const base = trimmed(data.baseAttributes);
	const statusCode = textOf(data.deliveryFailureStatus);
	const words = [textOf(data.deliveryFailureReason), textOf(data.errorDescription), textOf(data.errorCode)].filter((one) => one !== null);
	return {
		kind: 'receipt',
		status: STATUSES[statusCode?.toUpperCase() ?? ''] ?? 'unknown',
		statusCode,
		statusText: [...new Set(words)].join('; '),
		channel: textOf(base.channel)?.toLowerCase(),
		messageId: textOf(base.messageId),
		recipient: textOf(base.receiver) ?? textOf(base.to),
	} as const;
}

/** What is less is seconds: as milliseconds it would be before 1974. */
const EARLIEST_MS = 1e11;

/** Milliseconds since 1970, or in one example seconds, as a number or as text; or a date-time. */
function timeOf(value: unknown): string | null {
	const time = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
	return utcOf(typeof time === 'number' && time < EARLIEST_MS ? time * 1000 : time);
}

function trimmed(value: unknown): Fields {
	return Object.fromEntries(Object.entries(fieldsOf(value)).map(([key, one]) => [key.trim(), one]));
}
