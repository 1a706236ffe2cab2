import { readOptOuts } from '../../core/prepare/optOuts';
import { prepare, type Candidate, type Checks, type Hours } from '../../core/prepare/prepare';
import { preparedTally } from '../../core/prepare/tally';

const NOW = Date.parse('2026-01-15T10:00:00Z');
const UK = '447700900123';
const SWEDEN = '46701234567';
const NEW_YORK = '12125550123';

const message = (given: Partial<Candidate> = {}): Candidate => {
	const { to = UK, text = 'Hello' } = given;
	return { item: 0, channel: 'sms', to, text, given: { to, text }, at: null, zone: null, warnings: [], ...given };
};
const NO_CHECKS: Checks = { hours: null, optOuts: null, twice: 'send', plainCharacters: 'off', maxParts: null, maxMessages: null, maxPerCountry: null, countries: null, mobileOnly: false, prices: null };
const run = (checks: Partial<Checks>, ...messages: Array<Partial<Candidate>>) => prepare(messages.map((one, item) => message({ item, ...one })), { ...NO_CHECKS, ...checks }, NOW);
const check = (checks: Partial<Checks>, given: Partial<Candidate> = {}) => run(checks, given).prepared[0]!.check;
const reasons = (checks: Partial<Checks>, ...messages: Array<Partial<Candidate>>) => run(checks, ...messages).prepared.map(({ check: { reason } }) => reason);
const listed = (...values: unknown[]) => readOptOuts(values.map((value) => ({ values: [value], isNamed: true })), null);
const hours = (given: Partial<Hours> = {}): Hours => ({ allowed: { from: 9 * 60, to: 20 * 60, days: new Set([1, 2, 3, 4, 5, 6, 7]), holidays: new Set() }, byRecipient: true, otherwise: 'Europe/Stockholm', outside: 'later', ...given });

test('the result for a good message', () => {
	expect(run({}, { to: SWEDEN, text: 'Hej' }).prepared).toEqual([
		{
			item: 0,
			to: SWEDEN,
			text: 'Hej',
			given: { to: SWEDEN, text: 'Hej' },
			check: { decision: 'send', channel: 'sms', country: 'SE', timeZones: ['Europe/Stockholm'], encoding: 'GSM-7', parts: 1, price: null, currency: null, sendAt: null, reason: null, message: null, fix: null },
		},
	]);
	expect(check({}, { channel: 'email', to: 'ann@example.com' })).toMatchObject({ decision: 'send', country: null, timeZones: [], encoding: null, parts: null });
	expect(check({}, { channel: 'whatsapp', to: SWEDEN })).toMatchObject({ country: 'SE', encoding: null, parts: null });
});

describe('each check skips its messages and says why', () => {
	test.each<[string, Partial<Checks>, Partial<Candidate>, object]>([
		['opted out', { optOuts: listed('+44 7700 900123') }, {}, { reason: 'optedOut', message: '+447700900123 has opted out' }],
		['an address that opted out, in any case', { optOuts: listed('ANN@Example.com') }, { channel: 'email', to: 'Ann@example.com' }, { reason: 'optedOut' }],
		['another country', { countries: new Set(['SE', 'NO']) }, {}, { reason: 'country', message: '+447700900123 is a number of GB, and only SE, NO are allowed' }],
		['no country', { countries: new Set(['SE']) }, { to: '870773111632' }, { reason: 'noCountry' }],
		['a satellite', {}, { to: '870773111632' }, { reason: 'costly', message: '+870773111632 is a satellite number, which costs many times as much' }],
		['a fixed line', { mobileOnly: true }, { to: '441212345678' }, { reason: 'notMobile' }],
		['too many parts', { maxParts: 1 }, { text: 'x'.repeat(161) }, { reason: 'tooLong', message: 'Text takes 2 SMS parts, more than the 1 allowed', parts: 2 }],
	])('%s', (_, checks, given, expected) => {
		expect(check(checks, given)).toMatchObject({ decision: 'skip', sendAt: null, fix: expect.stringMatching(/\.$/) as string, ...expected });
	});

	test.each<[string, Partial<Checks>, Partial<Candidate>]>([
		['somebody else opted out', { optOuts: listed('+44 7700 900124') }, {}],
		['an allowed country', { countries: new Set(['GB']) }, {}],
		['an address, of no country', { countries: new Set(['SE']), mobileOnly: true, maxParts: 1, maxPerCountry: 1 }, { channel: 'email', to: 'ann@example.com', text: 'x'.repeat(1000) }],
		['a mobile number', { mobileOnly: true }, { to: '447400123456' }],
		['a number that no plan knows, which may be a mobile one', { mobileOnly: true }, { to: '46999999999' }],
		['a country whose numbers do not tell', { mobileOnly: true }, { to: '12015550123' }],
		['as many parts as allowed', { maxParts: 2 }, { text: 'x'.repeat(161) }],
	])('but not %s', (_, checks, given) => {
		expect(check(checks, given)).toMatchObject({ decision: 'send', reason: null });
	});
});

