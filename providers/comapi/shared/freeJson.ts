import { lineObstacle } from '../../../core/input/fields';
import { describe, isObject, refuse } from '../../../core/input/schema';
import type { JsonObject } from './values';

/** Keys of the vendor's shape whose value becomes a header of an email, a sender or a title. */
const IN_A_HEADER: ReadonlySet<string> = new Set(['from', 'fromName', 'name', 'replyTo', 'sender', 'subject', 'title']);

/** Keys that hold recipients in the vendor's raw payload of a channel. Source: page "Custom messages", of SMS. */
const WHO: ReadonlySet<string> = new Set(['to', 'cc', 'bcc', 'recipient', 'recipients']);

/**
 * Refuses what no field would let pass, within JSON that travels unchanged: a line break in a header, because another header could begin there, and
 * another recipient, because only those in the fields were checked.
 * @param field the key of the JSON
 * @param to the addresses of the message
 * @throws Refusal
 */
export function checkFreeJson(field: string, given: JsonObject | null, to: Readonly<Record<string, string>>): void {
	refuseBrokenHeaders(field, given);
	const known = new Set(Object.values(to).map(plain));
	for (const [key, name] of namesWithin(given)) {
		if (!known.has(plain(name))) refuse(`has ${key} ${describe(name)}, who is none of the message's recipients`, 'Leave it out, or give it as an address of the message.', field);
	}
}

function refuseBrokenHeaders(field: string, given: JsonObject | null): void {
	for (const [key, value] of Object.entries(given ?? {})) {
		const obstacle = typeof value === 'string' && IN_A_HEADER.has(key) ? lineObstacle(value) : null;
		if (obstacle !== null) refuse(`has ${key}, which ${obstacle}`, 'Give it in one line.', field);
		if (isObject(value)) refuseBrokenHeaders(field, value);
	}
}

/** Every text and number that is a recipient, with its key. Only keys directly within a channel count, because a `to` further down may be anything. */
function namesWithin(given: JsonObject | null): Array<[key: string, name: unknown]> {
	const keys = Object.values(given ?? {}).flatMap((ofChannel) => (isObject(ofChannel) ? Object.entries(ofChannel) : []));
	return keys.filter(([key]) => WHO.has(key.toLowerCase())).flatMap(([key, value]) => leaves(value).map((name): [string, unknown] => [key, name]));
}

function leaves(value: unknown): unknown[] {
	if (value === null || value === undefined) return [];
	return typeof value === 'object' ? Object.values(value).flatMap(leaves) : [value];
}

/** A phone number in digits, as it is sent; anything else in lower case. */
function plain(name: unknown): string {
	const text = String(name).trim().toLowerCase();
	return /^[+\d][\d\s().-]*$/.test(text) ? text.replace(/\D/g, '').replace(/^00/, '') : text;
}
