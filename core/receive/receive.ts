import { createHash, timingSafeEqual } from 'node:crypto';

import { briefly } from '../http/failure';
import type { ProviderRecord } from '../records/providerRecord';
import { receipt, type Receipt } from '../records/receipt';
import { decodeText } from '../wire/charset';

/** A request to the trigger's URL. It may come from anyone. */
export interface Callback {
	method: string;
	/** The query string; the last value of a repeated name. */
	query: Readonly<Record<string, string>>;
	/** Names in lower case; values of a repeated header joined with commas. */
	headers: Readonly<Record<string, string>>;
	body: Buffer;
	/** The address that the user gave to the provider, with the query as it came: some providers sign it. */
	url?: string;
}

/**
 * The provider's part of a trigger: check that the provider sent the callback, then read it.
 * @typeParam Auth the values that authenticate the provider: its secret, and whatever else the user set
 */
export interface ReceiveOperation<Auth = unknown> {
	/** The provider's name in the receipts. */
	provider: string;
	/** Whether the provider made the request. Compares in constant time: see `sameSecret`. Never throws. */
	verify(callback: Callback, auth: Auth): boolean;
	/**
	 * When the callback was made, in milliseconds since 1970, from a time that the authentication covers. It limits how long a captured callback can
	 * be replayed. Null if the callback has no time; absent if the authentication covers none. Called only for authenticated callbacks. Never throws.
	 */
	madeAt?(callback: Callback, auth: Auth): number | null;
	/** How old a callback may be, in milliseconds; `OLDEST_CALLBACK_MS` when absent. */
	oldestMs?(auth: Auth): number;
	/** The answer to a request that only verifies the address; null for any other request. Never throws. */
	handshake?(callback: Callback, auth: Auth): string | null;
	/** The `WWW-Authenticate` header of a refusal; null if HTTP has no such scheme. */
	challenge?(auth: Auth): string | null;
	/** Parts of `auth` that must be masked if the callback repeats them. */
	secrets(auth: Auth): readonly string[];
	/**
	 * The unread entries of the callback, in order. None for a callback without content, such as a test of the URL. Throws if the body cannot be
	 * parsed.
	 */
	entries(callback: Callback, auth: Auth): unknown[];
	/**
	 * Reads one entry: a receipt, or another event of the provider in the same shape. Throws if the entry cannot be read; it then becomes `unreadable`
	 * and does not affect the others.
	 */
	read(entry: unknown, auth: Auth): ProviderRecord;
}

/** If a secret is all that authenticates callbacks. */
export interface SecretAuth {
	secret: string;
}

/** Larger bodies are refused. n8n's own limit is 16 MB unless the user raised it. */
export const CALLBACK_BYTES = 16 * 1024 * 1024;

/** Providers repeat a callback for up to 24 hours, and clocks differ. */
export const OLDEST_CALLBACK_MS = 25 * 3_600_000;

/** Whether the provider made the callback, recently enough that it is not a replay. */
export function isGenuine<Auth>(operation: ReceiveOperation<Auth>, callback: Callback, auth: Auth, now: number): boolean {
	if (!operation.verify(callback, auth)) return false;
	const madeAt = operation.madeAt?.(callback, auth) ?? null;
	return madeAt === null || now - madeAt <= (operation.oldestMs?.(auth) ?? OLDEST_CALLBACK_MS);
}

/** The most entries read from one callback. Providers send a hundred at most; every entry costs memory and an output item. */
export const CALLBACK_ENTRIES = 10_000;

/**
 * Reads all entries of a callback, in order.
 * @throws Error if the body cannot be parsed or has too many entries
 */
export function readCallback<Auth>(operation: ReceiveOperation<Auth>, callback: Callback, auth: Auth): ProviderRecord[] {
	const entries = operation.entries(callback, auth);
	if (entries.length > CALLBACK_ENTRIES) throw new Error(`it has ${entries.length} entries, more than the ${CALLBACK_ENTRIES} that are read`);
	return entries.map((entry) => {
		try {
			return operation.read(entry, auth);
		} catch (error) {
			return unreadable(operation.provider, 'receipt', error, entry);
		}
	});
}

/** Compares in a time that depends on neither value. An empty secret never matches: it would let everyone in. */
export function sameSecret(given: string | undefined, secret: string): boolean {
	// Some header names, such as `constructor`, exist on every object.
	if (typeof given !== 'string' || secret === '') return false;
	const digest = (text: string) => createHash('sha256').update(text).digest();
	return timingSafeEqual(digest(given), digest(secret));
}

const UNREADABLE = 'unreadableCallback';

/**
 * A record for authenticated content that cannot be read: status `unknown`, always with its raw text, because there is nothing else to go by. The
 * same raw text gives the same receiptId.
 * @param what which part of the callback it is
 */
export function unreadable(provider: string, kind: Receipt['kind'], error: unknown, raw: unknown, what = 'The callback'): ProviderRecord & { record: Receipt } {
	// A JSON error quotes a part of the text, which may cut a secret in half and so escape the mask. The raw text is in the item anyway.
	const words = (error as Error).name === 'SyntaxError' ? 'it is no JSON' : briefly(error);
	const statusText = `${what} could not be read: ${words}`;
	return { record: receipt({ provider, kind, status: 'unknown', statusCode: UNREADABLE, statusText, identity: JSON.stringify(raw) }), raw };
}

export function isUnreadable(record: object): boolean {
	return (record as Partial<Receipt>).statusCode === UNREADABLE;
}

/** Many clients, among them those of .NET and Java, send user and password only after a refusal that asks for them. */
export const BASIC_CHALLENGE = 'Basic realm="callbacks", charset="UTF-8"';

/** User and password of HTTP basic authentication (RFC 7617); undefined if missing or not in canonical Base64. */
export function basicOf({ headers }: Callback): { user: string; password: string } | undefined {
	const [, encoded] = /^basic +([a-z\d+/]+=*)$/i.exec(headers.authorization?.trim() ?? '') ?? [];
	const bytes = Buffer.from(encoded ?? '', 'base64');
	// Several Base64 texts decode to the same bytes; only the canonical one is accepted.
	if (bytes.toString('base64') !== encoded) return undefined;
	const [, user, password] = /^([^:]*):(.*)$/s.exec(bytes.toString('utf8')) ?? [];
	return user === undefined || password === undefined ? undefined : { user, password };
}

/** Whether a callback signs in with this user and password. Both are always compared, whatever the first comparison gives. */
export function isSignedIn(callback: Callback, user: string, password: string): boolean {
	const given = basicOf(callback);
	return [sameSecret(given?.user, user), sameSecret(given?.password, password)].every(Boolean);
}

export function bodyText({ body, headers }: Callback): string {
	return decodeText(body, headers['content-type']);
}

export function charsetOf({ headers }: Callback): string | undefined {
	return /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(headers['content-type'] ?? '')?.[1];
}

/** Media type of the body in lower case, without parameters: `application/json`. */
export function mediaTypeOf({ headers }: Callback): string {
	return (headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase();
}
