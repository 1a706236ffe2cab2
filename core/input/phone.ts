import { isSupportedCountry, parsePhoneNumber, type CountryCode, type PhoneNumber } from '../../vendor/libphonenumber-js';
import { callingCodeOf, countryOf, home, isInPlan } from './numberingPlans';
import { isRefusal, readWritten, type PhoneRefusal, type WrittenNumber } from './phoneText';

export { countryOf } from './numberingPlans';
export type { PhoneRefusal } from './phoneText';

const EXAMPLE = '+44 7700 900123';
/** Some countries have national numbers that begin with 00. None of these is longer. */
const LONGEST_BEHIND_ZEROS = 9;

const WHICH_COUNTRY = `Set Options > Default Country to the country of such numbers, or write them with a plus and the country code, such as ${EXAMPLE}.`;

/**
 * Reads a phone number as people write it, if it is certain whose number it is:
 * - with a plus, `00` or what the default country dials before foreign numbers, and a country code: any number of a possible length;
 * - in the national notation of the default country, which comes before every other reading of bare digits;
 * - as bare digits that begin with a country code: without a default country, where a numbering plan knows the number; with one, where it is a
 *   mobile number of that country.
 * @param defaultCountry two letters in capitals (ISO 3166-1), or null
 * @returns the number as digits with country code, without plus (`46701234567`), or why the text is not a number
 */
export function readPhone(text: string, defaultCountry: string | null): string | PhoneRefusal {
	if (defaultCountry === null && isPlain(text) && isInPlan(text)) return text;
	const written = readWritten(text);
	if (isRefusal(written)) return written;
	if (written.hasPlus) return withCountryCode(written.digits, written.bracketedZero);
	return defaultCountry === null ? readBare(written) : readAtHome(written, defaultCountry as CountryCode);
}

/** Whether a country has phone numbers, by its two-letter code in capitals (ISO 3166-1). */
export function isCountry(code: string): boolean {
	return isSupportedCountry(code);
}

/** Whether digits with country code may be a mobile number. A number that no plan knows may be one. */
export function isMobile(digits: string): boolean {
	return isInPlan(digits, 'mobile') || !isInPlan(digits);
}

/** Digits as people dial them at home, without the leading zero of many countries. */
export function nationalOf(digits: string): string {
	return digits.slice(callingCodeOf(digits)?.digits.length ?? 0);
}

/** A warning about an old eight-digit mobile number of Brazil, which the node sends unchanged; null for any other number. */
export function phoneAdvice(number: string): string | null {
	if (!/^\+?55\d\d[6-9]\d{7}$/.test(number)) return null;
	const digits = number.replace('+', '');
	return `+${digits} has the eight digits that mobile numbers in Brazil had until 2016. Since then there is a 9 before them: +${digits.slice(0, 4)}9${digits.slice(4)}.`;
}

/** Without a default country. */
function readBare(written: WrittenNumber): string | PhoneRefusal {
	const { digits, bracketedZero, beforeBracket } = written;
	if (digits.startsWith('00')) return behindPrefix(digits, '00', bracketedZero, LONGEST_BEHIND_ZEROS);
	const lead = digits.slice(0, beforeBracket);
	const isNational = digits.startsWith('0') || (beforeBracket >= 0 && callingCodeOf(lead)?.digits !== lead);
	if (isNational) return { what: 'has no country code', fix: WHICH_COUNTRY };
	const number = withCountryCode(digits, bracketedZero);
	if (typeof number === 'string' && isKnown(number)) return number;
	if (digits.length < 7) return { what: 'has too few digits', fix: `Give the whole number, such as ${EXAMPLE}.` };
	return { what: 'is not a number of any country: a digit or the country code may be missing', fix: WHICH_COUNTRY };
}

