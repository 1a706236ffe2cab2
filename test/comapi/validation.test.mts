import { DateTime } from 'luxon';

import { read } from './reading.mts';

const sms = { rules: ['sms'], phoneNumber: '447700900123', body: 'Hello' };

describe('a message that can never be sent is refused, with its field and a fix', () => {
	test.each<[string, unknown, RegExp]>([
		['no rule', { ...sms, rules: [] }, /^Channel Rules is missing \| Choose a channel, such as sms/],
		['rules that are no text', { ...sms, rules: [{}] }, /^Channel Rules has an entry that is no text/],
		['no address', { ...sms, phoneNumber: '' }, /^To is missing \| .*Profile ID/],
		['an address of none of the channels', { rules: ['sms', 'fbMessenger'], email: 'ann@example.com', body: 'x' }, /^To is missing, and so are the addresses of the other channels/],
		['push without profile', { rules: ['push'], phoneNumber: '447700900123', body: 'x' }, /^Profile ID is missing/],
		['a custom channel without any address', { rules: ['loyalty'], body: 'x' }, /^Profile ID is missing/],
		['a number that is none', { ...sms, phoneNumber: 'call me' }, /^Phone Number is "call me", which has no digits and cannot be a phone number/],
		['an email that is none', { ...sms, email: 'ann' }, /^Email is "ann", not an email address/],
		['an address that is no text', { ...sms, otherAddresses: { a: {} } }, /^Other Addresses has a {}, not text/],
		['nothing to send', { ...sms, body: ' ' }, /^Text is missing \| Give a text, message parts, a template ID or a custom body/],
		['parts beside a body', { ...sms, messageParts: [{ type: 'text/plain' }] }, /^Message Parts is given together with Text/],
		['a part without type', { ...sms, body: '', messageParts: '[{"data":"x"}]' }, /^Message Parts has a part without a type \(part 1\)/],
		['parts that are no list', { ...sms, body: '', messageParts: '{"type":"x"}' }, /^Message Parts is .*, not a JSON array/],
		['options beside a custom body', { ...sms, customBody: { sms: {} }, smsOptions: { from: 'Shop' } }, /^Custom Body is given for sms together with options of that channel/],
		['a custom body that is no object', { ...sms, customBody: 'oops' }, /^Custom Body is "oops", not a JSON object/],
		['an SMS of 2,001 characters', { ...sms, body: 'x'.repeat(2001) }, /^Text is 2001 characters long, more than the 2000 allowed/],
		['an SMS as second choice of 2,001 characters', { ...sms, rules: ['whatsApp', 'sms'], body: 'x'.repeat(2001) }, /^Text is 2001 characters long/],
		['a sender of 2 characters', { ...sms, smsOptions: { from: 'Me' } }, /^SMS Options has From "Me", shorter than 3 characters/],
		['a sender of 2 characters in the JSON', { ...sms, channelOptions: { mms: { from: 'Me' } } }, /^Other Channel Options has From "Me"/],
		['a switch that is neither', { ...sms, smsOptions: { allowUnicode: 'perhaps' } }, /^SMS Options has Allow Unicode, which is "perhaps", which is neither true nor false \| Give true or false/],
		['opt-in that is neither', { ...sms, requireOptIn: 'perhaps' }, /^Require Opt-In is "perhaps", which is neither true nor false/],
		['push data that is none', { rules: 'push', profileId: 'a', body: 'x', pushOptions: { fcmData: 'oops' } }, /^Push Options has FCM Data, which is "oops"/],
		['metadata that is a list', { ...sms, metadata: [1] }, /^Metadata is \[1\], not a JSON object/],
		['a date that is none', { ...sms, expiresOn: 'soon' }, /^Expires At is "soon", not a date-time/],
		['a schedule that is none', { ...sms, customBody: { sms: { deliverAfter: 'soon' } } }, /^Custom Body has deliverAfter "soon"/],
		['no object', [1], /^Message is \[1\], not a JSON object/],
	])('%s', (_name, fields, expected) => {
		expect(() => read(fields)).toThrow(expected);
	});

	test('plain characters are written only if SMS is the only channel', () => {
		const given = { ...sms, body: 'It’s' };
		expect(read(given, { plainCharacters: 'plain' })).toMatchObject({ text: "It's", segments: { encoding: 'GSM-7' }, content: { body: "It's" } });
		expect(read({ ...given, rules: ['sms', 'whatsApp'] }, { plainCharacters: 'plain' })).toMatchObject({ text: 'It’s', content: { body: 'It’s' } });
	});

	test('a text over the limit of SMS parts, even if SMS is the second choice', () => {
		for (const rules of [['sms'], ['whatsApp', 'sms']]) {
			expect(() => read({ ...sms, rules, body: 'x'.repeat(161) }, { maxSegments: 1 })).toThrow(/^Text takes 2 SMS parts/);
		}
		expect(read({ ...sms, rules: ['whatsApp'], body: 'x'.repeat(2001) }, { maxSegments: 1 }).segments).toBeUndefined();
	});
});

