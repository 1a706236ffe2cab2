/** The send engine over real HTTP to the sandbox, with a fake clock. The provider is the tests' own. */
import type { Transport } from '../../core/http/http.ts';
import { isProblem } from '../../core/input/read.ts';
import { Ledger, type LedgerPage } from '../../core/ledger/ledger.ts';
import type { Message } from '../../core/send/message.ts';
import type { SendOperation } from '../../core/send/operation.ts';
import { readItem } from '../../core/send/read.ts';
import { send, type SendSettings, type SendTools } from '../../core/send/send.ts';
import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { post, type Letter } from '../fifth/send.mts';
import { pigeonPost } from '../fifth/sandbox.mts';
import { FakeClock } from './clock.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ extraProviders: [pigeonPost] });
});
afterEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const transport: Transport = async ({ url, ...request }) => {
	try {
		const response = await fetch(url, { ...request, headers: { ...request.headers, 'Pigeon-Ring': 'silver-ring' }, redirect: 'manual' });
		return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
	} catch {
		return { networkCode: 'ECONNRESET' };
	}
};

function letters(count: number, naming: { isTool?: boolean } = {}, key: string | null = null): Array<Message<Letter>> {
	const schema = post.reader({ timeZone: 'UTC', defaultCountry: null, maxSegments: null, now: 0 });
	return Array.from({ length: count }, (_, item) => {
		const fields = { loft: 'north', address: `Tower ${item}`, words: 'Hello' };
		const reading = readItem(post, schema, item, fields, key, { seed: 'seed', runIndex: 0, isTool: false, nodeId: 'node', ...naming });
		if (isProblem(reading)) throw new Error(reading.what);
		return reading;
	});
}

async function deliver(
	messages: Array<Message<Letter>>,
	given: Partial<SendSettings> = {},
	page = Ledger.blankPage(),
	operation: SendOperation<Letter> = post,
	clock = new FakeClock(),
	more: Partial<Pick<SendTools, 'transport' | 'claims' | 'signal'>> = {},
) {
	const settings: SendSettings = {
		wireFormat: 'json',
		baseUrl: sandbox.providerUrl('pigeon'),
		batchSize: 4,
		concurrency: 3,
		requestsPerSecond: 0,
		retry: { tries: 3, longestWaitMs: 60_000 },
		keepRaw: false,
		...given,
	};
	return await send(operation, messages, settings, { transport, ledger: new Ledger(page), claims: null, clock, ...more });
}

const statusesOf = (results: Awaited<ReturnType<typeof deliver>>) => results.map(({ outcome }) => outcome.status);

test('two calls of an agent with the same message at the same time send it once', async () => {
	sandbox.setLatency(30);
	const page = Ledger.blankPage();
	const calls = await Promise.all([1, 2, 3].map(async () => await deliver(letters(1, { isTool: true }), {}, page)));
	expect(sandbox.accepted()).toHaveLength(1);
	expect(calls.flatMap(statusesOf).sort()).toEqual(['accepted', 'unknown', 'unknown']);
	sandbox.setLatency(0);
	expect(statusesOf(await deliver(letters(1, { isTool: true }), {}, page))).toEqual(['duplicate']);
});

describe('calls of a tool that run at once share a ledger', () => {
	test('a stopped call neither forgets messages that another call had accepted nor reports them as not sent', async () => {
		const page = Ledger.blankPage();
		const stop = new AbortController();
		// The other call is about to send after the first has sent, and must not send.
		const overtaken: SendOperation<Letter> = {
			...post,
			encode: (batch, settings) => {
				page.entries[batch[0]!.ledgerKey] = ['accepted', 1, 'ring-1', null, '2026-11-22T03:00:00.000Z'];
				stop.abort();
				return post.encode(batch, settings);
			},
		};
		const [result] = await deliver(letters(1, { isTool: true }), {}, page, overtaken, new FakeClock(), { signal: stop.signal });
		expect(result).toMatchObject({ outcome: { status: 'duplicate', messageId: 'ring-1' }, failure: null });
		expect(Object.values(page.entries)).toHaveLength(1);
		expect(sandbox.requests()).toHaveLength(0);
	});

	test('one that finds the deduplication key taken does not keep the other from sending', async () => {
		const page = Ledger.blankPage();
		const claims = { claim: async (keys: string[]) => await Promise.resolve(keys.map(() => 'open' as const)), markAccepted: async () => {}, release: async () => {}, confirm: async () => {} };
		const message = letters(1, { isTool: true }, 'spring');
		expect(statusesOf(await deliver(message, {}, page, post, new FakeClock(), { claims }))).toEqual(['unknown']);
		// The other call had the claim and waited for its turn.
		expect(statusesOf(await deliver(message, {}, page))).toEqual(['accepted']);
	});
});

