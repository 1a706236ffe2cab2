import { DateTime } from 'luxon';

import { oneOf, optionalDateTime, shape, type Field } from '../../../core/input/fields';
import type { ReadSettings } from '../../../core/input/settings';
import { z } from '../../../vendor/zod';
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
	const schema = timesSchema(settings);
	const now = DateTime.fromMillis(settings.now, { zone: settings.timeZone });
	const known = new Map<string, When>();
	return z.unknown().transform((given, context) => {
		const fields = given as Record<string, unknown>;
		const key = JSON.stringify(KEYS.map((name) => fields[name]));
		const before = known.get(key);
		if (before) return before;
		const parsed = schema.safeParse(given);
		if (!parsed.success) {
			parsed.error.issues.forEach((issue) => context.addIssue(issue));
			return z.NEVER;
		}
		const ambiguous = ambiguousField(parsed.data, settings.timeZone);
		if (ambiguous) return refuseAmbiguous(ambiguous, settings.timeZone, context);
		const when = {
			wire: timesOnTheWire(parsed.data, settings.timeZone),
			scheduledAt: startOf(parsed.data, now),
			warnings: timeWarnings(parsed.data, now),
		};
		if (known.size < REMEMBERED) known.set(key, when);
		return when;
	});
}

/** Both trios, each one choice, and the hours. */
function timesSchema(settings: ReadSettings): Field<Times> {
	const start = oneOf('start', { now: {}, at: { scheduledDate: dateTime(settings) }, delay: { delayedInMinutes: minutes() } });
	const expiry = oneOf('expiry', { none: {}, at: { expiresDate: dateTime(settings) }, after: { expiresInMinutes: minutes() } });
	return start.and(expiry).and(shape({ timeWindow: hours() }));
}

/** A date-time that was chosen, and so must be there. */
function dateTime(settings: ReadSettings): Field<DateTime> {
	const missing = { message: 'is missing', params: { fix: 'Give a date-time such as 2031-01-15T10:30:00.' } };
	return optionalDateTime(settings).refine((time): time is DateTime => time !== null, missing);
}

function refuseAmbiguous(name: string, zone: string, context: z.RefinementCtx): never {
	context.addIssue({
		code: 'custom',
		path: [name],
		message: `falls into the hour that clocks in ${zone} show twice, which cannot be told together with Time Window`,
		params: { fix: 'Move it by an hour, or leave Time Window empty.' },
	});
	return z.NEVER;
}
