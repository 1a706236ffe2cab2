// The library's table of time zones, which is Google's, made compact by scripts/timeZones.mjs. The library itself reads files, which no node may.
import data from './timeZones.json';

/** Names of zones (IANA). */
export const zoneNames: readonly string[] = data.zones;

/** The places of zones in `zoneNames`, and what the numbers there begin with, without plus, with blanks between. */
export const zoneGroups = data.groups as unknown as ReadonlyArray<readonly [zones: readonly number[], prefixes: string]>;
