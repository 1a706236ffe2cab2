import fc from 'fast-check';
// Google's own library: another code base than the bundled one, with numbering plans of another date.
import google from 'google-libphonenumber';
import parsePhoneNumber from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import metadata from 'libphonenumber-js/max/metadata';

const util = google.PhoneNumberUtil.getInstance();
const { E164, NATIONAL } = google.PhoneNumberFormat;
const { MOBILE, FIXED_LINE_OR_MOBILE } = google.PhoneNumberType;
const MOBILES: ReadonlySet<number> = new Set([MOBILE, FIXED_LINE_OR_MOBILE]);

/** Every country with phone numbers, by two letters. */
export const COUNTRIES: readonly string[] = [...util.getSupportedRegions()].sort();

/** A mobile number of every country, without country code, from the bundled library's package. */
export const EXAMPLES = examples as Readonly<Record<string, string>>;

/** A mobile number of a country. */
export interface Sample {
	country: string;
	/** With country code, without plus: the expected result. */
	digits: string;
	/** As Google's library writes it at home: `(201) 555-0123`. */
	national: string;
	/** Without country code and national prefix, as a spreadsheet leaves it. */
	significant: string;
}

/** Whether either library knows the number: right in length and in a range that is in use. Their data differ, because plans open new ranges every month. */
export function isValid(digits: string): boolean {
	const number = parse(`+${digits}`);
	return (number !== null && util.isValidNumber(number)) || parsePhoneNumber(`+${digits}`)?.isValid() === true;
}

/** The calling code of a country, as digits. */
export function callingCodeOf(country: string): string {
	return String(util.getCountryCodeForRegion(country));
}

/** Mobile numbers of a country, the same ones for the same seed: drawn near Google's example, and kept where Google calls them valid mobile numbers. */
export function mobilesOf(country: string, count: number, seed: number): Sample[] {
	const example = util.getExampleNumberForType(country, MOBILE) ?? util.getExampleNumber(country);
	if (!example) return [];
	const significant = util.getNationalSignificantNumber(example);
	const pattern = mobilePatternOf(country);
	const drawn = pattern ? fc.sample(fc.stringMatching(pattern), { numRuns: count * 3, seed }) : [];
	const found = [significant, ...drawn].flatMap((one) => sampleOf(country, one) ?? []);
	return found.slice(0, count);
}

function sampleOf(country: string, significant: string): Sample | null {
	const number = parse(`+${callingCodeOf(country)}${significant}`);
	if (number === null || !MOBILES.has(util.getNumberType(number)) || util.getRegionCodeForNumber(number) !== country) return null;
	const national = util.format(number, NATIONAL);
	// For example, Gabon's numbers from before 2019 are other numbers today.
	const again = parse(national, country);
	if (again === null || util.format(again, E164) !== util.format(number, E164)) return null;
	return { country, digits: util.format(number, E164).slice(1), national, significant: util.getNationalSignificantNumber(number) };
}

/** The number that Google's library reads from a text; null if none. */
export function parse(text: string, country?: string) {
	try {
		return util.parse(text, country);
	} catch {
		return null;
	}
}

/** The pattern for drawing mobile numbers: that of fixed lines if both look the same. Google's library still judges each number. */
function mobilePatternOf(country: string): RegExp | null {
	const kinds = (metadata as unknown as { countries: Record<string, unknown[]> }).countries[country]?.[11] as Array<[string] | 0> | undefined;
	const mobile = kinds?.[1];
	const [pattern] = (mobile !== undefined && mobile !== 0 && mobile[0] ? mobile : kinds?.[0]) || [];
	return pattern ? new RegExp(`^(?:${pattern})$`) : null;
}
