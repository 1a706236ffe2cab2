import type { DateTime } from 'luxon';

import { describe, isObject, refuse } from '../../../core/input/schema';
import type { ReadSettings } from '../../../core/input/settings';
import { parseDateTime, utcSeconds } from '../../../core/input/time';
import type { JsonObject } from './values';

/** Text that says its own offset means the same everywhere, and stays as the user wrote it. */
const WITH_OFFSET = /(Z|[+-]\d\d:?\d\d)$/i;

/**
 * The only scheduling the vendor shows: `deliverAfter` in the custom body of SMS, in UTC. A time without an offset would be ambiguous on the wire, so
 * it is read in the workflow's zone and written in UTC.
 */
export function readSchedule(
	customBody: JsonObject | null,
	settings: ReadSettings,
): { customBody: JsonObject | null; time: DateTime | null } {
	const sms = customBody?.sms;
	const given = isObject(sms) ? sms.deliverAfter : undefined;
	// A merge field is filled in by the provider.
	if (!isObject(sms) || given === undefined || given === null || (typeof given === 'string' && given.includes('{{'))) return { customBody, time: null };
	const time = parseDateTime(given, settings.timeZone);
	if (time === null) {
		refuse(`has deliverAfter ${describe(given)}, not a date-time`, 'Give a date-time such as 2031-01-15T10:30:00+01:00.', 'customBody');
		return { customBody, time };
	}
	const deliverAfter = typeof given === 'string' && WITH_OFFSET.test(given.trim()) ? given : utcSeconds(time);
	return { customBody: { ...customBody, sms: { ...sms, deliverAfter } }, time };
}
