/** Between n8n and the request engine: one request per item, and its result as items, hints and one error. */
import { NodeOperationError } from 'n8n-workflow';

import { phone } from '../../core/input/fields.ts';
import type { RequestOperation } from '../../core/request/operation.ts';
import { executeRequests } from '../../n8n/run/executeRequests.ts';
import { sightings } from '../fifth/lookup.mts';
import { fakeContext, type Scene } from './context.mts';
import { failureOf, whatFailed } from '../failed.mts';
import { objectOf } from './object-of.mts';

const seen = (count: number) => ({ statusCode: 200, headers: {}, body: JSON.stringify(Array.from({ length: count }, (_, i) => ({ place: `place ${i}`, at: 'noon' }))) });
const credential = { host: 'http://loft.example.com', allowUnencrypted: true, ring: 'silver-ring' };
/** As many sightings as the ring's number says. A ring that does not end in a digit is unknown. */
const ok = ({ url }: { url: string }) => (/\d$/.test(url) ? seen(Number(url.at(-1))) : { statusCode: 404, headers: {}, body: '' });

async function execute(scene: Scene, operation: RequestOperation<{ ring: string }> = sightings) {
	const fake = fakeContext({ parameters: { ring: '=ring' }, answer: ok, credential, ...scene });
	const [items] = await executeRequests(fake.context, operation);
	return { ...fake, items: items! };
}

async function thrown(scene: Scene, operation: RequestOperation<{ ring: string }> = sightings) {
	const fake = fakeContext({ parameters: { ring: '=ring' }, answer: ok, credential, ...scene });
	const error = await executeRequests(fake.context, operation).catch((reason: unknown) => reason);
	expect(error).toBeInstanceOf(NodeOperationError);
	return Object.assign(error as NodeOperationError, { requests: fake.requests.length });
}

const rings = (...given: unknown[]) => given.map((ring) => ({ ring }));

test('any number of items per input item, each paired, in order, and the tally', async () => {
	const { items, requests, hints } = await execute({ items: rings('r-2', 'r-0', 'r-1') });
	expect(items).toEqual([
		{ json: { provider: 'pigeon', ring: 'r-2', place: 'place 0', at: 'noon' }, pairedItem: { item: 0 } },
		{ json: { provider: 'pigeon', ring: 'r-2', place: 'place 1', at: 'noon' }, pairedItem: { item: 0 } },
		{ json: { provider: 'pigeon', ring: 'r-1', place: 'place 0', at: 'noon' }, pairedItem: { item: 2 } },
	]);
	expect(requests.map(({ method, url, timeout }) => [method, url, timeout])).toEqual(['r-2', 'r-0', 'r-1'].map((ring) => ['GET', `http://loft.example.com/pigeon/sightings/${ring}`, 5000]));
	expect(hints).toEqual([{ message: '2 answered, 1 answered with nothing', type: 'info', location: 'outputPane' }]);
});

test('half a character and traces of a failed expression are refused', async () => {
	const { items, requests } = await execute({ items: rings('r-\ud83d', 'r-[object Object]', 'r-{{ $json.n }}', 'r-1'), continueOnFail: true });
	expect(requests).toHaveLength(1);
	expect(whatFailed(items)).toEqual([
		'Ring is "r-\ufffd", which contains half a character: an emoji was cut in two',
		'Ring contains "[object Object]"',
		'Ring contains {{ $json.n }} as plain text',
		undefined,
	]);
	expect(items.map(failureOf)[2]!.fix).toBe('Switch the field to Expression, and n8n fills it in.');
});

test("the provider's own data come only with Simplify off", async () => {
	const raw = async (simplify?: boolean) => (await execute({ parameters: { ring: 'r-1', options: { ...(simplify !== undefined && { simplify }) } } })).items[0]!.json.raw;
	expect([await raw(), await raw(true), await raw(false)]).toEqual([undefined, undefined, { place: 'place 0', at: 'noon' }]);
});

test('unknown IDs and invalid items are error items, and do not affect the others', async () => {
	const { items, requests, hints } = await execute({ items: rings('nobody', '', 'r-1', { a: 1 }), continueOnFail: true });
	expect(requests).toHaveLength(2);
	expect(items.map(({ json, pairedItem }) => [whatFailed([{ json }])[0] ?? json.place, pairedItem])).toEqual([
		['No pigeon wears this ring', { item: 0 }],
		['Ring is missing', { item: 1 }],
		['place 0', { item: 2 }],
		['Ring is {"a":1}, not text', { item: 3 }],
	]);
	const common = { provider: 'pigeon', retryable: false };
	expect(failureOf(items[0]!)).toEqual({ ...common, message: 'No pigeon wears this ring', fix: 'Check Ring.', status: 'notFound', ring: 'nobody', attempts: 1, code: 'noSuchRing', httpStatus: 404 });
	expect(failureOf(items[1]!)).toEqual({ ...common, message: 'Ring is missing', fix: 'Give the number of the ring.', status: 'notSent', attempts: 0, code: 'invalidMessage' });
	expect(hints).toEqual([{ message: '1 answered, 1 not found, 2 not sent: 1 × No pigeon wears this ring, 1 × Ring is missing, 1 × Ring is {"a":1}, not text', type: 'warning', location: 'outputPane' }]);
});

