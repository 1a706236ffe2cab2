/** The promises of every send, checked for each send of each provider. */
import type { IDataObject, INode, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { startSandbox, type Fault, type Sandbox } from '../../sandbox/server.mts';
import { runInEngine } from '../engine/engine.mts';
import { ProcessedItems } from '../engine/processedItems.mts';
import { SENDS } from '../registry.mts';
import type { Send } from '../samples.mts';
import { failureOf, statuses } from '../failed.mts';
import '../engine/short-pauses.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

interface Given {
	options?: INodeParameters;
	parameters?: INodeParameters;
	settings?: Partial<INode>;
	key?: string;
	processedItems?: ProcessedItems;
}

async function run(send: Send, items: IDataObject[], { options, parameters, settings, key, ...rest }: Given = {}) {
	return await runInEngine({
		node: send.node,
		credential: { type: send.credential, data: send.data(sandbox, key) },
		parameters: { ...send.parameters, ...parameters, options: { messageFrom: 'item', requestsPerSecond: 0, longestWait: 5, ...options } },
		items,
		settings: { onError: 'continueErrorOutput', ...settings },
		...rest,
	});
}

const messages = (send: Send, count: number) => Array.from({ length: count }, (_, index) => send.message(index));

/** Every success item has a message that the provider really took; if the item has an id, it is that message's id. */
function expectNoFalseAccepted(send: Send, success: INodeExecutionData[]): void {
	const taken = sandbox.accepted();
	for (const { json, pairedItem } of success) {
		const wanted = send.message((pairedItem as { item: number }).item)[send.recipientKey];
		const mine = taken.filter(({ recipient }) => recipient === wanted);
		expect([wanted, mine.length]).toEqual([wanted, 1]);
		if (json.messageId !== null) expect(json.messageId).toBe(mine[0]!.messageId);
	}
}

const KEYS = ['status', 'recipient', 'channel', 'provider', 'scheduledAt', 'acceptedAt', 'messageId', 'correlationId', 'batchId', 'attempts', 'warnings'];

describe.each(Object.entries(SENDS))('%s', (_name, send) => {
	test('one outcome per item, in order, with the same keys for all', async () => {
		const { success, errors } = await run(send, messages(send, 30), { options: send.single ? {} : { batchSize: 10 } });
		expect(errors).toEqual([]);
		expect(sandbox.requests()).toHaveLength(send.single ? 30 : 3);
		success.forEach(({ json, pairedItem }, index) => {
			expect(pairedItem).toEqual({ item: index });
			expect(Object.keys(json).filter((key) => key !== 'segments')).toEqual(KEYS);
			expect(json).toMatchObject({ status: 'accepted', recipient: send.recipientUnknown ? null : send.message(index)[send.recipientKey], attempts: 1, warnings: [] });
			expect(new Date(json.acceptedAt as string).toISOString()).toBe(json.acceptedAt);
		});
		expectNoFalseAccepted(send, success);
		expect(new Set(success.map(({ json }) => json.correlationId)).size).toBe(30);
	});

	test('a bad item is named and refused alone, with the same keys; with On Error set to stop nothing is sent', async () => {
		const items = messages(send, 3);
		delete items[1]![send.recipientKey];
		const { success, errors } = await run(send, items);
		expect(success).toHaveLength(2);
		const { status, ...others } = failureOf(errors[0]!);
		expect([status, Object.keys(others)]).toEqual(['notSent', ['message', 'fix', 'recipient', 'provider', 'attempts', 'code', 'retryable']]);

		sandbox.reset();
		const stopped = await run(send, items, { settings: { onError: 'stopWorkflow' } });
		expect(stopped.error?.message).toMatch(/^1 of 3 rows can't be sent, nothing was sent$/);
		expect(sandbox.requests()).toHaveLength(0);
	});

	const faults: Array<[string, Fault, string]> = [
		['a reset after accepting', { kind: 'resetAfter', count: 'always' }, 'unknown'],
		['a reset before accepting', { kind: 'resetBefore', count: 'always' }, 'unknown'],
		['500', { kind: 'status', status: 500, accept: true, count: 'always' }, 'unknown'],
		['502 with a page of HTML', { kind: 'htmlPage', count: 'always' }, 'unknown'],
		['200 with a page of HTML', { kind: 'htmlPage', status: 200, count: 'always' }, 'unknown'],
		['an answer that breaks off', { kind: 'invalidBody', count: 'always' }, 'unknown'],
		['a redirect', { kind: 'redirect', status: 307, count: 'always' }, 'notSent'],
		['a redirect to https', { kind: 'redirect', status: 301, toHttps: true, count: 'always' }, 'notSent'],
		['429 for an hour', { kind: 'status', status: 429, retryAfter: 3600, count: 'always' }, 'notSent'],
	];
	test.each(faults)('%s: every message gets this status, and no try of n8n sends any twice', async (_fault, fault, status) => {
		sandbox.addFault(fault);
		const { success, errors } = await run(send, messages(send, 4), { settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 } });
		expect(success).toEqual([]);
		expect(statuses(errors)).toEqual(Array(4).fill(status));
		expect(sandbox.duplicates()).toEqual([]);
		expect(sandbox.counts().redirectsFollowed).toBe(0);
	});

	const odd: Array<[string, Fault]> = [
		['a row too few', { kind: 'wrongCount' }],
		['two rows too many', { kind: 'wrongCount', drop: 0, add: 2 }],
		['rows in another order', { kind: 'wrongOrder' }],
		['ids nobody sent', { kind: 'foreignIds' }],
	];
	test.each(odd)('%s: never a false "accepted"', async (_fault, fault) => {
		sandbox.addFault(fault);
		const { success, errors } = await run(send, messages(send, 8), { options: send.single ? {} : { batchSize: 8 } });
		expect(success.length + errors.length).toBe(8);
		expectNoFalseAccepted(send, success);
		expect(statuses(errors).filter((status) => status !== 'unknown')).toEqual([]);
	});

	test('the node waits after 429 with Retry-After', async () => {
		sandbox.addFault({ kind: 'status', status: 429, retryAfter: 1 });
		const { success } = await run(send, messages(send, 2));
		expect(statuses(success)).toEqual(['accepted', 'accepted']);
	});

	test('a wrong key ends the run at once', async () => {
		const { errors } = await run(send, messages(send, 40), { key: 'wrong', options: { concurrency: 1, ...(!send.single && { batchSize: 4 }) } });
		expect(sandbox.requests()).toHaveLength(1);
		expect(statuses(errors)).toEqual(Array(40).fill('notSent'));
	});

	test('a dry run shows the requests and sends nothing', async () => {
		const { success } = await run(send, messages(send, 2), { options: { dryRun: true } });
		expect(statuses(success)).toEqual(['dryRun', 'dryRun']);
		const request = success[0]!.json.request as IDataObject;
		expect(request).toMatchObject({ method: expect.any(String) as string, url: expect.stringContaining(sandbox.url) as string });
		expect(JSON.stringify(request.headers)).toContain('***');
		expect(sandbox.requests()).toHaveLength(0);
	});

	test("two executions with one key of Don't Send Twice send once", async () => {
		const processedItems = new ProcessedItems();
		const given = { parameters: { deduplicationKey: 'spring' }, processedItems };
		await run(send, messages(send, 3), given);
		const { success } = await run(send, messages(send, 4), given);
		expect(statuses(success)).toEqual(['duplicate', 'duplicate', 'duplicate', 'accepted']);
		expect(sandbox.accepted()).toHaveLength(4);
	});

	test("with Simplify off the item has the provider's answer", async () => {
		const { success } = await run(send, messages(send, 1), { options: { simplify: false } });
		expect(success[0]!.json.raw).toEqual(expect.anything());
	});
});
