import { isSupportedCountry, parsePhoneNumberFromString, type CountryCode } from '../vendor/libphonenumber-js';

/**
 * Reads a phone number the way people write them: with `+` or `00` and country code, with the country code alone, or, where a
 * default country is given, in that country's national form. Blanks, dots, dashes and brackets do not matter.
 * @returns digits with country code, without plus (`46701234567`), or null for what cannot be a number of its country
 */
export function parsePhone(text: string, defaultCountry: string | null): string | null {
	const trimmed = text.trim();
	if (!/^[+\d\s().\-/\u00a0\u2010-\u2015]+$/.test(trimmed)) return null;
	const international = trimmed.startsWith('+') ? trimmed : trimmed.startsWith('00') ? `+${trimmed.slice(2)}` : null;
	if (international !== null) return digits(international);
	if (defaultCountry === null) return digits(`+${trimmed}`);
	return digits(trimmed, defaultCountry);
}

/** Whether a country has phone numbers, by its two-letter code in capitals (ISO 3166-1). */
export function isCountry(code: string): boolean {
	return isSupportedCountry(code);
}

function digits(text: string, country?: string): string | null {
	const number = parsePhoneNumberFromString(text, country as CountryCode | undefined);
	return number?.isPossible() ? number.number.slice(1) : null;
}
