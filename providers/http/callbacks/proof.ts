import { createHash, createHmac, createPublicKey, verify, type KeyObject } from 'node:crypto';

import { isObject } from '../../../core/input/schema';
import { bodyText, charsetOf, isSignedIn, mediaTypeOf, sameSecret, type Callback } from '../../../core/receive/receive';
import { CALLBACK_USER } from '../../../core/receive/trigger';
import { momentOf } from '../../../core/records/receipt';
import { jsonIn } from '../../../core/wire/json';
import { formPairs } from '../../../core/wire/urlencoded';
import { TOKEN } from './form';

/** How callbacks prove themselves. No callback passes if the secret is empty. */
export type Proof =
	| { kind: 'nobody' }
	| { kind: 'address'; secret: string }
	| { kind: 'basicAuth'; secret: string }
	| { kind: 'header'; secret: string; header: string }
	| { kind: 'jwt'; secret: string; header: string }
	| (Signature & { kind: 'signature'; secret: string; algorithm: string })
	| (Signature & { kind: 'publicKey'; key: KeyObject });

/** The description of a signature. */
export interface Signature {
	/** In lower case. */
	header: string;
	prefix: string;
	encoding: 'base64' | 'hex';
	/** The signed text, with placeholders for parts of the callback. */
	signed: string;
	/** The placeholder of the time; empty if no time is signed. */
	time: string;
	oldestMs: number;
	/** Empty if the API needs none. */
	verifyToken: string;
}

/** A placeholder for a part of the callback in the signed text. */
const PART = /\{(body|url|form|secret|header:[^{}]+|json:[^{}]+)\}/;

/** The most signatures in one header, separated by commas: an API sends several while its secret changes. */
const MOST_SIGNATURES = 4;

/** The bytes before the 32 bytes of an Ed25519 key in an SPKI (RFC 8410). */
const ED25519 = Buffer.from('302a300506032b6570032100', 'hex');

/** Whether the callback proves itself. Never throws. */
export function proves(callback: Callback, proof: Proof): boolean {
	const { method, query, headers } = callback;
	if (proof.kind === 'nobody') return false;
	if (proof.kind === 'address') return sameSecret(query[TOKEN], proof.secret);
	if (proof.kind === 'basicAuth') return isSignedIn(callback, CALLBACK_USER, proof.secret);
	if (proof.kind === 'header') return sameSecret(headers[proof.header], proof.secret);
	if (proof.kind === 'jwt') return claimsOf(callback, proof) !== null;
	// The content of a GET is only in its address.
	if (method === 'GET' && !proof.signed.includes('{url}')) return false;
	const secret = proof.kind === 'signature' ? proof.secret : '';
	const signed = bytesOf(proof.signed, callback, secret);
	if (signed === null || (proof.kind === 'signature' && secret === '')) return false;
	return signaturesIn(headers[proof.header], proof).some((given) => {
		if (proof.kind === 'publicKey') return isBy(proof.key, signed, given, proof.encoding);
		const hash = proof.signed.includes('{secret}') ? createHash(proof.algorithm) : createHmac(proof.algorithm, secret);
		return sameSecret(given, hash.update(signed).digest(proof.encoding));
	});
}

/** When the callback was signed, in milliseconds since 1970: 0 if the time is missing. Null if the API signs no time. */
export function signedAt(callback: Callback, proof: Proof): number | null {
	if (proof.kind === 'jwt') return millisecondsOf(claimsOf(callback, proof)?.iat);
	if (proof.kind !== 'signature' && proof.kind !== 'publicKey') return null;
	return proof.time === '' ? null : millisecondsOf(bytesOf(proof.time, callback, '')?.toString());
}

/** The challenge with which an API verifies the address (Meta, W3C WebSub), if the API knows the token. Never a text that a browser could show as a page. */
export function challengeIn({ method, query }: Callback, proof: Proof): string | null {
	if (method !== 'GET' || !('verifyToken' in proof) || !sameSecret(query['hub.verify_token'], proof.verifyToken)) return null;
	const challenge = query['hub.challenge'] ?? '';
	return query['hub.mode'] === 'subscribe' && /^[\w.~-]{1,256}$/.test(challenge) ? challenge : null;
}

