/** Random faults, batches and host retries in the real engine; a counter-example prints the seed and path that replay it. */
import fc from 'fast-check';
import type { IDataObject, INode } from 'n8n-workflow';

import { startSandbox, type Fault, type Sandbox } from '../../sandbox/server.mts';
import { recipient, runWiraya } from './wiraya.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());

const place = { after: fc.nat(4), count: fc.integer({ min: 1, max: 3 }) };
const fault: fc.Arbitrary<Fault> = fc.oneof(
	fc.record({ kind: fc.constantFrom('refuse', 'resetBefore', 'resetAfter', 'truncate', 'wrongOrder', 'foreignIds', 'invalidBody', 'htmlPage', 'redirect'), ...place }),
	fc.record({ kind: fc.constant('status'), status: fc.constantFrom(400, 401, 404, 408, 500, 502, 503), accept: fc.boolean(), ...place }).map(
		// Only a 5xx or 408 may come after messages were accepted; any other status is a promise that they were not.
		(given) => ({ ...given, accept: given.accept && (given.status >= 500 || given.status === 408) }),
	),
	fc.record({ kind: fc.constant('status'), status: fc.constantFrom(429, 503), retryAfter: fc.constantFrom(0, 'soon', 3600), ...place }).map(
		// Without a readable Retry-After a 503 promises nothing, but here nothing was accepted anyway.
		(given) => ({ ...given, accept: false }),
	),
	fc.record({ kind: fc.constant('wrongCount'), drop: fc.nat(3), add: fc.nat(3), ...place }),
	fc.record({ kind: fc.constant('partial'), refused: fc.nat(3), transient: fc.nat(3), ...place }),
) as fc.Arbitrary<Fault>;

const schedule = fc.record({
	count: fc.nat(40),
	repeated: fc.boolean(),
	batchSize: fc.integer({ min: 1, max: 12 }),
	concurrency: fc.integer({ min: 1, max: 4 }),
	maxTries: fc.integer({ min: 1, max: 2 }),
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
		fc.asyncProperty(schedule, async ({ count, repeated, batchSize, concurrency, maxTries, faults, settings }) => {
			sandbox.reset();
			for (const one of faults) sandbox.addFault(one);
			const items = Array.from({ length: count }, (_, i) => ({ to: recipient(repeated ? i % 3 : i) }));
			const { success, errors, error } = await runWiraya(sandbox, items, {
				settings,
				options: { batchSize, concurrency, maxTries, requestsPerSecond: 0, longestWait: 0 },
			});

			const taken = new Map(sandbox.accepted().map((message) => [message.correlationId, message.messageId]));
			expect(sandbox.duplicates().filter(({ kind }) => kind !== 'byContent')).toEqual([]);
			expect(sandbox.counts().redirectsFollowed).toBe(0);
			if (error) return expect(settings.onError).toBe('stopWorkflow');

			const outcomes = [...success, ...errors].map(({ json }) => (json.details ?? json) as IDataObject);
			expect(outcomes).toHaveLength(count);
			const paired = [...success, ...errors].map(({ pairedItem }) => (pairedItem as { item: number }).item);
			expect(paired.sort((a, b) => a - b)).toEqual(items.map((_, i) => i));
			for (const { status, correlationId, messageId } of outcomes) {
				if (status === 'accepted' || status === 'duplicate') expect(taken.get(correlationId as string)).toBe(messageId);
				if (status === 'rejected' || status === 'notSent') expect(taken.has(correlationId as string)).toBe(false);
			}
		}),
		{ numRuns: 60 },
	);
});
