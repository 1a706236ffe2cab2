/** The request engine with the tests' own transport and clock: what it repeats, what it does not repeat, and when the run ends. */
import { Ledger, type LedgerPage } from '../../core/ledger/ledger.ts';
import type { Answer, WireRequest } from '../../core/http/http.ts';
import { runRequests, type RequestSettings, type RequestTools } from '../../core/request/runRequests.ts';
import type { RequestOperation } from '../../core/request/operation.ts';
import { sightings } from '../fifth/lookup.mts';
import { checkWords } from '../words.mts';
import { FakeClock } from './clock.mts';

const SEEN: Answer = { status: 200, headers: {}, body: '[{"place":"the river","at":"2026-11-22T03:00:00Z"}]' };
const lost = (networkCode: string): Answer => ({ networkCode });
const status = (code: number, headers: Record<string, string> = {}): Answer => ({ status: code, headers, body: '' });
const once: RequestOperation<{ ring: string }> = {
	...sightings,
	idempotent: false,
	once: {
		done: 'accepted',
		identity: ({ ring }) => [ring],
		keep: ({ place }) => ({ place }),
		recall: ({ ring }, { place }) => ({ provider: 'pigeon', ring, place }),
	},
};

interface Given {
	operation?: RequestOperation<{ ring: string }>;
	settings?: Partial<RequestSettings>;
	count?: number;
	signal?: AbortSignal;
	/** The ledger's page from earlier tries. */
	page?: LedgerPage;
}

/** Runs requests with these answers, one per request; the last answer repeats. */
async function ask(answers: Answer[] | ((request: WireRequest) => Answer), given: Given = {}) {
	const { operation = sightings, count = 1, signal, page = Ledger.blankPage() } = given;
	const clock = new FakeClock();
	const requests: WireRequest[] = [];
	const tools: RequestTools = {
		clock,
		signal,
		ledger: new Ledger(page),
		transport: async (request) => {
			requests.push(request);
			await Promise.resolve();
			return typeof answers === 'function' ? answers(request) : answers[Math.min(requests.length, answers.length) - 1]!;
		},
	};
	const questions = Array.from({ length: count }, (_, item) => ({ item, params: { ring: `r-${item}` }, ledgerKey: `key ${item}` }));
	const settings = { baseUrl: 'http://loft', concurrency: 1, requestsPerSecond: 0, retry: { tries: 3, longestWaitMs: 60_000 }, ...given.settings };
	const replies = await runRequests(operation, questions, settings, tools);
	for (const { failure } of replies) if (failure) checkWords(failure);
	return { replies, requests, slept: clock.slept };
}

test('one reply per request in order, however the answers come, with any number of records', async () => {
	const { replies, requests } = await ask(
		({ url }) => {
			const number = Number(url.slice(-1));
			return { status: 200, headers: {}, body: JSON.stringify(Array.from({ length: number }, () => ({ place: 'x', at: 'y' }))) };
		},
		{ count: 4, settings: { concurrency: 3 } },
	);
	expect(requests).toHaveLength(4);
	expect(replies.map(({ item, records }) => [item, records.length])).toEqual([[0, 0], [1, 1], [2, 2], [3, 3]]);
	expect(replies.every(({ failure, attempts }) => failure === null && attempts === 1)).toBe(true);
});

describe('repeats a look-up, because it changes nothing', () => {
	test.each<[string, Answer]>([
		['no connection', lost('ECONNREFUSED')],
		['reset', lost('ECONNRESET')],
		['time-out', lost('ECONNABORTED')],
		['408', status(408)],
		['429', status(429)],
		['500', status(500)],
		['502', status(502)],
		['503', status(503)],
		['an answer that cannot be read', { ...SEEN, body: '<html/>' }],
	])('%s', async (_name, answer) => {
		const { replies, requests, slept } = await ask([answer, SEEN]);
		expect(replies[0]).toMatchObject({ failure: null, attempts: 2, records: [{ record: { place: 'the river' } }] });
		expect(requests).toHaveLength(2);
		// Half of the first ceiling of 500 ms.
		expect(slept).toEqual([250]);
		const never = await ask([answer]);
		expect(never.replies[0]).toMatchObject({ attempts: 3, failure: { retryable: true } });
	});
});

