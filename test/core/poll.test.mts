/** The polling engine with the tests' own provider and clock: which records are new, which came before, and what the cursor remembers. */
import type { Answer } from '../../core/http/http.ts';
import { cursorFrom, poll, type Cursor, type PollOperation, type PollSettings, type Received, type TimeRange } from '../../core/poll/poll.ts';
import { receipt } from '../../core/records/receipt.ts';
import type { RequestTools } from '../../core/request/runRequests.ts';
import type { Failure } from '../../core/http/failure.ts';
import type { RequestOperation } from '../../core/request/operation.ts';
import { FakeClock } from './clock.mts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** A letter, and its time by the provider's clock; null if it does not say. */
interface Letter {
	id: string;
	at: number | null;
}

/** A provider that stores letters, and returns them in any order and only a limited number at a time. */
class Post {
	readonly clock = new FakeClock();
	readonly spans: TimeRange[] = [];
	letters: Letter[] = [];
	/** The answer instead of the letters. */
	answer: Answer | null = null;
	/** Runs while it answers. */
	meanwhile: () => Promise<void> | void = () => {};
	cursor: Cursor | null = null;

	constructor(
		private readonly most = 1000,
		private readonly retentionMs = 5 * 24 * HOUR,
	) {}

	/** Adds a letter with its own time. */
	write(id: string, at: number | null = this.clock.now()): void {
		this.letters.push({ id, at });
	}

	async poll(settings: Partial<PollSettings> = {}): Promise<string[]> {
		const polled = await this.try(settings);
		if ('status' in polled) throw new Error(polled.code);
		return polled.map(({ record }) => record.messageId!);
	}

	async try(settings: Partial<PollSettings> = {}): Promise<Received[] | Failure> {
		const place = { read: () => this.cursor, write: (cursor: Cursor) => (this.cursor = JSON.parse(JSON.stringify(cursor)) as Cursor) };
		const tools: RequestTools = { clock: this.clock, transport: async ({ url }) => await this.ask(JSON.parse(url) as TimeRange) };
		const all = { baseUrl: '', concurrency: 1, requestsPerSecond: 0, retry: { tries: 1, longestWaitMs: 0 }, overlapMs: 10 * MINUTE, lookBackMs: 0, budgetMs: HOUR, ...settings };
		return await poll(this.operation, place, all, tools);
	}

	private async ask({ from, to }: TimeRange): Promise<Answer> {
		this.spans.push({ from, to });
		await this.meanwhile();
		if (this.answer) return this.answer;
		// Whole seconds, and the later ones first.
		const begin = Math.floor((from ?? this.clock.now() - this.retentionMs) / SECOND) * SECOND;
		const found = this.letters.filter(({ at }) => at === null || (at >= begin && (to === null || at <= to)));
		return { status: 200, headers: {}, body: JSON.stringify(found.reverse().slice(0, this.most)) };
	}

	private get operation(): PollOperation<TimeRange> {
		const search = {
			provider: 'post',
			connections: [{ credential: 'postApi', label: 'Post', addressFields: 'Base URL', baseUrl: () => '', sign: () => ({}), secretFields: [], test: { method: 'GET', path: '/', complaint: () => null } }],
			fields: [],
			limits: { concurrency: { default: 1, max: 1 }, requestsPerSecond: 0, timeoutMs: 1000 },
			idempotent: true,
			reader: () => {
				throw new Error('spans are made by hand');
			},
			about: () => ({}),
			encode: (span: TimeRange) => ({ method: 'GET', url: JSON.stringify(span), headers: {}, body: '' }),
			decode: ({ status, body }: { status: number; body: string }) =>
				status !== 200
					? null
					: (JSON.parse(body) as Letter[]).map(({ id, at }) => ({ record: receipt({ provider: 'post', kind: 'inbound', status: 'delivered', messageId: id, occurredAt: at === null ? null : new Date(at).toISOString() }), raw: { id } })),
		} as RequestOperation<TimeRange>;
		return { search, params: (span) => span, retentionMs: this.retentionMs, pageLimit: this.most };
	}
}

