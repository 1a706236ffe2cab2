import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { Wiraya } from '../../nodes/Wiraya/Wiraya.node.ts';
import { NODE, savedForRetry } from './engine.mts';
import { ProcessedItems } from './processedItems.mts';
import { customers, runWiraya, statuses } from './wiraya.mts';
import { failureOf } from '../failed.mts';
import './short-pauses.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterEach(async () => {
	await sandbox.setListening(true);
	sandbox.reset();
});
afterAll(async () => await sandbox.close());

const retryOnFail = { retryOnFail: true, maxTries: 5, waitBetweenTries: 1 };
const fast = { requestsPerSecond: 0, batchSize: 10 };

describe('Retry On Fail with five tries', () => {
	test.each(['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const)(
		'a connection reset after accepting is unknown, and never sent again (%s)',
		async (onError) => {
			sandbox.addFault({ kind: 'resetAfter', count: 'always' });
			const { success, errors, error } = await runWiraya(sandbox, customers(30), { settings: { ...retryOnFail, onError }, options: fast });

			expect(sandbox.accepted()).toHaveLength(30);
			expect(sandbox.duplicates()).toHaveLength(0);
			expect(sandbox.requests()).toHaveLength(3);
			if (onError === 'stopWorkflow') {
				expect(error?.message).toMatch(/^30 unknown$/);
			} else {
				const items = onError === 'continueErrorOutput' ? errors : success;
				expect(statuses(items)).toEqual(Array(30).fill('unknown'));
			}
		},
	);

	test('in the next try an accepted message is a duplicate with its record, and only the rest is sent again', async () => {
		sandbox.addFault({ kind: 'status', status: 503, retryAfter: 3600, after: 2, count: 1 });
		const { success, error } = await runWiraya(sandbox, customers(30), {
			settings: { ...retryOnFail, onError: 'stopWorkflow' },
			options: { ...fast, concurrency: 1 },
		});

		expect(error).toBeUndefined();
		expect(statuses(success)).toEqual([...Array<string>(20).fill('duplicate'), ...Array<string>(10).fill('accepted')]);
		expect(success.map(({ json }) => json.messageId)).toEqual(sandbox.accepted().map(({ messageId }) => messageId));
		expect(success[0]!.json).toMatchObject({ attempts: 1, acceptedAt: expect.any(String) as string });
		expect(sandbox.accepted()).toHaveLength(30);
		expect(sandbox.requests()).toHaveLength(4);
	});

	test('an error in the first item makes n8n run the node again, and nothing is sent twice', async () => {
		sandbox.refuseRecipient({ recipient: '447700900000', outcome: 'permanent' });
		const { success, errors } = await runWiraya(sandbox, customers(30), { settings: retryOnFail, options: fast });

		expect(sandbox.accepted()).toHaveLength(29);
		expect(sandbox.duplicates().filter(({ recipient }) => recipient !== '447700900000')).toHaveLength(0);
		expect(statuses(errors)).toEqual(['rejected']);
		expect(statuses(success)).toEqual(Array(29).fill('duplicate'));
	});

	test('an expression that changes with every try changes nothing', async () => {
		sandbox.addFault({ kind: 'resetAfter', after: 1, count: 1 });
		const { error } = await runWiraya(sandbox, customers(20), {
			parameters: { text: '={{ Math.random() }} {{ $now.toMillis() }}' },
			settings: { ...retryOnFail, onError: 'stopWorkflow' },
			options: fast,
		});
		expect(error?.message).toMatch(/^10 not sent again, 10 unknown$/);
		expect(sandbox.accepted()).toHaveLength(20);
		expect(sandbox.requests()).toHaveLength(2);
	});
});

describe('"Retry execution" of a saved failed run', () => {
	test('sends only what was not accepted', async () => {
		sandbox.addFault({ kind: 'status', status: 503, retryAfter: 3600, after: 1, count: 1 });
		sandbox.addFault({ kind: 'resetAfter', after: 2, count: 1 });
		const options = { ...fast, concurrency: 1 };
		const settings = { onError: 'stopWorkflow' as const };
		const first = await runWiraya(sandbox, customers(40), { settings, options });
		// The provider asks the second batch to wait an hour, longer than allowed, so nothing is sent after it.
		expect(first.error?.message).toMatch(/^10 accepted, 30 not sent$/);
		sandbox.clearFaults();

		const second = await runWiraya(sandbox, customers(40), { settings, options, resume: savedForRetry(first.run) });
		expect(statuses(second.success)).toEqual([...Array<string>(10).fill('duplicate'), ...Array<string>(30).fill('accepted')]);
		expect(sandbox.accepted()).toHaveLength(40);
		expect(sandbox.duplicates()).toHaveLength(0);
	});

	test('finds its ledger after the node was renamed', async () => {
		const settings = { onError: 'stopWorkflow' as const };
		sandbox.refuseRecipient({ recipient: '447700900009', outcome: 'transient', times: 1 });
		const first = await runWiraya(sandbox, customers(10), { settings, options: { maxTries: 1 } });
		expect(first.error?.message).toMatch(/^9 accepted, 1 not sent$/);
		const saved = JSON.parse(JSON.stringify(savedForRetry(first.run)).replaceAll(`"${NODE}"`, '"Renamed"')) as never;

		await runWiraya(sandbox, customers(10), { settings: { ...settings, name: 'Renamed' }, resume: saved });
		expect(sandbox.accepted()).toHaveLength(10);
		expect(sandbox.duplicates()).toHaveLength(0);
	});

	test('the ledger holds no recipient, no text and no key', async () => {
		const { run } = await runWiraya(sandbox, customers(3));
		const ledger = JSON.stringify(run.data.executionData?.contextData);
		expect(ledger).toContain('accepted');
		expect(ledger).not.toMatch(/44770090|parcel|sandbox-key/);
	});
});

const tool = new Wiraya();
tool.description = { ...tool.description, name: 'wirayaTool' };

describe('the node runs twice in one execution', () => {
	const words = (run: { data: { resultData: { runData: Record<string, Array<{ data?: { main: unknown[][] } }>> } } }) =>
		run.data.resultData.runData[NODE]!.map((task) => statuses((task.data?.main[0] ?? []) as never));

	test('in a loop both runs send', async () => {
		const { run } = await runWiraya(sandbox, customers(2), { runs: 2 });
		expect(words(run as never)).toEqual([['accepted', 'accepted'], ['accepted', 'accepted']]);
		expect(sandbox.accepted()).toHaveLength(4);
	});

	test('called by an agent with the same words, the second call sends nothing', async () => {
		const { run } = await runWiraya(sandbox, customers(2), { node: tool, runs: 2 });
		expect(words(run as never)).toEqual([['accepted', 'accepted'], ['duplicate', 'duplicate']]);
		expect(sandbox.accepted()).toHaveLength(2);
	});
});

describe('an agent calls the tool three times, and n8n tries each call three times', () => {
	const settings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1, onError: 'continueRegularOutput' as const };
	const calls = async () => {
		const { run } = await runWiraya(sandbox, customers(1), { node: tool, runs: 3, settings, options: { maxTries: 1 } });
		return run.data.resultData.runData[NODE]!.map((task) => statuses(task.data?.main?.[0] ?? [])[0]);
	};

	test('after a reset, none sends again', async () => {
		sandbox.addFault({ kind: 'resetAfter', count: 'always' });
		expect(await calls()).toEqual(['unknown', 'unknown', 'unknown']);
		expect(sandbox.requests()).toHaveLength(1);
	});

	test('after four refusals for the moment, it is sent once', async () => {
		sandbox.addFault({ kind: 'status', status: 429, count: 4 });
		expect(await calls()).toEqual(['notSent', 'accepted', 'duplicate']);
		expect(sandbox.requests()).toHaveLength(5);
		expect(sandbox.accepted()).toHaveLength(1);
	});
});

