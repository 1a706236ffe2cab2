import { createHash, timingSafeEqual } from 'node:crypto';

import { briefly } from '../http/failure';
import type { ProviderRecord } from '../records/providerRecord';
import { receipt, type Receipt } from '../records/receipt';
import { decodeText } from '../wire/charset';

/** A request that came in at the trigger's address, as it came; whether the provider made it is not known yet. */
export interface Callback {
	method: string;
	/** Everything behind the question mark; of a name given twice, the last value. */
	query: Readonly<Record<string, string>>;
	/** Names in lower case; of a header given twice, the values with commas between. */
	headers: Readonly<Record<string, string>>;
	body: Buffer;
}

/**
 * All the trigger engine needs to know of a provider's callbacks. Two questions, always in this order: is it the provider, and what
 * does it say.
 * @typeParam Auth what the provider proves itself by: its secret, and whatever else the user set
 */
export interface ReceiveOperation<Auth = unknown> {
	/** The provider's word in the receipts. */
	provider: string;
	/** Whether the provider made the request. Compares in constant time: see `sameSecret`. Never throws. */
	verify(callback: Callback, auth: Auth): boolean;
	/**
	 * When the callback was made, in milliseconds since 1970, by a time that the proof covers: who saw a callback once could send it again for ever.
	 * Null where it names none. Absent where the proof covers no time. Params only of what the provider made. Never throws.
	 */
	madeAt?(callback: Callback): number | null;
	/** What a refusal says of how to prove oneself, as `WWW-Authenticate`: nothing where HTTP has no scheme for it. */
	challenge?(auth: Auth): string | null;
	/** What of `trust` must never be seen, should the callback repeat it. */
	secrets(auth: Auth): readonly string[];
	/**
	 * The entries of the callback, unread and in its order; none for one that tells nothing, such as a test of the address.
	 * Throws when the body cannot be taken apart.
	 */
	entries(callback: Callback, auth: Auth): unknown[];
	/**
	 * What one entry tells: a receipt, or one of the provider's other events in the same shape. An entry that cannot be read is
	 * `unreadable` and costs the others nothing. Never throws.
	 */
	read(entry: unknown, auth: Auth): ProviderRecord;
}

/** Bodies beyond this size are not looked at. n8n's own limit is 16 MB unless the user raised it. */
export const CALLBACK_BYTES = 16 * 1024 * 1024;

/** How old a callback may be: providers repeat one for up to 24 hours, and clocks differ. */
export const OLDEST_CALLBACK_MS = 25 * 3_600_000;

/** Whether the provider made the callback, and not so long ago that somebody else may be repeating it. */
export function isGenuine<Auth>(operation: ReceiveOperation<Auth>, callback: Callback, auth: Auth, now: number): boolean {
	if (!operation.verify(callback, auth)) return false;
	const madeAt = operation.madeAt?.(callback) ?? null;
	return madeAt === null || now - madeAt <= OLDEST_CALLBACK_MS;
}

/** Entries of one callback that are read. Providers send a hundred at most; each one more costs memory and an output item. */
export const CALLBACK_ENTRIES = 10_000;

/**
 * Everything the callback tells, in its order.
 * @throws Error when the body cannot be taken apart, or has more entries than are read
 */
export function readCallback<Auth>(operation: ReceiveOperation<Auth>, callback: Callback, auth: Auth): ProviderRecord[] {
	const entries = operation.entries(callback, auth);
	if (entries.length > CALLBACK_ENTRIES) throw new Error(`it has ${entries.length} entries, more than the ${CALLBACK_ENTRIES} that are read`);
	return entries.map((entry) => operation.read(entry, auth));
}

/**
 * Whether what was given is the secret, in a time that tells nothing of either. An empty secret is nobody's: it would let everybody in.
 */
export function sameSecret(given: string | undefined, secret: string): boolean {
	// Some names of headers are those of what every object has.
	if (typeof given !== 'string' || secret === '') return false;
	const digest = (text: string) => createHash('sha256').update(text).digest();
	return timingSafeEqual(digest(given), digest(secret));
}

/** Whether a header can have this name (RFC 9110); one that cannot would let nobody in. */
export function isHeaderName(name: string): boolean {
	return /^[\w!#$%&'*+.^`|~-]+$/.test(name);
}

/** The code of what cannot be read. */
const UNREADABLE = 'unreadableCallback';

/**
 * What is the provider's and says nothing that can be read: status `unknown`, and its raw text comes along whatever the user chose,
 * since there is nothing else to go by. The same raw text has the same receiptId.
 * @param what of the provider it is, in words
 */
export function unreadable(provider: string, kind: Receipt['kind'], error: unknown, raw: unknown, what = 'The callback'): ProviderRecord & { record: Receipt } {
	// What is wrong with JSON is said with some of its text, which may be half a secret, and is in the raw text anyway.
	const words = (error as Error).name === 'SyntaxError' ? 'it is no JSON' : briefly(error);
	const statusText = `${what} could not be read: ${words}`;
	return { record: receipt({ provider, kind, status: 'unknown', statusCode: UNREADABLE, statusText, identity: JSON.stringify(raw) }), raw };
}

/** Whether a record is of what could not be read. */
export function isUnreadable(record: object): boolean {
	return (record as Partial<Receipt>).statusCode === UNREADABLE;
}

/** Many clients, those of .NET and of Java among them, give user and password only after a refusal that asks for them. */
export const BASIC_CHALLENGE = 'Basic realm="callbacks", charset="UTF-8"';

/** User and password of HTTP basic authentication (RFC 7617); undefined where there are none, or in Base64 that no client writes. */
export function basicOf({ headers }: Callback): { user: string; password: string } | undefined {
	const [, encoded] = /^basic +([a-z\d+/]+=*)$/i.exec(headers.authorization?.trim() ?? '') ?? [];
	const bytes = Buffer.from(encoded ?? '', 'base64');
	// Several texts stand for the same bytes; only one of them is right.
	if (bytes.toString('base64') !== encoded) return undefined;
	const [, user, password] = /^([^:]*):(.*)$/s.exec(bytes.toString('utf8')) ?? [];
	return user === undefined || password === undefined ? undefined : { user, password };
}

/** The body as text, in the character set it declares. */
export function bodyText({ body, headers }: Callback): string {
	return decodeText(body, headers['content-type']);
}

/** The character set that the body declares; undefined for none. */
export function charsetOf({ headers }: Callback): string | undefined {
	return /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(headers['content-type'] ?? '')?.[1];
}

/** Media type of the body in lower case, without parameters: `application/json`. */
export function mediaTypeOf({ headers }: Callback): string {
	return (headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase();
}
