// The library's table of time zones, which is Google's, made compact by scripts/timeZones.mjs. The library itself reads files, which no node may.
import data from './timeZones.json';

/** Names of zones (IANA). */
export const zoneNames: readonly string[] = data.zones;

/** The places of zones in `zoneNames`, and what the numbers there begin with, without plus. */
export function readZoneGroups(): Array<readonly [zones: readonly number[], prefixes: readonly string[]]> {
	return (data.groups as unknown as Array<readonly [number[], string]>).map(([zones, coded]) => [zones, prefixesIn(coded)]);
}

/** A letter says how many digits a prefix has in common with the one before it: a none, b one … */
function prefixesIn(coded: string): string[] {
	let prefix = '';
	return Array.from(coded.matchAll(/([a-z])(\d+)/g), ([, shared, digits]) => (prefix = prefix.slice(0, shared!.charCodeAt(0) - 97) + digits!));
}