describe('does not repeat', () => {
	test.each<[string, Answer, string]>([
		['400', status(400), 'rejected'],
		['404 that the operation reads', status(404), 'notFound'],
		['405', status(405), 'notSent'],
		['415', status(415), 'rejected'],
		['a redirect', status(302), 'notSent'],
		['one of several to choose from', status(300), 'notSent'],
		['a redirect that keeps the method', status(307), 'notSent'],
		['a certificate', lost('CERT_HAS_EXPIRED'), 'notSent'],
		['a good status that tells nothing', status(204), 'unknown'],
	])('%s', async (_name, answer, expected) => {
		const { replies } = await ask([answer], { settings: { retry: { tries: 1, longestWaitMs: 0 } } });
		expect(replies[0]!.failure!.status).toBe(expected);
		if (expected !== 'unknown') expect((await ask([answer, SEEN])).requests).toHaveLength(1);
	});

	test.each<[string, Answer]>([
		['reset', lost('ECONNRESET')],
		['time-out', lost('ECONNABORTED')],
		['408', status(408)],
		['500', status(500)],
		['503 without Retry-After', status(503)],
		['302', status(302)],
		['an answer that cannot be read', { ...SEEN, body: '<html/>' }],
	])('%s, if the request changes something', async (_name, answer) => {
		const { replies, requests } = await ask([answer, SEEN], { operation: once });
		expect(requests).toHaveLength(1);
		expect(replies[0]!.failure).toMatchObject({ status: 'unknown', retryable: false, next: 'nothing' });
		expect(replies[0]!.failure!.fix).toMatch(/before you do it again/);
	});

	test.each<[string, Answer]>([
		['no connection', lost('ECONNREFUSED')],
		['429', status(429)],
		['503 with Retry-After', status(503, { 'retry-after': '1' })],
	])('but repeats it after %s, because it was not taken', async (_name, answer) => {
		const { replies, requests } = await ask([answer, SEEN], { operation: once });
		expect(requests).toHaveLength(2);
		expect(replies[0]!.failure).toBeNull();
	});
});

test('a missing answer has the reason of the failure', async () => {
	const whatOf = async (answer: Answer, operation = sightings) => (await ask([answer], { operation })).replies[0]!.failure!.what;
	for (const operation of [sightings, once]) {
		expect(await whatOf(lost('ECONNRESET'), operation)).toBe('The connection ended without an answer (ECONNRESET)');
		expect(await whatOf(status(500), operation)).toBe('The provider did not answer the question (HTTP 500)');
	}
});

test('no failure mentions sending or messages', async () => {
	const answers = [...[200, 204, 301, 307, 400, 401, 403, 404, 408, 415, 429, 500, 503].map((code) => status(code)), ...['ECONNREFUSED', 'ECONNRESET', 'ERR_INVALID_URL', 'CERT_X'].map(lost)];
	for (const operation of [sightings, once]) {
		for (const answer of answers) {
			const { replies } = await ask([answer], { operation, count: 2, settings: { retry: { tries: 1, longestWaitMs: 0 } } });
			for (const { failure } of replies) expect(`${failure!.what} ${failure!.fix}`).not.toMatch(/\bsen[dt]\b|message/i);
		}
	}
});

test('401 ends the run', async () => {
	const { replies, requests } = await ask([SEEN, status(401), SEEN], { count: 4 });
	expect(requests).toHaveLength(2);
	expect(replies.map(({ failure, attempts }) => [failure?.code, attempts])).toEqual([[undefined, 1], ['http401', 1], ['stopped', 0], ['stopped', 0]]);
});

describe('Retry-After', () => {
	test('holds all requests back and is waited for once', async () => {
		const { replies, slept } = await ask([status(429, { 'retry-after': '7' }), SEEN], { count: 3 });
		expect(replies.map(({ attempts }) => attempts)).toEqual([2, 1, 1]);
		expect(slept.filter((ms) => ms > 0)).toEqual([7000]);
	});

	test('longer than the longest wait ends the rest, and says so', async () => {
		const { replies, requests } = await ask([status(429, { 'retry-after': '61' })], { count: 3 });
		expect(requests).toHaveLength(1);
		expect(replies.map(({ failure }) => [failure!.status, failure!.code, failure!.retryAfterMs])).toEqual([
			['notSent', 'http429', 61_000],
			['notSent', 'rateLimited', 61_000],
			['notSent', 'rateLimited', 61_000],
		]);
	});
});

test('a provider in trouble gets a tenth more requests, not three times as many', async () => {
	const { replies, requests } = await ask([status(500)], { count: 100 });
	expect(requests).toHaveLength(110);
	expect(replies.filter(({ failure }) => failure!.what.endsWith('because too many requests failed')).length).toBeGreaterThanOrEqual(90);
});

