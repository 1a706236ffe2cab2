/** Adding a provider changes no file of core or sandbox: this one exists only in the tests and gets everything that core offers. */
import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { runInEngine } from '../engine/engine.mts';
import { statuses } from '../engine/wiraya.mts';
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

async function fly(items: IDataObject[], options: INodeParameters = {}, settings: Partial<INode> = {}) {
	return await runInEngine({
		node: new Pigeon(),
		credential: { type: new PigeonApi(), data: { ring: 'silver-ring', host: sandbox.url } },
		parameters: { operation: 'post', loft: '', options: { messageFrom: 'item', ...options } },
		items,
		settings: { onError: 'continueErrorOutput', ...settings },
	});
}

const letters = (count: number, loft = 'north') =>
	Array.from({ length: count }, (_, i) => ({ loft, address: `Tower ${i}`, words: `Letter ${i}`, ref: `${loft}-${i}` }));

test('messages of one group travel together, and answers in any order find their messages', async () => {
	const items = [...letters(5, 'north'), ...letters(3, 'south')].sort((a, b) => a.address.localeCompare(b.address));
	const { success } = await fly(items);

	expect(sandbox.requests().map(({ path }) => path.split('/')[2]).sort()).toEqual(['north', 'north', 'south']);
	const rings = new Map(sandbox.accepted().map((message) => [message.correlationId, message.messageId]));
	expect(success).toHaveLength(8);
	success.forEach(({ json }, i) => {
		expect(json).toMatchObject({
			provider: 'pigeon',
			channel: 'pigeon',
			status: 'accepted',
			correlationId: items[i]!.ref,
			recipient: items[i]!.address,
			messageId: rings.get(items[i]!.ref),
			batchId: `flight-${items[i]!.loft}`,
			acceptedAt: '2026-11-22T03:00:00.000Z',
		});
	});
});

test('bad messages that the provider names are refused, and the others go again at once', async () => {
	const items = letters(4);
	items[1]!.words = 'a rude word';
	items[2]!.words = 'another rude word';
	const { success, errors } = await fly(items);

	expect(statuses(success)).toEqual(['accepted', 'accepted']);
	expect(success.map(({ json }) => json.attempts)).toEqual([2, 2]);
	expect(whatFailed(errors)).toEqual(['The loft refused the letter: a rude word', 'The loft refused the letter: a rude word']);
	expect(failureOf(errors[0]!).fix).toBe('Mend the letter.');
	expect(sandbox.requests()).toHaveLength(2);
});

test('a batch that is too large for a request is split before it is sent', async () => {
	const items = letters(4).map((letter) => ({ ...letter, address: 'x'.repeat(700) }));
	const { success } = await fly(items);
	expect(statuses(success)).toEqual(['accepted', 'accepted', 'accepted', 'accepted']);
	expect(sandbox.requests()).toHaveLength(2);
	const { errors } = await fly([{ ...letters(1)[0]!, address: 'x'.repeat(3000) }]);
	expect(errors[0]!.json.error).toMatchObject({ status: 'notSent', code: 'tooLarge' });
});

test('the engine adds retries, ledger, dry run, deduplication and all checks', async () => {
	sandbox.refuseRecipient({ recipient: 'Tower 1', outcome: 'transient', times: 1 });
	const tired = await fly(letters(3));
	expect(tired.success.map(({ json }) => json.attempts)).toEqual([1, 2, 1]);

	sandbox.reset();
	sandbox.addFault({ kind: 'resetAfter', count: 'always' });
	const lost = await fly(letters(3), {}, { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 });
	expect(statuses(lost.errors)).toEqual(['unknown', 'unknown', 'unknown']);
	expect(sandbox.accepted()).toHaveLength(3);

	sandbox.reset();
	const dry = await fly(letters(5), { dryRun: true });
	expect(dry.success[0]!.json.request).toMatchObject({ headers: { 'Pigeon-Ring': '***' }, messages: 4 });
	expect(sandbox.requests()).toHaveLength(0);

	const bad = await fly([{ ...letters(1)[0]!, words: 'x'.repeat(201) }]);
	expect(failureOf(bad.errors[0]!).message).toBe('Words is 201 characters long, more than the 200 allowed');
});
