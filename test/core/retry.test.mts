import fc from 'fast-check';

import { systemClock } from '../../core/http/clock.ts';
import { RateLimiter } from '../../core/http/rateLimiter.ts';
import { backoff, parseRetryAfter, RetryBudget } from '../../core/http/retry.ts';
import { FakeClock } from './clock.mts';

describe('backoff', () => {
	test('is full jitter under a ceiling that doubles from 500 ms to 20 s', () => {
		expect([1, 2, 3, 6, 7, 50].map((tried) => backoff(tried, 1))).toEqual([500, 1000, 2000, 16_000, 20_000, 20_000]);
		expect(backoff(3, 0)).toBe(0);
		expect(backoff(3, 0.25)).toBe(500);
	});
});

describe('Retry-After', () => {
	const now = Date.parse('2026-11-22T03:00:00Z');
	test.each([
		['120', 120_000],
		['0', 0],
		[' 7 ', 7000],
		['1.5', 1500],
		['1.255', 1255],
		['1.0001', 1001],
		['Sun, 22 Nov 2026 03:01:30 GMT', 90_000],
		['Sunday, 22-Nov-26 03:01:30 GMT', 90_000],
		['Sun, 22 Nov 2026 02:00:00 GMT', 0],
		['Sun, 22 Nov 2026 04:01:30 +0100', 90_000],
		['Sat, 21 Nov 2026 22:01:30 EST', 90_000],
		['-5', null],
		['soon', null],
		['on Sun, 22 Nov 2026 03:01:30 GMT', null],
		['7 s', null],
		['about 7', null],
		['2026', 2_026_000],
		['2026-11-22', null],
		['Sunday', null],
		['', null],
		[undefined, null],
		['9'.repeat(400), null],
	])('%p is %p ms', (header, expected) => {
		expect(parseRetryAfter(header, now)).toBe(expected);
	});

	// RFC 9110, 5.6.7: recipients read three forms. asctime, the oldest, names no zone but is in UTC.
	test.each(['Sun Nov 22 03:01:30 2026', 'Sun Nov  1 03:01:30 2026', 'Sun, 22 Nov 2026 03:01:30'])("%s names no zone, and is not read in this machine's zone", (header) => {
		const parse = jest.spyOn(Date, 'parse');
		try {
			parseRetryAfter(header, now);
			expect(parse.mock.calls).toEqual([[`${header} GMT`]]);
		} finally {
			parse.mockRestore();
		}
		expect(parseRetryAfter('Sun Nov 22 03:01:30 2026', now)).toBe(90_000);
	});

	test('any value gives null or a non-negative wait', () => {
		fc.assert(
			fc.property(fc.oneof(fc.string(), fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()), fc.double().map(String)), (header) => {
				const wait = parseRetryAfter(header, now);
				expect(wait === null || (Number.isFinite(wait) && wait >= 0)).toBe(true);
			}),
			{ numRuns: 1000 },
		);
	});
});

describe('RetryBudget', () => {
	test('allows every retry after fewer than ten first requests, otherwise a tenth of them', () => {
		const small = new RetryBudget();
		for (let i = 0; i < 9; i += 1) small.first();
		expect(Array.from({ length: 18 }, () => small.take())).toEqual(Array(18).fill(true));

		const ten = new RetryBudget();
		for (let i = 0; i < 10; i += 1) ten.first();
		expect([ten.take(), ten.take()]).toEqual([true, false]);

		const large = new RetryBudget();
		for (let i = 0; i < 29; i += 1) large.first();
		expect([large.take(), large.take(), large.take()]).toEqual([true, true, false]);
		large.first();
		expect([large.take(), large.take()]).toEqual([true, false]);
	});
});

describe('the rate limiter', () => {
	test('never starts more requests in any second than set', () => {
		return fc.assert(
			fc.asyncProperty(fc.integer({ min: 1, max: 20 }), fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 60 }), async (perSecond, gaps) => {
				const clock = new FakeClock();
				const rateLimiter = new RateLimiter(perSecond, 60_000, clock);
				const starts: number[] = [];
				for (const gap of gaps) {
					clock.pass(gap);
					await rateLimiter.acquire();
					starts.push(clock.now());
				}
				starts.forEach((start, i) => {
					const after = starts[i + perSecond];
					if (after !== undefined) expect(after - start).toBeGreaterThanOrEqual(1000);
				});
			}),
		);
	});

	test('starts the first requests of a second at once', async () => {
		const clock = new FakeClock();
		const rateLimiter = new RateLimiter(5, 60_000, clock);
		for (let i = 0; i < 5; i += 1) await rateLimiter.acquire();
		expect(clock.slept).toEqual([]);
		await rateLimiter.acquire();
		expect(clock.slept).toHaveLength(1);
	});

	test('holds every request back for exactly the pause that the provider asked for', async () => {
		const clock = new FakeClock();
		const rateLimiter = new RateLimiter(0, 60_000, clock);
		const begin = clock.now();
		rateLimiter.pauseFor(30_000);
		rateLimiter.pauseFor(5_000);
		await Promise.all([rateLimiter.acquire(), rateLimiter.acquire()]);
		expect(clock.now() - begin).toBe(30_000);
	});

	test('waits for a pause up to the limit', async () => {
		const clock = new FakeClock();
		const rateLimiter = new RateLimiter(0, 60_000, clock);
		rateLimiter.pauseFor(60_000);
		await rateLimiter.acquire();
		expect(clock.slept).toEqual([60_000]);
	});

	test('does not wait for a longer pause', async () => {
		const clock = new FakeClock();
		const rateLimiter = new RateLimiter(0, 60_000, clock);
		rateLimiter.pauseFor(60_001);
		await rateLimiter.acquire();
		expect([clock.slept, rateLimiter.pauseLeft]).toEqual([[], 60_001]);
	});

	test('ends at once when the signal aborts', async () => {
		const controller = new AbortController();
		const rateLimiter = new RateLimiter(1, 60_000, systemClock);
		await rateLimiter.acquire(controller.signal);
		const waiting = rateLimiter.acquire(controller.signal);
		controller.abort();
		await expect(waiting).resolves.toBeUndefined();
	});
});

test('the system clock sleeps, and wakes at once on abort', async () => {
	const begin = Date.now();
	await systemClock.sleep(20);
	expect(Date.now() - begin).toBeGreaterThanOrEqual(18);
	const controller = new AbortController();
	const sleeping = systemClock.sleep(60_000, controller.signal);
	controller.abort();
	await sleeping;
	await systemClock.sleep(60_000, controller.signal);
	await systemClock.sleep(-1);
	expect(systemClock.random()).toBeLessThan(1);
});
