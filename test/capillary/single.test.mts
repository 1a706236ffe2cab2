/** What the second version answers to one message, a resent one or a code. */
import type { HttpAnswer } from '../../core/operation.ts';
import type { Row } from '../../core/outcome.ts';
import { isProblem, readItem } from '../../core/read.ts';
import { generate } from '../../nodes/Capillary/otp/generate/operation.ts';
import { resend } from '../../nodes/Capillary/resend/operation.ts';
import { SETTINGS, verdicts } from './reading.mts';
import { checkWords } from '../words.mts';

const OPERATIONS = { resend, generate };
type Name = keyof typeof OPERATIONS;

/** What the operation makes of an item: the body of its request, or what is wrong with it. */
function bodyOf(name: Name, fields: object): unknown {
	const operation = OPERATIONS[name] as typeof generate;
	const reading = readItem(operation, operation.schema(SETTINGS), 0, fields, null, { seed: 's', runIndex: 0, isTool: false, nodeId: 'n' });
	if (isProblem(reading)) {
		checkWords(reading);
		return `${reading.what} | ${reading.fix}`;
	}
	const { body, url, method, headers } = operation.encode([reading], { wireFormat: 'json', baseUrl: 'https://api.example.com' });
	expect(headers).toEqual({ 'Content-Type': 'application/json', Accept: 'application/json' });
	expect([method, url]).toEqual(['POST', `https://api.example.com/v2/${name === 'resend' ? 'communications/resend' : 'otp/generate'}`]);
	return name === 'resend' ? body : (JSON.parse(body) as unknown);
}

function decode(name: Name, body: unknown, answer: Partial<HttpAnswer> = {}): Array<Row | undefined> | null {
	const given = { status: 200, headers: {}, body: typeof body === 'string' ? body : JSON.stringify(body), ...answer };
	return OPERATIONS[name].decode(given, [{ content: { messageId: '17' } } as never]);
}

const errors = (...codes: number[]) => ({ errors: codes.map((code) => ({ status: false, code, message: 'No' })) });

describe('resend', () => {
	test.each([
		[17, '{"messageId":17}'],
		[' 0017 ', '{"messageId":17}'],
		['9223372036854775807', '{"messageId":9223372036854775807}'],
		[9007199254740993n, '{"messageId":9007199254740993}'],
	])('%p travels as a number with all its digits', (messageId, body) => expect(bodyOf('resend', { messageId })).toBe(body));

	test.each(['', 0, '0', -1, 1.5, 2 ** 60, '17"', '1e5', 'abc', [17], true])('%p is refused', (messageId) => {
		expect(bodyOf('resend', { messageId })).toMatch(/^Message ID is .* \| .+\.$/);
	});

	test.each<[string, unknown, Partial<HttpAnswer>, string[] | null]>([
		['the page', { orgId: 1, undeliveredMessageId: 17, resentMessageId: 18, warnings: [] }, {}, ['accepted']],
		['without the id it was asked for', { resentMessageId: 18 }, {}, ['accepted']],
		['of another message', { undeliveredMessageId: 16, resentMessageId: 18 }, {}, ['unknown']],
		['not found', errors(4223), {}, ['rejected nothing']],
		['not found, as 400', errors(4223), { status: 400 }, ['rejected nothing']],
		['not found, as 500', errors(4223), { status: 500 }, ['rejected nothing']],
		['something as 500', errors(999), { status: 500 }, null],
		['no permission', errors(4000), {}, ['notSent stop']],
		['another action runs', errors(521), {}, ['notSent retry']],
		['too many requests', errors(429), { status: 429 }, ['notSent retry']],
		['too many requests, with a pause', errors(429), { status: 429, headers: { 'retry-after': '1' } }, null],
		['the credential', errors(401), { status: 401 }, null],
		['a page of HTML as 404', '<html>', { status: 404 }, null],
	])('%s', (_name, body, answer, expected) => expect(verdicts(decode('resend', body, answer))).toEqual(expected));

	test('an id with more digits than a number holds is whole, and warnings are handed on', () => {
		const body = '{"undeliveredMessageId":17,"resentMessageId":9007199254740993,"warnings":[{"code":7,"message":"late"}]}';
		expect(decode('resend', body)).toMatchObject([{ messageId: '9007199254740993', warnings: ['Capillary: 7 late'] }]);
	});

	test.each(['', '[]', '{}', '{"resentMessageId":null}', '<html>'])('%p is no answer', (body) => expect(() => decode('resend', body)).toThrow());
});

