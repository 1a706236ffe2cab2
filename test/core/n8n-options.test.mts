/** Options by expression: read for every item, or refused if they must not differ. */
import { IANAZone } from 'luxon';

import { readCountry } from '../../core/input/country.ts';
import { timeZones } from '../../core/input/form.ts';
import { countries, defaultCountryField } from '../../n8n/editor/countryField.ts';
import { countriesByCallingCode } from '../../vendor/libphonenumber-js.ts';
import { phone } from '../../core/input/fields.ts';
import { SettingError } from '../../core/http/settingError.ts';
import { countryIn, partsReader } from '../../n8n/edges/options.ts';
import { unreadable } from '../../n8n/edges/readItems.ts';
import { executeRequests } from '../../n8n/run/executeRequests.ts';
import { whatFailed } from '../failed.mts';
import { sightings } from '../fifth/lookup.mts';
import { fakeContext } from './context.mts';
import { execute, GOOD as ALL } from './scripted-node.mts';
import { objectOf } from './object-of.mts';

const GOOD = { ...ALL, to: '=to' };

const send = async (scene: { parameters: object; items: object[] }) => await execute({ continueOnFail: true, ...scene } as never);

const recipients = (items: ReadonlyArray<{ json: unknown }>) => items.map(({ json }) => (json as { recipient?: string }).recipient ?? whatFailed([{ json }] as never)[0]);

test('a Default Country is that of each item', async () => {
	const items = [
		{ to: '070-174 06 05', land: 'SE' },
		{ to: '0170 1234567', land: 'de' },
		{ to: '07700 900123', land: ' UK ' },
		{ to: '(11) 98765-4321', land: 'BR' },
		{ to: '(11) 98765-4321', land: '' },
		{ to: '+44 7700 900123' },
		{ to: '070-174 06 05', land: 'Narnia' },
	];
	const result = await send({ parameters: { ...GOOD, options: { defaultCountry: '=land' } }, items });
	expect(recipients(result.items)).toEqual([
		'46701740605',
		'491701234567',
		'447700900123',
		'5511987654321',
		'To Whom is "(11) 98765-4321", which has no country code',
		'447700900123',
		'Options > Default Country is "Narnia"',
	]);
});

test('a call that asks reads it for each item, too', async () => {
	const operation = { ...sightings, reader: (settings: never) => objectOf({ ring: phone(settings) }) };
	const answer = { statusCode: 200, headers: {}, body: '[]' };
	const fake = fakeContext({ parameters: { ring: '=ring', options: { defaultCountry: '=land' } }, items: [{ ring: '07700 900123', land: 'GB' }, { ring: '070-174 06 05', land: 'SE' }], answer: () => answer, credential: { host: 'https://loft.example.com', ring: 'silver-ring' } });
	await executeRequests(fake.context, operation);
	expect(fake.requests.map(({ url }) => url.split('/').at(-1))).toEqual(['447700900123', '46701740605']);
});

test('a ceiling of parts is that of each item, and one that an expression does not give is missed', async () => {
	const text = 'x'.repeat(161);
	const items = [{ parts: 1 }, { parts: '2' }, { parts: 0 }, { parts: 'two' }, {}];
	const result = await send({ parameters: { ...ALL, text, options: { maxSegments: '=parts' } }, items });
	expect(recipients(result.items)).toEqual([
		'Text takes 2 SMS parts, more than the 1 allowed',
		'447700900123',
		'447700900123',
		'Options > Maximum SMS Parts is "two"',
		'Options > Maximum SMS Parts is empty',
	]);
});

