/** Random faults, groups, batches and host retries in the real engine; a counter-example prints the seed and path that replay it. */
import fc from 'fast-check';
import type { IDataObject, INode } from 'n8n-workflow';

import { startSandbox, type Fault, type Sandbox } from '../../sandbox/server.mts';
import { recipient, runWavy } from './wavy.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());

const place = { after: fc.nat(4), count: fc.integer({ min: 1, max: 3 }) };
const fault: fc.Arbitrary<Fault> = fc.oneof(
	fc.record({ kind: fc.constantFrom('refuse', 'resetBefore', 'resetAfter', 'truncate', 'wrongOrder', 'foreignIds', 'invalidBody', 'htmlPage', 'redirect'), ...place }),
	fc.record({ kind: fc.constant('status'), status: fc.constantFrom(400, 401, 404, 420, 429, 500, 503, 504), accept: fc.boolean(), ...place }).map(
		// Only a 5xx may come after messages were accepted; any other status is a promise that they were not.
		(given) => ({ ...given, accept: given.accept && given.status >= 500 }),
	),
	fc.record({ kind: fc.constant('wrongCount'), drop: fc.nat(3), add: fc.nat(3), ...place }),
	fc.record({ kind: fc.constant('partial'), refused: fc.nat(3), transient: fc.nat(3), ...place }),
) as fc.Arbitrary<Fault>;

const schedule = fc.record({
	operation: fc.constantFrom('send', 'sendBulk'),
	count: fc.nat(30),
	sendCorrelationId: fc.boolean(),
	texts: fc.integer({ min: 1, max: 4 }),
	delays: fc.integer({ min: 1, max: 3 }),
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

test('one output item an input item, nothing accepted twice, no false "accepted", nothing accepted that is called unsent', async () => {
	await fc.assert(
		fc.asyncProperty(schedule, async ({ operation, count, sendCorrelationId, texts, delays, batchSize, concurrency, faults, settings }) => {
			sandbox.reset();
			for (const one of faults) {
				// Where no id of ours travels, nobody can tell a row that was put in another's place.
				if (sendCorrelationId || one.kind !== 'wrongCount' || !one.drop || !one.add) sandbox.addFault(one);
			}
			const items = Array.from({ length: count }, (_, i) => ({ to: recipient(i), text: `Text ${i % texts}`, wait: 30 * (1 + (i % delays)) }));
			const { success, errors, error } = await runWavy(sandbox, items, {
				operation: operation,
				settings,
				parameters: { messageText: '={{ $json.text }}', start: 'delay', delayedInMinutes: '={{ $json.wait }}', sendCorrelationId },
				options: { ...(operation === 'sendBulk' && { batchSize }), concurrency, maxTries: 2, requestsPerSecond: 0, longestWait: 0 },
			});

			const taken = new Map(sandbox.accepted().map((message) => [message.recipient, message]));
			expect(sandbox.duplicates()).toEqual([]);
			for (const { to, text, wait } of items) {
				const message = taken.get(to);
				if (message) expect([message.text, message.scheduledAt]).toEqual([text, `in ${wait} minutes`]);
			}
			if (error) return expect(settings.onError).toBe('stopWorkflow');

			const outputs = [...success, ...errors];
			expect(outputs.map(({ pairedItem }) => (pairedItem as { item: number }).item).sort((a, b) => a - b)).toEqual(items.map((_, i) => i));
			for (const { json } of outputs) {
				const { status, recipient: to, messageId } = (json.details ?? json) as IDataObject;
				if (status === 'accepted' || status === 'duplicate') {
					expect(taken.has(to as string)).toBe(true);
					if (messageId !== null) expect(taken.get(to as string)!.messageId).toBe(messageId);
				}
				if (status === 'rejected' || status === 'notSent') expect(taken.has(to as string)).toBe(false);
			}
		}),
		{ numRuns: 40 },
	);
});
