import fc from 'fast-check';

import { countryOf, phoneAdvice, readPhone } from '../../core/input/phone.ts';
import { measure, written } from './phones/measure.mts';
import { callingCodeOf, COUNTRIES, EXAMPLES, mobilesOf, parse } from './phones/oracle.mts';

/** The refusal of a text. */
const refusal = (text: string, country: string | null = null) => {
	const read = readPhone(text, country);
	return typeof read === 'string' ? `read as ${read}` : `${read.what} | ${read.fix}`;
};

const WHICH_COUNTRY = 'Set Options > Default Country to the country of such numbers, or write them with a plus and the country code, such as +44 7700 900123.';

test.each([
	['1523456789', 'AR', 'has no area code before its 15'],
	['15234567', 'AR', 'has no area code before its 15'],
	['152345678901', 'AR', 'has too many digits for a number of Argentina'],
	['915234567', 'AR', 'has too few digits for a number of Argentina'],
	['15 1234567', 'BR', 'has too few digits for a number of Brazil'],
	['0044123', 'SE', 'has too few digits for a number of the United Kingdom'],
	['0119998887', 'US', 'begins with the code of no country'],
])('%s of %s is refused: %s', (text, country, what) => {
	expect(refusal(text, country)).toMatch(new RegExp(`^${what} \\| `));
});

describe('numbers of every country', () => {
	const measures = measure(3, 7);

	it('in their own notation, with their country as default, are sent to nobody else and not refused', () => {
		expect(measures.strangers).toMatchObject({ happened: 0, examples: [] });
		expect(measures.refused.examples).toEqual([]);
		expect(measures.refused.tried).toBeGreaterThan(650);
	});

	it('in their own notation are sent to nobody without a default country, where it shows', () => {
		expect(measures.markedSent).toMatchObject({ happened: 0, examples: [] });
		expect(measures.markedSent.tried).toBeGreaterThan(350);
	});

	it('without their zero are sent to no number that nobody has', () => {
		expect(measures.nobodySent).toMatchObject({ happened: 0, examples: [] });
	});

	it('with one digit mistyped are sent abroad less often than once in a thousand times', () => {
		expect(measures.mistypedAbroad.happened).toBeLessThan(measures.mistypedAbroad.tried / 1000);
	});

	it('with a country code are read as they stand, however they are written', () => {
		expect(measures.changed).toMatchObject({ happened: 0, examples: [] });
	});

	it('are of the country that libphonenumber says', () => {
		for (const country of COUNTRIES) for (const { digits } of mobilesOf(country, 3, 7)) expect([digits, countryOf(digits)]).toEqual([digits, country]);
	});

	it('share a country code and are told apart', () => {
		expect(['16135550100', '12125550100', '46701234567', '447700900123', '870773111632', '5'].map(countryOf)).toEqual(['CA', 'US', 'SE', 'GB', null, null]);
	});

	it('are read from the examples of the package', () => {
		for (const [country, significant] of Object.entries(EXAMPLES)) {
			const digits = callingCodeOf(country) + significant;
			if (!COUNTRIES.includes(country)) continue;
			expect([country, readPhone(`+${digits}`, null)]).toEqual([country, digits]);
			expect([country, readPhone(`00${digits}`, null)]).toEqual([country, digits]);
		}
	});
});

describe('digits behind a plus', () => {
	const codes = [...new Set(COUNTRIES.map(callingCodeOf)), '800', '808', '870', '878', '881', '882', '883', '888', '979', '999'];

	it('of every calling code are read as libphonenumber reads them, whatever the default country', () => {
		const number = fc.tuple(fc.constantFrom(...codes), fc.stringMatching(/^\d{1,15}$/)).map((parts) => parts.join(''));
		fc.assert(
			fc.property(number, fc.constantFrom(null, 'SE', 'US'), (digits, country) => {
				const read = readPhone(`+${digits}`, country);
				const oracle = parse(`+${digits}`);
				if (typeof read !== 'string' || /^521\d{10}$/.test(digits)) return;
				expect(`+${read}`).toBe(`+${oracle!.getCountryCode()}${oracle!.getItalianLeadingZero() ? '0'.repeat(oracle!.getNumberOfLeadingZerosOrDefault() || 1) : ''}${oracle!.getNationalNumber()}`);
			}),
			{ numRuns: 1000 },
		);
	});
});

