import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PhoneNumberType, PhoneNumberUtil } from 'google-libphonenumber';
import { timeZonesOf } from '../../core/prepare/timeZones';

const root = join(__dirname, '..', '..');
const google = PhoneNumberUtil.getInstance();

/** Google's table from the package: a BSON document of texts. Before each text are a 2, the prefix, a zero and the text's length. */
function zonesByPrefix(): Map<string, string[]> {
	const bytes = readFileSync(join(root, 'vendor/timeZones.bson')).toString('latin1');
	// eslint-disable-next-line no-control-regex -- the bytes of the format
	return new Map([...bytes.matchAll(/\x02(\d+)\0[^]{4}([\w/&+-]+)\0/g)].map(([, prefix, zones]) => [prefix!, zones!.split('&')]));
}

/** PhoneNumberToTimeZonesMapper.getTimeZonesForNumber of libphonenumber, for numbers that it knows. */
function googleZones(table: ReadonlyMap<string, string[]>, digits: string): string[] | undefined {
	const number = google.parse(`+${digits}`);
	const code = String(number.getCountryCode());
	const type = google.getNumberType(number);
	const isGeographic =
		type === PhoneNumberType.FIXED_LINE || type === PhoneNumberType.FIXED_LINE_OR_MOBILE || (['52', '54', '55', '62', '86'].includes(code) && type === PhoneNumberType.MOBILE);
	for (let prefix = isGeographic ? digits : code; prefix !== ''; prefix = prefix.slice(0, -1)) {
		const zones = table.get(prefix);
		if (zones) return zones;
	}
	return undefined;
}

const table = zonesByPrefix();

test('the table in vendor/ matches its source', () => {
	const { status, stderr } = spawnSync(process.execPath, [join(root, 'scripts/timeZones.mjs'), '--check'], { encoding: 'utf8' });
	expect([status, stderr]).toEqual([0, '']);
});

test("the example numbers of every country and kind are in the zones of Google's table", () => {
	const types = [PhoneNumberType.FIXED_LINE, PhoneNumberType.MOBILE, PhoneNumberType.TOLL_FREE, PhoneNumberType.PREMIUM_RATE, PhoneNumberType.VOIP, PhoneNumberType.SHARED_COST];
	const regions = google.getSupportedRegions();
	const examples = regions.flatMap((region) =>
		types.flatMap((type) => {
			const example = google.getExampleNumberForType(region, type) as ReturnType<typeof google.parse> | null;
			return example?.hasNationalNumber() ? [google.format(example, 0).slice(1)] : [];
		}),
	);
	expect(regions.length).toBeGreaterThan(240);
	expect(examples.length).toBeGreaterThan(700);
	expect(examples.filter((digits) => String(timeZonesOf(digits)) !== String(googleZones(table, digits)))).toEqual([]);
});

test('so are numbers with every prefix of the table', () => {
	const numbers = [...table.keys()].flatMap((prefix) => [8, 9, 10, 11, 12, 13].map((length) => prefix.padEnd(length, '2345678901234')).filter((digits) => {
		try {
			const number = google.parse(`+${digits}`);
			// Some plans accept a national prefix after the calling code, but that is not a part of the number on the wire.
			return google.isValidNumber(number) && google.format(number, 0) === `+${digits}`;
		} catch {
			return false;
		}
	}));
	expect(table.size).toBe(3291);
	expect(numbers.length).toBeGreaterThan(2500);
	expect(numbers.filter((digits) => String(timeZonesOf(digits)) !== String(googleZones(table, digits)))).toEqual([]);
});

test.each([
	['447700900123', 'of the whole calling code where it is no number that the plan knows', ['Europe/Guernsey', 'Europe/Isle_of_Man', 'Europe/Jersey', 'Europe/London']],
	['870773111632', 'of no country', []],
	['12125550123', 'by its area', ['America/New_York']],
])('%s: zones %s', (digits, _, zones) => {
	expect(timeZonesOf(digits)).toEqual(zones);
});
