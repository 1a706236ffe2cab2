/** Callbacks that are nearly genuine: every proof, bent in every way that somebody may try. */
import fc from 'fast-check';

import type { Callback } from '../../core/receive/receive.ts';
import { callTrigger } from '../engine/webhook.mts';
import type { Proof as Place } from '../samples.mts';
import { DOORS, genuineOf, givenTo, rightOf, type Door, type Signer } from './callback-authentication.mts';
import { counterExampleOf, runsOf, type Chance, type Proof } from './schedules.mts';

/** The answer to everybody who is not the provider. */
const REFUSED = JSON.stringify({ status: 401, answer: 'not authorized', items: null });

/** How n8n provides the body: usually read already, otherwise on request, which may fail. */
const READINGS: ReadonlyArray<boolean | Error> = [false, false, false, true, new Error('Request body stream was aborted or is not readable'), Object.assign(new Error('request entity too large'), { status: 413 })];

/**
 * Passes forgeries to the triggers of one provider, and checks what n8n would answer and start. In the proof, `schedules` is the number of deliveries
 * and `accepted` the number of forgeries let in.
 */
export async function proveForgeries(provider: string, chance: Chance, doors: readonly Door[] = DOORS.filter((door) => door.provider === provider)): Promise<Proof> {
	const entrances = await Promise.all(doors.map(async (door) => ({ door, given: givenTo(door), ...(await genuineOf(door)) })));
	for (const { door, given, callbacks } of entrances) {
		for (const callback of callbacks) {
			const { status, items } = await callTrigger(door.node, callback, given);
			if (status !== 200 || !items?.length) throw new Error(`${provider} is not let in by its own callback: ${status}, ${toText(callback)}`);
		}
	}
	const seen = { schedules: 0, messages: 0, requests: 0, accepted: 0 };
	const forgery = fc.oneof(...entrances.map((entrance, at) => forgeries(entrance.callbacks, entrance.door, entrance.sign).map((callback) => ({ at, callback }))));
	const property = fc.asyncProperty(fc.tuple(forgery, fc.constantFrom(...READINGS)), async ([{ at, callback }, unread]) => {
		const { door, given } = entrances[at]!;
		// If a trigger throws, n8n answers 500 and starts a failed execution.
		const { status, answer, items = null } = await callTrigger(door.node, { ...callback, unread }, given).catch((error: unknown) => ({ status: 500, answer: String(error), items: undefined }));
		seen.schedules += 1;
		if (JSON.stringify({ status, answer, items }) === REFUSED) return;
		seen.accepted += 1;
		throw new Error(`let in: answered ${status}, ${items?.length ?? 0} items, ${toText(callback)}${unread === false ? '' : `, body ${String(unread)}`}`);
	});
	const details = await fc.check(property, runsOf(chance));
	return { provider, seed: details.seed, ...seen, counterExample: counterExampleOf(details) };
}

const toText = ({ body, ...rest }: Callback) => JSON.stringify({ ...rest, body: body.toString('utf8') });

/** Forgeries of callbacks; never one with a valid proof. */
function forgeries(callbacks: readonly Callback[], door: Door, sign: Signer): fc.Arbitrary<Callback> {
	const { proof, provesBody = false, normal = (own: string) => own, proven } = door;
	const right = rightOf(door);
	const provenBy = (callback: Callback) => {
		const own = at(callback, proof);
		return JSON.stringify([own === undefined ? null : normal(own), provesBody && (proven?.(callback.body.toString()) ?? callback.body.toString('base64'))]);
	};
	const genuine = new Set(callbacks.map(provenBy));
	const forge = (original: Callback): fc.Arbitrary<Callback> => {
		const own = at(original, proof)!;
		const bentProof = bent(own).map((value) => replaced(original, proof, value));
		const another = fc.constantFrom(...callbacks);
		return fc.oneof(
			bentProof,
			// Other content with a bent proof; and if the proof covers the content, also with the original proof.
			fc.tuple(bentProof, bentBytes(original.body)).map(([callback, body]) => ({ ...callback, body })),
			...(provesBody ? [bentBytes(original.body), another.map(({ body }) => body)].map((bodies) => bodies.map((body) => ({ ...original, body }))) : []),
			// The right proof in the wrong place.
			bent(proof.name).map((name) => moved(original, proof, { in: proof.in, name: name ?? '' })),
			fc.constant(moved(original, proof, { in: proof.in === 'header' ? 'query' : 'header', name: proof.name })),
			fc.constant({ ...replaced(original, proof, undefined), body: Buffer.from(JSON.stringify({ [proof.name]: own })) }),
			// Signed like the provider, but with nearly the right secret, or with only the right user.
			bent(right.secret)
				// An HMAC pads its key with zeros (RFC 2104), so one more zero gives the same key.
				.filter((secret) => secret?.replace(/\0+$/, '') !== right.secret)
				.map((secret) => sign(replaced(original, proof, undefined), { ...right, secret: secret ?? '' })),
			bent(right.user).map((user) => sign(replaced(original, proof, undefined), { secret: right.secret.toUpperCase(), user: user ?? '' })),
		);
	};
	return fc
		.constantFrom(...callbacks)
		.chain(forge)
		.filter((callback) => !genuine.has(provenBy(callback)));
}

