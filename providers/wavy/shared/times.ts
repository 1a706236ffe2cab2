import { DateTime } from 'luxon';

import { optionalTimeZone } from '../../../core/input/fields';
import { formReader } from '../../../core/input/formReader';
import { refuse, type Reader } from '../../../core/input/schema';
import type { ReadSettings } from '../../../core/input/settings';
import { timeForm } from './form';
import { ambiguousField, startOf, timesOnTheWire, timeWarnings, type TimesOnTheWire } from './timing';
import { hours } from './values';

/** When to send a message: on the wire, as an instant, and with warnings. */
export interface When {
	wire: TimesOnTheWire;
	scheduledAt: DateTime | null;
	warnings: readonly string[];
}

/** These values make one schedule different from another. */
const KEYS = Object.keys(timeForm);

/** How many different schedules to remember. */
const REMEMBERED = 1000;

/** Reads when to send a message. Thousands of messages share one schedule, and other time zones are slow to read, so each schedule is read once. */
export function timing(settings: ReadSettings): Reader<When> {
	const read = formReader(timeForm, settings, { timeWindow: hours(), timeZone: optionalTimeZone('America/Sao_Paulo') });
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

function refuseAmbiguous(name: string, zone: string): never {
	return refuse(`falls into the hour that clocks in ${zone} show twice, which cannot be told together with Time Window`, 'Move it by an hour, or leave Time Window empty.', name);
}
