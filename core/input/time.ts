import { DateTime } from 'luxon';

const offsets = new WeakMap<DateTime, string>();
const utcs = new WeakMap<DateTime, string>();

/**
 * Reads a date-time: ISO 8601 or SQL text, a luxon DateTime or a Date. Text without an offset means the time on the clock in
 * `timeZone`; an offset or a DateTime keeps its own.
 * @returns null for what is no date-time
 */
export function parseDateTime(value: unknown, timeZone: string): DateTime | null {
	const time = read(value, timeZone);
	return time?.isValid ? time : null;
}

function read(value: unknown, timeZone: string): DateTime | null {
	// The user's DateTime may come from another copy of luxon, so its class is not asked for.
	if (DateTime.isDateTime(value)) return DateTime.fromISO(value.toISO() ?? '', { setZone: true });
	if (value instanceof Date) return DateTime.fromJSDate(value, { zone: timeZone });
	if (typeof value !== 'string') return null;
	const text = value.trim();
	// luxon would also read "10:30" as today and "2031" as a New Year's Day.
	if (!/^\d{4}-\d\d-\d\d|^\d{8}T\d/.test(text)) return null;
	const iso = DateTime.fromISO(text, { zone: timeZone, setZone: true });
	return iso.isValid ? iso : DateTime.fromSQL(text, { zone: timeZone, setZone: true });
}

/** ISO 8601 with the offset the user meant: `2031-01-15T10:30:00-03:00`. */
export function isoWithOffset(time: DateTime): string {
	return remembered(offsets, time, () => time.toISO({ suppressMilliseconds: true }) ?? '');
}

/** In UTC with a trailing Z, without fractions of a second: `2031-01-15T13:30:00Z`. */
export function utcSeconds(time: DateTime): string {
	return remembered(utcs, time, () => time.toUTC().startOf('second').toISO({ suppressMilliseconds: true }) ?? '');
}

/** A schedule shared by all items is one DateTime, and writing it out is costly. */
function remembered(known: WeakMap<DateTime, string>, time: DateTime, write: () => string): string {
	const text = known.get(time) ?? write();
	known.set(time, text);
	return text;
}