/** With a default country and without a plus. */
function readAtHome(written: WrittenNumber, country: CountryCode): string | PhoneRefusal {
	const { bracketedZero, beforeBracket } = written;
	const digits = withoutOldPrefix(written.digits, country);
	const { callingCode, trunkPrefix, hasPlainPrefix, usualLengths } = home(country);
	if (hasPlainPrefix) {
		// Gives the same result as the library for nearly all numbers, at a tenth of the cost.
		const mobile = callingCode + (digits.startsWith(trunkPrefix) ? digits.slice(trunkPrefix.length) : digits);
		if (isInPlan(mobile, 'mobile')) return mobile;
		if (isPlain(digits) && digits.startsWith(callingCode) && isInPlan(digits, 'mobile')) return digits;
	}
	const parsed = parsePhoneNumber(digits, country);
	const isHome = parsed?.countryCallingCode === callingCode;
	const national = isHome ? digitsOf(parsed) : null;
	const own = digits.startsWith(callingCode) ? stringOf(withCountryCode(digits, bracketedZero)) : null;
	if (own !== null && isInPlan(own, 'mobile') && !(national !== null && isInPlan(national, 'mobile'))) return own;
	const foreign = beforeBracket < 0 && !digits.startsWith('0') ? stringOf(withCountryCode(digits, bracketedZero)) : null;
	const isForeign = foreign !== null && isKnown(foreign);
	const isMarked = national !== null && parsed!.nationalNumber !== digits;
	if (national !== null && isInPlan(national)) {
		// A number without its leading zero may also be a number with country code.
		if (isMarked || trunkPrefix === '' || isInPlan(national, 'mobile')) return national;
		const others = [...(isForeign && isInPlan(foreign, 'mobile') ? [foreign] : []), ...(own !== null && isInPlan(own) ? [own] : [])];
		return oneOf([national, ...others]);
	}

	const abroad = dialledOut(digits, country, bracketedZero);
	if (abroad !== null && (typeof abroad !== 'string' || national === null || isKnown(abroad))) return abroad;
	if (country === 'AR' && /^15\d{6,8}$/.test(digits)) return { what: 'has no area code before its 15', fix: 'Write it with its area code, such as 011 15-2345-6789, or with a plus and its country code.' };

	if (national === null || !usualLengths.has(national.length - callingCode.length)) {
		return isForeign ? ofAnother(foreign, country) : wrongLength(digits, country);
	}
	const others = [national, ...(isForeign ? [foreign] : []), ...(own === null ? [] : [own])];
	return isMarked ? national : oneOf(others);
}

/** A foreign number without the prefix for calls abroad; null if it does not begin with that prefix. */
function dialledOut(digits: string, country: CountryCode, bracketedZero: number): string | PhoneRefusal | null {
	const { dialOut, longestMobile } = home(country);
	const [prefix] = dialOut?.exec(digits) ?? [];
	const read = (dialled: string) => behindPrefix(digits, dialled, bracketedZero, longestMobile);
	const byPlan = prefix ? read(prefix) : null;
	// Some countries add digits for the carrier, but people write a plain 00 there too.
	const plain = digits.startsWith('00') && prefix !== '00' ? read('00') : null;
	if (typeof plain !== 'string') return byPlan ?? plain;
	if (typeof byPlan !== 'string') return plain;
	if (isKnown(byPlan) === isKnown(plain)) return isKnown(byPlan) ? byPlan : oneOf([byPlan, plain]);
	return isKnown(byPlan) ? byPlan : plain;
}

/**
 * A number after the prefix for calls abroad. One wrong digit can turn a national number into such a number. So if it is short enough to be a national
 * number, it must be in a numbering plan.
 */
function behindPrefix(digits: string, prefix: string, bracketedZero: number, longestAtHome: number): string | PhoneRefusal {
	const number = withCountryCode(digits.slice(prefix.length), bracketedZero - prefix.length);
	if (typeof number !== 'string' || digits.length > longestAtHome || isKnown(number)) return number;
	return { what: `begins with ${prefix}, and +${number} is not a number of any country`, fix: `Check its digits, or write +${number} if it is right.` };
}

/**
 * Digits that begin with a country code.
 * @param bracketedZero position of a single zero in brackets, as in `+44 (0)20…`, which people dial only at home; negative without one
 */
function withCountryCode(digits: string, bracketedZero: number): string | PhoneRefusal {
	if (bracketedZero < 1) return international(digits);
	// In Italy the zero is part of fixed-line numbers but of no mobile number, and people put it in brackets for both.
	const [without, as] = [digits.slice(0, bracketedZero) + digits.slice(bracketedZero + 1), digits].map(international);
	const known = [without, as].filter((one): one is string => typeof one === 'string' && isKnown(one));
	if (known.length > 0) return oneOf(known);
	return typeof without === 'string' ? without : as!;
}

