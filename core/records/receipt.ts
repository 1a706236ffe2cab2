import { createHash } from 'node:crypto';

import { parseDateTime } from '../input/time';
import type { Channel } from './channel';
import { intentOf, type Intent } from './intent';
import { STATUSES, type ReceiptStatus } from './status';

export type { ReceiptStatus } from './status';

const FINAL: ReadonlySet<string> = new Set(Object.entries(STATUSES).flatMap(([status, { final }]) => (final ? [status] : [])));

/** Without an offset, a time is ambiguous. */
const WITH_OFFSET = /(Z|[+-]\d\d:?\d\d)$/i;

/** Beyond the year 9999 there is no ISO date of four digits. */
const LATEST_MS = Date.UTC(10_000);

/** A report on a message, from a look-up or a callback, with the same keys for every provider. */
export interface Receipt {
	provider: string;
	channel: Channel | null;
	/** A report on a message we sent, a message somebody sent us, or another event of the provider that belongs to no message. */
	kind: 'receipt' | 'inbound' | 'event';
	/** `delivered` for an inbound message, `unknown` for an event. */
	status: ReceiptStatus;
	/** Whether the status settles if the message arrived. */
	final: boolean;
	/** The provider's own code, as text. */
	statusCode: string | null;
	/** The provider's own words. */
	statusText: string | null;
	/** The provider's id of the message. */
	messageId: string | null;
	/** Our id of the message, or of the message that an inbound message answers. */
	correlationId: string | null;
	recipient: string | null;
	sender: string | null;
	/** Only for an inbound message. */
	text: string | null;
	/** What the writer of an inbound message asks for; also `stop` if a report says that somebody opted out. */
	intent: Intent | null;
	/** ISO 8601 in UTC, with milliseconds. */
	occurredAt: string | null;
	/** Identifies the report: the same value in a look-up and in every repeated callback. 32 hexadecimal digits. */
	receiptId: string;
}

type Reported = Omit<Receipt, 'provider' | 'kind' | 'status' | 'final' | 'intent' | 'receiptId'>;
type Given = Pick<Receipt, 'provider' | 'kind' | 'status'> & { [Key in keyof Reported]?: Reported[Key] | undefined } & {
	/** Identifies this report, if the provider has an ID for it or if the fields are not enough. */
	identity?: string | undefined;
};

/** Makes a receipt from a provider's values. Missing and empty values become null. */
export function receipt(given: Given): Receipt {
	const { provider, kind, status } = given;
	const said = (key: keyof Reported) => given[key] || null;
	// An inbound message has the id of the message it answers, and many may answer the same message.
	const own = kind === 'inbound' ? null : said('correlationId');
	const message = said('messageId') ?? own ?? [said('correlationId'), said('sender'), said('recipient'), said('text'), said('occurredAt')];
	// Words in one case, because a provider may change the case. No time if there is an id: providers report the same event with another time in a callback
	// than in an answer.
	const identity = given.identity ? [given.identity] : [message, said('channel'), status, said('statusCode'), said('statusText')?.toLowerCase()];
	return {
		provider,
		channel: said('channel'),
		kind,
		status,
		final: FINAL.has(status),
		statusCode: said('statusCode'),
		statusText: said('statusText'),
		messageId: said('messageId'),
		correlationId: said('correlationId'),
		recipient: said('recipient'),
		sender: said('sender'),
		text: said('text'),
		intent: status === 'optedOut' ? 'stop' : kind === 'inbound' ? intentOf(given.text) : null,
		occurredAt: said('occurredAt'),
		receiptId: fingerprint([provider, kind, ...identity]),
	};
}

/** A provider's time, a date-time with an offset or milliseconds since 1970, as ISO 8601 in UTC with milliseconds; null for anything else. */
export function utcOf(value: unknown): string | null {
	if (typeof value === 'number') return value > 0 && value < LATEST_MS ? new Date(value).toISOString() : null;
	if (typeof value !== 'string' || !WITH_OFFSET.test(value.trim())) return null;
	return parseDateTime(value, 'UTC')?.toUTC().toISO() ?? null;
}

/** March 1973 in milliseconds. No message is that old, so a smaller number is in seconds. */
const EARLIEST_MS = 1e11;

/** The same for a time that may also be in seconds since 1970, or in digits as text, because a query holds only text. */
export function momentOf(value: unknown): string | null {
	const number = typeof value === 'string' && /^\d{1,15}(\.\d+)?$/.test(value) ? Number(value) : value;
	return utcOf(typeof number === 'number' && number < EARLIEST_MS ? number * 1000 : number);
}

function fingerprint(parts: unknown[]): string {
	return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
