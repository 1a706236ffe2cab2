import { isObject } from '../../../core/input/schema';
import { readContent } from '../../../core/receive/content';
import type { Callback } from '../../../core/receive/receive';

/** The values of one SMS or call, under whatever names the user's layout has. */
export type Entry = Record<string, unknown>;

/** The most layers around the entries that are removed. */
const DEEPEST = 8;

/**
 * The entries of a callback. For GET, and for POST without a body, they are in the address; otherwise in the body: a form, XML or JSON. None if the
 * callback is empty.
 *
 * No page shows how Wiraya wraps several entries. A placeholder gives one value, so an entry is flat. So a list is a list of entries. An object that
 * holds one list of objects is a wrapper around them, and so is an object with nothing but another object in it.
 * @param isNested whether the user's own layout has a value within this member of an entry; then the object is not a wrapper
 * @throws Error for any other body
 */
export function entriesOf(callback: Callback, isNested: (member: string) => boolean): unknown[] {
	const { content, isFlat } = readContent(callback, true);
	if (isFlat) return Object.keys(content as Entry).length === 0 ? [] : [content];
	return unwrapped(content, isNested, 0);
}

function unwrapped(value: unknown, isNested: (member: string) => boolean, depth: number): unknown[] {
	if (depth > DEEPEST) throw new Error('it is nested too deep');
	const within = (inner: unknown) => unwrapped(inner, isNested, depth + 1);
	if (Array.isArray(value)) return (value as unknown[]).flatMap(within);
	if (!isObject(value)) return value === '' || value === null ? [] : [value];
	const members = Object.entries(value).filter(([name]) => !name.startsWith('@'));
	if (members.length === 0) return [];
	const lists = members.filter(([name, member]) => isListOfEntries(member) && !isNested(name));
	if (lists.length === 1) return within(lists[0]![1]);
	const [name, only] = members[0]!;
	const wraps = members.length === 1 && !isNested(name) && (isObject(only) || Array.isArray(only) || only === '');
	return wraps ? within(only) : [value];
}

function isListOfEntries(value: unknown): boolean {
	return Array.isArray(value) && value.length > 0 && value.every(isObject);
}
