// Google's table of time zones from the library, which scripts/timeZones.mjs makes compact. The library itself reads files, which a node must not do.
import data from './timeZones.json';

/** Names of zones (IANA). */
export const zoneNames: readonly string[] = data.zones;

/** Zones as indexes into `zoneNames`, and the prefixes of their phone numbers, without plus. */
export function readZoneGroups(): Array<readonly [zones: readonly number[], prefixes: readonly string[]]> {
	return (data.groups as unknown as Array<readonly [number[], string]>).map(([zones, coded]) => [zones, prefixesIn(coded)]);
}

/** A letter says how many digits a prefix shares with the one before it: a means none, b one … */
function prefixesIn(coded: string): string[] {
	let prefix = '';
	return Array.from(coded.matchAll(/([a-z])(\d+)/g), ([, shared, digits]) => (prefix = prefix.slice(0, shared!.charCodeAt(0) - 97) + digits!));
}