describe('channel rules', () => {
	test.each([
		['SMS', ['sms']],
		['whatsapp,sms , SMS', ['whatsApp', 'sms']],
		['["messenger","push"]', ['fbMessenger', 'nativePush']],
		[[['email', 'sms']], ['email', 'sms']],
		[['myOwnChannel'], ['myOwnChannel']],
	])('%j', (rules, expected) => {
		expect(read({ ...sms, profileId: 'ann', rules }).content.rules).toEqual(expected);
	});

	test('a rule without address is a warning if another rule has one, or a profile may have it', () => {
		const given = { ...sms, rules: ['whatsApp', 'email', 'sms'] };
		expect(read(given)).toMatchObject({ channel: 'whatsapp', recipient: '447700900123', warnings: ['Channel email cannot be tried: neither Email nor Profile ID is given.'] });
		expect(read({ ...given, profileId: 'ann' }).warnings).toEqual([]);
		expect(read({ ...given, rules: ['email', 'sms'] })).toMatchObject({ channel: 'email', recipient: '447700900123' });
		expect(read({ rules: ['sms'], profileId: 'ann', body: 'x' }).recipient).toBe('ann');
	});

	test('options of channels that no rule names are not sent', () => {
		const { content } = read({ ...sms, smsOptions: { from: 'Shop' }, rcsOptions: { agentId: 'a' } });
		expect(content.channelOptions).toEqual({ sms: { from: 'Shop' } });
	});
});

describe('segments', () => {
	test('are counted if the phone gets the text unchanged', () => {
		expect(read({ ...sms, body: 'ж'.repeat(71) }).segments).toEqual({ encoding: 'UCS-2', count: 2 });
		expect(read({ ...sms, body: 'Hi {{profile.name}}' }).segments).toBeUndefined();
		expect(read({ ...sms, smsOptions: { convertUnicodeToGsm: true } }).segments).toBeUndefined();
		expect(read({ ...sms, customBody: { sms: { body: 'x' } } }).segments).toBeUndefined();
	});
});

test('warnings say what the provider does silently', () => {
	expect(read({ ...sms, expiresOn: '2026-11-22T03:00:30Z' }).warnings).toEqual([expect.stringContaining('less than a minute ahead')]);
	expect(read({ ...sms, expiresOn: '2026-11-22T03:01:00Z' }).warnings).toEqual([]);
	expect(read({ rules: 'email', email: 'ann@example.com', body: 'x', expiresOn: '2020-01-01T00:00:00Z' }).warnings).toEqual([expect.stringContaining('in the past')]);
	expect(read({ ...sms, rules: ['sms', 'whatsApp'], body: '', customBody: { sms: { body: 'x' } } }).warnings).toEqual([expect.stringContaining('no text for whatsApp')]);
});

describe('times mean the right instant on both sides of a change of the clocks', () => {
	test.each([
		['America/Sao_Paulo', '2018-11-03T12:00:00', '2018-11-03T15:00:00Z', '-03:00'],
		['America/Sao_Paulo', '2018-11-04T12:00:00', '2018-11-04T14:00:00Z', '-02:00'],
		['Europe/Stockholm', '2031-03-29T12:00:00', '2031-03-29T11:00:00Z', '+01:00'],
		['Europe/Stockholm', '2031-03-30T12:00:00', '2031-03-30T10:00:00Z', '+02:00'],
		['Europe/Stockholm', '2031-10-26T12:00:00', '2031-10-26T11:00:00Z', '+01:00'],
		['Asia/Kolkata', '2031-03-30T12:00:00', '2031-03-30T06:30:00Z', '+05:30'],
	])('%s %s', (timeZone, clock, utc, offset) => {
		for (const given of [clock, `${clock}${offset}`, DateTime.fromISO(clock, { zone: timeZone }), utc]) {
			const message = read({ ...sms, body: '', expiresOn: given, customBody: { sms: { body: 'x', deliverAfter: given } } }, { timeZone });
			expect(message.content.expiresOn).toBe(utc);
			const { deliverAfter } = message.content.customBody!.sms as { deliverAfter: string };
			expect(Date.parse(deliverAfter)).toBe(Date.parse(utc));
			expect(deliverAfter).toMatch(/(Z|[+-]\d\d:\d\d)$/);
			expect(message.scheduledAt!.toMillis()).toBe(Date.parse(utc));
		}
	});

	test('a schedule counts only if SMS is the first choice', () => {
		const customBody = { sms: { body: 'x', deliverAfter: '2031-01-15T10:30:00' } };
		expect(read({ ...sms, customBody }).scheduledAt!.toISO()).toBe('2031-01-15T10:30:00.000+01:00');
		expect(read({ ...sms, rules: ['whatsApp', 'sms'], customBody }).scheduledAt).toBeNull();
		expect(read({ ...sms, customBody: { sms: { deliverAfter: '{{profile.when}}' } } }).scheduledAt).toBeNull();
	});
});
