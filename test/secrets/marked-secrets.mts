/** Secrets that can be recognised anywhere and in any encoding. */
import { createHash } from 'node:crypto';

/** Characters that JSON, XML and URLs escape, and that a header can carry. */
const AWKWARD = `"&<+/='`;

let marks = 0;

/** A new secret. Its middle looks the same in every encoding. */
export function mark(): string {
	marks += 1;
	const middle = createHash('sha256').update(`canary ${marks}`).digest('hex').slice(0, 16);
	return `${AWKWARD}canary${middle}${AWKWARD}`;
}

/** A text to search for, and its description. */
export interface Needle {
	is: string;
	text: string;
}

/**
 * Texts that reveal a secret: its plain middle, which also finds it in JSON, XML and URLs; its middle in Base64, at any place of a longer text, such as
 * after a user name; in hexadecimal; and its MD5 hash in all of these, because some providers accept the hash.
 */
export function needlesOf(name: string, secret: string): Needle[] {
	const middle = /canary[\da-f]{16}/.exec(secret)?.[0] ?? secret;
	const hash = createHash('md5').update(secret).digest('hex');
	return [
		{ is: name, text: middle },
		...inBase64(middle).map((text) => ({ is: `${name} in Base64`, text })),
		{ is: `${name} in hexadecimal`, text: Buffer.from(middle).toString('hex') },
		{ is: `${name}, hashed`, text: hash },
		...inBase64(hash).map((text) => ({ is: `${name}, hashed and in Base64`, text })),
	];
}

/** The Base64 letters that do not depend on the text before and after, for each of the three alignments. */
function inBase64(text: string): string[] {
	return [0, 1, 2].map((before) => {
		const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(text)]);
		const whole = bytes.subarray(before === 0 ? 0 : 3, bytes.length - (bytes.length % 3));
		return whole.toString('base64');
	});
}

/** Encodings of a secret: plain, JSON, URL, XML and Base64. */
export function dressesOf(secret: string): string[] {
	const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '"': '&quot;', "'": '&apos;' };
	return [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret), secret.replace(/[&<"']/g, (letter) => entities[letter]!), Buffer.from(secret).toString('base64')];
}

/** The needles found, with their places: `items: apiKey in Base64`. */
export function found(places: Readonly<Record<string, readonly string[]>>, needles: readonly Needle[]): string[] {
	return Object.entries(places).flatMap(([place, texts]) => {
		const all = texts.join('\n');
		return needles.filter(({ text }) => all.includes(text)).map(({ is }) => `${place}: ${is}`);
	});
}

/** Every text within a value: keys and symbols, non-enumerable properties, causes of errors, bytes, and values of getters. */
export function textsIn(value: unknown): string[] {
	const texts: string[] = [];
	const seen = new Set<unknown>();
	const look = (one: unknown): void => {
		if (typeof one === 'string') texts.push(one);
		if (typeof one === 'symbol') texts.push(String(one));
		if (((typeof one !== 'object' || one === null) && typeof one !== 'function') || seen.has(one)) return;
		seen.add(one);
		if (ArrayBuffer.isView(one)) return void texts.push(Buffer.from(one.buffer, one.byteOffset, one.byteLength).toString('latin1'));
		if (one instanceof Map || one instanceof Set) [...one].forEach(look);
		for (const key of Reflect.ownKeys(one)) {
			look(key);
			look(valueOf(one, key));
		}
	};
	look(value);
	return texts;
}

function valueOf(one: object, key: PropertyKey): unknown {
	try {
		return Reflect.get(one, key) as unknown;
	} catch {
		return undefined;
	}
}
