/** The user's instant, the clock on the wire, and the vendor's reading of it must be the same. */
import { DateTime } from 'luxon';

import { send } from '../../providers/wavy/send/operation.ts';
import { namedReader } from '../named.mts';
import { bodyOf, read, readOr, SETTINGS } from './reading.mts';

const SAO_PAULO = 'America/Sao_Paulo';
const STOCKHOLM = 'Europe/Stockholm';
const KOLKATA = 'Asia/Kolkata';
const luxon = (text: string, zone: string) => DateTime.fromISO(text, { zone });

interface Clock {
	scheduledDate: string;
	timeZone: string;
}

/** How a server reads it that follows the name of the zone. */
function instantOf({ scheduledDate, timeZone }: Clock): string {
	return DateTime.fromISO(scheduledDate, { zone: timeZone }).toUTC().toISO({ suppressMilliseconds: true })!;
}

describe('scheduledDate with timeZone means the right instant', () => {
	test.each<[string, string, string | DateTime, string | undefined, string, string, string]>([
		// name, zone of the workflow, given, Time Zone, clock, zone on the wire, instant
		['no offset: the zone of the workflow', STOCKHOLM, '2031-01-15T10:30:00', undefined, '2031-01-15T10:30:00', STOCKHOLM, '2031-01-15T09:30:00Z'],
		['no offset: Time Zone before the workflow', STOCKHOLM, '2031-01-15T10:30:00', SAO_PAULO, '2031-01-15T10:30:00', SAO_PAULO, '2031-01-15T13:30:00Z'],
		['an offset', STOCKHOLM, '2031-01-15T10:30:00-03:00', undefined, '2031-01-15T14:30:00', STOCKHOLM, '2031-01-15T13:30:00Z'],
		['UTC, with a fraction', KOLKATA, '2031-01-15T10:30:00.750Z', undefined, '2031-01-15T16:00:00', KOLKATA, '2031-01-15T10:30:00Z'],
		['a DateTime of another zone', SAO_PAULO, luxon('2031-01-15T10:30:00', KOLKATA), undefined, '2031-01-15T02:00:00', SAO_PAULO, '2031-01-15T05:00:00Z'],
		['Sao Paulo 2018, the day before the change', SAO_PAULO, '2018-11-03T12:00:00', undefined, '2018-11-03T12:00:00', SAO_PAULO, '2018-11-03T15:00:00Z'],
		['Sao Paulo 2018, the day of the change', SAO_PAULO, '2018-11-04T12:00:00', undefined, '2018-11-04T12:00:00', SAO_PAULO, '2018-11-04T14:00:00Z'],
		['Sao Paulo 2018, the midnight that never was', SAO_PAULO, '2018-11-04T00:30:00', undefined, '2018-11-04T01:30:00', SAO_PAULO, '2018-11-04T03:30:00Z'],
		['Sao Paulo 2018, from an offset over the change', KOLKATA, '2018-11-04T12:00:00-02:00', SAO_PAULO, '2018-11-04T12:00:00', SAO_PAULO, '2018-11-04T14:00:00Z'],
		['Sao Paulo 2018, the hour twice: summer', SAO_PAULO, '2018-02-17T23:30:00-02:00', undefined, '2018-02-18T01:30:00', 'Etc/UTC', '2018-02-18T01:30:00Z'],
		['Sao Paulo 2018, the hour twice: winter', SAO_PAULO, '2018-02-17T23:30:00-03:00', undefined, '2018-02-18T02:30:00', 'Etc/UTC', '2018-02-18T02:30:00Z'],
		['Sao Paulo after 2019 has no summer time', SAO_PAULO, '2031-01-15T10:30:00', undefined, '2031-01-15T10:30:00', SAO_PAULO, '2031-01-15T13:30:00Z'],
		['Stockholm, a minute before spring', STOCKHOLM, '2031-03-30T01:59:00', undefined, '2031-03-30T01:59:00', STOCKHOLM, '2031-03-30T00:59:00Z'],
		['Stockholm, spring', STOCKHOLM, '2031-03-30T03:00:00', undefined, '2031-03-30T03:00:00', STOCKHOLM, '2031-03-30T01:00:00Z'],
		['Stockholm, the hour that never was', STOCKHOLM, '2031-03-30T02:30:00', undefined, '2031-03-30T03:30:00', STOCKHOLM, '2031-03-30T01:30:00Z'],
		['Stockholm, the hour twice: summer', STOCKHOLM, '2031-10-26T02:30:00+02:00', undefined, '2031-10-26T00:30:00', 'Etc/UTC', '2031-10-26T00:30:00Z'],
		['Stockholm, the hour twice: winter', STOCKHOLM, '2031-10-26T02:30:00+01:00', undefined, '2031-10-26T01:30:00', 'Etc/UTC', '2031-10-26T01:30:00Z'],
		['Stockholm, the hour twice, from a DateTime', STOCKHOLM, luxon('2031-10-26T01:30:00', 'UTC'), undefined, '2031-10-26T01:30:00', 'Etc/UTC', '2031-10-26T01:30:00Z'],
		['Stockholm, after the change', STOCKHOLM, '2031-10-26T03:00:00', undefined, '2031-10-26T03:00:00', STOCKHOLM, '2031-10-26T02:00:00Z'],
		['Kolkata has half an hour and no summer', KOLKATA, '2031-07-01T00:15:00', undefined, '2031-07-01T00:15:00', KOLKATA, '2031-06-30T18:45:00Z'],
		['Kolkata, from an offset', STOCKHOLM, '2031-07-01T00:15:00+05:30', KOLKATA, '2031-07-01T00:15:00', KOLKATA, '2031-06-30T18:45:00Z'],
		['Kolkata, from a DateTime', KOLKATA, luxon('2031-07-01T00:15:00', STOCKHOLM), undefined, '2031-07-01T03:45:00', KOLKATA, '2031-06-30T22:15:00Z'],
	])('%s', (_name, zone, scheduledDate, timeZone, clock, onTheWire, instant) => {
		const message = read({ destination: '5511900000000', messageText: 'Hi', scheduledDate, timeZone }, { timeZone: zone });
		for (const operation of ['send', 'sendBulk'] as const) {
			const body = bodyOf(operation, message) as unknown as Clock;
			expect([body.scheduledDate, body.timeZone]).toEqual([clock, onTheWire]);
			expect(instantOf(body)).toBe(instant);
		}
		expect(message.scheduledAt!.startOf('second').toUTC().toISO({ suppressMilliseconds: true })).toBe(instant);
	});
});