describe('what people copy along', () => {
	const marks = ['\u202a', '\u200e', '\u200b', '\u2068', '\u00ad', '\ufe0f', '\ufeff', '\u2060', ' ', '\t', '\u00a0', '\u202f', '\u2009', '\u3000', '-', '\u2212', '\u2010', '\u2013', '\uff0d', '.', '/'];

	it('stands anywhere in a number and changes nothing', () => {
		const spots = fc.array(fc.tuple(fc.nat(20), fc.constantFrom(...marks)), { maxLength: 8 });
		fc.assert(
			fc.property(fc.constantFrom('+447700900123', '+12015550123', '+33612345678', '0046701740605'), spots, (number, inserted) => {
				const characters = [...number];
				for (const [at, mark] of inserted) characters.splice(Math.min(at, characters.length - 3), 0, mark);
				expect(readPhone(characters.join(''), null)).toBe(number.replace(/^\+|^00/, ''));
			}),
			{ numRuns: 500 },
		);
	});

	it.each([
		['06.12.34.56.78', 'FR', '33612345678'],
		['+33.6.12.34.56.78', null, '33612345678'],
		['46.70.174.06.05', null, '46701740605'],
		['0170/1234567', 'DE', '491701234567'],
		['\u202a+447700900123\u202c', null, '447700900123'],
		['+44\u20127700\u2212900123', null, '447700900123'],
		['+44\u202f7700\u2009900\t123', null, '447700900123'],
		['４４７７００９００１２３', null, '447700900123'],
		['＋４４ ７７００ ９００１２３', null, '447700900123'],
		['٠٧٧٠٠٩٠٠١٢٣', 'GB', '447700900123'],
		['+۴۴۷۷۰۰۹۰۰۱۲۳', null, '447700900123'],
		['+४४७७००९००१२३', null, '447700900123'],
		['tel:+44-7700-900123', null, '447700900123'],
		['TEL:+447700900123', null, '447700900123'],
		['whatsapp:+447700900123', null, '447700900123'],
		["'447700900123", null, '447700900123'],
		['\u201907700 900123', 'GB', '447700900123'],
		['"+44 7700 900123"', null, '447700900123'],
		['447700900123;', null, '447700900123'],
		['"+44 7700 900123",', null, '447700900123'],
		['(+44) 7700 900123', null, '447700900123'],
		['[+44] 7700 900123', null, '447700900123'],
		[' +46 (0)70 174 06 05 ', null, '46701740605'],
		['0044 (0)7700 900123', null, '447700900123'],
		['44 (0) 7700 900123', null, '447700900123'],
	])('%j with %p', (given, country, expected) => {
		expect(readPhone(given, country)).toBe(expected);
	});

	it.each([
		['447700900123.0', 'ends in ".0", as a spreadsheet writes an amount | Set the column to text in the spreadsheet, or take ".0" off.'],
		['447700900123,00', 'ends in ".00", as a spreadsheet writes an amount | Set the column to text in the spreadsheet, or take ".00" off.'],
		['4.47701E+11', 'was shortened by a spreadsheet, and its last digits are lost | Set the column to text in the spreadsheet, and enter the number again.'],
		['4,47701E+11', 'was shortened by a spreadsheet, and its last digits are lost | Set the column to text in the spreadsheet, and enter the number again.'],
		['447700900123, 447700900124', 'contains two phone numbers | Give each number a row of its own.'],
		['+447700900123 x5', 'contains the letter "x" | Give the number alone, in digits, such as +44 7700 900123.'],
		['1-800-FLOWERS', 'contains the letters "FLOWERS" | Give the number alone, in digits, such as +44 7700 900123.'],
		['+44770090❤0123', 'contains the character "❤" (U+2764) | Give the number alone, in digits, such as +44 7700 900123.'],
		['+4477\u000700900123', 'contains the invisible character U+0007 | Give the number alone, in digits, such as +44 7700 900123.'],
		['+4477009001½', 'contains the character "½" (U+00BD) | Give the number alone, in digits, such as +44 7700 900123.'],
		['+44 +447700900123', 'contains a plus in the wrong place | Give the number alone, in digits, such as +44 7700 900123.'],
		['+44 7700 900123 / +44 7700 900124', 'contains two phone numbers | Give each number a row of its own.'],
		['+44 7700 900123 or 900124 in the evening', 'contains the letters "or" | Give the number alone, in digits, such as +44 7700 900123.'],
		['44+7700900123', 'contains a plus in the wrong place | Give the number alone, in digits, such as +44 7700 900123.'],
		['nobody', 'has no digits and cannot be a phone number | Give a phone number, such as +44 7700 900123.'],
		['+-', 'has no digits and cannot be a phone number | Give a phone number, such as +44 7700 900123.'],
		['ann@example.com', 'is an email address and not a phone number | Give a phone number, such as +44 7700 900123.'],
		['[object Object]', 'is an object that became text | Give the field within the object.'],
		['undefined', 'is what an expression gives where there is no value | Check which column the field reads, or give this row a number.'],
		['{{ $json.phone }}', 'is an expression that n8n did not fill in | Switch the field to Expression.'],
		['#N/A', 'is an error of a spreadsheet | Correct the cell in the spreadsheet.'],
	])('%j is refused for what it is', (given, expected) => {
		expect(refusal(given)).toBe(expected);
		expect(refusal(given, 'GB')).toBe(expected);
	});
});

