/** Between n8n and the engine: what the node remembers from one try to the next, and from one execution to the next. */
import type { LedgerPage } from '../../core/ledger/ledger.ts';
import '../engine/short-pauses.mts';
import { ProcessedItems } from '../engine/processedItems.mts';
import { failureOf, statuses, whatFailed, type Failed } from '../failed.mts';
import { execute, GOOD } from './scripted-node.mts';

describe('the ledger', () => {
	test("is kept in the execution's context, under the node's id, and a second try sends nothing again", async () => {
		const flow: Record<string, unknown> = {};
		const first = await execute({ flow });
		const second = await execute({ flow });
		expect([first.requests.length, second.requests.length]).toEqual([1, 0]);
		expect(second.items[0]!.json).toMatchObject({ status: 'duplicate', messageId: first.items[0]!.json.messageId, correlationId: first.items[0]!.json.correlationId });
		const page = (flow['n8n-nodes-communications'] as Record<string, LedgerPage>)['node-id']!;
		expect(page).toEqual({ version: 1, seed: expect.any(String) as string, entries: { [Object.keys(page.entries)[0]!]: ['accepted', 1, expect.any(String), 'b', expect.any(String)] } });
		expect((await execute({ flow, runIndex: 1 })).requests).toHaveLength(1);
	});

	test.each([{ seed: 7, entries: {} }, { seed: 'x' }, { seed: 'x', entries: null }, null, 'page'])('a page of another version (%p) is not read', async (page) => {
		const flow = { 'n8n-nodes-communications': { 'node-id': page } };
		expect((await execute({ flow })).items[0]!.json.status).toBe('accepted');
	});

	test('an unknown entry of another version still prevents its message from being sent again', async () => {
		const flow: Record<string, unknown> = {};
		await execute({ flow });
		const page = (flow['n8n-nodes-communications'] as Record<string, LedgerPage>)['node-id']!;
		const [key] = Object.keys(page.entries);
		for (const entry of [['queued', 1], ['accepted', 1, 'm-1', null, '2031-01-15T10:30:00Z', 'more'], { status: 'done' }]) {
			const later = { ...page, version: 2, more: true, entries: { [key!]: entry } };
			const { requests, items } = await execute({ flow: { 'n8n-nodes-communications': { 'node-id': later } }, continueOnFail: true });
			expect([requests.length, statuses(items)[0]]).toEqual([0, Array.isArray(entry) && entry[0] === 'accepted' ? 'duplicate' : 'unknown']);
		}
	});

	test('recognises a tool by its type or by the call', async () => {
		for (const scene of [{ isTool: true }, { nodeType: 'package.plainTool' }]) {
			const flow = {};
			await execute({ flow, ...scene });
			expect((await execute({ flow, ...scene, runIndex: 1 })).items[0]!.json.status).toBe('duplicate');
		}
	});

	test('is read again just before a request, because an agent may call a tool twice at once', async () => {
		const flow = {};
		const calls = await Promise.all([0, 1].map(async (runIndex) => await execute({ flow, isTool: true, runIndex, continueOnFail: true })));
		expect(calls.map(({ requests }) => requests.length)).toEqual([1, 0]);
		expect(calls.map(({ items }) => statuses(items)[0])).toEqual(['accepted', 'unknown']);
	});
});