describe("Don't Send Twice", () => {
	const keyed = { options: fast, parameters: { deduplicationKey: '={{ "order-" + $json.to }}' } };

	test('two executions with the same key send once', async () => {
		const processedItems = new ProcessedItems();
		const first = await runWiraya(sandbox, customers(20), { ...keyed, processedItems });
		const second = await runWiraya(sandbox, customers(25), { ...keyed, processedItems });

		expect(statuses(first.success)).toEqual(Array(20).fill('accepted'));
		expect(statuses(second.success)).toEqual([...Array<string>(20).fill('duplicate'), ...Array<string>(5).fill('accepted')]);
		expect(second.success[0]!.json).toMatchObject({ messageId: null, attempts: 0, warnings: [expect.stringContaining('earlier execution')] });
		expect(sandbox.accepted()).toHaveLength(25);
		expect(sandbox.duplicates()).toHaveLength(0);
	});

	test('a claim is released if the message was certainly not sent', async () => {
		const processedItems = new ProcessedItems();
		await sandbox.setListening(false);
		const first = await runWiraya(sandbox, customers(5), { ...keyed, options: { ...fast, maxTries: 1 }, processedItems });
		expect(statuses(first.errors)).toEqual(Array(5).fill('notSent'));
		await sandbox.setListening(true);
		const second = await runWiraya(sandbox, customers(5), { ...keyed, processedItems });
		expect(statuses(second.success)).toEqual(Array(5).fill('accepted'));
	});

	test('a claim is kept if the result is unknown, and the next execution says so and sends nothing', async () => {
		const processedItems = new ProcessedItems();
		sandbox.addFault({ kind: 'resetAfter' });
		await runWiraya(sandbox, customers(5), { ...keyed, processedItems });
		for (let execution = 0; execution < 2; execution += 1) {
			const next = await runWiraya(sandbox, customers(5), { ...keyed, processedItems });
			expect(statuses(next.errors)).toEqual(Array(5).fill('unknown'));
			expect(next.errors[0]!.json.error).toMatchObject({ code: 'claimedBefore', attempts: 0 });
		}
		expect(sandbox.requests()).toHaveLength(1);
	});

	test('items of one execution that share a key are one message', async () => {
		const twins = [{ to: '447700900001' }, { to: '447700900001' }, { to: '447700900002' }];
		const { success } = await runWiraya(sandbox, twins, keyed);
		expect(statuses(success)).toEqual(['accepted', 'duplicate', 'accepted']);
		expect(success[1]!.json.messageId).toBe(success[0]!.json.messageId);
		expect(sandbox.accepted()).toHaveLength(2);
	});

	test('the same key gives the same id, so that a provider that knows ids can recognise a repetition', async () => {
		const first = await runWiraya(sandbox, customers(1), keyed);
		const other = await runWiraya(sandbox, customers(1), keyed);
		const without = await runWiraya(sandbox, customers(1));
		const ids = [first, other, without].map(({ success }) => success[0]!.json.correlationId);
		expect(ids[0]).toBe(ids[1]);
		expect(ids[2]).not.toBe(ids[0]);
	});

	test('a key shared by a whole campaign means once for everybody', async () => {
		const processedItems = new ProcessedItems();
		const campaign = { options: fast, parameters: { deduplicationKey: 'spring-campaign' } };
		const first = await runWiraya(sandbox, customers(20), { ...campaign, processedItems });
		const second = await runWiraya(sandbox, customers(21), { ...campaign, processedItems });
		expect(statuses(first.success)).toEqual(Array(20).fill('accepted'));
		expect(statuses(second.success)).toEqual([...Array<string>(20).fill('duplicate'), 'accepted']);
	});

	test('a key that an expression leaves empty is refused', async () => {
		const { errors } = await runWiraya(sandbox, customers(1), { options: fast, parameters: { deduplicationKey: '={{ $json.none }}' } });
		expect(failureOf(errors[0]!).message).toBe("Don't Send Twice is empty");
	});

	test('a store that fails between two calls never turns an unsent message into an accepted one', async () => {
		for (let failAt = 0; failAt < 8; failAt += 1) {
			sandbox.reset();
			const processedItems = new ProcessedItems();
			sandbox.addFault({ kind: 'resetBefore' });
			await runWiraya(sandbox, customers(3), { ...keyed, processedItems });
			processedItems.failAtCall = failAt;
			await runWiraya(sandbox, customers(4), { ...keyed, processedItems });
			processedItems.failAtCall = null;
			const last = await runWiraya(sandbox, customers(4), { ...keyed, processedItems });
			const taken = new Set(sandbox.accepted().map((message) => message.recipient));
			for (const { json } of last.success) expect(taken.has(json.recipient as string)).toBe(true);
			expect(sandbox.duplicates()).toHaveLength(0);
		}
	});

	test('a small execution does not make the store forget a large one', async () => {
		const processedItems = new ProcessedItems();
		const small = { ...keyed, options: { ...fast, deduplicationHistorySize: 10 } };
		await runWiraya(sandbox, customers(100), { ...small, processedItems });
		await runWiraya(sandbox, [{ to: '447700900999' }], { ...small, processedItems });
		const again = await runWiraya(sandbox, customers(60).slice(10), { ...small, processedItems });
		expect(statuses(again.success)).toEqual(Array(50).fill('duplicate'));
	});

	test('if the store does not answer, nothing is sent', async () => {
		const processedItems = new ProcessedItems();
		processedItems.broken = true;
		const { errors } = await runWiraya(sandbox, customers(2), { ...keyed, processedItems });
		expect(errors[0]!.json.error).toMatchObject({ status: 'notSent', code: 'deduplicationUnavailable', retryable: true });
		expect(sandbox.requests()).toHaveLength(0);
	});

	test('known limit of n8n: two executions that check at the very same moment both send; the next one does not', async () => {
		const processedItems = new ProcessedItems();
		await runWiraya(sandbox, [{ to: '447700900999' }], { ...keyed, processedItems });
		processedItems.meeting = 2;
		const both = await Promise.all([1, 2].map(async () => await runWiraya(sandbox, customers(1), { ...keyed, processedItems })));
		expect(both.map(({ success }) => statuses(success))).toEqual([['accepted'], ['accepted']]);
		const next = await runWiraya(sandbox, customers(1), { ...keyed, processedItems });
		expect(statuses(next.success)).toEqual(['duplicate']);
		expect(sandbox.accepted()).toHaveLength(3);
	});
});
