import { IANAZone } from 'luxon';

import { isZone } from '../input/time';

/** When messages may reach people, by their local time. */
export interface AllowedHours {
	/** Minutes since midnight. With `to` before `from` the hours go on beyond midnight; if both are the same, they are the whole day. */
	from: number;
	to: number;
	/** Days on which the hours begin, from 1 for Monday to 7 for Sunday (ISO 8601). */
	days: ReadonlySet<number>;
	/** Dates such as `2026-12-25` on which no allowed hours begin. Hours that began the day before end at midnight. */
	holidays: ReadonlySet<string>;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** If no hours are allowed until then, none ever are: every day is a holiday. */
const HORIZON_MS = 400 * DAY_MS;

/** How far a zone's clock is ahead of UTC at an instant, in milliseconds. */
type Clock = (instant: number) => number;

/**
 * The first instant, now or later, that is within the allowed hours of every zone; null if there is none within 400 days.
 * @throws RangeError for an unknown zone
 */
export function firstAllowed(hours: AllowedHours, now: number, zones: readonly string[]): number | null {
	const clocks = zones.map(clockOf);
	let time = now;
	for (;;) {
		let latest = time;
		for (const clock of clocks) {
			const first = firstOnClock(hours, latest, clock, now + HORIZON_MS);
			if (first === null) return null;
			latest = first;
		}
		if (latest === time) return time;
		time = latest;
	}
}

function clockOf(zone: string): Clock {
	if (!isZone(zone)) throw new RangeError(`No time zone is called "${zone}"`);
	const known = IANAZone.create(zone);
	return (instant) => known.offset(instant) * MINUTE_MS;
}

/** The same for one clock. Between two changes a clock runs evenly, so it is read once for each stretch. */
function firstOnClock(hours: AllowedHours, from: number, clock: Clock, until: number): number | null {
	let time = from;
	for (;;) {
		const offset = clock(time);
		const local = firstLocal(hours, time + offset, until + offset);
		if (local === null) return null;
		const change = firstChange(clock, time, local - offset);
		if (change === null) return local - offset;
		time = change;
	}
}

/** The first instant after `from`, until `to` at most, at which the clock has another offset than at `from`; null if it does not change. */
function firstChange(clock: Clock, from: number, to: number): number | null {
	const offset = clock(from);
	for (let before = from; before < to; ) {
		let after = Math.min(before + DAY_MS, to);
		if (clock(after) === offset) {
			before = after;
			continue;
		}
		while (after - before > 1) {
			const middle = Math.floor((before + after) / 2);
			if (clock(middle) === offset) before = middle;
			else after = middle;
		}
		return after;
	}
	return null;
}

/** The same for a clock that never changes. Times are milliseconds as if the clock were in UTC. */
function firstLocal({ from, to, days, holidays }: AllowedHours, local: number, until: number): number | null {
	const length = to > from ? to - from : to - from + 24 * 60;
	// Yesterday's hours may go on beyond midnight.
	for (let day = Math.floor(local / DAY_MS) - 1; day * DAY_MS <= until; day += 1) {
		if (!days.has(weekdayOf(day)) || holidays.has(dateOf(day))) continue;
		const begin = day * DAY_MS + from * MINUTE_MS;
		const first = Math.max(local, begin);
		if (first < begin + length * MINUTE_MS && !holidays.has(dateOf(Math.floor(first / DAY_MS)))) return first;
	}
	return null;
}

/** The first of January 1970 was a Thursday. */
function weekdayOf(day: number): number {
	return ((day + 3) % 7) + 1;
}

function dateOf(day: number): string {
	return new Date(day * DAY_MS).toISOString().slice(0, 10);
}