describe('what cannot differ from item to item', () => {
	const numbers: ReadonlyArray<[string, string]> = [
		['batchSize', 'Batch Size'],
		['concurrency', 'Concurrency'],
		['requestsPerSecond', 'Requests per Second'],
		['maxTries', 'Maximum Tries'],
		['longestWait', 'Longest Wait'],
		['timeout', 'Timeout'],
		['deduplicationHistorySize', 'Deduplication History Size'],
	];
	const items = (...values: unknown[]) => values.map((value) => ({ to: '+447700900123', value }));

	it.each(numbers)('%s is read if all items agree, also as text, and refused if one differs', async (name, label) => {
		const options = { [name]: '=value' };
		expect(recipients((await send({ parameters: { ...GOOD, options }, items: items('1', 1) })).items)).toEqual(['447700900123', '447700900123']);
		const varying = await send({ parameters: { ...GOOD, options }, items: items(1, 1, 2) });
		expect(varying.requests).toEqual([]);
		expect(recipients(varying.items)[0]).toBe(`Options > ${label} differs from item to item: 1 in row 1, 2 in row 3`);
		expect(recipients((await send({ parameters: { ...GOOD, options }, items: items(undefined) })).items)).toEqual([`Options > ${label} is empty`]);
	});

	it.each([
		['wireFormat', 'Wire Format', 'json', 'other'],
		['sameMessageTwice', 'Same Message Twice', 'warn', 'send'],
		['dryRun', 'Dry Run', false, true],
	])('%s, too', async (name, label, one, other) => {
		const { items: out, requests } = await send({ parameters: { ...GOOD, options: { [name]: '=value' } }, items: items(one, other) });
		expect([requests.length, recipients(out)[0]]).toEqual([0, `Options > ${label} differs from item to item: ${JSON.stringify(one)} in row 1, ${JSON.stringify(other)} in row 2`]);
	});

	it('Simplify, too', async () => {
		const { items: out } = await send({ parameters: { ...GOOD, options: { simplify: '=value' } }, items: items(true, false) });
		expect(recipients(out)[0]).toBe('Options > Simplify differs from item to item: true in row 1, false in row 2');
	});

	it('an expression without the item is evaluated once', async () => {
		const { reads } = await send({ parameters: { ...GOOD, options: { batchSize: '={{ $vars.size }}' } }, items: items(1, 2, 3) });
		expect(reads.filter((read) => read.startsWith('options.batchSize'))).toEqual(['options.batchSize#0']);
	});
});

test.each([
	['se', 'SE'],
	['UK', 'GB'],
	['', null],
	[null, null],
	['Sweden', 'SE'],
	[' united KINGDOM ', 'GB'],
	['Hong Kong', 'HK'],
	['Hong Kong SAR China', 'HK'],
	['Türkiye', 'TR'],
	['Turkey', 'TR'],
	['constructor', { fix: 'Give the two letters or the English name of a country, such as SE or Sweden.' }],
	['+46', { fix: 'Give the two letters of the country: SE.' }],
	['0049', { fix: 'Give the two letters of the country: DE.' }],
	['Atlantis', { fix: 'Give the two letters or the English name of a country, such as SE or Sweden.' }],
	[46, { fix: 'Give the two letters of the country: SE.' }],
])('the country %p is %p', (given, expected) => expect(readCountry(given)).toEqual(expected));

test('Default Country lists every country that has a numbering plan, by its name, and the reader knows each by both', () => {
	expect(countries.map(({ value }) => value).sort()).toEqual([...new Set(Object.values(countriesByCallingCode).flat())].sort());
	expect(countries.map(({ name }) => name)).toEqual(expect.arrayContaining(['Sweden', 'Brazil', 'Indonesia']));
	for (const { name, value } of countries) expect([readCountry(name), readCountry(value)]).toEqual([value, value]);
	expect(defaultCountryField).toMatchObject({ type: 'options', default: '' });
});

test('time zones are listed by the names that luxon knows', () => {
	const zones = timeZones().map(({ value }) => value as string);
	expect(zones).toEqual(expect.arrayContaining(['Europe/Stockholm', 'Asia/Kolkata', 'Europe/Kyiv', 'America/Argentina/Buenos_Aires']));
	expect(zones.filter((zone) => !IANAZone.isValidZone(zone))).toEqual([]);
});

test('an option with a whole number may be given as text', () => {
	const read = partsReader({ get: () => undefined } as never);
	expect([read(3), read('3'), read(' 12 '), read(0), read('0'), read(undefined)]).toEqual([3, 3, 12, null, null, null]);
	for (const given of ['a3', '3a', '3 4', '1.5', -1, '-1', 256, '256', true, [3], '0x10', '1e1', '7.0']) expect(() => read(given)).toThrow('Options > Maximum SMS Parts is ');
});

test('an option with a country takes its code or its name, and its advice knows what was meant', () => {
	expect([countryIn('Only', 'SE'), countryIn('Only', 'sweden')]).toEqual(['SE', 'SE']);
	const advice = (given: unknown) => {
		try {
			return countryIn('Only', given);
		} catch (error) {
			return [(error as SettingError).what, (error as SettingError).fix];
		}
	};
	expect(advice('')).toEqual(['Only has empty', 'Give the two letters of a country, such as SE.']);
	expect(advice('46')).toEqual(['Only has "46"', 'Give the two letters of the country: SE.']);
});

test('what cannot be read names its field: an option, or the whole message as JSON', () => {
	expect(unreadable([], new SettingError('Options > X is odd', 'Mend it.'))).toEqual({ field: 'Options', what: 'Options > X is odd', fix: 'Mend it.' });
	expect(unreadable([], new SyntaxError('at 1'))).toMatchObject({ field: 'Message', what: 'Message is not valid JSON (at 1)' });
});
