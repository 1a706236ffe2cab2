import { getCountries, getCountryCallingCode, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import fc from 'fast-check';

import { readPhone } from '../../core/input/phone.ts';

const byTheLibrary = (digits: string): string[] => {
	const number = parsePhoneNumberFromString(`+${digits}`);
	return number?.isPossible() ? [number.number.slice(1)] : [];
};

/** Calling codes of no country, of satellites and freephone numbers for instance, and one that nobody has. */
const STATELESS = ['800', '808', '870', '878', '881', '882', '883', '888', '979', '999'];

describe('digits with their country code', () => {
	const codes = [...new Set(getCountries().map((country) => getCountryCallingCode(country))), ...STATELESS];

	it('of every calling code are read as the library reads them', () => {
		const number = fc.tuple(fc.constantFrom(...codes), fc.stringMatching(/^\d{1,15}$/)).map((parts) => parts.join(''));
		fc.assert(
			fc.property(number, (digits) => {
				expect(readPhone(`+${digits}`, null)).toEqual(byTheLibrary(digits));
			}),
			{ numRuns: 5000 },
		);
	});

	it.each([
		['as they are', '447700900123', ['447700900123']],
		['without the zero that is dialled at home', '4407700900123', ['447700900123']],
		['too short', '4477', []],
		['too long', '44770090012345', []],
		['of no country', '999123456789', []],
		['with a letter', '44770090012a', []],
	])('%s', (_, given, expected) => {
		expect(readPhone(given, null)).toEqual(expected);
		expect(readPhone(`00${given}`, null)).toEqual(expected);
	});
});
