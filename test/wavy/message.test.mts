import type { ReadSettings } from '../../core/input/settings.ts';
import { bodyOf, read, readOr } from './reading.mts';

const sms = { destination: '5511900000000', messageText: 'Hi' };
const flow = { destination: '5511900000000', flowId: 'f-1' };

test('a message is an SMS to the normalised number', () => {
	expect(read({ ...sms, destination: '+55 11 90000-0000' })).toMatchObject({ channel: 'sms', recipient: '5511900000000' });
});

describe('limits', () => {
	test.each([
		['messageText', 1280, 'Text'],
		['correlationId', 64, 'Correlation ID'],
		['extraInfo', 255, 'Extra Info'],
	])('%s takes %d characters and not one more', (name, longest, displayName) => {
		expect(bodyOf('send', read({ ...sms, [name]: 'x'.repeat(longest) }))[name]).toHaveLength(longest);
		expect(readOr({ ...sms, [name]: 'x'.repeat(longest + 1) })).toMatch(`${displayName} is ${longest + 1} characters long, more than the ${longest} allowed`);
		// A character of two units is one character.
		expect(read({ ...sms, [name]: '😀'.repeat(longest) })).toBeDefined();
	});
});

describe('a problem names its field', () => {
	test.each<[string, object, string, Partial<ReadSettings>?]>([
		['no destination', { messageText: 'Hi' }, 'To is missing'],
		['a destination that is none', { ...sms, destination: 'you' }, 'To is "you", which has no digits and cannot be a phone number'],
		['no text', { destination: '5511900000000' }, 'Text is missing'],
		['too many parts', { ...sms, messageText: 'ê'.repeat(71) }, 'Text takes 2 SMS parts, more than the 1 allowed: an SMS with "ê" has room for less', { maxSegments: 1 }],
		['a template number that is none', { ...sms, messageText: '', templateId: 'x' }, 'Template ID is "x", not a whole number'],
		['text and flow', { ...sms, flowId: 'f-1' }, 'Flow ID is given together with Text | Give one of the two.'],
		['two templates', { destination: '5511900000000', templateID: 1, templateName: 'a' }, 'Template Name is given together with Template ID'],
		['parameters without a flow', { ...sms, params: { a: '1' } }, 'Parameters is given without a flow | Give Flow ID too, or leave the parameters out.'],
		['parameters that are no JSON', { ...flow, params: 'a=1' }, 'Parameters is "a=1", not a list of names and texts | Give every parameter a name'],
		['parameters that are JSON of a text', { ...flow, params: '"a"' }, 'Parameters is'],
		['parameters that are JSON of nothing', { ...flow, params: 'null' }, 'Parameters is "null", not a list'],
		['parameters that are a number', { ...flow, params: 7 }, 'Parameters is 7, not a list'],
		['a parameter that has no name', { ...flow, params: { pair: [{ value: 'x' }] } }, 'Parameters has "x" under the name empty'],
		['a sub-account that is no text', { ...sms, subAccount: {} }, 'Sub-Account is {}, not text | It is an object'],
		['extra info that is no text', { ...sms, extraInfo: {} }, 'Extra Info is {}, not text | It is an object'],
		['a correlation ID that is no text', { ...sms, correlationId: {} }, 'Correlation ID is {}, not text | It is an object'],
		['a zone that is no text', { ...sms, timeZone: 5 }, 'Time Zone is 5, not a time zone | Give its name, such as'],
		['words without a flow', { ...sms, params: 'a' }, 'Parameters is given without a flow'],
		['an hour with an exponent', { ...sms, timeWindow: '1e1' }, 'Time Window is "1e1", not a list of hours'],
		['an hour of another base', { ...sms, timeWindow: ['0x9'] }, 'Time Window is ["0x9"], not a list of hours'],
		['an hour that is empty', { ...sms, timeWindow: '9,' }, 'Time Window is "9,", not a list of hours'],
		['a destination beside an unknown flow', { destination: '', flowId: 'f' }, 'To is missing'],
		['parameters that are a list', { ...flow, params: ['a'] }, 'Parameters is ["a"], not a list of names and texts'],
		['a parameter that is an object', { ...flow, params: { a: {} } }, 'Parameters has {} under the name "a"'],
		['a parameter without a name', { ...flow, params: { pair: [{ name: ' ', value: 'x' }] } }, 'Parameters has "x" under the name " "'],
		['a parameter twice', { ...flow, params: { pair: [{ name: 'a', value: 'x' }, { name: 'a ', value: 'y' }] } }, 'Parameters has "a" twice'],
		['two of the start trio', { ...sms, scheduledDate: '2031-01-15T10:30:00', delayedInMinutes: 5 }, 'Delay in Minutes is given together with Send At | Give one of the two.'],
		['the same start twice', { ...sms, scheduledDate: '2031-01-15T10:30:00', scheduledAt: 1925461800 }, 'Send At is given together with scheduledAt'],
		['two of the expiry trio', { ...sms, expiresDate: '2031-01-15T10:30:00', expiresInMinutes: 5 }, 'Expires in Minutes is given together with Expires At'],
		['a time that is none', { ...sms, scheduledDate: 'soon' }, 'Send At is "soon", not a date-time'],
		['a Unix time of neither length', { ...sms, scheduledAt: 12345 }, 'Send At is 12345, a number and not a date-time'],
		['a delay of nothing', { ...sms, delayedInMinutes: 0 }, 'Delay in Minutes is 0, and must be 1 or more'],
		['an expiry that is no number', { ...sms, expiresInMinutes: 1.5 }, 'Expires in Minutes is 1.5, not a whole number'],
		['an hour that is none', { ...sms, timeWindow: [11, 24] }, 'Time Window is [11,24], not a list of hours'],
		['hours that are words', { ...sms, timeWindow: 'noon' }, 'Time Window is "noon", not a list of hours'],
		['a zone that is none', { ...sms, timeZone: 'Brasilia' }, 'Time Zone is "Brasilia", not a time zone'],
		['a flag that is none', { ...sms, flashSMS: 'perhaps' }, 'Flash SMS is "perhaps", which is neither true nor false'],
		['an alias that is no text', { ...sms, campaignAlias: {} }, 'Campaign Alias is {}, not text'],
		['no object', [sms], 'Message is [{"destination":"5511900000000","messageText":"Hi"}], not a JSON object'],
		['nothing', null as unknown as object, 'Message is empty, not a JSON object'],
	])('%s', (...row) => {
		const [, fields, expected, settings] = row;
		expect(readOr(fields, settings)).toMatch(expected);
		expect(readOr(fields, settings)).toMatch(/ \| \S.*\.$/);
	});
});

