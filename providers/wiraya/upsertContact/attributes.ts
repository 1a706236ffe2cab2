import { attempt, describe, reader, integer, optionalDateTime, phone, Refusal, text, type Reader } from '../../../core/input/fields';
import type { ReadSettings } from '../../../core/input/settings';
import { utcSeconds } from '../../../core/input/time';
import { KNOWN, OTHER, type Attributes, type Kind } from './form';

const NAME_FIX = 'Give the name of the attribute as agreed with Wiraya; case matters.';

/** Names and values, as the collection gives them or as one object. A repeated name is refused; empty values are left out. */
export function attributes(section: keyof typeof KNOWN, settings: ReadSettings): Reader<Attributes> {
	const readers: Record<Kind, Reader<string | number>> = {
		date: date(),
		dateTime: dateTime(settings),
		integer: integer('Give a whole number.'),
		phone: phone(settings),
		text: text('Give text.'),
	};
	return reader((value, refuse) => {
		const pairs = pairsOf(value);
		if (pairs === null) return refuse(`is ${describe(value)}, not a list of names and values`, NAME_FIX);
		const read = new Map<string, string | number | boolean>();
		for (const [given, what] of pairs) {
			const name = typeof given === 'string' ? given.trim() : '';
			if (name === '') return refuse('has an attribute without a name', NAME_FIX);
			if (read.has(name)) return refuse(`has the attribute ${describe(name)} twice`, 'Give each attribute once.');
			if (what === undefined || what === null || what === '') continue;
			const kind = KNOWN[section][name] ?? null;
			const result = attempt<string | number | boolean>(kind === null ? scalar : readers[kind], what);
			if (result instanceof Refusal) return refuse(`has ${name}, which ${result.what}`, result.fix);
			read.set(name, result.value);
		}
		return Object.fromEntries(read);
	});
}

function pairsOf(value: unknown): Array<readonly [unknown, unknown]> | null {
	if (value === undefined || value === null || value === '') return [];
	if (typeof value !== 'object' || Array.isArray(value)) return null;
	const { attribute } = value as { attribute?: unknown };
	if (!Array.isArray(attribute)) return Object.entries(value);
	return (attribute as Array<Record<string, unknown> | null>).map((one) => [one?.name === OTHER ? one.otherName : one?.name, one?.value] as const);
}

/** Text, a number, or yes or no. */
const scalar: Reader<string | number | boolean> = reader((value, refuse) => {
	if (typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return value;
	return refuse(`is ${describe(value)}, neither text nor a number nor yes or no`, 'Give one value.');
});

/** "ISO 8601 in UTC with trailing Z." What is empty is left out before it is read. */
function dateTime(settings: ReadSettings): Reader<string> {
	const read = optionalDateTime(settings);
	return (given) => utcSeconds(read(given)!);
}

/** The day in the value's own zone: a birthday has no time zone. */
function date(): Reader<string> {
	const read = optionalDateTime({ timeZone: 'utc', defaultCountry: null, maxSegments: null, now: 0 });
	return (given) => read(given)!.toISODate()!;
}
