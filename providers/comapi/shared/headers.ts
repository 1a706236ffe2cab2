import { lineObstacle } from '../../../core/input/fields';
import { isObject, refuse } from '../../../core/input/schema';
import type { JsonObject } from './values';

/** Keys of the vendor's shape whose value becomes a header of an email, a sender or a title. */
const IN_A_HEADER: ReadonlySet<string> = new Set(['from', 'fromName', 'name', 'replyTo', 'sender', 'subject', 'title']);

/**
 * Refuses a line break in a header within JSON that travels unchanged, because another header could begin there.
 * @param field the key of the JSON
 * @throws Refusal
 */
export function refuseBrokenHeaders(field: string, given: JsonObject | null): void {
	for (const [key, value] of Object.entries(given ?? {})) {
		const obstacle = typeof value === 'string' && IN_A_HEADER.has(key) ? lineObstacle(value) : null;
		if (obstacle !== null) refuse(`has ${key}, which ${obstacle}`, 'Give it in one line.', field);
		if (isObject(value)) refuseBrokenHeaders(field, value);
	}
}