describe('generate OTP', () => {
	const mobile = { entityType: 'MOBILE', entityValue: '+44 7700 900123' };
	const entity = { entityType: 'MOBILE', entityValue: '447700900123', action: 'GENERIC' };

	test.each<[object, object]>([
		[mobile, entity],
		[{ ...mobile, entityType: ' mobile', action: 'points' }, { ...entity, action: 'POINTS' }],
		[{ ...mobile, template: 'Code {validation_code}!' }, { ...entity, template: 'Code {{ validation_code }}!' }],
		[{ ...mobile, template: '{{validation_code}} or {{ validation_code }}' }, { ...entity, template: '{{ validation_code }} or {{ validation_code }}' }],
		[{ ...mobile, whatsappTemplateName: 'otp_v2', zaloTemplateIdentifier: 77 }, { ...entity, whatsappTemplateName: 'otp_v2', zaloTemplateIdentifier: '77' }],
		[
			{ entityType: 'EMAIL', entityValue: 'jo@example.com', action: 'COUPON', emailSubject: 'Hi', emailBody: '{ validation_code }' },
			{ entityType: 'EMAIL', entityValue: 'jo@example.com', action: 'COUPON', emailTemplate: { subject: 'Hi', body: '{{ validation_code }}' } },
		],
		[{ ...mobile, emailTemplate: { subject: 'Hi', body: '{{ validation_code }}' } }, { ...entity, emailTemplate: { subject: 'Hi', body: '{{ validation_code }}' } }],
		[
			{ ...mobile, channels: { channel: [{ type: 'SMS', value: '+447700900124' }, { type: 'EMAIL', value: 'jo@example.com' }] } },
			{ ...entity, channels: [{ type: 'SMS', value: '447700900124' }, { type: 'EMAIL', value: 'jo@example.com' }] },
		],
		[{ ...mobile, channels: [{ type: 'zalo', value: 447700900124 }] }, { ...entity, channels: [{ type: 'ZALO', value: '447700900124' }] }],
		[{ ...mobile, channels: {} }, entity],
	])('%p', (fields, body) => expect(bodyOf('generate', fields)).toEqual(body));

	test.each(['COUPON', 'CUSTOMER_IDENTIFIER_CHANGE', 'CUSTOMER_ISSUE_LINK_CARD', 'CUSTOMER_STATUS_UPDATE', 'GENERIC', 'POINTS', 'POINTSTRANSFER', 'REGISTRATION', 'SUBSCRIPTION', 'USERGROUP'])('the action %s', (action) => {
		expect(bodyOf('generate', { ...mobile, action: action.toLowerCase() })).toEqual({ ...entity, action });
	});

	test.each(['MOBILE', 'PHONE', 'SMS', 'WHATSAPP', 'ZALO'])('the channel %s takes a number', (type) => {
		expect(bodyOf('generate', { ...mobile, channels: [{ type, value: '+44 7700 900124' }] })).toEqual({ ...entity, channels: [{ type, value: '447700900124' }] });
	});

	test('the outcome has the channel of the code, and nothing to warn of', () => {
		const draft = (fields: object) => generate.schema(SETTINGS).parse(fields);
		expect(draft(mobile)).toMatchObject({ channel: 'sms', recipient: '447700900123', scheduledAt: null, warnings: [] });
		expect(draft({ entityType: 'email', entityValue: 'jo@example.com' })).toMatchObject({ channel: 'email', recipient: 'jo@example.com' });
	});

	test.each<[object, string]>([
		[{ ...mobile, entityType: 'CARD' }, 'Entity Type is "CARD", which the provider does not know'],
		[{ ...mobile, entityValue: 'jo@example.com' }, 'Entity Value is "jo@example.com", which cannot be a phone number'],
		[{ ...mobile, entityType: 'EMAIL' }, 'Entity Value is "+44 7700 900123", which is no email address'],
		[{ ...mobile, action: 'LOGIN' }, 'Action is "LOGIN", which Capillary does not know'],
		[{ ...mobile, template: 'Your code' }, 'Template has no place for the code'],
		[{ ...mobile, emailSubject: 'Hi' }, 'Email Body is missing'],
		[{ ...mobile, emailBody: '{validation_code}' }, 'Email Subject is missing'],
		[{ ...mobile, channels: 'SMS' }, 'Channels are "SMS", which is no list'],
		[{ ...mobile, channels: [{ type: 'FAX', value: '1' }] }, 'Channels have the type "FAX" (entry 1)'],
		[{ ...mobile, channels: [{ type: 'SMS', value: '447700900124' }, { type: 'EMAIL', value: 'jo' }] }, 'Channels have a value that is "jo", which is no email address (entry 2)'],
	])('%p is refused', (fields, what) => {
		const said = bodyOf('generate', fields);
		expect(said).toEqual(expect.stringContaining(`${what} | `));
		expect(said).toMatch(/\.$/);
	});

	test.each<[string, unknown, Partial<HttpAnswer>, string[] | null]>([
		['the page', { createdId: 10, warnings: [] }, {}, ['accepted']],
		['the example of a refusal', errors(600, 602), {}, ['rejected nothing']],
		['a mobile that is none, as 500', errors(8056), { status: 500 }, ['rejected nothing']],
		['a bad request, as 500', errors(400), { status: 500 }, ['rejected nothing']],
		['an action, as 500', errors(600, 601, 602, 603), { status: 500 }, ['rejected nothing']],
		['a refusal beside what nobody knows, as 500', errors(600, 999), { status: 500 }, null],
		['could not generate, as 500', errors(606, 874, 875), { status: 500 }, ['rejected nothing']],
		["the customer's limit", errors(429), { status: 429 }, ['notSent nothing']],
		["the customer's limit inside 200", errors(429), {}, ['notSent nothing']],
		['a pause for all', errors(429), { status: 429, headers: { 'retry-after': '1' } }, null],
	])('%s', (_name, body, answer, expected) => expect(verdicts(decode('generate', body, answer))).toEqual(expected));

	test('1 is no id: an earlier code was sent again', () => {
		expect(decode('generate', { createdId: 1, warnings: [] })).toMatchObject([{ messageId: null, warnings: ['An earlier code was still valid, and was sent again.'] }]);
		expect(decode('generate', { createdId: '17' })).toMatchObject([{ accepted: true, messageId: '17' }]);
		for (const createdId of [null, 0, '', '1a', {}, undefined]) expect(() => decode('generate', { createdId })).toThrow(new Error('it has no createdId'));
	});
});
