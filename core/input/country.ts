import { countriesByCallingCode } from '../../vendor/libphonenumber-js';
import { isCountry } from './phone';
import { table } from '../wire/table';

/** Codes that people write although ISO 3166-1 has others. */
const OTHERWISE = table<string>({ UK: 'GB', EL: 'GR', USA: 'US' });

/** Names that people write although Unicode has others. */
const ALSO_CALLED = {
	'czech republic': 'CZ',
	england: 'GB',
	'great britain': 'GB',
	holland: 'NL',
	'hong kong': 'HK',
	'ivory coast': 'CI',
	macao: 'MO',
	myanmar: 'MM',
	'northern ireland': 'GB',
	scotland: 'GB',
	turkey: 'TR',
	'united states of america': 'US',
	wales: 'GB',
};

/**
 * Reads a country, by its code of two letters or its English name, in any case.
 * @returns the code; null if nothing is given; if it is neither a code nor a name, a suggestion
 */
export function readCountry(given: unknown): string | null | { fix: string } {
	if (given === undefined || given === null) return null;
	const text = String(given as string).trim();
	if (text === '') return null;
	const code = OTHERWISE[text.toUpperCase()] ?? text.toUpperCase();
	if (isCountry(code)) return code;
	const named = codesByName().get(text.toLowerCase());
	if (named !== undefined) return named;
	const meant = ofCallingCode(text);
	return { fix: meant === undefined ? 'Give the two letters or the English name of a country, such as SE or Sweden.' : `Give the two letters of the country: ${meant}.` };
}

/** The country with the most numbers of a calling code. */
function ofCallingCode(text: string): string | undefined {
	const [, calling] = /^(?:\+|00)?(\d{1,3})$/.exec(text) ?? [];
	return calling === undefined ? undefined : countriesByCallingCode[calling]?.[0];
}

let byName: ReadonlyMap<string, string> | undefined;

function codesByName(): ReadonlyMap<string, string> {
	if (byName !== undefined) return byName;
	const names = new Intl.DisplayNames(['en'], { type: 'region' });
	const named = Object.values(countriesByCallingCode).flat().map((country): [string, string] => [(names.of(country) ?? country).toLowerCase(), country]);
	byName = new Map([...Object.entries(ALSO_CALLED), ...named]);
	return byName;
}