function international(given: string): string | PhoneRefusal {
	const digits = withoutMexicanOne(given);
	if (isPlain(digits)) return digits;
	return digitsOf(parsePhoneNumber(`+${digits}`)) ?? wrongLength(digits);
}

/**
 * Whether the text is only the digits of a possible number. The library gives the same answer ten times as slowly, because it first finds the country
 * by the patterns of all countries that share the calling code. Where its answer may differ, it decides.
 */
function isPlain(text: string): boolean {
	if (!/^[1-9]\d+$/.test(text)) return false;
	const code = callingCodeOf(text);
	if (!code) return false;
	return code.lengths.has(text.length) && !code.prefixes.test(text);
}

/**
 * Whether digits with country code, as `international` gives them, are in a numbering plan. The library decides about plans without a country, such
 * as those of satellites.
 */
function isKnown(digits: string): boolean {
	if (callingCodeOf(digits)) return isInPlan(digits);
	return parsePhoneNumber(`+${digits}`)?.isValid() === true;
}

/**
 * Until August 2019, mobile numbers in Mexico had a 1 before them in calls from abroad, and 044, 045 or 01 at home. WhatsApp still writes the 1.
 * Source: IFT, Plan Técnico Fundamental de Numeración.
 */
function withoutMexicanOne(digits: string): string {
	return /^521\d{10}$/.test(digits) ? `52${digits.slice(3)}` : digits;
}

function withoutOldPrefix(digits: string, country: CountryCode): string {
	return country === 'MX' ? digits.replace(/^(?:044|045|01)(?=\d{10}$)/, '') : digits;
}

/** A possible length is enough: numbering plans open new ranges faster than any library learns of them. */
function digitsOf(number: PhoneNumber | undefined): string | null {
	return number?.isPossible() ? number.number.slice(1) : null;
}

function stringOf(reading: string | PhoneRefusal): string | null {
	return typeof reading === 'string' ? reading : null;
}

/** The number on which all readings agree. If they differ, the refusal names them all. */
function oneOf(readings: readonly string[]): string | PhoneRefusal {
	const distinct = [...new Set(readings)];
	if (distinct.length === 1) return distinct[0]!;
	return { what: `may be ${distinct.map(withCountry).join(' or ')}`, fix: 'Write it with a plus and its country code.' };
}

const countryNames = new Intl.DisplayNames(['en'], { type: 'region' });

function nameOf(country: string): string {
	return countryNames.of(country) ?? country;
}

/** Country names that need an article within an English sentence. */
const WITH_ARTICLE = /^(United |Isle of |Central African |Dominican R|Congo|Netherlands|Philippines|Bahamas|Maldives|Gambia|Comoros|Seychelles)|Islands$|Territor(y|ies)$/;

function inSentence(country: string): string {
	const name = nameOf(country);
	return WITH_ARTICLE.test(name) ? `the ${name}` : name;
}

function withCountry(digits: string): string {
	const country = countryOf(digits);
	return country === null ? `+${digits}` : `+${digits} (${nameOf(country)})`;
}

/** The refusal of digits that are a number of another country than the default country. */
function ofAnother(foreign: string, country: CountryCode): PhoneRefusal {
	const other = countryOf(foreign);
	const owner = other === null ? 'another country' : inSentence(other);
	return { what: `is not a number of ${inSentence(country)}`, fix: `If it belongs to ${owner}, write it with a plus: +${foreign}. Otherwise check its digits.` };
}

/** The refusal of digits that are too few or too many, or have no country code at the start. */
function wrongLength(digits: string, country?: CountryCode): PhoneRefusal {
	const code = country ? undefined : callingCodeOf(digits);
	if (!country && !code) return { what: 'begins with the code of no country', fix: 'Check its first digits: they say the country, such as 44 for the United Kingdom.' };
	const where = country ?? code!.plans[0]!.country;
	const length = country ? digits.replace(/^0/, '').length : digits.length - code!.digits.length;
	const { longest, usualLengths } = home(where);
	const few = length <= longest;
	const fix = country ? `Check its digits${few ? '; an area code may be missing' : ''}. A number of another country needs a plus and its country code.` : 'Check its digits, and its country code.';
	if (usualLengths.has(length)) return { what: `is not a number of ${inSentence(where)}`, fix: country ? 'Check its digits. A number of another country needs a plus and its country code.' : fix };
	return { what: `has too ${few ? 'few' : 'many'} digits for a number of ${inSentence(where)}`, fix };
}
