import fc from 'fast-check';

import type { Fault } from '../../sandbox/faults/schema.mts';
import { START } from './time.mts';

/** Everything that happens to one user's messages, from the first item to the last retry. All of it is random, except the provider. */
export interface Schedule {
	/** The index of the operation, modulo the provider's number of operations. */
	operation: number;
	items: {
		count: number;
		/** How many of the operation's kinds of message to mix, such as channels. */
		kinds: number;
		/** How many messages of a kind differ. If there are more items, some messages are the same. */
		different: number;
	};
	settings: {
		wireFormat: number;
		batchSize: number;
		concurrency: number;
		requestsPerSecond: number;
		tries: number;
		longestWaitMs: number;
	};
	network: {
		/** The most that a request or an answer takes. */
		latencyMs: number;
		/** The port is closed for a while. */
		closed: { atMs: number; forMs: number } | null;
	};
	faults: Fault[];
	/** Messages that the provider refuses inside a good answer. */
	refusals: Array<{ index: number; outcome: 'permanent' | 'transient'; times: number }>;
	deduplication: {
		/** No key, one for all, or one for each item. */
		keys: 'none' | 'one' | 'each';
		/** How often a call to the store fails. */
		failing: number;
	};
	/** In a second execution the user sends failed messages again. */
	executions: Execution[];
	/** The seed of latencies and jitter. */
	chance: number;
}

export interface Execution {
	/** Called by an AI agent; only then may two calls run at once. */
	asTool: boolean;
	/** The tries share the ledger: Retry On Fail, or "Retry execution". */
	tries: Try[];
	/** Whether the user also sends unknown messages again in the next execution. */
	resendsUnknown: boolean;
}

export interface Try {
	calls: number;
	/** `stopped` by the user; `killed`: the process dies, and the next try finds its ledger. */
	end: 'runs' | 'stopped' | 'killed';
	endMs: number;
}

/** Values of Retry-After: seconds, dates, and rubbish. */
const waits = [0, 1, 7, 59, 3600, 'Sat, 22 Nov 2025 03:00:00 GMT', new Date(START + 4_000).toUTCString(), new Date(START + 90_000).toUTCString()];
const place = { after: fc.nat(6), count: fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 1, max: 4 }) }, { weight: 1, arbitrary: fc.constant('always' as const) }) };

const letterCase = fc.constantFrom('lower', 'upper', 'camel', 'pascal');
const dress = {
	...{ numbers: fc.boolean(), texts: fc.boolean(), keys: letterCase, words: letterCase, charset: fc.constantFrom('iso-8859-1', 'utf-16'), extra: fc.boolean(), byteOrderMark: fc.boolean() },
	...{ contentType: fc.constantFrom('text/plain', 'text/html', 'application/octet-stream'), status: fc.constantFrom(200, 201, 202, 206), chunked: fc.boolean(), gzip: fc.boolean() },
};

/**
 * Every fault of the sandbox, for virtual time, because some take minutes. A status that says nothing was taken must be true: only 408 and a 5xx
 * without Retry-After may come after the messages were accepted.
 */
