import { SettingError } from '../../../core/http/settingError';
import { isObject } from '../../../core/input/schema';
import { CALLBACK_ENTRIES } from '../../../core/receive/receive';
import { jsonIn } from '../../../core/wire/json';

/** The names of placeholders. They are the same as in a send. */
const PLACES = ['messageId', 'id', 'to', 'from', 'text', 'status', 'code', 'error', 'time', 'channel'] as const;
export type Place = (typeof PLACES)[number];

/** A list with one of these has a record per entry. In any other list, such as a list of errors, only the first entry counts. */
const OF_A_RECORD: ReadonlySet<string> = new Set(['messageId', 'id', 'to', 'from', 'text', 'status'] satisfies Place[]);

/** The parts of an example callback that hold placeholders. */
export type Shape =
	| { kind: 'place'; name: Place | 'is'; words: readonly string[] | null }
	| { kind: 'object'; members: ReadonlyArray<readonly [key: string, shape: Shape]> }
	| { kind: 'list'; entry: Shape; many: boolean };

/** The values found in the places, as text. */
export interface Finding {
	found: { [Name in Place]?: string };
	/** The innermost list entry of this record; the whole callback if there is no list. */
	raw: unknown;
	/** Whether a value is not one of the required words. */
	differs: boolean;
}

/**
 * Reads the example that the user pasted.
 * @param label the field's name
 * @throws SettingError if it is not JSON or has an unknown placeholder
 */
export function shapeIn(label: string, example: unknown): Shape {
	const shape = shapeOf(label, typeof example === 'string' ? parsed(label, example) : example);
	if (shape === null) throw new SettingError(`${label} has no placeholder`, "Paste the API's example, and write {status}, {messageId} and so on in the places of the values.");
	return shape;
}

export function placesOf(shape: Shape): string[] {
	if (shape.kind === 'place') return [shape.name, ...(shape.words ? ['is'] : [])];
	if (shape.kind === 'object') return shape.members.flatMap(([, member]) => placesOf(member));
	return placesOf(shape.entry);
}

function parsed(label: string, text: string): unknown {
	const tree = jsonIn(text);
	if (tree === undefined) throw new SettingError(`${label} is no JSON`, 'Put each placeholder in quotes, such as "{status}".');
	return tree;
}

function shapeOf(label: string, value: unknown): Shape | null {
	if (typeof value === 'string') return placeOf(label, value);
	if (Array.isArray(value)) {
		const entries = value.flatMap((one) => shapeOf(label, one) ?? []);
		if (entries.length > 1) throw new SettingError(`${label} has a list with placeholders in several entries`, 'Keep one entry: every entry of such a list is read like it.');
		const [entry] = entries;
		return entry === undefined ? null : { kind: 'list', entry, many: placesOf(entry).some((place) => OF_A_RECORD.has(place)) };
	}
	if (!isObject(value)) return null;
	const members = Object.entries(value).flatMap(([key, one]) => {
		const shape = shapeOf(label, one);
		return shape === null ? [] : [[key, shape] as const];
	});
	return members.length > 0 ? { kind: 'object', members } : null;
}

function placeOf(label: string, text: string): Shape | null {
	const [, name, words] = /^\{(\w+)(?::([^{}]*))?\}$/.exec(text.trim()) ?? [];
	const place = name === 'is' && words !== undefined ? name : PLACES.find((one) => one === name);
	if (place !== undefined) return { kind: 'place', name: place, words: words?.split(',').map((word) => word.trim()) ?? null };
	const other = name ?? PLACES.find((one) => text.includes(`{${one}}`));
	if (other === undefined) return null;
	throw new SettingError(`${label} has "${text.trim()}"`, name === undefined ? 'A placeholder stands alone in its quotes.' : `Placeholders are {${PLACES.join('}, {')}} and {is:word}.`);
}

/**
 * Finds the values in the places of a callback: one finding for every record in its lists.
 * @throws Error if there are too many records
 */
export function findIn(shape: Shape, content: unknown): Finding[] {
	return look(shape, content, { found: {}, raw: content, differs: false });
}

function look(shape: Shape, value: unknown, known: Finding): Finding[] {
	if (shape.kind === 'place') {
		const text = isScalar(value) ? String(value).trim() : undefined;
		const found = shape.name === 'is' || text === undefined || known.found[shape.name] ? known.found : { ...known.found, [shape.name]: text };
		return [{ ...known, found, differs: known.differs || (shape.words !== null && (text === undefined || !shape.words.includes(text))) }];
	}
	if (shape.kind === 'object') {
		return shape.members.reduce<Finding[]>((all, [key, member]) => {
			const inner = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
			return together(all, (one) => look(member, inner, one));
		}, [known]);
	}
	if (!Array.isArray(value) || value.length === 0) return look(shape.entry, value, known);
	return shape.many ? together(value, (one) => look(shape.entry, one, { ...known, raw: one })) : look(shape.entry, value[0], known);
}

/** Several lists multiply the findings, so it counts them on the way. */
function together<One>(ones: readonly One[], find: (one: One) => Finding[]): Finding[] {
	const all: Finding[] = [];
	for (const one of ones) {
		all.push(...find(one));
		if (all.length > CALLBACK_ENTRIES) throw new Error(`it has more than the ${CALLBACK_ENTRIES} entries that are read`);
	}
	return all;
}

function isScalar(value: unknown): value is string | number | boolean {
	return ['string', 'number', 'boolean'].includes(typeof value);
}