test('messages with the same deduplication key share their result in the next try, too, whatever the store says then', async () => {
	const page = Ledger.blankPage();
	const [first] = letters(1, {}, 'spring');
	const twins = [first!, { ...first!, item: 1, ledgerKey: `${first!.ledgerKey}, the second` }];
	const granted = { claim: async (keys: string[]) => await Promise.resolve(keys.map(() => 'granted' as const)), markAccepted: async () => {}, release: async () => {}, confirm: async () => {} };
	const down = { ...granted, claim: async () => await Promise.reject<never>(new Error('the database is down')) };
	expect(statusesOf(await deliver(twins, {}, page, post, new FakeClock(), { claims: granted }))).toEqual(['accepted', 'duplicate']);
	expect(statusesOf(await deliver(twins, {}, page, post, new FakeClock(), { claims: down }))).toEqual(['duplicate', 'duplicate']);
	expect(sandbox.accepted()).toHaveLength(1);
});

describe('a provider that refuses a batch for one bad message at a time', () => {
	const wide: SendOperation<Letter> = { ...post, limits: { ...post.limits, bodyBytes: 1_000_000 } };

	/** Refuses a request with any of these items and names the first; accepts a request without them. */
	function fussy(bad: ReadonlySet<number>) {
		const count = { requests: 0 };
		const transport: Transport = async ({ body }) => {
			count.requests += 1;
			const given = JSON.parse(body) as Array<{ correlation: string; address: string }>;
			const first = given.find(({ address }) => bad.has(Number(address.slice('Tower '.length))));
			const letters = given.map(({ correlation }) => ({ correlation, ring: correlation, state: 'flown', at: '2026-11-22T03:00:00.000Z' }));
			const answer = first ? { bad: [{ correlation: first.correlation, why: 'no' }] } : { flight: 'north', letters };
			return await Promise.resolve({ status: first ? 422 : 202, headers: {}, body: JSON.stringify(answer) });
		};
		return { count, transport };
	}

	const run = async (transport: Transport) => await deliver(letters(1000), { batchSize: 1000, concurrency: 1 }, Ledger.blankPage(), wide, new FakeClock(), { transport });

	test('does not get a thousand requests if all are bad', async () => {
		const { count, transport } = fussy(new Set(Array.from({ length: 1000 }, (_, item) => item)));
		const results = await run(transport);
		expect(count.requests).toBeLessThan(40);
		expect(statusesOf(results).filter((status) => status === 'rejected')).toHaveLength(count.requests);
		expect(statusesOf(results).filter((status) => status === 'notSent')).toHaveLength(1000 - count.requests);
		expect(results[999]!.failure).toMatchObject({ code: 'batchRefused', retryable: true });
	});

	test.each([
		['fifteen bad ones at the front', Array.from({ length: 15 }, (_, item) => item)],
		['forty, spread evenly', Array.from({ length: 40 }, (_, item) => item * 25)],
	])('does not hold back good messages: %s', async (_name, bad) => {
		const results = await run(fussy(new Set(bad)).transport);
		expect(results.filter(({ failure }) => failure).map(({ item }) => item)).toEqual(bad);
		expect(new Set(statusesOf(results))).toEqual(new Set(['accepted', 'rejected']));
	});

	test('still gets the good messages after a long run of bad ones', async () => {
		const bad = Array.from({ length: 60 }, (_, item) => item);
		const { count, transport } = fussy(new Set(bad));
		const results = await run(transport);
		expect(count.requests).toBeLessThan(40);
		expect(results.filter(({ outcome }) => outcome.status === 'accepted').length).toBeGreaterThan(900);
		expect(results.slice(0, 60).filter(({ outcome }) => outcome.status === 'accepted')).toEqual([]);
	});
});

