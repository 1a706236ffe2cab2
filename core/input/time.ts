import { DateTime, IANAZone } from 'luxon';

import { remember } from './remember';
import { describe, type Obstacle } from './schema';

/** A schedule that all items share is one DateTime, and formatting it is slow. */
const offsets = new WeakMap<DateTime, string>();
const utcs = new WeakMap<DateTime, string>();

/**
 * Reads a date-time: ISO 8601 or SQL text, a luxon DateTime or a Date. Text without an offset is local time in `timeZone`; an offset or a DateTime
 * keeps its own. If a local time occurs twice, it takes the first; if a local time is skipped, it takes the later one: see `clockAdvice`.
 * @returns null if it is not a date-time
 */
export function parseDateTime(value: unknown, timeZone: string): DateTime | null {
	const time = read(value, timeZone);
	return time?.isValid ? time : null;
}

function read(value: unknown, timeZone: string): DateTime | null {
	// Not `instanceof`: the user's DateTime may come from another copy of luxon.
	if (DateTime.isDateTime(value)) return DateTime.fromISO(value.toISO() ?? '', { setZone: true });
	if (value instanceof Date) return DateTime.fromJSDate(value, { zone: timeZone });
	if (typeof value !== 'string') return null;
	const text = value.trim();
	// luxon would also read "10:30" as today and "2031" as New Year's Day.
	if (!/^\d{4}-\d\d-\d\d|^\d{8}T\d/.test(text)) return null;
	if (WITH_ZONE.test(text)) return isPossibleOffset(text) ? parsed(text, timeZone) : null;
	const clock = parsed(text, 'utc');
	if (!clock.isValid) return null;
	const time = onClock(clock, timeZone);
	if (DAY.test(text)) advice.set(time, `"${text}" has no time of day: it is read as 00:00.`);
	return time;
}

const DAY = /^\d{4}-\d\d-\d\d$/;

const NOTATION = 'Give a date-time such as 2031-01-15T10:30:00 or 2031-01-15T10:30:00+01:00.';

/** Why a value is not a date-time, continuing the name of a field, and what to write instead. */
export function timeTrouble(value: unknown): Obstacle {
	const text = DateTime.isDateTime(value) || value instanceof Date ? 'Invalid DateTime' : value;
	const what = `is ${describe(text)}`;
	if (typeof text === 'number') return { what: `${what}, a number and not a date-time`, fix: 'If it counts seconds since 1970, write {{ DateTime.fromSeconds($json.time) }}. Otherwise give a date-time such as 2031-01-15T10:30:00.' };
	if (typeof text !== 'string') return { what: `${what}, not a date-time`, fix: NOTATION };
	if (text.includes('Invalid DateTime')) return { what: `${what}: an expression could not read a date`, fix: OWN_NOTATION };
	if (/^\s*\d{1,2}:\d\d/.test(text)) return { what: `${what}, a time without a date`, fix: NOTATION };
	if (/^\s*\d{1,2}[./-]\d{1,2}[./-]\d{2,4}/.test(text)) return { what: `${what}, which does not begin with the year`, fix: OWN_NOTATION };
	const [, offset] = WRITTEN_RIGHT.exec(text.trim()) ?? [];
	if (offset === undefined) return { what: `${what}, not a date-time`, fix: NOTATION };
	if (!isPossibleOffset(text.trim())) return { what: `${what}, and no clock is ${offset} from UTC`, fix: NOTATION };
	return { what: `${what}, a day or an hour that does not exist`, fix: 'Check its month, day and hour.' };
}

const WRITTEN_RIGHT = /^\d{4}-\d\d-\d\d(?:[T ]\d\d(?::?\d\d){0,2}(?:[.,]\d+)?)?(Z|[+-]\d\d:?\d\d|)$/i;

const OWN_NOTATION = "Give 2031-01-15T10:30:00, or read another notation in an expression: {{ DateTime.fromFormat($json.time, 'dd/MM/yyyy HH:mm') }}.";

function parsed(text: string, zone: string): DateTime {
	const iso = DateTime.fromISO(text, { zone, setZone: true });
	return iso.isValid ? iso : DateTime.fromSQL(text, { zone, setZone: true });
}

/** A time followed by an offset or the name of a zone. */
const WITH_ZONE = /[T\s]\d.*(?:Z|[+-]\d\d(?::?\d\d)?|\]|[a-z]{2,})$/i;

/** Offsets are at most 14 hours (Kiribati), but luxon takes any two digits. */
function isPossibleOffset(text: string): boolean {
	const [, hours, minutes = '0'] = /[+-](\d\d):?(\d\d)?$/.exec(text) ?? [];
	return hours === undefined || (Number(hours) * 60 + Number(minutes) <= 14 * 60 && Number(minutes) < 60);
}

const DAY_MS = 86_400_000;

/** The warning about a local time that is skipped or occurs twice. */
const advice = new WeakMap<DateTime, string>();

/**
 * The instant of a local time. For a time that occurs twice luxon takes the offset of today's season, so a message would go at another instant in
 * winter than in summer. Source of the rule: RFC 5545, 3.3.5.
 * @param clock the local time as if it were UTC
 */
function onClock(clock: DateTime, timeZone: string): DateTime {
	const zone = DateTime.utc().setZone(timeZone).zone;
	const wall = clock.toMillis();
	const [before, after] = [zone.offset(wall - DAY_MS), zone.offset(wall + DAY_MS)];
	const instants = [...new Set([before, after])].map((offset) => wall - offset * 60_000).filter((instant) => instant + zone.offset(instant) * 60_000 === wall);
	const at = (instant: number) => DateTime.fromMillis(instant, { zone: timeZone });
	const written = clock.toFormat('yyyy-MM-dd HH:mm');
	if (instants.length === 1) return at(instants[0]!);
	const time = instants.length === 0 ? at(wall - before * 60_000) : at(Math.min(...instants));
	const what = instants.length === 0 ? `Clocks in ${timeZone} skip ${written}: it is read as` : `Clocks in ${timeZone} show ${written} twice: it is read as the first of the two,`;
	advice.set(time, `${what} ${time.toFormat('HH:mm')} (UTC${time.toFormat('ZZ')}).`);
	return time;
}

/** A warning about a local time that is skipped or occurs twice; null for all others. */
export function clockAdvice(time: DateTime | null | undefined): string | null {
	return (time && advice.get(time)) ?? null;
}

/** Whether a time zone has this name (IANA). */
export function isZone(name: string): boolean {
	return IANAZone.isValidZone(name);
}

/** A warning about a time that is over; none for all others. */
export function pastAdvice(label: string, time: DateTime | null, now: number, provider: string): string[] {
	return time !== null && time.toMillis() < now ? [`${label} is in the past. ${provider} does not say what it does then.`] : [];
}

/** ISO 8601 with the user's offset: `2031-01-15T10:30:00-03:00`. */
export function isoWithOffset(time: DateTime): string {
	return remember(offsets, time, () => time.toISO({ suppressMilliseconds: true }) ?? '');
}

/** In UTC with a trailing Z, without fractions of a second: `2031-01-15T13:30:00Z`. */
export function utcSeconds(time: DateTime): string {
	return remember(utcs, time, () => time.toUTC().startOf('second').toISO({ suppressMilliseconds: true }) ?? '');
}