describe('the first poll', () => {
	test('skips records that existed before', async () => {
		const post = new Post();
		post.write('a');
		post.write('old', post.clock.now() - 50 * MINUTE);
		expect(await post.poll()).toEqual([]);
		expect(await post.poll()).toEqual([]);
		post.write('b');
		expect(await post.poll()).toEqual(['b']);
	});

	test('looks back exactly as far as set', async () => {
		const post = new Post();
		const now = post.clock.now();
		for (const [id, age] of [['older', 3 * HOUR + 1], ['just', 3 * HOUR], ['newer', 1]] as const) post.write(id, now - age);
		expect(await post.poll({ lookBackMs: 3 * HOUR })).toEqual(['just', 'newer']);
		expect(await post.poll({ lookBackMs: 3 * HOUR })).toEqual([]);
	});

	test.each([-50, -20, 20, 50])("by a provider's clock that is %s minutes off, nothing is lost and nothing told twice", async (minutes) => {
		const post = new Post();
		const theirs = () => post.clock.now() + minutes * MINUTE;
		post.write('before', theirs());
		const told = [await post.poll()];
		for (const id of ['a', 'b', 'c', 'd', 'e', 'f']) {
			post.clock.pass(7 * MINUTE);
			post.write(id, theirs());
			told.push(await post.poll(), await post.poll());
		}
		expect(told.flat()).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
	});
});

describe('each record once', () => {
	test('in the order of their times, in whatever order they come', async () => {
		const post = new Post();
		await post.poll();
		const now = post.clock.now();
		post.write('second', now + 2);
		post.write('third', now + 3);
		post.write('first', now + 1);
		expect(await post.poll()).toEqual(['first', 'second', 'third']);
	});

	test('a late one, with an older time than the last one handed on', async () => {
		const post = new Post();
		await post.poll();
		const late = post.clock.now();
		post.clock.pass(MINUTE);
		post.write('on time');
		expect(await post.poll()).toEqual(['on time']);
		post.clock.pass(MINUTE);
		post.write('late', late);
		expect(await post.poll()).toEqual(['late']);
		expect(await post.poll()).toEqual([]);
	});

	test('up to the overlap before the latest known record, even after a long silence', async () => {
		const post = new Post();
		await post.poll();
		post.clock.pass(3 * HOUR);
		const last = post.clock.now();
		post.write('last', last);
		expect(await post.poll()).toEqual(['last']);
		post.clock.pass(30 * HOUR);
		expect(await post.poll()).toEqual([]);
		post.write('too late', last - 10 * MINUTE - 1);
		post.write('late', last - 10 * MINUTE);
		expect(await post.poll()).toEqual(['late']);
	});

	test('at the edges: whole seconds around the start of the window are searched, and handed on once', async () => {
		const post = new Post();
		await post.poll();
		post.clock.pass(3 * HOUR);
		const edge = post.clock.now() + 500;
		post.write('x', edge - 400);
		post.write('y', edge);
		post.write('z', edge + 400);
		expect(await post.poll()).toEqual(['x', 'y', 'z']);
		// The next window begins exactly at y. x and z are in the same second.
		post.write('last', edge + 10 * MINUTE);
		post.clock.pass(20 * MINUTE);
		expect(await post.poll()).toEqual(['last']);
		expect(post.cursor!.from).toBe(edge);
		expect(await post.poll()).toEqual([]);
		expect(Object.keys(post.cursor!.seen)).toHaveLength(3);
	});

	test('many with the same time, and one without a time', async () => {
		const post = new Post();
		await post.poll();
		for (const id of ['a', 'b', 'c']) post.write(id);
		post.write('timeless', null);
		expect((await post.poll()).sort()).toEqual(['a', 'b', 'c', 'timeless']);
		for (const id of ['d', 'e', 'f']) {
			post.clock.pass(9 * MINUTE);
			expect(await post.poll()).toEqual([]);
			post.write(id);
			expect(await post.poll()).toEqual([id]);
		}
	});

	test('a record from the year 3000 does not hide later ones', async () => {
		const post = new Post();
		await post.poll();
		post.write('prophecy', Date.UTC(3000, 0));
		expect(await post.poll()).toEqual(['prophecy']);
		for (const id of ['a', 'b', 'c']) {
			post.clock.pass(HOUR);
			post.write(id);
			expect(await post.poll()).toEqual([id]);
		}
	});

	test('with a clock that goes back', async () => {
		const post = new Post();
		await post.poll();
		post.write('a');
		expect(await post.poll()).toEqual(['a']);
		post.clock.pass(-5 * MINUTE);
		post.write('b');
		expect(await post.poll()).toEqual(['b']);
		post.clock.pass(-3 * HOUR);
		post.write('c', post.clock.now() + 3 * HOUR);
		expect(await post.poll()).toEqual(['c']);
		expect(await post.poll()).toEqual([]);
	});

	test('with two polls at once, of which the later one ends first', async () => {
		const post = new Post();
		await post.poll();
		post.write('a');
		post.write('b', post.clock.now() - 5 * MINUTE);
		let inner: string[] = [];
		post.meanwhile = async () => {
			post.meanwhile = () => {};
			inner = await post.poll();
			post.clock.pass(HOUR);
			post.write('c');
			inner.push(...(await post.poll()));
		};
		const outer = await post.poll();
		expect([inner, outer]).toEqual([['b', 'a', 'c'], []]);
	});

	test('with two first polls at once', async () => {
		const post = new Post();
		post.write('before');
		post.meanwhile = async () => {
			post.meanwhile = () => {};
			expect(await post.poll()).toEqual([]);
			post.write('after');
		};
		expect(await post.poll()).toEqual(['after']);
	});
});

