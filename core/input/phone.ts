import { getCountries, getCountryCallingCode, isSupportedCountry, Metadata, parsePhoneNumberFromString, type CountryCode, type PhoneNumber } from '../../vendor/libphonenumber-js';

/**
 * Reads a phone number the way people write them: with `+` or `00` and country code, with the country code alone, or, where a
 * default country is given, in that country's national form. Blanks, dots, dashes and brackets do not matter.
 * @returns the number as digits with country code, without plus (`46701234567`); none for what cannot be a number; two for
 * digits that are a number of the default country and, with a plus before them, another of another country
 */
export function readPhone(text: string, defaultCountry: string | null): string[] {
	const trimmed = text.trim();
	if (defaultCountry === null && isPlain(trimmed)) return [trimmed];
	// "46701740605.0" is a number that went through a spreadsheet: its last digit is none.
	if (!/^[+\d\s().\-\u00a0\u2010-\u2015]+$/.test(trimmed) || /\.\d{1,2}$/.test(trimmed)) return [];
	if (trimmed.startsWith('+')) return international(trimmed.slice(1));
	if (trimmed.startsWith('00')) return international(trimmed.slice(2));
	if (defaultCountry === null) return international(trimmed);
	const readings = [parse(trimmed, defaultCountry), ...(trimmed.startsWith('0') ? [] : [parse(`+${trimmed}`)])];
	const valid = readings.filter((reading) => reading?.isValid());
	return [...new Set((valid.length > 0 ? valid : readings).flatMap(digitsOf))];
}

function international(text: string): string[] {
	return isPlain(text) ? [text] : digitsOf(parse(`+${text}`));
}

/** A numbering plan of the library's; the second is there and not declared. */
interface Plan {
	possibleLengths(): number[];
	nationalPrefixForParsing(): string | undefined;
}

/** What the countries of one calling code have in common. */
interface CallingCode {
	digits: string;
	countries: readonly CountryCode[];
	/** What is dialled at home before a number in one of them. */
	prefixes: RegExp;
	/** Lengths that are possible in all of them, without the calling code. */
	lengths: readonly number[];
}

let callingCodes: ReadonlyMap<string, CallingCode> | undefined;

/**
 * Whether text is the digits of a possible number and nothing else. The library says the same of them, ten times as slowly: it
 * finds the country first, by the patterns of all that share the calling code. What it may see otherwise is left to it.
 */
function isPlain(text: string): boolean {
	if (!/^[1-9]\d+$/.test(text)) return false;
	const plan = planOf(text);
	if (!plan) return false;
	const { digits, lengths, prefixes } = plan;
	return lengths.includes(text.length - digits.length) && !prefixes.test(text.slice(digits.length));
}

/** None for the numbers of no country, such as those of satellites. */
function planOf(number: string): CallingCode | undefined {
	callingCodes ??= readCallingCodes();
	return callingCodes.get(number.slice(0, 1)) ?? callingCodes.get(number.slice(0, 2)) ?? callingCodes.get(number.slice(0, 3));
}

function readCallingCodes(): ReadonlyMap<string, CallingCode> {
	const sharing = new Map<string, CountryCode[]>();
	for (const country of getCountries()) {
		const code = getCountryCallingCode(country);
		sharing.set(code, [...(sharing.get(code) ?? []), country]);
	}
	return new Map([...sharing].map(([digits, countries]) => [digits, inCommon(digits, countries)]));
}

function inCommon(digits: string, countries: readonly CountryCode[]): CallingCode {
	const metadata = new Metadata();
	const plans = countries.map((country) => {
		metadata.selectNumberingPlan(country);
		return metadata.numberingPlan as unknown as Plan;
	});
	const prefixes = plans.flatMap((plan) => plan.nationalPrefixForParsing() ?? []);
	const [first, ...others] = plans.map((plan) => plan.possibleLengths());
	const lengths = first!.filter((length) => others.every((other) => other.includes(length)));
	return { digits, countries, prefixes: prefixes.length === 0 ? /^$/ : new RegExp(`^(?:${prefixes.join('|')})`), lengths };
}

/** Whether a country has phone numbers, by its two-letter code in capitals (ISO 3166-1). */
export function isCountry(code: string): boolean {
	return isSupportedCountry(code);
}

/**
 * The country of a number as `readPhone` gives it, if it is one of these, by its two-letter code in capitals (ISO 3166-1). Null where several
 * countries share its digits, too.
 */
export function countryAmong(countries: ReadonlyMap<string, unknown>, digits: string): string | null {
	const sharing = planOf(digits)?.countries ?? [];
	if (!sharing.some((country) => countries.has(country))) return null;
	const country = sharing.length === 1 ? sharing[0] : parse(`+${digits}`)?.country;
	return country !== undefined && countries.has(country) ? country : null;
}

function parse(text: string, country?: string): PhoneNumber | undefined {
	return parsePhoneNumberFromString(text, country as CountryCode | undefined);
}

/** Possible is enough, by its length: numbering plans open new ranges faster than any library learns of them. */
function digitsOf(number: PhoneNumber | undefined): string[] {
	return number?.isPossible() ? [number.number.slice(1)] : [];
}