test('an expression that fails names its field', async () => {
	const { items } = await execute({ parameters: { ring: '=!' }, continueOnFail: true });
	expect(failureOf(items[0]!)).toMatchObject({ message: 'Ring cannot be evaluated: no such thing', code: 'invalidMessage' });
});

test('an expression deep in a parameter is read for every item, a fixed one once', async () => {
	const deep = (ring: unknown) => ({ parameters: { ring }, items: [{ r: 'a' }, { r: 'b' }], continueOnFail: true });
	const { items, reads } = await execute(deep({ nothing: null, fixed: 'x', parts: ['y', '=r'] }));
	expect(whatFailed(items)).toEqual(['a', 'b'].map((r) => `Ring is {"nothing":null,"fixed":"x","parts":["y","${r}"]}, not text`));
	expect(reads.filter((read) => read.startsWith('ring'))).toEqual(['ring#0', 'ring#1']);
	const fixed = await execute(deep({ nothing: null, parts: ['y'] }));
	expect(fixed.reads.filter((read) => read.startsWith('ring'))).toEqual(['ring#0']);
});

describe('with On Error set to stop', () => {
	test('a bad item is found before any request, and the error names it', async () => {
		const error = await thrown({ items: rings('r-1', '') });
		expect([error.message, error.description, error.context.itemIndex, error.requests]).toEqual(["1 of 2 rows can't be used, no request was made", expect.stringMatching(/^Row 2: Ring is missing<br>\n<br>\nGive the number of the ring\.<br>\n<br>\nCorrect these rows/), undefined, 0]);
	});

	test('otherwise all requests are made, and one error names the failed ones', async () => {
		const error = await thrown({ items: rings('r-1', 'nobody', 'r-2', 'no-one') });
		expect([error.message, error.description, error.requests]).toEqual([
			'2 answered, 2 not found',
			'Row 2, nobody: No pigeon wears this ring<br>\nRow 4, no-one: No pigeon wears this ring<br>\n<br>\nCheck Ring.',
			4,
		]);
	});

	test('a failure of the whole execution is thrown', async () => {
		const error = await thrown({ parameters: { ring: 'r-1', options: { concurrency: 4 } }, items: [{}, {}] });
		expect([error.message, error.description, error.context.itemIndex, error.requests]).toEqual(['Options > Concurrency is 4', 'Give a whole number from 1 to 3.', 0, 0]);
	});
});

test('a failure of the whole execution fails every item, if On Error is to continue', async () => {
	const { items, hints, requests } = await execute({ parameters: { ring: 'r-1', options: { timeout: 0 } }, items: [{}, {}], continueOnFail: true });
	expect(whatFailed(items)).toEqual(['Options > Timeout is 0', 'Options > Timeout is 0']);
	expect(failureOf(items[1]!)).toEqual({ message: 'Options > Timeout is 0', fix: expect.any(String) as string, provider: 'pigeon', status: 'notSent', attempts: 0, code: 'configuration', retryable: true });
	expect([hints[0]!.message, requests.length]).toEqual(['2 not sent: 2 × Options > Timeout is 0', 0]);
});

test('options have their effect', async () => {
	const called: RequestOperation<{ ring: string }> = { ...sightings, reader: (settings) => objectOf({ ring: phone(settings) }) };
	const { requests } = await execute({ parameters: { ring: '07700 900123', options: { defaultCountry: 'GB', timeout: 7 } } }, called);
	expect(requests.map(({ url, timeout }) => [url, timeout])).toEqual([['http://loft.example.com/pigeon/sightings/447700900123', 7000]]);
	const { items } = await execute({ parameters: { ring: 'r-1', options: { maxTries: 1 } }, answer: () => ({ statusCode: 500, headers: {}, body: '' }), continueOnFail: true });
	expect(items[0]!.json.error).toMatchObject({ status: 'unknown', attempts: 1 });
});

test('stopped before its turn, no request is made', async () => {
	const { items, requests } = await execute({ items: rings('r-1'), signal: AbortSignal.abort(), continueOnFail: true });
	expect([items[0]!.json.error, requests]).toEqual([expect.objectContaining({ status: 'notSent', code: 'cancelled' }), []]);
});

test('secret params are masked in records, raw data and failures', async () => {
	const secretive: RequestOperation<{ ring: string }> = { ...sightings, secrets: ({ ring }) => [ring] };
	const body = JSON.stringify([{ place: 'of hush-hush', at: 'noon' }]);
	const { items } = await execute({ parameters: { ring: 'hush-hush', options: { simplify: false } }, answer: () => ({ statusCode: 200, headers: {}, body }) }, secretive);
	expect(items[0]!.json).toMatchObject({ place: 'of ***', raw: { place: 'of ***' } });
	const failed = await execute({ parameters: { ring: 'hush-hush' }, answer: () => ({ statusCode: 400, headers: {}, body: 'no hush-hush' }), continueOnFail: true }, secretive);
	expect(failed.items[0]!.json.error).toMatchObject({ providerMessage: 'no ***' });
	const torn = await execute({ parameters: { ring: 'hush-hush', options: { maxTries: 1 } }, answer: () => ({ statusCode: 200, headers: {}, body: 'hush-hush' }), continueOnFail: true }, secretive);
	expect(failureOf(torn.items[0]!).message).toMatch(/could not be read: .*\*\*\*/);
	expect(failureOf(torn.items[0]!).message).not.toMatch(/hush-hush/);
});
