import { countriesByCallingCode } from '../../vendor/libphonenumber-js';
import { isCountry } from './phone';
import { table } from '../wire/table';

/** Codes that people write although ISO 3166-1 has others. */
const OTHERWISE = table<string>({ UK: 'GB', EL: 'GR' });

/**
 * Reads a country code of two letters in any case.
 * @returns null if nothing is given; if the code is wrong, what to write instead, as far as it can be told
 */
export function readCountry(given: unknown): string | null | { fix: string } {
	if (given === undefined || given === null) return null;
	const text = String(given as string).trim();
	if (text === '') return null;
	const code = OTHERWISE[text.toUpperCase()] ?? text.toUpperCase();
	if (isCountry(code)) return code;
	const meant = meantBy(text);
	return { fix: meant === undefined ? 'Give the two letters of a country, such as SE.' : `Give the two letters of the country: ${meant}.` };
}

/** Finds a country by its English name or its calling code. */
function meantBy(text: string): string | undefined {
	const [, calling] = /^(?:\+|00)?(\d{1,3})$/.exec(text) ?? [];
	if (calling !== undefined) return countriesByCallingCode[calling]?.[0];
	const names = new Intl.DisplayNames(['en'], { type: 'region' });
	return Object.values(countriesByCallingCode).flat().find((country) => names.of(country)?.toLowerCase() === text.toLowerCase());
}