describe('without a default country', () => {
	it.each([
		['bare digits that a numbering plan knows', '46701740605', '46701740605'],
		['with separators', '46-70-1740605', '46701740605'],
		['with the zero that is dialled at home', '4407700900123', '447700900123'],
		['with the area in brackets behind the country code', '55 (11) 98765-4321', '5511987654321'],
		['of a satellite', '881612345678', '881612345678'],
	])('%s', (_, given, expected) => {
		expect(readPhone(given, null)).toBe(expected);
	});

	// Earlier versions sent each of these abroad: to Peru, to an invalid area of +1, to India, to an invalid country code.
	it.each(['(51) 98765-4321', '(11) 98765-4321', '(919) 343-9195', '070-174 06 05', '8 (912) 345-67-89', '（919）343-9195'])('%s is national, and refused', (given) => {
		expect(refusal(given)).toBe(`has no country code | ${WHICH_COUNTRY}`);
	});

	it.each(['13800138000', '999123456789', '467017406051234567', '6701740605'])('%s is in no plan, and refused', (given) => {
		expect(refusal(given)).toBe(`is not a number of any country: a digit or the country code may be missing | ${WHICH_COUNTRY}`);
	});

	it.each([
		['+4477', 'has too few digits for a number of the United Kingdom | Check its digits, and its country code.'],
		['004477009001234567', 'has too many digits for a number of the United Kingdom | Check its digits, and its country code.'],
		['+0447700900123', 'begins with the code of no country | Check its first digits: they say the country, such as 44 for the United Kingdom.'],
		['12', 'has too few digits | Give the whole number, such as +44 7700 900123.'],
		['004701954', 'begins with 00, and +4701954 is not a number of any country | Check its digits, or write +4701954 if it is right.'],
	])('%s', (given, expected) => {
		expect(refusal(given)).toBe(expected);
	});
});