test('transient rows of many batches go again together, in few requests', async () => {
	const messages = letters(80);
	for (let batch = 0; batch < 8; batch += 1) sandbox.refuseRecipient({ recipient: `Tower ${batch * 4}`, outcome: 'transient', times: 1 });
	const results = await deliver(messages);
	expect(statusesOf(results)).toEqual(Array(80).fill('accepted'));
	expect(sandbox.accepted()).toHaveLength(80);
	// Twenty batches, then two more requests for the rows of eight of them.
	expect(sandbox.requests()).toHaveLength(22);
	expect(sandbox.counts().duplicates.byId).toBe(0);
});

test('under a provider that always answers 503, a hundred requests become at most a hundred and ten', async () => {
	sandbox.addFault({ kind: 'status', status: 503, retryAfter: 1, count: 'always' });
	const results = await deliver(letters(100), { batchSize: 1 });
	expect(statusesOf(results)).toEqual(Array(100).fill('notSent'));
	expect(sandbox.requests().length).toBeGreaterThan(100);
	expect(sandbox.requests().length).toBeLessThanOrEqual(110);
	expect(results.some(({ failure }) => failure!.what.includes('because too many requests failed'))).toBe(true);
});

test('the engine waits exactly as long as Retry-After says, and backs off without it', async () => {
	for (const [retryAfter, expected] of [[7, [7000]], [0, [250]], ['soon', [250]]] as const) {
		sandbox.reset();
		sandbox.addFault({ kind: 'status', status: 429, retryAfter });
		const clock = new FakeClock();
		expect(statusesOf(await deliver(letters(1), {}, Ledger.blankPage(), post, clock))).toEqual(['accepted']);
		expect(clock.slept).toEqual(expected);
	}
});

test('a pause that is too long stops the run and names the wait', async () => {
	sandbox.addFault({ kind: 'status', status: 429, retryAfter: 61 });
	const results = await deliver(letters(12), { concurrency: 1 });
	expect(sandbox.requests()).toHaveLength(1);
	expect(results.map(({ failure }) => failure!.code)).toEqual([...Array<string>(4).fill('http429'), ...Array<string>(8).fill('rateLimited')]);
	expect(results[11]!.failure).toMatchObject({ status: 'notSent', retryable: true, retryAfterMs: 61_000 });
});

test('a bug of the node loses no message: not sent before the request, unknown after it', async () => {
	const encoding: SendOperation<Letter> = { ...post, encode: () => { throw new Error('cannot write'); } };
	const unsent = await deliver(letters(5), {}, Ledger.blankPage(), encoding);
	expect(unsent.map(({ failure }) => [failure!.status, failure!.code])).toEqual(Array(5).fill(['notSent', 'internal']));
	const decoding: SendOperation<Letter> = { ...post, decode: () => { throw new Error(`cannot read ${'x'.repeat(10_000)}`); } };
	const unknown = await deliver(letters(5), {}, Ledger.blankPage(), decoding);
	expect(unknown.map(({ failure }) => [failure!.status, failure!.code])).toEqual(Array(5).fill(['unknown', 'unreadableAnswer']));
	expect(unknown[0]!.failure!.what.length).toBeLessThan(300);
});

test('an answer over the limit is not parsed', async () => {
	const body = `[${'0,'.repeat(9_000_000)}0]`;
	sandbox.addFault({ kind: 'status', status: 202, body, accept: true });
	const results = await deliver(letters(1));
	expect(results[0]!.failure).toMatchObject({ status: 'unknown', what: expect.stringContaining('too large') as string });
});

test('a message that an interrupted process left as "sending" is unknown, and not sent', async () => {
	const [message] = letters(1);
	const page: LedgerPage = { ...Ledger.blankPage(), entries: { [message!.ledgerKey]: ['sending', 1] } };
	const results = await deliver([message!], {}, page);
	expect(results[0]).toMatchObject({ outcome: { status: 'unknown', attempts: 1 }, failure: { code: 'interrupted' } });
	expect(sandbox.requests()).toHaveLength(0);
});