describe('the cursor', () => {
	test('only holds IDs within the window', async () => {
		const post = new Post();
		await post.poll();
		for (let i = 0; i < 200; i += 1) {
			post.clock.pass(MINUTE);
			post.write(`m-${i}`);
			expect(await post.poll()).toEqual([`m-${i}`]);
			expect(Object.keys(post.cursor!.seen).length).toBeLessThanOrEqual(11);
		}
		expect(post.spans.at(-1)).toEqual({ from: post.clock.now() - 11 * MINUTE, to: null });
	});

	test('does not change without new records, and if the provider seems to have lost everything', async () => {
		const post = new Post();
		await post.poll();
		post.write('a');
		await post.poll();
		const { cursor, letters } = post;
		post.clock.pass(2 * HOUR);
		post.letters = [];
		expect(await post.poll()).toEqual([]);
		expect(post.cursor).toEqual(cursor);
		post.letters = letters;
		expect(await post.poll()).toEqual([]);
	});

	test('does not change if the search fails, and nothing is lost', async () => {
		const post = new Post();
		await post.poll();
		const { cursor } = post;
		post.write('a');
		for (const answer of [{ networkCode: 'ECONNRESET' }, { status: 500, headers: {}, body: '' }, { status: 200, headers: {}, body: '<html>' }, { status: 401, headers: {}, body: '' }]) {
			post.answer = answer;
			expect(await post.try()).toMatchObject({ status: expect.stringMatching(/^(unknown|notSent)$/) as string });
			expect(post.cursor).toEqual(cursor);
		}
		post.answer = null;
		expect(await post.poll()).toEqual(['a']);
	});

	test.each<[string, Record<string, unknown>, Cursor | null]>([
		['nothing', {}, null],
		['a cursor', { from: 5, seen: { a: 6 } }, { from: 5, seen: { a: 6 } }],
		['something of another node', { told: 'x' }, null],
		['no number', { from: 'now', seen: {} }, null],
		['no times', { from: 5, seen: { a: 'x', b: 7 } }, { from: 5, seen: { b: 7 } }],
		['no ids', { from: 5 }, { from: 5, seen: {} }],
	])('is read from a store that may hold anything: %s', (_name, kept, cursor) => {
		expect(cursorFrom(kept)).toEqual(cursor);
	});

	test('covers the time without polls, as far back as the provider keeps records, by its own clock', async () => {
		const post = new Post();
		await post.poll();
		post.write('seen');
		await post.poll();
		post.clock.pass(30 * 24 * HOUR);
		post.write('a', post.clock.now() - 4 * 24 * HOUR);
		post.write('b');
		expect(await post.poll()).toEqual(['a', 'b']);
		expect(post.spans.at(-1)).toEqual({ from: null, to: null });
	});
});

