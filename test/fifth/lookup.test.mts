/** A call that sends nothing, in n8n's engine, for a provider that exists only in the tests: what core gives to every look-up. */
import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { runInEngine, type EngineOptions } from '../engine/engine.mts';
import { Pigeon, PigeonApi } from './Pigeon.node.mts';
import { pigeonPost } from './sandbox.mts';
import { failureOf, whatFailed } from '../failed.mts';
import '../engine/short-pauses.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ extraProviders: [pigeonPost] });
});
afterEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

interface Given extends Partial<Pick<EngineOptions, 'onStart'>> {
	options?: INodeParameters;
	parameters?: INodeParameters;
	settings?: Partial<INode>;
}

async function run(parameters: INodeParameters, items: IDataObject[], { settings, ...rest }: Given = {}) {
	return await runInEngine({
		node: new Pigeon(),
		credential: { type: new PigeonApi(), data: { ring: 'silver-ring', host: sandbox.url } },
		parameters,
		items,
		settings: { onError: 'continueErrorOutput', ...settings },
		...rest,
	});
}

const look = async (rings: unknown[], { options, parameters, ...rest }: Given = {}) =>
	await run({ operation: 'sightings', ring: '={{ $json.ring }}', options: { requestsPerSecond: 0, ...options }, ...parameters }, rings.map((ring) => ({ ring }) as IDataObject), rest);

/** Posts letters and returns their rings. */
async function post(count: number): Promise<string[]> {
	const letters = Array.from({ length: count }, (_, i) => ({ loft: 'north', address: `Tower ${i}`, words: 'Hello' }));
	const { success } = await run({ operation: 'post', options: { messageFrom: 'item' }, loft: '' }, letters);
	return success.map(({ json }) => String(json.messageId));
}

const params = () => sandbox.requests().filter(({ method }) => method === 'GET').length;

test('none, one and two output items for an input item, each with its pair; not found is an error item', async () => {
	const rings = await post(3);
	sandbox.setStatus({ messageId: rings[0], status: 'queued' });
	sandbox.setStatus({ messageId: rings[1], status: 'sent' });
	sandbox.setStatus({ messageId: rings[2], status: 'delivered' });
	const { success, errors, hints } = await look([rings[2], rings[0], 'nobody', rings[1]]);

	expect(success.map(({ json, pairedItem }) => [json.ring, json.place, pairedItem])).toEqual([
		[rings[2], 'the river', { item: 0 }],
		[rings[2], 'the tower', { item: 0 }],
		[rings[1], 'the river', { item: 3 }],
	]);
	expect(success[0]!.json).not.toHaveProperty('raw');
	expect(errors).toHaveLength(1);
	expect(errors[0]!.json).toEqual({
		// n8n adds this from the input item.
		ring: 'nobody',
		error: {
			status: 'notFound',
			message: 'No pigeon wears this ring',
			fix: 'Check Ring.',
			ring: 'nobody',
			provider: 'pigeon',
			attempts: 1,
			code: 'noSuchRing',
			httpStatus: 404,
			retryable: false,
		},
	});
	expect(hints).toEqual(['2 answered, 1 answered with nothing, 1 not found: 1 × No pigeon wears this ring']);
});

test("with Simplify off the item has the provider's own data", async () => {
	const rings = await post(1);
	sandbox.setStatus({ status: 'sent' });
	const { success } = await look(rings, { options: { simplify: false } });
	expect(success[0]!.json.raw).toEqual({ place: 'the river', at: success[0]!.json.at });
});

test('a bad item is named and does not stop the others', async () => {
	const rings = await post(1);
	sandbox.setStatus({ status: 'sent' });
	const { success, errors } = await look(['', rings[0], { a: 1 }, 'x'.repeat(101)]);
	expect(success).toHaveLength(1);
	expect(whatFailed(errors)).toEqual([
		'Ring is missing',
		'Ring is {"a":1}, not text',
		'Ring is 101 characters long, more than the 100 allowed',
	]);
	expect(errors[0]!.json.error).toMatchObject({ provider: 'pigeon', status: 'notSent', code: 'invalidMessage', attempts: 0 });
	const { errors: broken } = await look(['a'], { parameters: { ring: '={{ $("Nowhere").first() }}' } });
	expect(failureOf(broken[0]!).message).toMatch(/^Ring cannot be evaluated: |Nowhere|node doesn't exist/);
});

describe('On Error: stop', () => {
	const settings = { onError: 'stopWorkflow' as const };

	test('a bad item is found before any request', async () => {
		const { error } = await look(['a', ''], { settings });
		expect(error?.message).toBe("1 of 2 rows can't be used, no request was made");
		expect(sandbox.requests()).toHaveLength(0);
	});

	test('all requests are made, then one error names the failed ones', async () => {
		const [ring] = await post(1);
		sandbox.setStatus({ status: 'sent' });
		const { error } = await look([ring, 'nobody', ring, 'no-one'], { settings });
		expect(error?.message).toBe('2 answered, 2 not found');
		expect(error).toMatchObject({ description: 'Row 2, nobody: No pigeon wears this ring<br>\nRow 4, no-one: No pigeon wears this ring<br>\n<br>\nCheck Ring.' });
		expect(params()).toBe(4);
	});
});

test.each([
	['an option that cannot be', { concurrency: 9 }, 'Options > Concurrency is 9'],
	['a wait that cannot be', { longestWait: -1 }, 'Options > Longest Wait is -1'],
])('%s fails every item and throws nothing', async (_name, options, error) => {
	const { errors, error: thrown } = await look(['a', 'b'], { options });
	expect(thrown).toBeUndefined();
	expect(whatFailed(errors)).toEqual([`${error}`, `${error}`]);
	expect(sandbox.requests()).toHaveLength(0);
});

test('a request is repeated after a reset; a redirect is not followed', async () => {
	const rings = await post(1);
	sandbox.setStatus({ status: 'sent' });
	sandbox.addFault({ kind: 'resetAfter' });
	expect((await look(rings)).success).toHaveLength(1);
	expect(params()).toBe(2);
	sandbox.addFault({ kind: 'redirect' });
	const { errors } = await look(rings);
	expect(errors[0]!.json.error).toMatchObject({ status: 'notSent', code: 'http307', attempts: 1 });
	expect(sandbox.counts().redirectsFollowed).toBe(0);
});

test('Retry On Fail repeats a look-up, which changes nothing', async () => {
	const { errors } = await look(['nobody'], { settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 } });
	expect(errors).toHaveLength(1);
	expect(params()).toBe(2);
});
