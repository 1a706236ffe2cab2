import { attempt, Refusal } from '../../core/input/fields.ts';
import { mailAddress, mailAddresses } from '../../core/input/mail.ts';
import { send as capillary } from '../../providers/capillary/send/operation.ts';
import { generate } from '../../providers/capillary/generateOtp/operation.ts';
import { getInteractions } from '../../providers/capillary/getInteractions/operation.ts';
import { validate } from '../../providers/capillary/validateOtp/operation.ts';
import { send as comapi } from '../../providers/comapi/send/operation.ts';

const settings = { timeZone: 'Europe/Stockholm', defaultCountry: null, maxSegments: null, now: 0 };

/** Every field that takes an address, with its reader. */
const fields: Record<string, (address: unknown) => unknown> = {
	'Capillary, To': (to) => (capillary.reader(settings)({ channel: 'email', to, from: 'shop@example.com', subject: 'a', text: 'b' }) as { recipient: string }).recipient,
	'Capillary, From': (from) => (capillary.reader(settings)({ channel: 'email', to: 'a@example.com', from, subject: 'a', text: 'b' }).content as { from: string }).from,
	'Capillary, CC': (cc) => (capillary.reader(settings)({ channel: 'email', to: 'a@example.com', from: 'b@example.com', cc, subject: 'a', text: 'b' }).content as { cc: string }).cc,
	'Capillary, Generate OTP': (to) => generate.reader(settings)({ entityType: 'EMAIL', to, action: 'GENERIC' }).recipient,
	'Capillary, Validate OTP': (to) => (validate.reader(settings)({ entityType: 'EMAIL', to, action: 'GENERIC', code: '1' }) as { to: string }).to,
	'Capillary, Get Interactions': (identifierValue) => (getInteractions.reader(settings)({ identifierName: 'email', identifierValue }) as { identifierValue: string }).identifierValue,
	'Comapi, To': (to) => comapi.reader(settings)({ rules: ['email'], to, text: 'Hi' }).recipient,
};

describe.each(Object.entries(fields))('an address in %s', (_name, read) => {
	it.each([
		['jo@example.com', 'jo@example.com'],
		[' jo@example.com ', 'jo@example.com'],
		['mailto:jo@example.com', 'jo@example.com'],
		['MAILTO:jo@example.com?subject=Hi', 'jo@example.com'],
		["'jo@example.com'", 'jo@example.com'],
		['"jo@example.com"', 'jo@example.com'],
		["'jo@example.com", 'jo@example.com'],
		['“jo@example.com”', 'jo@example.com'],
		['<jo@example.com>', 'jo@example.com'],
		['<jo@example.com>,', 'jo@example.com'],
		['jo@example.com;', 'jo@example.com'],
		['\u200bjo@example.com\ufeff', 'jo@example.com'],
		['jo\u200b@exam\u00adple.com', 'jo@example.com'],
		["o'brien+news@mail.example.technology", "o'brien+news@mail.example.technology"],
		['jö@exämple.com', 'jö@exämple.com'],
	])('%j is %j', (given, expected) => expect(read(given)).toBe(expected));

	it.each([
		'jo', 'jo@example', '@example.com', 'jo@', 'jo@example..com', 'jo..x@example.com', '.jo@example.com', 'jo.@example.com', 'jo@-example.com', 'jo@example.com>', 'jo smith@example.com', 'jo@an@example.com', 'jo@exam ple.com',
		'jo@[127.0.0.1]', '"jo"@example.com', 'jo@example.', 'jo@\u0000example.com', `${'x'.repeat(65)}@example.com`, 7, {},
	])('%p is refused', (given) => {
		expect(() => read(given)).toThrow(Refusal);
	});
});

describe('a name beside an address', () => {
	it.each(['Ann <ann@example.com>', '"Shop, Inc." <ann@example.com>', "'Ann' <ann@example.com>", 'Ann Lee <mailto:ann@example.com>'])('%s is removed from a recipient', (given) => {
		expect(mailAddress()(given)).toBe('ann@example.com');
	});

	it('is refused for the sender', () => {
		expect(attempt(mailAddress(true), 'Shop <shop@example.com>')).toMatchObject({ what: 'is "Shop <shop@example.com>", an address with a name', fix: 'Give shop@example.com, without a name.' });
	});
});

describe('several addresses', () => {
	it.each([
		['a@example.com, b@example.com', ['a@example.com', 'b@example.com']],
		['a@example.com;b@example.com\nc@example.com', ['a@example.com', 'b@example.com', 'c@example.com']],
		['"Shop, Inc." <a@example.com>, Bo <b@example.com>,', ['a@example.com', 'b@example.com']],
		[['a@example.com', 'b@example.com; c@example.com'], ['a@example.com', 'b@example.com', 'c@example.com']],
		['', []],
		[null, []],
		[undefined, []],
	])('%j', (given, expected) => expect(mailAddresses(given)).toEqual(expected));

	it('are refused if only one is allowed, and an invalid one is named', () => {
		expect(attempt(mailAddress(), 'a@example.com, b@example.com')).toMatchObject({ what: 'is "a@example.com, b@example.com", more than one address' });
		expect(attempt(mailAddresses, 'a@example.com, jo@example..com')).toMatchObject({ what: 'has "jo@example..com", not an email address: it has two dots in a row' });
		expect(attempt(mailAddresses, [7])).toMatchObject({ what: 'is [7], not a list of addresses' });
	});
});

describe('the error for an invalid address names the slip', () => {
	it.each([
		['jo', 'it has no @'],
		['447700900123', 'it has no @'],
		['jo smith@example.com', 'it contains a blank'],
		['jo@an@example.com', 'it has more than one @'],
		['jo@example..com', 'it has two dots in a row'],
		['jo@example.com.', 'it has a dot at an end'],
		['.jo@example.com', 'it has a dot at an end'],
		['jo@example', 'it has no ending such as .com'],
	])('%s', (given, slip) => {
		expect(attempt(mailAddress(), given)).toMatchObject({ what: `is "${given}", not an email address: ${slip}`, fix: 'Give one address, such as jo@example.com.' });
	});

	it('an uncommon mistake is not named', () => {
		expect(attempt(mailAddress(), 'jo(@example.com')).toMatchObject({ what: 'is "jo(@example.com", not an email address' });
	});
});
