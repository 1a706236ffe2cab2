import { IANAZone, type DateTime } from 'luxon';

import { clockAdvice } from '../../../core/input/time';

/** The times of one message, as read. */
export interface Times {
	scheduledDate: DateTime | null;
	delayedInMinutes: number | null;
	expiresDate: DateTime | null;
	expiresInMinutes: number | null;
	timeWindow: number[];
}

/** The same under the vendor's names: for a bulk, only at the root of the request. */
export interface TimesOnTheWire {
	scheduledDate?: string;
	delayedInMinutes?: number;
	expiresDate?: string;
	expiresInMinutes?: number;
	timeWindow?: number[];
	timeZone?: string;
}

/** Where a clock shows no hour twice. */
const UNAMBIGUOUS = 'Etc/UTC';
const WIRE_FORMAT = "yyyy-MM-dd'T'HH:mm:ss";

/** "É possivel realizar o agendamento apenas em um periodo superior a 30 minutos" (said of `scheduledAt`). */
const SCHEDULE_AHEAD_MS = 30 * 60_000;

/** Whether a zone is known by this name (IANA). */
export function isZone(name: unknown): name is string {
	return typeof name === 'string' && IANAZone.create(name.trim()).isValid;
}

/** The field whose time cannot be told on the clock of the zone, since the clock shows it twice and a time window needs the clock. */
export function ambiguousField({ scheduledDate, expiresDate, timeWindow }: Times, zone: string): 'scheduledDate' | 'expiresDate' | null {
	if (timeWindow.length === 0) return null;
	if (isShownTwice(scheduledDate, zone)) return 'scheduledDate';
	return isShownTwice(expiresDate, zone) ? 'expiresDate' : null;
}

/**
 * Dates travel as the time on a clock (`yyyy-MM-dd'T'HH:mm:ss`) with the name of the zone, which the vendor would otherwise take
 * from the account. In the hour that a clock shows twice they travel in UTC, so that they still mean one instant.
 */
export function timesOnTheWire(times: Times, zone: string): TimesOnTheWire {
	const { scheduledDate, delayedInMinutes, expiresDate, expiresInMinutes, timeWindow } = times;
	const clock = isShownTwice(scheduledDate, zone) || isShownTwice(expiresDate, zone) ? UNAMBIGUOUS : zone;
	const onClock = (time: DateTime) => time.setZone(clock).toFormat(WIRE_FORMAT);
	return {
		...(delayedInMinutes !== null && { delayedInMinutes }),
		...(expiresInMinutes !== null && { expiresInMinutes }),
		...(scheduledDate && { scheduledDate: onClock(scheduledDate) }),
		...(expiresDate && { expiresDate: onClock(expiresDate) }),
		...(timeWindow.length > 0 && { timeWindow }),
		// It acts on these three alone.
		...((scheduledDate || expiresDate || timeWindow.length > 0) && { timeZone: clock }),
	};
}

/** When the message shall be sent; a delay counts from now. Null for at once. */
export function startOf({ scheduledDate, delayedInMinutes }: Pick<Times, 'scheduledDate' | 'delayedInMinutes'>, now: DateTime): DateTime | null {
	if (delayedInMinutes !== null) return now.plus({ minutes: delayedInMinutes });
	return scheduledDate;
}

/** What the vendor does not promise of such times. */
export function timeWarnings({ scheduledDate, expiresDate, ...times }: Times, now: DateTime): string[] {
	const warnings: string[] = [];
	const start = startOf({ scheduledDate, ...times }, now) ?? now;
	if (scheduledDate && scheduledDate < now) {
		warnings.push('Scheduled Date is in the past. Wavy does not say what it does then.');
	} else if (scheduledDate && scheduledDate.toMillis() - now.toMillis() <= SCHEDULE_AHEAD_MS) {
		warnings.push('Scheduled Date is less than 30 minutes ahead, which Wavy may not honour.');
	}
	const clock = clockAdvice(expiresDate);
	if (clock !== null) warnings.push(`Expires Date: ${clock}`);
	if (expiresDate && expiresDate <= start) warnings.push('Expires Date comes before the start: Wavy may never send the message.');
	return warnings;
}

function isShownTwice(time: DateTime | null, zone: string): boolean {
	return time !== null && time.setZone(zone).getPossibleOffsets().length > 1;
}
