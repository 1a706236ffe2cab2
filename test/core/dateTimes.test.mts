import fc from 'fast-check';
import { DateTime, IANAZone, Settings } from 'luxon';

import { clockAdvice, parseDateTime, utcSeconds, timeTrouble } from '../../core/input/time.ts';

const utc = (text: string, zone: string) => utcSeconds(parseDateTime(text, zone)!);

/** Runs in both seasons, because luxon guesses offsets from today's season. */
function inBothSeasons(run: () => void): void {
	const { now } = Settings;
	try {
		for (const today of ['2031-01-15T12:00:00Z', '2031-07-15T12:00:00Z']) {
			Settings.now = () => Date.parse(today);
			run();
		}
	} finally {
		Settings.now = now;
	}
}

// RFC 5545, 3.3.5: if a local time occurs twice, the first counts; if it does not occur, the offset before the gap counts.
describe('a time that the clock skips or shows twice', () => {
	it.each([
		['2031-10-26T02:30:00', 'Europe/Stockholm', '2031-10-26T00:30:00Z', 'Clocks in Europe/Stockholm show 2031-10-26 02:30 twice: it is read as the first of the two, 02:30 (UTC+02:00).'],
		['2031-10-26T02:00:00', 'Europe/Stockholm', '2031-10-26T00:00:00Z', 'Clocks in Europe/Stockholm show 2031-10-26 02:00 twice: it is read as the first of the two, 02:00 (UTC+02:00).'],
		['2031-03-30T02:30:00', 'Europe/Stockholm', '2031-03-30T01:30:00Z', 'Clocks in Europe/Stockholm skip 2031-03-30 02:30: it is read as 03:30 (UTC+02:00).'],
		['2031-11-02 01:30', 'America/New_York', '2031-11-02T05:30:00Z', 'Clocks in America/New_York show 2031-11-02 01:30 twice: it is read as the first of the two, 01:30 (UTC-04:00).'],
		['2031-03-09 02:30', 'America/New_York', '2031-03-09T07:30:00Z', 'Clocks in America/New_York skip 2031-03-09 02:30: it is read as 03:30 (UTC-04:00).'],
		// On Lord Howe Island clocks change by half an hour.
		['2031-04-06T01:45:00', 'Australia/Lord_Howe', '2031-04-05T14:45:00Z', 'Clocks in Australia/Lord_Howe show 2031-04-06 01:45 twice: it is read as the first of the two, 01:45 (UTC+11:00).'],
		// Samoa skipped a day when it changed sides of the date line.
		['2011-12-30T12:00:00', 'Pacific/Apia', '2011-12-30T22:00:00Z', 'Clocks in Pacific/Apia skip 2011-12-30 12:00: it is read as 12:00 (UTC+14:00).'],
	])('%s in %s is %s', (text, zone, expected, words) => {
		inBothSeasons(() => {
			const time = parseDateTime(text, zone);
			expect([utcSeconds(time!), clockAdvice(time)]).toEqual([expected, words]);
		});
	});

	it.each(['2031-10-26T01:59:59', '2031-10-26T03:00:00', '2031-03-30T01:59:59', '2031-03-30T03:00:00', '2031-10-26T02:30:00+01:00', '2031-10-26T02:30:00Z'])('%s is the same time', (text) => {
		inBothSeasons(() => expect(clockAdvice(parseDateTime(text, 'Europe/Stockholm'))).toBeNull());
	});

	it.each([
		['2031-10-26', '"2031-10-26" has no time of day: it is read as 00:00.'],
		['2031-10-26T00:00', null],
	])('%s: %s', (text, words) => expect(clockAdvice(parseDateTime(text, 'Europe/Stockholm'))).toBe(words));

	it('in every zone and season is an instant at which the clock shows it', () => {
		const zones = ['Europe/Stockholm', 'America/Sao_Paulo', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Africa/Casablanca', 'America/St_Johns', 'Asia/Tehran', 'utc'];
		fc.assert(
			fc.property(fc.constantFrom(...zones), fc.integer({ min: Date.parse('2000-01-01'), max: Date.parse('2036-12-31') }), (zone, ms) => {
				const minute = Math.floor(ms / 60_000) * 60_000;
				const text = DateTime.fromMillis(minute, { zone }).toFormat("yyyy-MM-dd'T'HH:mm:ss");
				const time = parseDateTime(text, zone)!;
				expect(time.toFormat("yyyy-MM-dd'T'HH:mm:ss")).toBe(text);
				expect(time.toMillis()).toBeLessThanOrEqual(minute);
				if (time.toMillis() !== minute) expect(clockAdvice(time)).toMatch(/twice/);
			}),
			{ numRuns: 500 },
		);
	});
});

describe('offsets', () => {
	it.each([
		['2031-01-15T10:30:00+14:00', '2031-01-14T20:30:00Z'],
		['2031-01-15T10:30:00-12:00', '2031-01-15T22:30:00Z'],
		['2031-01-15T10:30:00+0530', '2031-01-15T05:00:00Z'],
		['2031-01-15T10:30+05', '2031-01-15T05:30:00Z'],
		['2031-01-15 10:30:00 Asia/Kolkata', '2031-01-15T05:00:00Z'],
		['2031-01-15T10:30:00[Asia/Kolkata]', '2031-01-15T05:00:00Z'],
	])('%s is %s', (text, expected) => expect(utc(text, 'Europe/Stockholm')).toBe(expected));

	it.each(['+25:00', '-99:00', '+14:01', '-15:00', '+05:60', '+05:75', '+99'])('%s is invalid', (offset) => {
		expect([parseDateTime(`2031-01-15T10:30:00${offset}`, 'utc'), parseDateTime(`2031-01-15 10:30:00 ${offset}`, 'utc')]).toEqual([null, null]);
	});
});

test('an unknown zone gives no time', () => {
	expect(IANAZone.isValidZone('Nowhere/At_All')).toBe(false);
	expect(parseDateTime('2031-01-15T10:30:00', 'Nowhere/At_All')).toBeNull();
});

describe('the error for an invalid date-time names the problem', () => {
	it.each<[unknown, string, RegExp]>([
		['tomorrow', 'is "tomorrow", not a date-time', /^Give a date-time such as 2031-01-15T10:30:00 or /],
		['2031-01-15 at noon', 'is "2031-01-15 at noon", not a date-time', /^Give a date-time/],
		['2031-1-5', 'is "2031-1-5", not a date-time', /^Give a date-time/],
		[{ at: 1 }, 'is {"at":1}, not a date-time', /^Give a date-time/],
		['10:30', 'is "10:30", a time without a date', /^Give a date-time/],
		['15/01/2031 10:30', 'is "15/01/2031 10:30", which does not begin with the year', /DateTime\.fromFormat/],
		['15.1.31', 'is "15.1.31", which does not begin with the year', /DateTime\.fromFormat/],
		['2031-01-15T10:30:00+25:00', 'is "2031-01-15T10:30:00+25:00", and no clock is +25:00 from UTC', /^Give a date-time/],
		['2031-01-15T10:30:00-99:00', 'is "2031-01-15T10:30:00-99:00", and no clock is -99:00 from UTC', /^Give a date-time/],
		['2031-02-30T10:30:00', 'is "2031-02-30T10:30:00", a day or an hour that does not exist', /^Check its month, day and hour\.$/],
		['2031-01-15T25:30:00Z', 'is "2031-01-15T25:30:00Z", a day or an hour that does not exist', /^Check/],
		[1926239400, 'is 1926239400, a number and not a date-time', /DateTime\.fromSeconds/],
		['Invalid DateTime', 'is "Invalid DateTime": an expression could not read a date', /DateTime\.fromFormat/],
		[DateTime.fromISO('soon'), 'is "Invalid DateTime": an expression could not read a date', /DateTime\.fromFormat/],
		[new Date(NaN), 'is "Invalid DateTime": an expression could not read a date', /DateTime\.fromFormat/],
	])('%p', (given, what, fix) => {
		expect(parseDateTime(given, 'Europe/Stockholm')).toBeNull();
		expect(timeTrouble(given)).toEqual({ what, fix: expect.stringMatching(fix) as string });
	});
});
