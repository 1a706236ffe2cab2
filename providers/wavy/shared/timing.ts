import type { DateTime } from 'luxon';

import type { Filled } from '../../../core/input/formReader';
import { clockAdvice, pastAdvice } from '../../../core/input/time';
import type { timeForm } from './form';

/** The times of one message, as read. */
type Times = Omit<Filled<typeof timeForm>, 'timeZone'>;

/** The same under the vendor's names: for a bulk, only at the root of the request. */
export type TimesOnTheWire = ReturnType<typeof timesOnTheWire>;

/** A zone whose clock shows no hour twice. */
const UNAMBIGUOUS = 'Etc/UTC';
const WIRE_FORMAT = "yyyy-MM-dd'T'HH:mm:ss";

/** "É possivel realizar o agendamento apenas em um periodo superior a 30 minutos" (said of `scheduledAt`). */
const SCHEDULE_AHEAD_MS = 30 * 60_000;

/** The field whose time is ambiguous on the zone's clock: the clock shows it twice, and a time window needs the clock. */
export function ambiguousField({ sendAt, expiresAt, timeWindow }: Times, zone: string): 'sendAt' | 'expiresAt' | null {
	if (timeWindow.length === 0) return null;
	if (isShownTwice(sendAt, zone)) return 'sendAt';
	return isShownTwice(expiresAt, zone) ? 'expiresAt' : null;
}

/**
 * Dates travel as the time on a clock (`yyyy-MM-dd'T'HH:mm:ss`) with the name of the zone, which the vendor would otherwise take
 * from the account. In the hour that a clock shows twice they travel in UTC, so that they still mean one instant.
 */
export function timesOnTheWire(times: Times, zone: string) {
	const { sendAt, delayedInMinutes, expiresAt, expiresInMinutes, timeWindow } = times;
	const clock = isShownTwice(sendAt, zone) || isShownTwice(expiresAt, zone) ? UNAMBIGUOUS : zone;
	const onClock = (time: DateTime) => time.setZone(clock).toFormat(WIRE_FORMAT);
	return {
		...(delayedInMinutes !== null && { delayedInMinutes }),
		...(expiresInMinutes !== null && { expiresInMinutes }),
		...(sendAt && { scheduledDate: onClock(sendAt) }),
		...(expiresAt && { expiresDate: onClock(expiresAt) }),
		...(timeWindow.length > 0 && { timeWindow }),
		// The zone only affects these three.
		...((sendAt || expiresAt || timeWindow.length > 0) && { timeZone: clock }),
	};
}

/** When to send the message; a delay counts from now. Null for at once. */
export function startOf({ sendAt, delayedInMinutes }: Pick<Times, 'sendAt' | 'delayedInMinutes'>, now: DateTime): DateTime | null {
	if (delayedInMinutes !== null) return now.plus({ minutes: delayedInMinutes });
	return sendAt;
}

/** Warnings about times for which the vendor promises nothing. */
export function timeWarnings({ sendAt, expiresAt, ...times }: Times, now: DateTime): string[] {
	const start = startOf({ sendAt, ...times }, now) ?? now;
	const isSoon = sendAt && sendAt >= now && sendAt.toMillis() - now.toMillis() <= SCHEDULE_AHEAD_MS;
	const clock = clockAdvice(expiresAt);
	return [
		...pastAdvice('Send At', sendAt, now.toMillis(), 'Wavy'),
		...(isSoon ? ['Send At is less than 30 minutes ahead, which Wavy may not honour.'] : []),
		...(clock === null ? [] : [`Expires At: ${clock}`]),
		...(expiresAt && expiresAt <= start ? ['Expires At comes before the start: Wavy may never send the message.'] : []),
	];
}

function isShownTwice(time: DateTime | null, zone: string): boolean {
	return time !== null && time.setZone(zone).getPossibleOffsets().length > 1;
}