const sms = { destination: '5511900000000', messageText: 'Hi' };

test('both dates share the zone, and the hour that comes twice takes both to UTC', () => {
	const body = (scheduledDate: string, expiresDate: string) => bodyOf('send', read({ ...sms, scheduledDate, expiresDate, sendCorrelationId: false }));
	expect(body('2031-01-15T10:30:00', '2031-01-15T12:30:00-03:00')).toMatchObject({ scheduledDate: '2031-01-15T10:30:00', expiresDate: '2031-01-15T16:30:00', timeZone: STOCKHOLM });
	expect(body('2031-10-26T01:00:00', '2031-10-26T02:30:00+01:00')).toMatchObject({ scheduledDate: '2031-10-25T23:00:00', expiresDate: '2031-10-26T01:30:00', timeZone: 'Etc/UTC' });
});

test('with a time window that hour is ambiguous', () => {
	const problem = 'Send At falls into the hour that clocks in Europe/Stockholm show twice, which cannot be told together with Time Window | Move it by an hour, or leave Time Window empty.';
	expect(readOr({ ...sms, scheduledDate: '2031-10-26T02:30:00', timeWindow: [2] })).toBe(problem);
	expect(readOr({ ...sms, expiresDate: '2031-10-26T02:30:00', timeWindow: [2] })).toMatch(/^Expires At falls into/);
	expect(bodyOf('send', read({ ...sms, scheduledDate: '2031-10-26T03:30:00', timeWindow: [4] }))).toMatchObject({ timeZone: STOCKHOLM });
});

test("the vendor's own Unix times are read in seconds and in milliseconds, and travel as dates", () => {
	for (const scheduledAt of [1926235800, '1926235800', 1926235800000]) {
		expect(bodyOf('send', read({ ...sms, scheduledAt, expiresAt: 1926239400, timeZone: SAO_PAULO, sendCorrelationId: false }))).toEqual({
			...sms,
			scheduledDate: '2031-01-15T06:30:00',
			expiresDate: '2031-01-15T07:30:00',
			timeZone: SAO_PAULO,
		});
	}
});

test('a delay counts from now, and an empty time means at once', () => {
	expect(read({ ...sms, delayedInMinutes: 90 }).scheduledAt!.toMillis()).toBe(SETTINGS.now + 90 * 60_000);
	expect(read(sms).scheduledAt).toBeNull();
	// In the zone of the workflow, like every time that a user sees.
	expect(read({ ...sms, delayedInMinutes: 90 }).scheduledAt!.toISO()).toBe('2026-11-22T05:30:00.000+01:00');
});

test('messages with the same schedule share it, and each other has its own', () => {
	const read = namedReader(send, SETTINGS);
	const when = (fields: object) => {
		const { scheduledAt, warnings, content } = read({ ...sms, ...fields });
		return { scheduledAt, warnings, request: content.request };
	};
	const all = ['2031-01-15T10:30:00', '2031-01-16T10:30:00', '2031-01-15T10:30:00'].map((scheduledDate) => when({ scheduledDate }));
	expect(all.map(({ request }) => request.scheduledDate)).toEqual(['2031-01-15T10:30:00', '2031-01-16T10:30:00', '2031-01-15T10:30:00']);
	expect(all[2]!.scheduledAt).toBe(all[0]!.scheduledAt);
	for (const [name, value] of [['expiresDate', '2031-01-17T10:30:00'], ['delayedInMinutes', 90], ['expiresInMinutes', 90], ['timeWindow', [9]]] as const) {
		expect(when({ [name]: value }).request).toMatchObject({ [name]: value });
	}
	expect(when({})).toEqual({ scheduledAt: null, warnings: [], request: {} });
});

test.each([
	[{ scheduledDate: '2026-11-22T02:59:00Z' }, ['Send At is in the past. Wavy does not say what it does then.']],
	[{ scheduledDate: '2026-11-22T03:00:00Z' }, ['Send At is less than 30 minutes ahead, which Wavy may not honour.']],
	[{ scheduledDate: '2026-11-22T03:30:00Z' }, ['Send At is less than 30 minutes ahead, which Wavy may not honour.']],
	[{ scheduledDate: '2026-11-22T03:31:00Z' }, []],
	[{ expiresDate: '2026-11-22T03:00:00Z' }, ['Expires At comes before the start: Wavy may never send the message.']],
	[{ expiresDate: '2026-11-22T03:31:00Z', delayedInMinutes: 40 }, ['Expires At comes before the start: Wavy may never send the message.']],
	[{ expiresDate: '2026-11-22T03:31:00Z', delayedInMinutes: 30 }, []],
])('warnings of %j', (fields, expected) => {
	expect(read({ ...sms, ...fields }).warnings).toEqual(expected);
});
