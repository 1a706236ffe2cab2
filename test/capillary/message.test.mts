/** Reading fields: refusals and their words, warnings, and times on both sides of a clock change. */
import { DateTime } from 'luxon';

import { Refusal } from '../../core/input/fields.ts';
import { send } from '../../providers/capillary/send/operation.ts';
import { encode, read, readOr, SETTINGS } from './reading.mts';

const sms = { channel: 'sms', to: '447700900123', body: 'Hello' };
const email = { channel: 'email', from: 'shop@example.com', to: 'jo@example.com', subject: 'Hello', body: 'Hi' };
const chat = { channel: 'whatsapp', receiver: '447700900123', text: 'Hello' };

test.each<[object, string]>([
	[{ ...sms, channel: 'fax' }, 'Channel is "fax", which the provider does not know'],
	[{ ...sms, to: '' }, 'To is missing'],
	[{ ...sms, to: '8971345617' }, 'To is "8971345617", which is not a number of any country'],
	[{ ...sms, body: ' ' }, 'Text is missing'],
	[{ ...chat, receiver: 'jo@example.com' }, 'To is "jo@example.com", which is an email address and not a phone number'],
	[{ ...chat, text: '' }, 'Text is missing'],
	[{ ...chat, channel: 'zalo', text: null }, 'Text is missing'],
	[{ ...email, from: 'Shop <shop@example.com>' }, 'From is "Shop <shop@example.com>", an address with a name'],
	[{ ...email, to: 'jo@example.com,ann@example.com' }, 'To is "jo@example.com,ann@example.com", more than one address'],
	[{ ...email, cc: 'jo@example.com, nobody' }, 'CC has "nobody", not an email address'],
	[{ ...email, bcc: [1] }, 'BCC is [1], not a list of addresses'],
	[{ ...email, bcc: ['jo@example.com', 1] }, 'BCC is ["jo@example.com",1], not a list of addresses'],
	[{ ...email, subject: '' }, 'Subject is missing'],
	[{ ...email, subject: 'Hello\r\nBcc: jo@example.com' }, 'Subject contains a line break or another control character'],
	[{ ...sms, sender: {} }, 'From is {}, not text'],
	[{ ...email, body: {} }, 'Text is {}, not text'],
	[{ ...sms, correlationId: {} }, 'Correlation ID is {}, not text'],
	[{ ...sms, scheduledTime: 'soon' }, 'Send At is "soon", not a date-time'],
])('%p is refused', (fields, what) => {
	const said = readOr(fields);
	expect(said).toEqual(expect.stringContaining(what));
	expect(said).toMatch(/ \| .+\.$/);
});

test('a number without country code takes the default country; blanks and plus do not matter', () => {
	expect(read({ ...sms, to: '89713 45617' }, { defaultCountry: 'IN' }).recipient).toBe('918971345617');
	expect(read({ ...chat, receiver: '+44 7700 900123' }).recipient).toBe('447700900123');
});

test('the channel may be written in any case; fields of other channels do not matter', () => {
	const mixed = read({ ...email, ...sms, channel: ' SMS ' });
	expect(mixed.content).toEqual({ channel: 'sms', body: 'Hello', sender: null });
	expect(mixed.warnings).toEqual(['From is an email address, which an SMS cannot have: the SMS is sent under the default sender.']);
	expect(read({ ...chat, channel: 'Zalo', subject: 'not this' }).content).toEqual({ channel: 'zalo', template: 'Hello' });
	expect(readOr({ ...chat, channel: 'Zalo', template: 'or this' })).toBe('Text is given twice: "Hello" as text, and "or this" as template | Leave one of them out.');
});

test('warnings: an email without a body, a time in the past', () => {
	expect(read({ ...email, body: '' }).warnings).toEqual(['The email has no text.']);
	expect(read({ ...sms, scheduledTime: '2023-01-01T00:00:00' }).warnings).toEqual(['Send At is in the past. Capillary does not say what it does then.']);
});

test('no warnings: a body, a time that is not in the past', () => {
	expect(read({ ...email, scheduledTime: '2024-01-01T00:00:00Z' }).warnings).toEqual([]);
	expect(read({ ...sms, scheduledTime: '2023-12-31T23:59:59Z' }).warnings).toHaveLength(1);
});

test('an email has the trimmed values, and lists of addresses as one text', () => {
	const copies = { cc: ' ann@example.com;bo@example.com, ', bcc: ['cy@example.com', 'di@example.com, ed@example.com'] };
	const content = { channel: 'email', from: 'shop@example.com', subject: 'Hello', body: 'Hi' };
	expect(read({ ...email, ...copies, from: ' shop@example.com ' }).content).toEqual({ ...content, cc: 'ann@example.com,bo@example.com', bcc: 'cy@example.com,di@example.com,ed@example.com' });
	expect(read({ ...email, cc: null, bcc: '' }).content).toEqual({ ...content, cc: '', bcc: '' });
	expect(read({ ...email, body: '' }).content).toMatchObject({ body: null });
});

