import { describe, isObject, refuse } from './schema';
import type { KeyNames, MessageField } from './settings';

/** Keys that mean the same for every provider. A key that a provider does not use is not an error. */
const COMMON_KEYS: readonly string[] = ['to', 'text', 'from', 'subject', 'sendAt', 'expiresAt', 'attachments', 'correlationId', 'deduplicationKey', 'channel'];

/** Columns that look like a schedule but say when something happened. */
const PAST: ReadonlySet<string> = new Set(['sentat']);

/** A key in lower case, without blanks and a byte-order mark around it. */
export const plainKey = (key: string) => key.replace(/[\ufeff\u200b]/g, '').trim().toLowerCase();

/** The same without word separators, to find the key that the user meant. */
const bare = (key: string) => plainKey(key).replace(/[\s_.-]/g, '');

interface Keys {
	/** Every key that is known, and the fields it fills. */
	fills: ReadonlyMap<string, readonly string[]>;
	/** Keys of a schedule. */
	schedules: readonly string[];
	/** All names, as they are written. */
	names: readonly string[];
	/** Only the fields' own names, for messages. */
	shown: readonly string[];
}

/**
 * Renames an item's keys to the names of the fields. Case, blanks at the ends and a byte-order mark do not matter, and a field may have other names.
 * Two names of one field with different values are refused, and the message has both names.
 * @param source `json`: an unknown key is refused, with the nearest known one. `item`: other columns are ignored, except a misspelt schedule
 */
export function keysReader(fields: readonly MessageField[], names: KeyNames, source: 'item' | 'json'): (given: unknown) => unknown {
	const keys = keysOf(fields, names);
	const known = new Map<string, readonly string[]>();
	return (given) => {
		if (!isObject(given)) return given;
		const read: Record<string, unknown> = {};
		let found = false;
		for (const key of Object.keys(given)) {
			let fills = known.get(key);
			if (fills === undefined) known.set(key, (fills = keys.fills.get(plainKey(key)) ?? []));
			if (fills.length === 0) {
				refuseKey(key, given[key], keys, source);
				continue;
			}
			found = true;
			for (const name of fills) {
				if (!isGiven(read[name])) read[name] = given[key];
				else if (isGiven(given[key]) && !isSame(read[name], given[key])) refuseTwice(given, name, key, known);
			}
		}
		if (!found && source === 'item') refuseColumns(Object.keys(given), keys);
		return read;
	};
}

/** Reads one column of an item. Tries its names in order, matched as in `keysReader`, and takes the first with a value; undefined if none has one. */
export function columnReader(names: readonly string[]): (given: Readonly<Record<string, unknown>>) => unknown {
	const wanted = names.map(plainKey);
	const ranks = new Map<string, number>();
	return (given) => {
		let found: { rank: number; value: unknown } | undefined;
		for (const key of Object.keys(given)) {
			let rank = ranks.get(key);
			if (rank === undefined) ranks.set(key, (rank = wanted.indexOf(plainKey(key))));
			if (rank !== -1 && isGiven(given[key]) && (found === undefined || rank < found.rank)) found = { rank, value: given[key] };
		}
		return found?.value;
	};
}

function keysOf(fields: readonly MessageField[], { aliases = {}, schedules = [], further = [] }: KeyNames): Keys {
	const fills = new Map<string, string[]>();
	const add = (key: string, name: string) => fills.set(plainKey(key), [...new Set([...(fills.get(plainKey(key)) ?? []), name])]);
	const keysFor = (name: string) => [name, ...(aliases[name] ?? [])];
	for (const { name } of fields) for (const key of keysFor(name)) add(key, name);
	for (const key of [...further, 'deduplicationKey']) if (!fills.has(plainKey(key))) add(key, key);
	return { fills, schedules: schedules.flatMap(keysFor), names: [...fields.flatMap(({ name }) => keysFor(name)), ...further], shown: fields.map(({ name }) => name) };
}

function refuseTwice(given: Readonly<Record<string, unknown>>, name: string, key: string, known: ReadonlyMap<string, readonly string[]>): never {
	const first = Object.keys(given).find((one) => known.get(one)!.includes(name) && isGiven(given[one]))!;
	return refuse(`is given twice: ${describe(given[first])} as ${first}, and ${describe(given[key])} as ${key.trim()}`, 'Leave one of them out.', name);
}

function isSame(one: unknown, other: unknown): boolean {
	return one === other || JSON.stringify(one) === JSON.stringify(other) || String(one) === String(other);
}

function isGiven(value: unknown): boolean {
	return value !== undefined && value !== null && value !== '';
}

function refuseKey(key: string, value: unknown, { schedules, names, shown }: Keys, source: 'item' | 'json'): void {
	if (source === 'json') {
		if (COMMON_KEYS.some((common) => plainKey(common) === plainKey(key)) && !isTime(key)) return;
		const near = nearest(key, [...names, ...COMMON_KEYS]);
		refuse(`has the key ${describe(key)}, which the node does not know`, near === null ? `The node knows ${shown.join(', ')}.` : `Did you mean ${near}?`);
	} else if (isGiven(value) && isMisspeltSchedule(key, schedules)) {
		refuse(`has the column ${describe(key)}, which looks like a schedule but is not one: the message would be sent at once`, `Call it ${nearest(key, schedules) ?? 'sendAt'}, or remove it.`);
	}
}

/** An operation without a schedule would ignore this key and send the message at once. */
function isTime(key: string): boolean {
	return plainKey(key) === 'sendat';
}

function isMisspeltSchedule(key: string, schedules: readonly string[]): boolean {
	const given = bare(key);
	if (schedules.length === 0 || PAST.has(given)) return false;
	return given.startsWith('schedul') || schedules.some((name) => distance(given, bare(name)) <= (name.length < 10 ? 1 : 2));
}

function refuseColumns(columns: readonly string[], { shown }: Keys): never {
	const seen = columns.slice(0, SEEN).map((column) => describe(column)).join(', ');
	const what = columns.length === 0 ? 'has no columns' : `has none of the columns of a message, but ${seen}${columns.length > SEEN ? ' …' : ''}`;
	const common = shown.filter((name) => COMMON_KEYS.includes(name));
	return refuse(what, `Name the columns as the fields: ${(common.length > 0 ? common : shown).join(', ')}. An Edit Fields node before this one can rename them.`);
}

/** How many of an item's columns an error names. */
const SEEN = 6;

function nearest(key: string, names: readonly string[]): string | null {
	const given = bare(key);
	const ranked = names.map((name) => ({ name, far: bare(name) === given ? 0 : distance(given, bare(name)) })).sort((a, b) => a.far - b.far);
	const [first] = ranked;
	return first && first.far <= Math.max(1, Math.floor(given.length / 3)) ? first.name : null;
}

/** The number of letters to add, remove, change or swap with a neighbour to turn one word into the other. */
function distance(one: string, other: string): number {
	const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, i) => i)];
	for (let i = 1; i <= one.length; i += 1) {
		const row = [i];
		for (let j = 1; j <= other.length; j += 1) {
			const change = rows[i - 1]![j - 1]! + (one[i - 1] === other[j - 1] ? 0 : 1);
			row[j] = Math.min(change, rows[i - 1]![j]! + 1, row[j - 1]! + 1);
			if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) row[j] = Math.min(row[j]!, rows[i - 2]![j - 2]! + 1);
		}
		rows.push(row);
	}
	return rows[one.length]![other.length]!;
}
