/** Random faults, channels, texts alike, batches and host retries in the real engine; a counter-example prints the seed and path that replay it. */
import fc from 'fast-check';
import type { IDataObject, INode } from 'n8n-workflow';

import { startSandbox, type Fault, type Sandbox } from '../../sandbox/server.mts';
import { recipient, runCapillary } from './capillary.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());

const place = { after: fc.nat(4), count: fc.integer({ min: 1, max: 3 }) };
const fault: fc.Arbitrary<Fault> = fc.oneof(
	fc.record({ kind: fc.constantFrom('refuse', 'resetBefore', 'resetAfter', 'truncate', 'wrongOrder', 'foreignIds', 'invalidBody', 'htmlPage', 'redirect'), ...place }),
	fc.record({ kind: fc.constant('status'), status: fc.constantFrom(400, 401, 404, 429, 500, 503, 504), accept: fc.boolean(), ...place }).map(
		// Only a 5xx may come after messages were accepted; any other status is a promise that they were not.
		(given) => ({ ...given, accept: given.accept && given.status >= 500 }),
	),
	fc.record({ kind: fc.constant('wrongCount'), drop: fc.nat(3), add: fc.nat(3), ...place }),
	fc.record({ kind: fc.constant('partial'), refused: fc.nat(3), transient: fc.nat(3), ...place }),
) as fc.Arbitrary<Fault>;

const schedule = fc.record({
	count: fc.nat(30),
	wireFormat: fc.constantFrom('json', 'xml'),
	channels: fc.integer({ min: 1, max: 4 }),
	recipients: fc.constantFrom(3, 1000),
	batchSize: fc.integer({ min: 1, max: 12 }),
	concurrency: fc.integer({ min: 1, max: 4 }),
	faults: fc.array(fault, { maxLength: 4 }),
	settings: fc.record({
		onError: fc.constantFrom('continueErrorOutput', 'continueRegularOutput', 'stopWorkflow'),
		retryOnFail: fc.boolean(),
		maxTries: fc.constant(2),
		waitBetweenTries: fc.constant(0),
	}) as fc.Arbitrary<Partial<INode>>,
});

/** Few recipients make messages alike, so that it matters which of them a row speaks of. */
function itemsOf({ count, channels, recipients }: { count: number; channels: number; recipients: number }): IDataObject[] {
	return Array.from({ length: count }, (_, i) => {
		const channel = ['sms', 'email', 'whatsapp', 'zalo'][i % channels]!;
		const number = recipient(i % recipients);
		if (channel === 'sms') return { channel, to: number, body: 'Hi' };
		if (channel === 'email') return { channel, from: 'shop@example.com', to: `${number}@example.com`, subject: 'Hi', body: `Hi ${i % 2}` };
		return { channel, receiver: number, text: 'Hi' };
	});
}

test('one output item an input item; no more "accepted" than were taken, no "rejected" or "notSent" that was', async () => {
	await fc.assert(
		fc.asyncProperty(schedule, async (given) => {
			const { wireFormat, batchSize, concurrency, faults, settings } = given;
			sandbox.reset();
			faults.forEach((one) => sandbox.addFault(one));
			const items = itemsOf(given);
			const options = { wireFormat, batchSize, concurrency, maxTries: 2, longestWait: 0 };
			const { success, errors, error } = await runCapillary(sandbox, items, { settings, parameters: { messageFrom: 'item' }, options });

			const keyOf = (channel: unknown, to: unknown) => `${String(channel)} ${String(to)}`;
			const count = (keys: string[]) => keys.reduce((counts, key) => counts.set(key, (counts.get(key) ?? 0) + 1), new Map<string, number>());
			const taken = count(sandbox.accepted().map(({ channel, recipient: to }) => keyOf(channel, to)));
			const asked = count(items.map(({ channel, to, receiver }) => keyOf(channel, to ?? receiver)));
			for (const [key, times] of taken) expect([key, times <= asked.get(key)!]).toEqual([key, true]);
			if (error) return expect(settings.onError).toBe('stopWorkflow');

			const outputs = [...success, ...errors];
			expect(outputs.map(({ pairedItem }) => (pairedItem as { item: number }).item).sort((a, b) => a - b)).toEqual(items.map((_, i) => i));
			const records = outputs.map(({ json }) => (json.details ?? json) as IDataObject);
			const having = (...words: string[]) => count(records.filter(({ status }) => words.includes(status as string)).map(({ channel, recipient: to }) => keyOf(channel, to)));
			const untaken = having('rejected', 'notSent');
			for (const [key, times] of having('accepted', 'duplicate')) expect([key, times <= (taken.get(key) ?? 0)]).toEqual([key, true]);
			for (const [key, times] of untaken) expect([key, times + (taken.get(key) ?? 0) <= asked.get(key)!]).toEqual([key, true]);
			const ids = new Set(sandbox.accepted().map(({ messageId }) => messageId));
			for (const { messageId } of records) if (messageId !== null) expect(ids.has(messageId as string)).toBe(true);
		}),
		{ numRuns: 60 },
	);
});
