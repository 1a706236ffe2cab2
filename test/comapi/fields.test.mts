/** Every field of a message, in the item and on the wire. */
import { isProblem, readFields } from '../../core/input/read.ts';
import type { Failure } from '../../core/http/failure.ts';
import { getStatus } from '../../providers/comapi/getStatus/operation.ts';
import { send } from '../../providers/comapi/send/operation.ts';
import { channelOf, ruleOf } from '../../providers/comapi/shared/channels.ts';
import { rowOf } from '../../providers/comapi/shared/status.ts';
import { checkWords } from '../words.mts';
import { NOW, read } from './reading.mts';

const sms = { rules: ['sms'], phoneNumber: '447700900123', body: 'Hello', sendCorrelationId: false };
const onWire = (fields: object) => JSON.parse(send.encode([read({ ...sms, ...fields })], { wireFormat: 'json', baseUrl: 'https://api.example.com' }).body) as Record<string, unknown>;
const smsOptions = (given: unknown) => (onWire({ smsOptions: given }).channelOptions as { sms?: object } | undefined)?.sms;

test.each<[unknown, unknown]>([
	[{ from: 12345 }, { from: '12345' }],
	[{ from: ' Shop ' }, { from: 'Shop' }],
	[{ from: '', allowUnicode: null }, undefined],
	['{"allowUnicode":"TRUE"}', { allowUnicode: true }],
	[{ customReplacements: [] }, undefined],
	[{ customReplacements: {} }, undefined],
	[{ customReplacements: { replacement: [{ from: '–', to: '-' }, { from: '…' }] } }, { unicodeConversion: { customReplacements: [{ from: '–', to: '-' }, { from: '…', to: '' }] } }],
	[{ convertUnicodeToGsm: false, customReplacements: '[{"from":"a","to":"b"}]' }, { unicodeConversion: { convertUnicodeToGsm: false, customReplacements: [{ from: 'a', to: 'b' }] } }],
])('SMS options %j', (given, expected) => expect(smsOptions(given)).toEqual(expected));

test.each<[object, RegExp]>([
	[{ smsOptions: { from: {} } }, /^SMS Options has From, which is \{\}, not text \| It is an object/],
	[{ smsOptions: { from: [1] } }, /^SMS Options has From, which is \[1\]/],
	[{ smsOptions: { customReplacements: 'a' } }, /^SMS Options has Custom Replacements, which is "a", not a list of pairs \| Give Custom Replacements as a list/],
	[{ smsOptions: { customReplacements: [{ from: 'a' }, { to: 'b' }] } }, /^SMS Options has Custom Replacements, which/],
	[{ smsOptions: { customReplacements: [{ from: 'a' }, 'b'] } }, /^SMS Options has Custom Replacements, which/],
	[{ smsOptions: [] }, /^SMS Options is \[\], not a JSON object \| Its keys are allowUnicode, convertUnicodeToGsm, customReplacements, from\./],
	[{ pushOptions: { fcmData: 'x' } }, /^Push Options has FCM Data, which is "x", not a JSON object \| Give FCM Data as a JSON object\.$/],
	[{ pushOptions: { apnsData: [1] } }, /^Push Options has APNs Data, which is \[1\], not a JSON object \| Give APNs Data as a JSON object\.$/],
	[{ rules: undefined }, /^Channel Rules is missing/],
	[{ rules: '' }, /^Channel Rules is missing/],
	[{ body: {} }, /^Text is \{\}, not text \| Give the text of the message\.$/],
	[{ channelOptions: 'x' }, /such as \{ "sms": \{ "from": "Shop" \} \}\.$/],
	[{ customBody: 'x' }, /such as \{ "sms": \{ "body": "Hello" \} \}\.$/],
	[{ otherAddresses: 'x' }, /such as \{ "loyaltyNumber": "123" \}\.$/],
	[{ metadata: 'x' }, /such as \{ "orderId": 1234 \}\.$/],
	[{ body: '', messageParts: [{ type: '' }] }, /^Message Parts has a part without a type \(part 1\)/],
	[{ body: '', messageParts: [{ type: 'text/plain' }, 7] }, /^Message Parts has a part without a type \(part 2\)/],
	...['profileId', 'fbMessengerId', 'title', 'templateId', 'conversationId', 'correlationId'].map((name): [object, RegExp] => [{ [name]: {} }, /^[A-Z][\w ]+ is \{\}, not text \| It is an object: give the field within it\.$/]),
	[{ smsOptions: undefined, from: 'AB' }, /^From is "AB", shorter than 3 characters/],
	[{ smsOptions: undefined, from: 'Sh\nop' }, /^From contains a line break/],
	[{ smsOptions: undefined, from: { a: 1 } }, /^From is \{"a":1\}, not text/],
	[{ rules: ['email'], to: { a: 1 }, body: 'Hi' }, /^To is \{"a":1\}, without email \| It is an object/],
	[{ rules: ['email'], email: 'ann@example.com', html: {} }, /^HTML is \{\}, not text/],
])('%j is refused', (fields, expected) => expect(() => read({ ...sms, ...fields })).toThrow(expected));