export const anyFault: fc.Arbitrary<Fault> = fc.oneof(
	{ weight: 9, arbitrary: fc.record({ kind: fc.constantFrom('refuse', 'resetBefore', 'resetAfter', 'truncate', 'wrongOrder', 'foreignIds'), ...place }) },
	{ weight: 2, arbitrary: fc.record({ kind: fc.constant('invalidBody'), accept: fc.boolean(), ...place }) },
	{ weight: 2, arbitrary: fc.record({ kind: fc.constant('htmlPage'), status: fc.constantFrom(200, 502, 503), accept: fc.boolean(), ...place }) },
	{ weight: 2, arbitrary: fc.record({ kind: fc.constant('hold'), ms: fc.constantFrom(40, 3_000, 200_000), accept: fc.boolean(), ...place }) },
	{ weight: 1, arbitrary: fc.record({ kind: fc.constant('slow'), ms: fc.constantFrom(40, 3_000, 200_000), ...place }) },
	{ weight: 1, arbitrary: fc.record({ kind: fc.constant('redirect'), status: fc.constantFrom(301, 302, 303, 307, 308), ...place }) },
	{ weight: 3, arbitrary: fc.record({ kind: fc.constant('status'), status: fc.constantFrom(408, 500, 502, 503, 504, 520), accept: fc.boolean(), ...place }) },
	{ weight: 4, arbitrary: fc.record({ kind: fc.constant('status'), status: fc.constantFrom(400, 404, 405, 409, 413, 415, 420, 422, 429), ...place }) },
	{ weight: 1, arbitrary: fc.record({ kind: fc.constant('status'), status: fc.constantFrom(401, 403), ...place }) },
	{ weight: 4, arbitrary: fc.record({ kind: fc.constant('status'), status: fc.constantFrom(429, 503), retryAfter: fc.constantFrom(...waits), ...place }) },
	{ weight: 1, arbitrary: fc.record({ kind: fc.constant('status'), status: fc.constantFrom(429, 503), retryAfter: fc.constantFrom('soon', '-5'), ...place }) },
	{ weight: 1, arbitrary: fc.record({ kind: fc.constant('status'), status: fc.constantFrom(200, 201, 202, 204), body: fc.constantFrom('', '{}', '[]', 'null', '<a/>', '"yes"'), accept: fc.boolean(), ...place }) },
	{ weight: 3, arbitrary: fc.record({ kind: fc.constant('wrongCount'), drop: fc.nat(3), add: fc.nat(3), ...place }) },
	{ weight: 4, arbitrary: fc.record({ kind: fc.constant('dress'), ...dress, ...place }, { requiredKeys: ['kind', 'after', 'count'] }) },
	{ weight: 4, arbitrary: fc.record({ kind: fc.constant('partial'), refused: fc.nat(3), transient: fc.nat(3), ...place }) },
) as fc.Arbitrary<Fault>;

const soon = fc.oneof(fc.nat(400), fc.nat(5_000), fc.nat(100_000));

const attempt: fc.Arbitrary<Try> = fc.record({
	calls: fc.integer({ min: 1, max: 2 }),
	end: fc.oneof({ weight: 4, arbitrary: fc.constant('runs' as const) }, { weight: 2, arbitrary: fc.constantFrom('stopped', 'killed') }),
	endMs: soon,
});

const execution: fc.Arbitrary<Execution> = fc.record({
	asTool: fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
	tries: fc.array(attempt, { minLength: 1, maxLength: 3 }),
	resendsUnknown: fc.boolean(),
});

/** Mostly few items, now and then thousands. */
const counts = (most: number) =>
	fc.oneof(
		{ weight: 400, arbitrary: fc.nat(Math.min(most, 16)) },
		{ weight: 20, arbitrary: fc.nat(Math.min(most, 200)) },
		{ weight: 1, arbitrary: fc.nat(most) },
	);

/** @param mostItems the most items of an execution */
export function schedules(mostItems = 5_000): fc.Arbitrary<Schedule> {
	return fc.record({
		operation: fc.nat(11),
		items: fc.record({ count: counts(mostItems), kinds: fc.integer({ min: 1, max: 6 }), different: fc.constantFrom(1, 3, 1_000) }),
		settings: fc.record({
			wireFormat: fc.nat(2),
			batchSize: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.constantFrom(500, 5_000)),
			concurrency: fc.integer({ min: 1, max: 5 }),
			requestsPerSecond: fc.constantFrom(0, 1, 4, 50),
			tries: fc.integer({ min: 1, max: 4 }),
			longestWaitMs: fc.constantFrom(0, 5_000, 60_000),
		}),
		network: fc.record({
			latencyMs: fc.constantFrom(0, 20, 300, 2_000),
			closed: fc.option(fc.record({ atMs: fc.nat(2_000), forMs: fc.nat(5_000) }), { freq: 5 }),
		}),
		faults: fc.array(anyFault, { maxLength: 5 }),
		refusals: fc.array(fc.record({ index: fc.nat(15), outcome: fc.constantFrom('permanent', 'transient'), times: fc.integer({ min: 1, max: 3 }) }), { maxLength: 3 }),
		deduplication: fc.record({ keys: fc.constantFrom('none', 'none', 'one', 'each'), failing: fc.constantFrom(0, 0, 0.1, 0.5) }),
		executions: fc.array(execution, { minLength: 1, maxLength: 2 }),
		chance: fc.nat(1_000_000),
	}) as fc.Arbitrary<Schedule>;
}