describe('a deduplication key', () => {
	const keyed = (key: unknown, more: Record<string, unknown> = {}) => ({ ...GOOD, deduplicationKey: key, options: more });

	test('counts across executions', async () => {
		const processed = new ProcessedItems();
		const statuses = [];
		for (const key of ['a', 'a', 'b', 7, '7']) statuses.push((await execute({ processed, parameters: keyed(key) })).items[0]!.json.status);
		expect(statuses).toEqual(['accepted', 'duplicate', 'accepted', 'accepted', 'duplicate']);
	});

	test('is released if the message was not sent, and open if the result is unknown', async () => {
		const processed = new ProcessedItems();
		const parameters = keyed('a', { maxTries: 1 });
		const down = (httpCode: string) => () => {
			throw Object.assign(new Error('x'), { httpCode });
		};
		await execute({ processed, parameters, answer: down('ECONNREFUSED'), continueOnFail: true });
		expect([...processed.rows.values()].flat()).toEqual([]);
		await execute({ processed, parameters, answer: down('ECONNRESET'), continueOnFail: true });
		const { items, requests } = await execute({ processed, parameters, continueOnFail: true });
		expect([requests.length, (items[0]!.json.error as { code: string }).code]).toEqual([0, 'claimedBefore']);
	});

	test('is kept when executions run at once, although each writes the whole store without a lock', async () => {
		const processed = new ProcessedItems();
		const chunk = (execution: number) => Array.from({ length: 12 }, (_, i) => ({ k: `${execution}-${i}` }));
		const run = async (execution: number) => {
			const { items, requests } = await execute({ processed, parameters: keyed('=k', { batchSize: 2, concurrency: 2 }), items: chunk(execution), continueOnFail: true });
			return { requests: requests.length, statuses: statuses(items) };
		};
		const executions = Array.from({ length: 8 }, (_, i) => i);
		for (const { statuses } of await Promise.all(executions.map(run))) expect(statuses).toEqual(Array(12).fill('accepted'));
		for (const execution of executions) expect((await run(execution)).requests).toBe(0);
	});

	test('that is empty is ignored, but refused if it comes from an expression', async () => {
		const processed = new ProcessedItems();
		expect((await execute({ processed, parameters: keyed('') })).items[0]!.json.status).toBe('accepted');
		expect(processed.rows.size).toBe(0);
		const { items } = await execute({ processed, parameters: keyed('=k'), items: [{ k: '' }, { k: {} }, { k: 'x' }], continueOnFail: true });
		expect(whatFailed(items)).toEqual(["Don't Send Twice is empty", "Don't Send Twice is {}, not text", undefined]);
	});

	test('may be in the message itself, if the node has none', async () => {
		const message = { kind: 'sms', to: '+447700900123', text: 'Hi' };
		const statusOf = (item: Parameters<typeof failureOf>[0]) => (failureOf(item) as Partial<Failed> | undefined)?.message ?? item.json.status;
		for (const from of [{ options: { messageFrom: 'item' } }, { options: { messageFrom: 'json' }, messageJson: '=message' }]) {
			const processed = new ProcessedItems();
			const send = async (given: object, own: object = {}) => {
				const items = [from.options.messageFrom === 'item' ? { ...message, ...given } : { message: { ...message, ...given } }];
				return (await execute({ processed, items, continueOnFail: true, parameters: { ...from, kind: 'sms', ...own } })).items.map(statusOf)[0];
			};
			expect([await send({ deduplicationKey: 'a' }), await send({ deduplicationKey: 'a' }), await send({ deduplicationKey: 7 })]).toEqual(['accepted', 'duplicate', 'accepted']);
			// The node's own key wins.
			expect(await send({ deduplicationKey: 'a' }, { deduplicationKey: 'b' })).toBe('accepted');
			expect(await send({ deduplicationKey: 'c' }, { deduplicationKey: 'b' })).toBe('duplicate');
			expect([await send({}), await send({}, { deduplicationKey: '' })]).toEqual(['accepted', 'accepted']);
			for (const nothing of ['', null, {}]) expect(await send({ deduplicationKey: nothing })).toMatch(/^Don't Send Twice is (empty|.+, not text)$/);
		}
		const { items } = await execute({ parameters: { ...GOOD, deduplicationKey: '' } });
		expect(items[0]!.json.status).toBe('accepted');
	});

	test('remembers as many messages as set, and never fewer than the execution has', async () => {
		const processed = new ProcessedItems();
		const run = async (keys: string[], deduplicationHistorySize: number) =>
			await execute({ processed, parameters: keyed('=k', { deduplicationHistorySize }), items: keys.map((k) => ({ k })) });
		await run(['a', 'b', 'c', 'd'], 1);
		expect((await run(['a', 'b', 'c', 'd'], 1)).items.map(({ json }) => json.status)).toEqual(Array(4).fill('duplicate'));
	});

	test('an open mark that a read put on an accepted key is removed', async () => {
		const processed = new ProcessedItems();
		await execute({ processed, parameters: keyed('a') });
		const before = [...processed.rows.values()].flat();
		await execute({ processed, parameters: keyed('a') });
		expect([...processed.rows.values()].flat()).toEqual(before);
		expect(before).toHaveLength(1);
	});
});
