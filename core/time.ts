import { DateTime } from 'luxon';

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
	const iso = DateTime.fromISO(text, { zone: timeZone, setZone: true });
	return iso.isValid ? iso : DateTime.fromSQL(text, { zone: timeZone, setZone: true });
}

/** In UTC with a trailing Z, without fractions of a second: `2031-01-15T13:30:00Z`. */
export function utcSeconds(time: DateTime): string {
	return time.toUTC().startOf('second').toISO({ suppressMilliseconds: true }) ?? '';
}