test.each<[object, object]>([
	[{ to: '447700900124' }, { phoneNumber: '447700900124' }],
	[{ rules: ['email'], to: 'ann@example.com' }, { email: 'ann@example.com' }],
	[{ rules: ['fbMessenger'], to: 'fb-1' }, { fbMessengerId: 'fb-1' }],
	[{ rules: ['email', 'sms'], to: 'ann@example.com' }, { email: 'ann@example.com' }],
	[{ rules: ['email', 'sms'], to: '447700900124' }, { phoneNumber: '447700900124' }],
	[{ to: { phoneNumber: '447700900124', profileId: 'p-1', loyaltyNumber: '7' } }, { phoneNumber: '447700900124', profileId: 'p-1', loyaltyNumber: '7' }],
	[{ to: '447700900124', phoneNumber: 447700900124 }, { phoneNumber: '447700900124' }],
	[{ to: { phoneNumber: '447700900124' }, otherAddresses: { loyaltyNumber: '8' } }, { phoneNumber: '447700900124', loyaltyNumber: '8' }],
	[{ to: { phoneNumber: '447700900124', loyaltyNumber: '8' }, otherAddresses: { loyaltyNumber: '8' } }, { phoneNumber: '447700900124', loyaltyNumber: '8' }],
	[{ to: { phoneNumber: '447700900124' }, phoneNumber: null, email: '' }, { phoneNumber: '447700900124' }],
])('%j goes to %j', (fields, to) => expect(onWire({ phoneNumber: undefined, ...fields }).to).toEqual(to));

test.each<[object, RegExp]>([
	[{ to: '447700900124' }, /^\w[\w ]* is given twice: "447700900123" as phoneNumber, and "447700900124" as to \| Leave one of them out\.$/],
	[{ to: { phoneNumber: '447700900123', loyaltyNumber: '7' }, otherAddresses: { loyaltyNumber: '8' } }, /is given twice: \{"loyaltyNumber":"8"\} as otherAddresses, and \{"loyaltyNumber":"7"\} as to/],
	[{ to: { phoneNumber: '447700900124' } }, /is given twice: "447700900123" as phoneNumber, and "447700900124" as to/],
	[{ sendAt: '2031-01-15T10:30:00Z' }, /cannot be given: Comapi only schedules through a custom body \| Remove it, or give customBody/],
	[{ phoneNumber: undefined, to: 'nobody' }, /^To is "nobody"/],
	[{ phoneNumber: undefined, to: { email: 'ann@example.com' } }, /^To is \{"email":"ann@example.com"\}, without phoneNumber \| It is an object: give the field within it that has the address\.$/],
])('%j is refused under the field that has it', (fields, expected) => expect(() => read({ ...sms, ...fields })).toThrow(expected));

test('a sender and an HTML text go into the options of their channels, unless these have their own', () => {
	const options = (fields: object) => onWire(fields).channelOptions;
	expect(options({ from: 'Shop' })).toEqual({ sms: { from: 'Shop' } });
	expect(options({ from: 'Shop', smsOptions: { from: 'Own', allowUnicode: true } })).toEqual({ sms: { from: 'Own', allowUnicode: true } });
	expect(options({ from: 'Shop', smsOptions: { allowUnicode: true } })).toEqual({ sms: { from: 'Shop', allowUnicode: true } });
	expect(options({ rules: ['email'], email: 'ann@example.com', html: '<p>Hi</p>' })).toMatchObject({ email: { htmlBody: '<p>Hi</p>' } });
});

test('empty fields are left out', () => {
	expect(onWire({ email: null, profileId: '', metadata: null, smsOptions: null, expiresOn: null })).toEqual(onWire({}));
	expect(Object.keys(onWire({ metadata: {}, customBody: '{}', messageParts: [], otherAddresses: {}, channelOptions: {} })).sort()).toEqual(Object.keys(onWire({})).sort());
});

test('a sender of App Messaging is within `from`, and an empty one is left out', () => {
	const options = (appMessagingOptions: object) => onWire({ rules: ['appMessaging'], profileId: 'p-1', appMessagingOptions }).channelOptions;
	expect([options({ name: 'Shop', avatarUrl: '' }), options({ name: '' })]).toEqual([{ appMessaging: { from: { name: 'Shop' } } }, undefined]);
});

test("Messenger's options are under the provider's name for it", () => {
	const messengerOptions = { messageTag: 'ACCOUNT_UPDATE', messagingType: 'MESSAGE_TAG', other: 'left out' };
	expect(onWire({ rules: ['messenger'], fbMessengerId: 'f-1', messengerOptions }).channelOptions).toEqual({ fbMessenger: { messageTag: 'ACCOUNT_UPDATE', messagingType: 'MESSAGE_TAG' } });
});

