import { same } from '../proof.mts';
import { ends, senders } from './senders.mts';

type Check = (value: unknown) => boolean;
type Shape = Record<string, Check>;

const text: Check = (value) => typeof value === 'string' && value !== '';
const count: Check = (value) => Number.isInteger(value) && (value as number) >= 0;
const orNull = (check: Check): Check => (value) => value === null || check(value);
const oneOf = (words: readonly string[]): Check => (value) => words.includes(value as string);
const listOf = (check: Check): Check => (value) => Array.isArray(value) && value.every(check);

/** The record, in the order of its keys: the same for every provider and channel. */
const record: Shape = {
	status: oneOf(ends),
	recipient: orNull(text),
	channel: orNull(oneOf(senders.flatMap(({ messages }) => Object.keys(messages)))),
	provider: oneOf(senders.map(({ provider }) => provider)),
	segments: (value) => {
		const { encoding, count: parts, ...others } = value as Record<string, unknown>;
		return oneOf(['GSM-7', 'UCS-2'])(encoding) && count(parts) && Object.keys(others).length === 0;
	},
	scheduledAt: orNull((value) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?([+-]\d\d:\d\d|Z)$/.test(String(value))),
	acceptedAt: orNull((value) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(String(value))),
	messageId: orNull(text),
	correlationId: orNull(text),
	batchId: orNull(text),
	attempts: count,
	warnings: listOf(text),
};

/** The keys of `error` before and after the record's other keys. */
const words: Shape = {
	status: oneOf(ends),
	message: (value) => /^[A-Z][^\n]+$/.test(String(value)),
	fix: (value) => /^[A-Z][^\n]+\.$/.test(String(value)),
};
const cause: Shape = {
	code: text,
	httpStatus: orNull(count),
	retryable: (value) => typeof value === 'boolean',
	retryAfterMs: orNull(count),
	providerMessage: orNull(text),
};

/** The keys that `error` always has; the others only if known. */
const always = ['status', 'message', 'fix', 'recipient', 'provider', 'attempts', 'code', 'retryable'];

/**
 * Checks that exactly these keys exist, in order, each with a value of its kind.
 * @param withSegments whether it is an SMS with a known text, the one allowed difference of a record
 */
export function hasShape(what: string, value: object, kind: 'record' | 'error', withSegments: boolean): void {
	const shape = kind === 'record' ? record : { ...words, ...record, ...cause };
	const expected = kind === 'record' ? (key: string) => key !== 'segments' || withSegments : (key: string) => always.includes(key) || key in value;
	same(`keys of ${what}`, Object.keys(value), Object.keys(shape).filter(expected));
	if (kind === 'error') same(`keys of ${what} that tell nothing`, Object.entries(value).filter(([key, one]) => key !== 'recipient' && one === null).map(([key]) => key), []);
	const odd = Object.entries(value).filter(([key, one]) => !shape[key]!(one));
	same(`values of ${what} that are none of their key`, odd, []);
}
