import { describe, reader, type Reader } from '../../../core/input/fields';
import { jsonIn } from '../../../core/wire/json';

/** The fix for an unreadable time window. */
const HOURS = 'Give the hours as a list of numbers from 0 to 23, such as [11, 12, 18].';
const PAIRS = 'Give every parameter a name and a text, or one JSON object of names and texts.';

/** Hours of the day in rising order, each once; from a list, its JSON, or numbers separated by commas. Empty if nothing is given. */
export function hours(): Reader<number[]> {
	return reader((value, refuse) => {
		if (value === undefined || value === null || value === '') return [];
		const entries = typeof value === 'string' ? value.replace(/^\s*\[|\]\s*$/g, '').split(',') : [value].flat();
		const given = entries.map((entry) => (/^\s*\d{1,2}\s*$/.test(String(entry)) ? Number(entry) : NaN));
		if (given.some((hour) => !(hour <= 23))) return refuse(`is ${describe(value)}, not a list of hours`, HOURS);
		return [...new Set(given)].sort((a, b) => a - b);
	});
}

/** Names and their replacement texts: from the pairs of the editor, an object, or its JSON. */
export function parameterMap(): Reader<Record<string, string>> {
	return reader((value, refuse) => {
		const entries = entriesOf(value);
		if (entries === null) return refuse(`is ${describe(value)}, not a list of names and texts`, PAIRS);
		const named = entries.filter(([name, text]) => name.trim() !== '' || isGiven(text));
		const bad = named.find(([name, text]) => name.trim() === '' || typeof text === 'object');
		if (bad) return refuse(`has ${describe(bad[1])} under the name ${describe(bad[0])}`, PAIRS);
		const names = named.map(([name]) => name.trim());
		const seen = new Set<string>();
		const repeated = names.find((name) => seen.size === seen.add(name).size);
		if (repeated !== undefined) return refuse(`has ${describe(repeated)} twice`, 'Give every name once.');
		return Object.fromEntries(named.map(([, text], i) => [names[i]!, String(text ?? '')]));
	});
}

/** Whether a key of an item holds something. */
export function isGiven(value: unknown): boolean {
	return value !== undefined && value !== null && value !== '';
}

function entriesOf(value: unknown): Array<[string, unknown]> | null {
	if (!isGiven(value) || (Array.isArray(value) && value.length === 0)) return [];
	const given = typeof value === 'string' ? jsonIn(value) : value;
	if (typeof given !== 'object' || given === null || Array.isArray(given)) return null;
	const { pair } = given as { pair?: unknown };
	if (!Array.isArray(pair)) return Object.entries(given);
	return pair.map((one: { name?: unknown; value?: unknown }) => [String(one?.name ?? ''), one?.value]);
}
