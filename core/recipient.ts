import { getCountries, getCountryCallingCode, isSupportedCountry, Metadata, parsePhoneNumberFromString, type CountryCode, type PhoneNumber } from '../vendor/libphonenumber-js';

/**
 * Reads a phone number the way people write them: with `+` or `00` and country code, with the country code alone, or, where a
 * default country is given, in that country's national form. Blanks, dots, dashes and brackets do not matter.
 * @returns the number as digits with country code, without plus (`46701234567`); none for what cannot be a number; two for
 * digits that are a number of the default country and, with a plus before them, another of another country
 */
export function readPhone(text: string, defaultCountry: string | null): string[] {
	const trimmed = text.trim();
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

/** By calling code: what is dialled at home before a number in one of its countries, and the lengths that are possible in all of them. */
type Plans = ReadonlyMap<string, { prefixes: RegExp; lengths: readonly number[] }>;

let plans: Plans | undefined;

/**
 * Whether text is the digits of a possible number and nothing else. The library says the same of them, ten times as slowly: it
 * finds the country first, by the patterns of all that share the calling code. What it may see otherwise is left to it.
 */
function isPlain(text: string): boolean {
	if (!/^[1-9]\d+$/.test(text)) return false;
	plans ??= readPlans();
	for (let digits = 1; digits <= 3; digits += 1) {
		const plan = plans.get(text.slice(0, digits));
		if (plan) return plan.lengths.includes(text.length - digits) && !plan.prefixes.test(text.slice(digits));
	}
	return false;
}

function readPlans(): Plans {
	const byCode = new Map<string, Plan[]>();
	const metadata = new Metadata();
	for (const country of getCountries()) {
		const code = getCountryCallingCode(country);
		metadata.selectNumberingPlan(country);
		byCode.set(code, [...(byCode.get(code) ?? []), metadata.numberingPlan as unknown as Plan]);
	}
	return new Map([...byCode].map(([code, sharing]) => {
		const prefixes = sharing.flatMap((plan) => plan.nationalPrefixForParsing() ?? []);
		const [first, ...others] = sharing.map((plan) => plan.possibleLengths());
		const lengths = first!.filter((length) => others.every((other) => other.includes(length)));
		return [code, { prefixes: prefixes.length === 0 ? /^$/ : new RegExp(`^(?:${prefixes.join('|')})`), lengths }];
	}));
}

/** Whether a country has phone numbers, by its two-letter code in capitals (ISO 3166-1). */
export function isCountry(code: string): boolean {
	return isSupportedCountry(code);
}

/**
 * The country of a number as `readPhone` gives it, by its two-letter code in capitals (ISO 3166-1); null where several share its digits, or none is known.
 */
export function countryOf(digits: string): string | null {
	if (last.digits !== digits) remember(digits, parse(`+${digits}`));
	return last.country;
}

/** The number that was read last: whoever asks for a country has just read the number, and reading is what takes long. */
const last: { digits: string; country: string | null } = { digits: '', country: null };

function remember(digits: string, number: PhoneNumber | undefined): string {
	Object.assign(last, { digits, country: number?.country ?? null });
	return digits;
}

function parse(text: string, country?: string): PhoneNumber | undefined {
	return parsePhoneNumberFromString(text, country as CountryCode | undefined);
}

/** Possible is enough, by its length: numbering plans open new ranges faster than any library learns of them. */
function digitsOf(number: PhoneNumber | undefined): string[] {
	return number?.isPossible() ? [remember(number.number.slice(1), number)] : [];
}