test('the same person twice: the first is kept', () => {
	const messages = [{ text: 'A' }, { text: 'B' }, { text: 'A' }, { to: SWEDEN, text: 'A' }];
	expect(reasons({ twice: 'recipient' }, ...messages)).toEqual([null, 'twice', 'twice', null]);
	expect(reasons({ twice: 'recipientAndText' }, ...messages)).toEqual([null, null, 'twice', null]);
	expect(reasons({}, ...messages)).toEqual([null, null, null, null]);
	// The words as they will be sent count.
	expect(reasons({ twice: 'recipientAndText', plainCharacters: 'plain' }, { text: '“Hi”' }, { text: '"Hi"' })).toEqual([null, 'twice']);
	expect(run({ twice: 'recipient' }, ...messages).prepared[2]!.check.message).toBe('+447700900123 is also the recipient of row 1');
	// A message that is skipped for another reason does not count as the first.
	expect(reasons({ twice: 'recipient', maxParts: 1 }, { text: 'x'.repeat(161) }, { text: 'A' })).toEqual(['tooLong', null]);
	expect(reasons({ twice: 'recipient' }, { channel: 'email', to: 'Ann@example.com' }, { channel: 'email', to: 'ann@EXAMPLE.com' })).toEqual([null, 'twice']);
});

test('the limit for one country', () => {
	expect(reasons({ maxPerCountry: 1 }, {}, { to: SWEDEN }, { to: '447700900124' }, { to: '46701234568' })).toEqual([null, null, 'countryLimit', 'countryLimit']);
});

test('the limit for a run: messages for later count, and nothing goes on', () => {
	const many = [{}, { to: SWEDEN }, { to: NEW_YORK }];
	expect(run({ maxMessages: 3 }, ...many).stop).toBeNull();
	expect(run({ maxMessages: 2, hours: hours() }, ...many).stop).toEqual({ what: '3 messages are ready, more than the 2 of Checks > Maximum Messages', fix: 'Look at the list. If it is the right one, raise Maximum Messages.' });
	expect(run({ maxMessages: 2, countries: new Set(['GB', 'SE']) }, ...many).stop).toBeNull();
});

describe('allowed hours', () => {
	test.each<[string, Partial<Hours>, Partial<Candidate>, object]>([
		['it is ten in London', {}, {}, { decision: 'send', sendAt: null, reason: null }],
		['it is five in New York', {}, { to: NEW_YORK }, { decision: 'later', sendAt: '2026-01-15T09:00:00-05:00', reason: 'outsideHours', message: 'Outside the allowed hours in America/New_York: the first is 2026-01-15T09:00:00-05:00', fix: 'Send it then: a Wait node resumes at {{ $json.check.sendAt }}.' }],
		['scheduled', { outside: 'schedule' }, { to: NEW_YORK }, { decision: 'send', sendAt: '2026-01-15T09:00:00-05:00', reason: null }],
		['skipped', { outside: 'skip' }, { to: NEW_YORK }, { decision: 'skip', sendAt: '2026-01-15T09:00:00-05:00', reason: 'outsideHours' }],
		['by another clock', { byRecipient: false }, { to: NEW_YORK }, { decision: 'send' }],
		['by one of its own', { byRecipient: false }, { zone: 'America/New_York' }, { decision: 'later' }],
		['an address goes by the clock of the workflow', { otherwise: 'Asia/Tokyo' }, { channel: 'email', to: 'ann@example.com' }, { decision: 'send' }],
		['an address, elsewhere', { otherwise: 'America/New_York' }, { channel: 'email', to: 'ann@example.com' }, { decision: 'later', sendAt: '2026-01-15T09:00:00-05:00' }],
		['what the item schedules itself counts', {}, { at: Date.parse('2026-01-15T23:00:00Z') }, { decision: 'later', sendAt: '2026-01-16T09:00:00+00:00' }],
		['what it scheduled in the past is now', {}, { at: Date.parse('2020-01-15T23:00:00Z') }, { decision: 'send', sendAt: null }],
		['never', { allowed: { from: 0, to: 0, days: new Set([]), holidays: new Set() } }, {}, { decision: 'skip', reason: 'neverAllowed', message: expect.stringMatching(/^No hour is allowed within 400 days in .+ and 1 more time zone at once$/) as string, fix: 'Widen Checks > Allowed Hours.' }],
		['a mobile number that may be anywhere from Kaliningrad to Kamchatka', {}, { to: '79161234567' }, { decision: 'later', message: expect.stringMatching(/in Asia\/Almaty, Asia\/Anadyr, Asia\/Aqtobe and \d+ more time zones/) as string }],
	])('%s', (_, given, candidate, expected) => {
		expect(check({ hours: hours(given) }, candidate)).toMatchObject(expected);
	});

	test('a message that is skipped for another reason has no allowed hour', () => {
		expect(check({ hours: hours(), optOuts: listed(NEW_YORK) }, { to: NEW_YORK })).toMatchObject({ decision: 'skip', reason: 'optedOut', sendAt: null });
	});
});