describe('the fields of a message', () => {
	test('every field of the page arrives under its name', () => {
		const given = {
			destination: '+55 11 90000-0000',
			messageText: 'Hi',
			correlationId: 'c-1',
			extraInfo: 'x',
			timeWindow: [18, '11', 12, 12],
			expiresInMinutes: '90',
			delayedInMinutes: 45,
			timeZone: 'America/Sao_Paulo',
			campaignAlias: 'spring',
			flashSMS: true,
			subAccount: 'shop',
		};
		expect(bodyOf('send', read(given))).toEqual({ ...given, destination: '5511900000000', timeWindow: [11, 12, 18], expiresInMinutes: 90 });
	});

	test.each([
		[{ ...flow, params: { a: 1, b: true, c: '' } }, { flowId: 'f-1', params: { a: '1', b: 'true', c: '' } }],
		[{ ...flow, params: { pair: [{ name: ' a ', value: 'x' }, { name: '', value: '' }] } }, { flowId: 'f-1', params: { a: 'x' } }],
		[{ ...flow, params: '{"a":"x"}' }, { flowId: 'f-1', params: { a: 'x' } }],
		[{ ...flow, params: {} }, { flowId: 'f-1' }],
		[{ ...flow, params: { pair: [null, { name: 'a', value: 'x' }, { name: 'b' }] } }, { flowId: 'f-1', params: { a: 'x', b: '' } }],
		[{ ...sms, params: {} }, { messageText: 'Hi' }],
		[{ ...sms, params: '', flashSMS: null, timeWindow: null, timeZone: '' }, { messageText: 'Hi' }],
		[{ ...sms, params: null, flashSMS: ' TRUE ', timeWindow: '' }, { messageText: 'Hi', flashSMS: true }],
		[{ ...sms, params: [], flashSMS: '' }, { messageText: 'Hi' }],
		[{ ...sms, timeWindow: [[9], 8], timeZone: ' Asia/Kolkata ' }, { messageText: 'Hi', timeWindow: [8, 9], timeZone: 'Asia/Kolkata' }],
		[{ ...sms, timeWindow: ' [ 9 , 8 ] ' }, { messageText: 'Hi', timeWindow: [8, 9], timeZone: 'Europe/Stockholm' }],
		[{ destination: sms.destination, templateId: '12' }, { templateId: 12 }],
		[{ destination: sms.destination, templateID: 1234567890 }, { templateId: 1234567890 }],
		[{ destination: sms.destination, templateName: 'order' }, { templateName: 'order' }],
		[{ ...sms, timeWindow: '[9, 8]' }, { messageText: 'Hi', timeWindow: [8, 9], timeZone: 'Europe/Stockholm' }],
		[{ ...sms, timeWindow: '0,23' }, { messageText: 'Hi', timeWindow: [0, 23], timeZone: 'Europe/Stockholm' }],
		[{ ...sms, timeWindow: 7 }, { messageText: 'Hi', timeWindow: [7], timeZone: 'Europe/Stockholm' }],
		// A zone without a time has no effect and would only split a bulk.
		[{ ...sms, timeZone: 'Asia/Kolkata', timeWindow: [], flashSMS: 'false' }, { messageText: 'Hi' }],
	])('%j', (given, expected) => {
		expect(bodyOf('send', read({ ...given, sendCorrelationId: false }))).toEqual({ destination: '5511900000000', ...expected });
	});

	test('only our own text is counted in parts', () => {
		expect(read(sms).segments).toEqual({ encoding: 'GSM-7', count: 1 });
		expect(read(flow).segments).toBeUndefined();
	});
});
