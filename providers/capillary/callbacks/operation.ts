import { isObject } from '../../../core/input/schema';
import { readContent } from '../../../core/receive/content';
import { sameSecret, unreadable, type ReceiveOperation, type SecretAuth } from '../../../core/receive/receive';
import type { ProviderRecord } from '../../../core/records/providerRecord';
import { momentOf, receipt } from '../../../core/records/receipt';
import { fieldsOf, textOf, type Fields } from '../shared/issues';
import { UNDELIVERED } from './events';
import { HEADER } from './form';
import { STATUSES } from './statuses';

const PROVIDER = 'capillary';

/** "Event notification". One event per request is documented; a list is read as well. There is no signature: Capillary sends a header that it was given. */
export const callbacks: ReceiveOperation<SecretAuth> = {
	provider: PROVIDER,
	verify: ({ headers }, { secret }) => sameSecret(headers[HEADER.toLowerCase()], secret),
	secrets: ({ secret }) => [secret],
	entries: (callback) => [readContent(callback).content].flat(),
	read: recordOf,
};

function recordOf(raw: unknown): ProviderRecord {
	const event = envelopeOf(raw);
	if (event === undefined) return unreadable(PROVIDER, 'event', new Error('it is no event with a name'), raw);
	const { eventName, eventId, refId, occurredAt, data } = event;
	const reported = eventName === UNDELIVERED ? undelivered(fieldsOf(data)) : ({ kind: 'event', status: 'unknown' } as const);
	// Capillary delivers again after a time-out, with the same eventId.
	const identity = eventId ?? JSON.stringify([eventName, refId, occurredAt, data]);
	return { record: { ...receipt({ provider: PROVIDER, ...reported, occurredAt, identity }), eventName, eventId, refId, data }, raw };
}

interface Envelope {
	eventName: string;
	eventId: string | null;
	/** `{orgId}_{id of the subject}`. */
	refId: string | null;
	occurredAt: string | null;
	data: unknown;
}

/**
 * There are three layouts. The documented one has everything at the top. Most "enriched" examples have it in `attributes`, with the name a second
 * time as `eventType`, after the organisation or alone. One example has all of it in `data`. Some keys in the examples begin or end with a blank.
 */
function envelopeOf(raw: unknown): Envelope | undefined {
	const outer = trimmed(raw);
	const inner = trimmed(outer.attributes);
	const said = (key: string) => inner[key] ?? outer[key];
	const eventName = textOf(said('eventName')) ?? textOf(outer.eventType)?.replace(/^\d+_/, '');
	if (!eventName) return isObject(outer.data) ? envelopeOf(outer.data) : undefined;
	const data = said('data');
	return {
		eventName,
		eventId: textOf(said('eventId')),
		refId: textOf(said('refId')),
		occurredAt: momentOf(said('createdAt')) ?? momentOf(outer.timeStamp),
		data: isObject(data) ? trimmed(data) : (data ?? null),
	};
}

/** The draft does not explain `baseAttributes`. We assume that names from other calls of the vendor mean the same here. */
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

function trimmed(value: unknown): Fields {
	return Object.fromEntries(Object.entries(fieldsOf(value)).map(([key, one]) => [key.trim(), one]));
}