/** @throws Error if the text is not a key */
export function publicKeyOf(text: string): KeyObject {
	if (text.includes('-----')) return createPublicKey(text);
	const bytes = Buffer.from(text, 'base64');
	return createPublicKey({ key: bytes.length === 32 ? Buffer.concat([ED25519, bytes]) : bytes, format: 'der', type: 'spki' });
}

/** The unknown placeholders of a text. */
export function unknownIn(text: string): string[] {
	return [...text.matchAll(/\{[^{}]*\}/g)].map(([part]) => part).filter((part) => !PART.test(part));
}

/** The text with the parts of the callback filled in; null if one of them is missing. */
function bytesOf(text: string, callback: Callback, secret: string): Buffer | null {
	const parts = text.split(PART).map((part, index) => (index % 2 === 0 ? Buffer.from(part.replaceAll('\\n', '\n')) : partOf(part, callback, secret)));
	return parts.every((part) => part !== null) ? Buffer.concat(parts) : null;
}

function partOf(part: string, callback: Callback, secret: string): Buffer | null {
	const [kind, name = ''] = part.split(/:(.*)/s);
	if (kind === 'body') return callback.body;
	const text = kind === 'url' ? callback.url : kind === 'form' ? formOf(callback) : kind === 'secret' ? secret : kind === 'json' ? valueIn(callback, name) : callback.headers[name.trim().toLowerCase()];
	// With an empty header, the signed text could begin or end at another place.
	return typeof text !== 'string' || (text === '' && kind !== 'form') ? null : Buffer.from(text);
}

/** The fields of a form, sorted, each name and value; null for any other body, because the signature would not cover it. */
function formOf(callback: Callback): string | null {
	const text = bodyText(callback);
	if (text === '') return '';
	if (callback.method === 'GET' || mediaTypeOf(callback) !== 'application/x-www-form-urlencoded') return null;
	const fields = formPairs(text, charsetOf(callback)).map(([name, value]) => ({ name, joined: name + value }));
	return fields
		.sort((one, other) => (one.name === other.name ? compared(one.joined, other.joined) : compared(one.name, other.name)))
		.map(({ joined }) => joined)
		.join('');
}

function compared(one: string, other: string): number {
	return one < other ? -1 : Number(one > other);
}

/** A value of a JSON body, by a path such as `a.b`. */
function valueIn(callback: Callback, path: string): string | null {
	const value = path.split('.').reduce<unknown>((one, key) => (isObject(one) && Object.hasOwn(one, key) ? one[key] : undefined), jsonIn(bodyText(callback)));
	return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

function signaturesIn(header: string | undefined, { prefix }: Signature): string[] {
	const given = typeof header === 'string' ? header.split(',', MOST_SIGNATURES) : [];
	return given.map((one) => one.trim()).flatMap((one) => (one.startsWith(prefix) && one !== prefix ? [one.slice(prefix.length)] : []));
}

function isBy(key: KeyObject, signed: Buffer, given: string, encoding: Signature['encoding']): boolean {
	const signature = Buffer.from(given, encoding);
	// Node.js decodes many texts to the same bytes; only the canonical text is accepted.
	if (signature.toString(encoding) !== given) return false;
	try {
		return verify(key.asymmetricKeyType === 'ed25519' ? null : 'sha256', signed, key, signature);
	} catch {
		return false;
	}
}

/** The claims of a token (RFC 7519, HS256) that was signed with the secret and covers this body; otherwise null. The token must not choose the algorithm. */
function claimsOf({ method, headers, body }: Callback, { secret, header }: { secret: string; header: string }): Record<string, unknown> | null {
	const [, head, payload, signature] = /^(?:Bearer +)?([\w-]+)\.([\w-]+)\.([\w-]+)$/i.exec(headers[header] ?? '') ?? [];
	if (method === 'GET' || secret === '' || !sameSecret(signature, createHmac('sha256', secret).update(`${head}.${payload}`).digest('base64url'))) return null;
	const claims = jsonIn(Buffer.from(payload!, 'base64url').toString());
	return isObject(claims) && sameSecret(String(claims.payload_hash), createHash('sha256').update(body).digest('hex')) ? claims : null;
}

function millisecondsOf(time: unknown): number {
	return Date.parse(momentOf(time) ?? '') || 0;
}