test('push: data and links are in the page’s places', () => {
	const push = (pushOptions: object) => (onWire({ rules: ['nativePush'], profileId: 'p-1', pushOptions }).channelOptions as { nativePush?: object } | undefined)?.nativePush;
	expect(push({ fcmData: '{"a":1}', apnsData: { b: 2 }, isSilent: true, trackingLink: 't', fcmUrl: 'f', apnsUrl: 'u' })).toEqual({ data: { fcm: { a: 1 }, apns: { b: 2 }, isSilent: true }, deepLink: { trackingLink: 't', fcm: { url: 'f' }, apns: { url: 'u' } } });
	expect([push({ isSilent: false }), push({ apnsUrl: 'u' })]).toEqual([{ data: { isSilent: false } }, { deepLink: { apns: { url: 'u' } } }]);
});

test.each([
	['appMessaging', 'appMessaging'],
	['email', 'email'],
	['fbMessenger', 'messenger'],
	['mms', 'mms'],
	['nativePush', 'push'],
	['rcs', 'rcs'],
	['sms', 'sms'],
	['twitter', 'twitter'],
	['whatsApp', 'whatsapp'],
])('the channel %s is %s, in any case', (rule, channel) => {
	expect(channelOf(rule)).toBe(channel);
	expect([rule, channel, rule.toUpperCase(), channel.toUpperCase()].map(ruleOf)).toEqual(Array(4).fill(rule));
});

test.each(['loyalty', 'Loyalty', 'constructor'])('a channel of the account keeps its name: %s', (rule) => {
	expect([channelOf(rule), ruleOf(rule)]).toEqual([rule, rule]);
});

test.each(['processing', 'sent', 'retrying', 'delivered', 'read'])('a status of an answer that was taken: %s', (status) => {
	expect(rowOf({ messageId: 'm', status }, 201, {})).toMatchObject({ accepted: true, messageId: 'm' });
});

test('a time just now is not in the past, and a minute ahead is enough', () => {
	const warnings = (ms: number, rules = ['whatsApp']) => read({ ...sms, rules, expiresOn: new Date(NOW + ms).toISOString() }).warnings;
	expect([warnings(0), warnings(-1000)]).toEqual([[], ['Expires At is in the past. Comapi does not say what it does then.']]);
	expect([warnings(60_000, ['sms']), warnings(59_999, ['sms']).length]).toEqual([[], 1]);
});

describe('Get Status', () => {
	const asked = (messageId: unknown) => {
		const reading = readFields(getStatus.fields, getStatus.reader({} as never), 0, { messageId });
		if (!isProblem(reading)) return reading.value.messageId;
		checkWords(reading);
		return reading.what;
	};

	test.each([
		[' a.b ', 'a.b'],
		['..a', '..a'],
		['a..', 'a..'],
		['.', 'Message ID is ".", not an ID'],
		['...', 'Message ID is "...", not an ID'],
		['', 'Message ID is missing'],
	])('%j', (given, expected) => expect(asked(given)).toBe(expected));

	test('reads a successful answer, and refuses one about another message', () => {
		const decode = (status: number, body: object) => getStatus.decode({ status, headers: {}, body: JSON.stringify(body) }, { messageId: 'A-b' });
		for (const status of [200, 299]) expect(decode(status, { status: 'sent' })).toMatchObject([{ record: { messageId: 'A-b', status: 'sent' } }]);
		expect(decode(200, { status: 'sent', messageId: 'aB' })).toMatchObject([{ record: { messageId: 'aB' } }]);
		expect([decode(199, { status: 'sent' }), decode(300, { status: 'sent' })]).toEqual([null, null]);
		expect(() => decode(200, { messageId: 'A-b' })).toThrow('it has no status');
		expect(() => decode(200, { status: 'sent', messageId: 'c' })).toThrow('it is of another message');
	});

	test('404 means no such message, or not yet, so it is retryable', () => {
		const read = getStatus.decode({ status: 404, headers: {}, body: '' }, { messageId: 'm' });
		expect(read).toMatchObject({ status: 'notFound', code: 'notFound', httpStatus: 404, retryable: true });
		checkWords(read as Failure);
	});

	test('asks for one message, whatever its id', () => {
		expect(getStatus.encode({ messageId: 'a/b c' }, { baseUrl: 'https://api.example.com' })).toEqual({ method: 'GET', url: 'https://api.example.com/messages/a%2Fb%20c', headers: { Accept: 'application/json' }, body: '' });
		expect([getStatus.about({ messageId: 'm' }), getStatus.once]).toEqual([{ messageId: 'm' }, undefined]);
	});
});