const text = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 1, maxLength: 64 }), fc.constantFrom('', ' ', 'null', 'undefined', '0', 'true'));

/** Bends a text: a character changed, inserted, removed or in another case; cut, doubled, with spaces, reversed; or another text, or none. */
function bent(original: string): fc.Arbitrary<string | undefined> {
	const where = fc.nat({ max: Math.max(0, original.length - 1) });
	const letter = fc.string({ minLength: 1, maxLength: 1 });
	return fc.oneof(
		fc.tuple(where, letter).map(([i, one]) => original.slice(0, i) + one + original.slice(i + 1)),
		fc.tuple(where, letter).map(([i, one]) => original.slice(0, i) + one + original.slice(i)),
		where.map((i) => original.slice(0, i) + original.slice(i + 1)),
		where.map((i) => original.slice(0, i)),
		where.map((i) => original.slice(i)),
		where.map((i) => original.slice(0, i) + original.slice(i).toUpperCase()),
		where.map((i) => original.slice(0, i) + original.slice(i).toLowerCase()),
		fc.constantFrom(undefined, '', `${original} `, ` ${original}`, original + original, `${original}, ${original}`, `"${original}"`, [...original].reverse().join(''), Buffer.from(original).toString('base64'), encodeURIComponent(original), `${original}\u0000`),
		text,
	);
}

/** Bends bytes: a bit flipped, a byte inserted or removed, cut, with white space, or other bytes. */
function bentBytes(original: Buffer): fc.Arbitrary<Buffer> {
	const where = fc.nat({ max: Math.max(0, original.length - 1) });
	return fc.oneof(
		fc.tuple(where, fc.nat({ max: 7 })).map(([i, bit]) => Buffer.concat([original.subarray(0, i), Buffer.from([(original[i] ?? 0) ^ (1 << bit)]), original.subarray(i + 1)])),
		fc.tuple(where, fc.nat({ max: 255 })).map(([i, byte]) => Buffer.concat([original.subarray(0, i), Buffer.from([byte]), original.subarray(i)])),
		where.map((i) => Buffer.concat([original.subarray(0, i), original.subarray(i + 1)])),
		where.map((i) => original.subarray(0, i)),
		fc.constantFrom(' ', '\n', '\u0000', '\ufeff', ',', ']').map((end) => Buffer.concat([original, Buffer.from(end)])),
		fc.constantFrom(' ', '\n', '\ufeff').map((begin) => Buffer.concat([Buffer.from(begin), original])),
		fc.uint8Array({ maxLength: 64 }).map((bytes) => Buffer.from(bytes)),
	);
}

function at({ headers, query }: Callback, place: Place): string | undefined {
	return (place.in === 'header' ? headers : query)[place.name];
}

/** The callback with this value in that place; removes the value if it is undefined. */
function replaced(callback: Callback, place: Place, value: string | undefined): Callback {
	const [headers, query] = [{ ...callback.headers }, { ...callback.query }];
	const values = place.in === 'header' ? headers : query;
	delete values[place.name];
	if (value !== undefined) values[place.name] = value;
	return { ...callback, headers, query };
}

function moved(callback: Callback, from: Place, to: Place): Callback {
	return replaced(replaced(callback, from, undefined), to, at(callback, from));
}
