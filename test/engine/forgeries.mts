/** Callbacks that nearly are the provider's: everything that proves one, bent in every way somebody may try. */
import fc from 'fast-check';

import type { Callback } from '../../core/receive.ts';

/** Where a provider's callbacks carry what proves them. */
export interface Proof {
	/** Name of the header, in lower case. */
	header?: string;
	/** Name in the query. */
	query?: string;
	/** Whether the body is proven, too. */
	body?: boolean;
}

const text = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'0123456789abcdef') , minLength: 1, maxLength: 64 }), fc.constantFrom('', ' ', 'null', 'undefined', '0', 'true'));

/** A text bent: a character changed, put in, taken out or in another case; cut, doubled, with spaces, reversed; or another one. */
function bent(original: string): fc.Arbitrary<string | undefined> {
	const at = fc.nat({ max: Math.max(0, original.length - 1) });
	const letter = fc.string({ minLength: 1, maxLength: 1 });
	return fc.oneof(
		fc.tuple(at, letter).map(([i, one]) => original.slice(0, i) + one + original.slice(i + 1)),
		fc.tuple(at, letter).map(([i, one]) => original.slice(0, i) + one + original.slice(i)),
		at.map((i) => original.slice(0, i) + original.slice(i + 1)),
		at.map((i) => original.slice(0, i)),
		at.map((i) => original.slice(i)),
		at.map((i) => original.slice(0, i) + original.slice(i).toUpperCase()),
		at.map((i) => original.slice(0, i) + original.slice(i).toLowerCase()),
		fc.constantFrom(undefined, '', `${original} `, ` ${original}`, original + original, `${original}, ${original}`, `"${original}"`, [...original].reverse().join(''), Buffer.from(original).toString('base64'), encodeURIComponent(original), `${original}\u0000`),
		text,
	);
}

/** Bytes bent: a bit turned, a byte put in or taken out, cut, with white space, or others. */
function bentBytes(original: Buffer): fc.Arbitrary<Buffer> {
	const at = fc.nat({ max: Math.max(0, original.length - 1) });
	return fc.oneof(
		fc.tuple(at, fc.nat({ max: 7 })).map(([i, bit]) => Buffer.concat([original.subarray(0, i), Buffer.from([(original[i] ?? 0) ^ (1 << bit)]), original.subarray(i + 1)])),
		fc.tuple(at, fc.nat({ max: 255 })).map(([i, byte]) => Buffer.concat([original.subarray(0, i), Buffer.from([byte]), original.subarray(i)])),
		at.map((i) => Buffer.concat([original.subarray(0, i), original.subarray(i + 1)])),
		at.map((i) => original.subarray(0, i)),
		fc.constantFrom(' ', '\n', '\u0000', '\ufeff', ',', ']').map((end) => Buffer.concat([original, Buffer.from(end)])),
		fc.constantFrom(' ', '\n', '\ufeff').map((begin) => Buffer.concat([Buffer.from(begin), original])),
		fc.uint8Array({ maxLength: 64 }).map((bytes) => Buffer.from(bytes)),
	);
}

/** Forgeries of callbacks; never one that is a callback itself, as far as the proof goes. Proofs of one may come with the body of another. */
export function forgeries(callbacks: readonly Callback[], { header, query, body }: Proof): fc.Arbitrary<Callback> {
	const proofOf = (callback: Callback) => JSON.stringify([header && callback.headers[header], query && callback.query[query], body && callback.body.toString('base64')]);
	const genuine = new Set(callbacks.map(proofOf));
	const forge = (original: Callback): fc.Arbitrary<Callback> => {
		const ways: Array<fc.Arbitrary<Callback>> = [];
		if (header) ways.push(bent(original.headers[header] ?? '').map((value) => ({ ...original, headers: replaced(original.headers, header, value) })));
		if (query) ways.push(bent(original.query[query] ?? '').map((value) => ({ ...original, query: replaced(original.query, query, value) })));
		if (body) ways.push(bentBytes(original.body).map((bytes) => ({ ...original, body: bytes })), fc.constantFrom(...callbacks).map((other) => ({ ...original, body: other.body })));
		return fc.oneof(...ways);
	};
	return fc
		.constantFrom(...callbacks)
		.chain(forge)
		.filter((callback) => !genuine.has(proofOf(callback)));
}

function replaced(values: Readonly<Record<string, string>>, name: string, value: string | undefined): Record<string, string> {
	const others = Object.entries(values).filter(([key]) => key !== name);
	return Object.fromEntries(value === undefined ? others : [...others, [name, value]]);
}