test('stopped: no new request, and answers so far are kept', async () => {
	const stop = new AbortController();
	let made = 0;
	const { replies, requests } = await ask(
		() => {
			made += 1;
			if (made === 2) stop.abort();
			return made === 2 ? lost('ERR_CANCELED') : SEEN;
		},
		{ count: 5, signal: stop.signal },
	);
	expect(requests).toHaveLength(2);
	expect(replies.map(({ failure }) => failure?.code)).toEqual([undefined, 'cancelled', 'cancelled', 'cancelled', 'cancelled']);
});

test('requests per second hold', async () => {
	const { slept } = await ask([SEEN], { count: 5, settings: { requestsPerSecond: 2 } });
	expect(slept.filter((ms) => ms > 0)).toEqual([1050, 1050]);
});

test('a bug of ours only affects its own request', async () => {
	const operation: typeof sightings = {
		...sightings,
		encode: (params, settings) => {
			if (params.ring === 'r-1') throw new Error('oops');
			return sightings.encode(params, settings);
		},
	};
	const { replies } = await ask([SEEN], { operation, count: 3 });
	expect(replies.map(({ failure }) => failure?.code)).toEqual([undefined, 'internal', undefined]);
});

describe('a request that must not be made twice', () => {
	const done = { status: 'duplicate', failure: null, attempts: 1, records: [{ record: { provider: 'pigeon', status: 'duplicate', place: 'the river' }, raw: null }] };

	test('is made once, whatever is retried', async () => {
		const page = Ledger.blankPage();
		const first = await ask([SEEN, lost('ECONNRESET'), status(400), status(500), lost('ECONNREFUSED')], { operation: once, count: 5, page, settings: { retry: { tries: 1, longestWaitMs: 0 } } });
		expect(first.replies.map(({ status: word }) => word)).toEqual(['accepted', 'unknown', 'rejected', 'unknown', 'notSent']);
		expect(first.replies[0]!.records[0]!.record).toMatchObject({ status: 'accepted', place: 'the river' });
		expect(page.entries).toEqual({ 'key 0': ['done', 1, { place: 'the river' }], 'key 1': ['unknown', 1, 'ECONNRESET'], 'key 3': ['unknown', 1, 'http500'] });
		const saved = JSON.parse(JSON.stringify(page)) as LedgerPage;
		const second = await ask([SEEN], { operation: once, count: 5, page: saved });
		expect(second.requests.map(({ url }) => url.slice(-3))).toEqual(['r-2', 'r-4']);
		expect(second.replies).toMatchObject([done, { status: 'unknown', failure: { code: 'ECONNRESET', retryable: false } }, { status: 'accepted' }, { status: 'unknown', attempts: 1 }, { status: 'accepted' }]);
		const third = await ask([SEEN], { operation: once, count: 5, page: saved });
		expect([third.requests, third.replies.map(({ status: word }) => word)]).toEqual([[], ['duplicate', 'unknown', 'duplicate', 'unknown', 'duplicate']]);
	});

	test('is in the ledger before it leaves, so an interrupted one is unknown', async () => {
		const page = Ledger.blankPage();
		await ask(() => {
			expect(page.entries).toEqual({ 'key 0': ['sending', 1] });
			return SEEN;
		}, { operation: once, page });
		page.entries['key 0'] = ['sending', 1];
		const { replies, requests } = await ask([SEEN], { operation: once, page });
		expect([requests.length, replies[0]]).toMatchObject([0, { status: 'unknown', failure: { code: 'interrupted' } }]);
	});

	test('is not made by two calls of one tool at once, and neither forgets the other’s entry', async () => {
		const page = Ledger.blankPage();
		const both = [ask([SEEN], { operation: once, page }), ask([lost('ECONNREFUSED')], { operation: once, page, settings: { retry: { tries: 1, longestWaitMs: 0 } } })];
		const [one, other] = await Promise.all(both);
		expect(one!.requests.length + other!.requests.length).toBe(1);
		expect([one!.replies[0]!.status, other!.replies[0]!.status]).toEqual(['accepted', 'unknown']);
		expect(page.entries['key 0']![0]).toBe('done');
	});

	test('a look-up leaves nothing in the ledger', async () => {
		const page = Ledger.blankPage();
		await ask([SEEN], { page });
		expect(page.entries).toEqual({});
	});
});
