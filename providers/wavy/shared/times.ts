import { DateTime } from 'luxon';

import { field, oneOf, optionalDateTime, refuse, shape, type Field } from '../../../core/input/fields';
import type { ReadSettings } from '../../../core/input/settings';
import { ambiguousField, startOf, timesOnTheWire, timeWarnings, type Times, type TimesOnTheWire } from './timing';
import { hours, minutes } from './values';

/** When a message is sent: on the wire, as the instant meant, and what to know about it. */
export interface When {
	wire: TimesOnTheWire;
	scheduledAt: DateTime | null;
	warnings: readonly string[];
}

/** The fields that say when, by which one reading is known from another. */
const KEYS = ['start', 'scheduledDate', 'delayedInMinutes', 'expiry', 'expiresDate', 'expiresInMinutes', 'timeWindow'];

/** More different schedules than this are read anew. */
const REMEMBERED = 1000;

/** Reads when a message is sent. Thousands share one schedule, and clocks of other zones are slow to read, so each is read once. */
export function timing(settings: ReadSettings): Field<When> {
	const read = timesReader(settings);
	const now = DateTime.fromMillis(settings.now, { zone: settings.timeZone });
	const known = new Map<string, When>();
	return (given) => {
		const fields = given as Record<string, unknown>;
		const key = JSON.stringify(KEYS.map((name) => fields[name]));
		const before = known.get(key);
		if (before) return before;
		const times = read(given);
		const ambiguous = ambiguousField(times, settings.timeZone);
		if (ambiguous) refuseAmbiguous(ambiguous, settings.timeZone);
		const when = { wire: timesOnTheWire(times, settings.timeZone), scheduledAt: startOf(times, now), warnings: timeWarnings(times, now) };
		if (known.size < REMEMBERED) known.set(key, when);
		return when;
	};
}

/** Both trios, each one choice, and the hours. */
function timesReader(settings: ReadSettings): Field<Times> {
	const start = oneOf('start', { now: {}, at: { scheduledDate: dateTime(settings) }, delay: { delayedInMinutes: minutes() } });
	const expiry = oneOf('expiry', { none: {}, at: { expiresDate: dateTime(settings) }, after: { expiresInMinutes: minutes() } });
	const window = shape({ timeWindow: hours() });
	return (given) => ({ ...start(given), ...expiry(given), ...window(given) });
}

/** A date-time that was chosen, and so must be there. */
function dateTime(settings: ReadSettings): Field<DateTime> {
	const read = optionalDateTime(settings);
	return field((given, refuse) => read(given) ?? refuse('is missing', 'Give a date-time such as 2031-01-15T10:30:00.'));
}

function refuseAmbiguous(name: string, zone: string): never {
	return refuse(`falls into the hour that clocks in ${zone} show twice, which cannot be told together with Time Window`, 'Move it by an hour, or leave Time Window empty.', name);
}