test.each(['jo', 'jo@example', '@example.com', 'jo@.', 'jo smith@example.com', 'jo@exam ple.com', 'jo@example.c om', '"jo"@example.com', 'jo@example.com>', 'jo@an@example.com', 'jo@example.'])('%s is not an address', (from) => {
	expect(readOr({ ...email, from })).toMatch(/^From is ".*", not an email address(: it [^|]+)? \| Give one address, such as jo@example\.com\.$/);
	expect(readOr({ ...email, cc: from })).toMatch(/^CC has ".*", not an email address(: it [^|]+)? \| Give addresses separated by commas/);
});

test.each(['\t', '\u007f', '\n'])('a subject with %j', (character) => {
	expect(readOr({ ...email, subject: `a${character}b` })).toMatch(/^Subject contains a line break or another control character \| Write it in one line, without line breaks and tabs\.$/);
});

test("the vendor's names are read if ours are empty, and different values are refused", () => {
	const at = '2031-01-15T10:30:00Z';
	const bare = { ...chat, text: undefined };
	for (const text of [undefined, null, '']) expect(read({ ...bare, text, template: 'Bye' }).content).toMatchObject({ template: 'Bye' });
	for (const scheduledTime of [undefined, null, '']) expect(read({ ...sms, scheduledTime, scheduled_time: at }).scheduledAt?.toUTC().toISO()).toBe('2031-01-15T10:30:00.000Z');
	expect(readOr({ ...sms, scheduledTime: '2031-01-16T10:30:00Z', scheduled_time: at })).toBe('Send At is given twice: "2031-01-16T10:30:00Z" as scheduledTime, and "2031-01-15T10:30:00Z" as scheduled_time | Leave one of them out.');
	expect(read(sms).scheduledAt).toBeNull();
});

test.each([null, 'text', [sms], 7])('%p is no message', (given) => {
	expect(() => send.reader(SETTINGS)(given)).toThrow(Refusal);
});

test('an SMS has its parts, and their limit holds', () => {
	expect(read(sms).segments).toEqual({ encoding: 'GSM-7', count: 1 });
	expect(readOr({ ...sms, body: 'a'.repeat(161) }, { maxSegments: 1 })).toMatch(/^Text takes 2 SMS parts/);
});

/** An item's time on the wire in both formats, which name it differently. */
function onWire(scheduledTime: unknown, timeZone: string): string[] {
	const message = read({ ...sms, scheduledTime }, { timeZone });
	const json = JSON.parse(encode([message]).body) as { root: { sms: Array<{ scheduledTime: string }> } };
	const xml = /<scheduled_time>(.*)<\/scheduled_time>/.exec(encode([message], 'xml').body)!;
	return [json.root.sms[0]!.scheduledTime, xml[1]!];
}

const TIMES: Array<[zone: string, given: unknown, wire: string, instant: string]> = [
	['Europe/Stockholm', '2031-03-30T01:59:59', '2031-03-30T01:59:59+01:00', '2031-03-30T00:59:59Z'],
	['Europe/Stockholm', '2031-03-30T03:00:00', '2031-03-30T03:00:00+02:00', '2031-03-30T01:00:00Z'],
	['Europe/Stockholm', '2031-10-26T01:30:00', '2031-10-26T01:30:00+02:00', '2031-10-25T23:30:00Z'],
	['Europe/Stockholm', '2031-10-26T03:30:00', '2031-10-26T03:30:00+01:00', '2031-10-26T02:30:00Z'],
	['Europe/Stockholm', '2031-10-26T02:30:00+01:00', '2031-10-26T02:30:00+01:00', '2031-10-26T01:30:00Z'],
	['America/Sao_Paulo', '2018-02-17T22:30:00', '2018-02-17T22:30:00-02:00', '2018-02-18T00:30:00Z'],
	['America/Sao_Paulo', '2018-02-18T00:30:00', '2018-02-18T00:30:00-03:00', '2018-02-18T03:30:00Z'],
	['America/Sao_Paulo', '2018-11-03T23:30:00', '2018-11-03T23:30:00-03:00', '2018-11-04T02:30:00Z'],
	['America/Sao_Paulo', '2018-11-04T01:30:00', '2018-11-04T01:30:00-02:00', '2018-11-04T03:30:00Z'],
	['Asia/Kolkata', '2024-02-22T00:25:06', '2024-02-22T00:25:06+05:30', '2024-02-21T18:55:06Z'],
	['Asia/Kolkata', '2024-02-21T18:55:06Z', '2024-02-21T18:55:06+00:00', '2024-02-21T18:55:06Z'],
	['utc', '2031-01-15 10:30:00.789', '2031-01-15T10:30:00+00:00', '2031-01-15T10:30:00Z'],
	['Europe/Stockholm', DateTime.fromISO('2031-07-15T10:30:00.5', { zone: 'America/Sao_Paulo' }), '2031-07-15T10:30:00-03:00', '2031-07-15T13:30:00Z'],
];

test.each(TIMES)('%s: %s', (zone, given, wire, instant) => {
	expect(onWire(given, zone)).toEqual([wire, wire]);
	expect(new Date(wire).getTime()).toBe(Date.parse(instant));
});
