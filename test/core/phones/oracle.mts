import fc from 'fast-check';
// Google's own library: another code base than the one that is bundled, with numbering plans of another day.
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

/** A mobile number of every country, without country code, as the bundled library's package brings them. */
export const EXAMPLES = examples as Readonly<Record<string, string>>;

/** A mobile number of a country. */
export interface Sample {
	country: string;
	/** With country code, without plus: how it must be read. */
	digits: string;
	/** As Google's library writes it at home: `(201) 555-0123`. */
	national: string;
	/** Without country code and without what is dialled before it at home: what a spreadsheet leaves of it. */
	significant: string;
}

/** Whether any library knows the number: right in length and in a range that is in use. A plan opens ranges from month to month, so their data differ. */
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
	// What Gabon dialled until 2019 is another number today.
	const again = parse(national, country);
	if (again === null || util.format(again, E164) !== util.format(number, E164)) return null;
	return { country, digits: util.format(number, E164).slice(1), national, significant: util.getNationalSignificantNumber(number) };
}

/** What Google's library reads of a text; null for nothing. */
export function parse(text: string, country?: string) {
	try {
		return util.parse(text, country);
	} catch {
		return null;
	}
}

/** The pattern by which mobile numbers are drawn; where they look like those of fixed lines it is that one. Google judges them all the same. */
function mobilePatternOf(country: string): RegExp | null {
	const kinds = (metadata as unknown as { countries: Record<string, unknown[]> }).countries[country]?.[11] as Array<[string] | 0> | undefined;
	const mobile = kinds?.[1];
	const [pattern] = (mobile !== undefined && mobile !== 0 && mobile[0] ? mobile : kinds?.[0]) || [];
	return pattern ? new RegExp(`^(?:${pattern})$`) : null;
}