describe('with a default country', () => {
	it.each([
		['070-174 06 05', 'SE', '46701740605'],
		['701740605', 'SE', '46701740605'],
		['46701740605', 'SE', '46701740605'],
		['+447700900123', 'SE', '447700900123'],
		['07700 900123', 'GB', '447700900123'],
		['447700900123', 'GB', '447700900123'],
		['(201) 555-0123', 'US', '12015550123'],
		['2015550123', 'US', '12015550123'],
		['1 201 555 0123', 'US', '12015550123'],
		// A range that is not in use yet still counts as national: nobody writes a foreign number like this.
		['(462) 463-9772', 'US', '14624639772'],
		['9193439195', 'IN', '919193439195'],
		['13800138000', 'CN', '8613800138000'],
		['347 1234567', 'IT', '393471234567'],
		['393471234567', 'IT', '393471234567'],
		['06 69812345', 'IT', '390669812345'],
		// Our own hint: the own country code before a mobile number.
		['4915123456789', 'DE', '4915123456789'],
		['38343201234', 'XK', '38343201234'],
		['6281234567890', 'ID', '6281234567890'],
		['358401234567', 'FI', '358401234567'],
	])('%s with %s is %s', (given, country, expected) => {
		expect(readPhone(given, country)).toBe(expected);
	});

	// The prefix for calls abroad in the country, from libphonenumber, and the 00 that people write everywhere.
	it.each([
		['0081-650-253-0000', 'SG', '16502530000'],
		['009 1 868 291 1234', 'HK', '18682911234'],
		['001 47 412 34 567', 'KR', '4741234567'],
		['0011 44 7400 123456', 'AU', '447400123456'],
		['011 44 7400 123456', 'US', '447400123456'],
		['810 44 7400 123456', 'RU', '447400123456'],
		['010 44 7400 123456', 'JP', '447400123456'],
		['0044 7400 123456', 'US', '447400123456'],
		['0055 11 98765-4321', 'BR', '5511987654321'],
	])('%s from %s goes to %s', (given, country, expected) => {
		expect(readPhone(given, country)).toBe(expected);
	});

	it.each([
		['46701740605', 'DE', 'may be +4946701740605 (Germany) or +46701740605 (Sweden) | Write it with a plus and its country code.'],
		// A fixed line in Lund, or a fixed line in Stockholm with its country code.
		['468123456', 'SE', 'may be +46468123456 (Sweden) or +468123456 (Sweden) | Write it with a plus and its country code.'],
		['462-463-9772', 'US', 'may be +14624639772 or +4624639772 (Sweden) | Write it with a plus and its country code.'],
		['447400123456', 'US', 'is not a number of the United States | If it belongs to the United Kingdom, write it with a plus: +447400123456. Otherwise check its digits.'],
		// The area codes are missing. With only the country code, the number would belong to somebody else or nobody.
		['98765-4321', 'BR', 'has too few digits for a number of Brazil | Check its digits; an area code may be missing. A number of another country needs a plus and its country code.'],
		['555-0123', 'US', 'has too few digits for a number of the United States | Check its digits; an area code may be missing. A number of another country needs a plus and its country code.'],
		['070', 'SE', 'has too few digits for a number of Sweden | Check its digits; an area code may be missing. A number of another country needs a plus and its country code.'],
		['46701740605123456', 'SE', 'has too many digits for a number of Sweden | Check its digits. A number of another country needs a plus and its country code.'],
	])('%s with %s is refused', (given, country, expected) => {
		expect(refusal(given, country)).toBe(expected);
	});

	it('digits without a mark are sent to no other country', () => {
		// Prefixes for calls abroad begin with 0, 1, 8 or 9.
		const digits = fc.stringMatching(/^[2-7]\d{5,13}$/);
		fc.assert(
			fc.property(fc.constantFrom(...COUNTRIES), digits, (country, given) => {
				const read = readPhone(given, country);
				if (typeof read === 'string') expect(read.startsWith(callingCodeOf(country))).toBe(true);
			}),
			{ numRuns: 1000 },
		);
	});
});

// Old notations that are still in use.
describe('old notations', () => {
	it.each([
		['Mexico, the 1 that WhatsApp still writes', '+52 1 55 1234 5678', null, '525512345678'],
		['the same without plus', '5215512345678', null, '525512345678'],
		['Mexico, 044', '044 55 1234 5678', 'MX', '525512345678'],
		['Mexico, 045', '045 55 1234 5678', 'MX', '525512345678'],
		['Mexico, 01', '01 55 1234 5678', 'MX', '525512345678'],
		['Italy, a zero in brackets before a mobile number', '+39 (0)347 1234567', null, '393471234567'],
		['Italy, a zero in brackets that belongs to the number', '+39 (0)6 69812345', null, '390669812345'],
		['Argentina, 15 at home', '011 15-2345-6789', 'AR', '5491123456789'],
		['Argentina, 15 without the zero', '11 15-2345-6789', 'AR', '5491123456789'],
		['Argentina, 9 from abroad', '+54 9 11 2345-6789', null, '5491123456789'],
		['Argentina, 15 from abroad', '+54 11 15 2345-6789', null, '5491123456789'],
	])('%s', (_, given, country, expected) => {
		expect(readPhone(given, country)).toBe(expected);
	});

	it('an Argentine 15 without its area is refused', () => {
		expect(refusal('15 2345-6789', 'AR')).toBe('has no area code before its 15 | Write it with its area code, such as 011 15-2345-6789, or with a plus and its country code.');
	});

	// Anatel, Resolução 553/2010: a ninth digit for all mobile numbers, in the last states in November 2016.
	it('a Brazilian mobile number of eight digits is sent with advice', () => {
		expect(readPhone('+55 11 8765-4321', null)).toBe('551187654321');
		expect(phoneAdvice('551187654321')).toBe('+551187654321 has the eight digits that mobile numbers in Brazil had until 2016. Since then there is a 9 before them: +5511987654321.');
		expect([phoneAdvice('5511987654321'), phoneAdvice('551132654321'), phoneAdvice('447700900123')]).toEqual([null, null, null]);
	});
});

test('the writings that are measured differ', () => {
	expect(new Set(Array.from({ length: 8 }, (_, turn) => written('01 23-45', turn))).size).toBeGreaterThan(6);
});