describe('more records than one answer holds', () => {
	test('the time range is halved until every answer is complete; each record comes once', async () => {
		const post = new Post(10);
		await post.poll();
		const begin = post.clock.now();
		const all = Array.from({ length: 137 }, (_, i) => `m-${i}`);
		for (const [i, id] of all.entries()) post.write(id, begin + i * 11 * SECOND);
		post.clock.pass(30 * MINUTE);
		expect((await post.poll()).sort()).toEqual([...all].sort());
		expect(await post.poll()).toEqual([]);
	});

	test('all at the same time: the range cannot be halved below a few seconds', async () => {
		const post = new Post(10);
		await post.poll();
		for (let i = 0; i < 12; i += 1) post.write(`m-${i}`);
		post.spans.length = 0;
		expect(await post.poll()).toHaveLength(10);
		expect(post.spans.length).toBeLessThan(30);
	});

	test('within the allowed pace', async () => {
		const post = new Post(10);
		await post.poll();
		const begin = post.clock.now();
		for (let i = 0; i < 30; i += 1) post.write(`m-${i}`, begin + i * MINUTE);
		post.clock.pass(HOUR);
		post.spans.length = 0;
		const times: number[] = [];
		post.meanwhile = () => void times.push(post.clock.now());
		expect(await post.poll({ requestsPerSecond: 1 })).toHaveLength(30);
		expect(times.length).toBeGreaterThan(4);
		expect(times.slice(1).every((time, i) => time - times[i]! >= SECOND)).toBe(true);
	});

	test('when the time is up, the next poll hands on the rest, and nothing twice', async () => {
		const post = new Post(10);
		await post.poll();
		const begin = post.clock.now();
		const all = Array.from({ length: 200 }, (_, i) => `m-${i}`);
		for (const [i, id] of all.entries()) post.write(id, begin + i * MINUTE);
		post.clock.pass(200 * MINUTE);
		// Every request takes ten seconds of a minute's budget.
		post.meanwhile = () => post.clock.pass(10 * SECOND);
		const told: string[] = [];
		for (let polls = 1; told.length < all.length; polls += 1) {
			expect(polls).toBeLessThan(40);
			told.push(...(await post.poll({ budgetMs: MINUTE })));
		}
		expect(told.sort()).toEqual([...all].sort());
		expect(await post.poll({ budgetMs: MINUTE })).toEqual([]);
	});

	test('if a part fails: nothing is handed on or remembered', async () => {
		const post = new Post(10);
		await post.poll();
		const { cursor } = post;
		const begin = post.clock.now();
		for (let i = 0; i < 30; i += 1) post.write(`m-${i}`, begin + i * MINUTE);
		post.clock.pass(HOUR);
		let requests = 0;
		post.meanwhile = () => {
			requests += 1;
			post.answer = requests === 3 ? { status: 500, headers: {}, body: '' } : null;
		};
		expect(await post.try()).toMatchObject({ status: 'unknown' });
		expect(post.cursor).toEqual(cursor);
		expect(await post.poll()).toHaveLength(30);
	});
});

test('two thousand polls of a slow, late, unordered and repetitive provider: each letter once', async () => {
	const post = new Post(20);
	await post.poll();
	let seed = 7;
	const random = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
	const waiting: Array<Letter & { due: number }> = [];
	const written: string[] = [];
	const told: string[] = [];
	for (let round = 0; round < 2000; round += 1) {
		post.clock.pass(random(2 * MINUTE));
		if (random(3) === 0) {
			const at = post.clock.now();
			waiting.push({ id: `m-${round}`, at, due: at + random(9 * MINUTE) });
			written.push(`m-${round}`);
		}
		for (const letter of waiting.filter(({ due }) => due <= post.clock.now())) {
			waiting.splice(waiting.indexOf(letter), 1);
			post.letters.splice(random(post.letters.length + 1), 0, letter, ...(random(4) === 0 ? [letter] : []));
		}
		post.letters = post.letters.filter(({ at }) => at! > post.clock.now() - HOUR);
		post.answer = random(10) === 0 ? { networkCode: 'ECONNRESET' } : null;
		const polled = await post.try();
		if (!('status' in polled)) told.push(...polled.map(({ record }) => record.messageId!));
	}
	post.clock.pass(10 * MINUTE);
	post.answer = null;
	post.letters.push(...waiting);
	told.push(...(await post.poll()));
	expect(new Set(told).size).toBe(told.length);
	expect([...told].sort()).toEqual([...written].sort());
});