test('plain characters: text and parts are those that will be sent', () => {
	const text = `${'a'.repeat(80)}’s`;
	const [one] = run({ plainCharacters: 'plain', maxParts: 1 }, { text }).prepared;
	expect(one).toMatchObject({ text: `${'a'.repeat(80)}'s`, check: { decision: 'send', encoding: 'GSM-7', parts: 1, savedParts: 1, replaced: [{ code: 'U+2019', from: '’', to: "'", count: 1 }] } });
	expect(run({}, { text }).prepared[0]).toMatchObject({ text, check: { parts: 2, encoding: 'UCS-2' } });
	expect(run({ plainCharacters: 'plain' }, { channel: 'whatsapp', text }).prepared[0]).toMatchObject({ text });
	expect(run({ plainCharacters: 'plain' }, { text: 'ż' }).prepared[0]!.text).toBe('ż');
	expect(run({ plainCharacters: 'accents' }, { text: 'ż' }).prepared[0]!.text).toBe('z');
});

test('prices: by country, by part, and the total of sent messages', () => {
	const prices = new Map([['GB', { amount: 0.04, currency: 'GBP' }], ['*', { amount: 0.1, currency: 'EUR' }]]);
	const { prepared, summary } = run({ prices, optOuts: listed('46701234568') }, { text: 'x'.repeat(161) }, { to: SWEDEN }, { to: NEW_YORK }, { to: '46701234568' }, { channel: 'whatsapp', text: 'x'.repeat(500) });
	expect(prepared.map(({ check: { price, currency } }) => [price, currency])).toEqual([[0.08, 'GBP'], [0.1, 'EUR'], [0.1, 'EUR'], [0.1, 'EUR'], [0.04, 'GBP']]);
	expect(summary).toEqual({ items: 5, send: 4, countries: { GB: 2, SE: 1, US: 1 }, parts: 4, prices: { GBP: 0.12, EUR: 0.2 }, unpriced: 0, later: 0, skip: 1, reasons: { optedOut: 1 }, savedParts: 0 });
	expect(preparedTally(summary)).toBe('4 messages to 3 countries, 4 parts, about 0.12 GBP and 0.20 EUR; 1 skipped (1 opted out)');
	const some = run({ prices: new Map([['SE', { amount: 1, currency: 'SEK' }]]) }, {}, { to: SWEDEN });
	expect(preparedTally(some.summary)).toBe('2 messages to 2 countries, 2 parts, about 1.00 SEK, 1 without a price');
});

test('the totals in words', () => {
	const summary = { items: 20_000, send: 19_412, countries: { SE: 1, GB: 2, NO: 3 }, parts: 23_870, prices: { EUR: 1432.2 }, unpriced: 0, later: 311, skip: 277, reasons: { twice: 76, optedOut: 201 }, savedParts: 12 };
	expect(preparedTally(summary)).toBe('19,412 messages to 3 countries, 23,870 parts, about 1,432.20 EUR; 311 later, 277 skipped (201 opted out, 76 twice); plain characters save 12 parts');
	expect(preparedTally({ ...summary, send: 1, countries: { SE: 1 }, parts: 1, prices: {}, later: 0, skip: 0, reasons: {}, savedParts: 0 })).toBe('1 message to SE, 1 part');
	expect(preparedTally({ ...summary, send: 0, countries: {}, parts: 0, prices: {}, later: 0, skip: 1, reasons: { unreadable: 1 }, savedParts: 0 })).toBe('0 messages; 1 skipped (1 unreadable)');
});

describe('opt-outs', () => {
	const spelt = ['447700900123', '+44 7700 900123', '0044 7700 900123', '+44 (0)7700-900123', "'+447700900123", 'tel:+447700900123', 447700900123, '07700 900123', '(07700) 900-123', '07700.900.123'];
	test.each(spelt)('%j stands for +447700900123', (given) => {
		const list = listed(given);
		expect([list.has(UK), list.has('447700900124'), list.unread]).toEqual([true, false, []]);
	});

	test('a default country reads numbers without country code; numbers of other countries stay', () => {
		const list = readOptOuts([{ values: ['07700 900123'], isNamed: true }], 'GB');
		expect([list.has(UK), list.has('467700900123')]).toEqual([true, false]);
	});

	test('rows without a number or address are counted', () => {
		const list = listed('+44 7700 900123', '', null, '4.47701E+11', 'no number', '12345', {}, 'Ann <ann@example.com>');
		expect([list.count, list.unread]).toEqual([2, [1, 2, 3, 4, 5, 6]]);
		expect(list.has('ann@example.com')).toBe(true);
	});

	test('without a named column, an ID does not count as the end of a number', () => {
		const row = (isNamed: boolean) => readOptOuts([{ values: [7700900, 'Ann', '2026-01-15T10:00:00.000Z', '+46 70 123 45 67'], isNamed }], null);
		expect([row(false).has('447707700900'), row(false).has(SWEDEN)]).toEqual([false, true]);
		expect(row(true).has('447707700900')).toBe(true);
	});
});
