/** Answers of the API's second version to one message, resent or with a code. */
import { Refusal } from '../../core/input/fields.ts';
import { JSON_HEADERS, type HttpAnswer } from '../../core/http/http.ts';
import { isProblem } from '../../core/input/read.ts';
import { Capillary } from '../../nodes/Capillary/Capillary.node.ts';
import type { Row } from '../../core/send/outcome.ts';
import { readItem } from '../../core/send/read.ts';
import { generate } from '../../providers/capillary/generateOtp/operation.ts';
import { resend } from '../../providers/capillary/resend/operation.ts';
import { singleLimits } from '../../providers/capillary/shared/limits.ts';
import { checkWords } from '../words.mts';
import { namedReader } from '../named.mts';
import { SETTINGS, verdicts } from './reading.mts';

const OPERATIONS = { resend, generate };
type Name = keyof typeof OPERATIONS;

/** The body of an item's request, or the item's problem. */
function bodyOf(name: Name, fields: object): unknown {
	const operation = OPERATIONS[name] as typeof generate;
	const reading = readItem(operation, namedReader(operation, SETTINGS), 0, fields, null, { seed: 's', runIndex: 0, isTool: false, nodeId: 'n' });
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
	return OPERATIONS[name].decode(given, [{ recipient: '447700900123', content: { messageId: '17', entityType: 'MOBILE', action: 'GENERIC' } } as never]);
}

/** The failure of the only row. */
const failureOf = (rows: Array<Row | undefined> | null) => (rows![0] as Row & { accepted: false }).failure;

const errors = (...codes: number[]) => ({ errors: codes.map((code) => ({ status: false, code, message: 'No' })) });

describe('resend', () => {
	test.each([
		[17, '{"messageId":17}'],
		[' 0017 ', '{"messageId":17}'],
		['9223372036854775807', '{"messageId":9223372036854775807}'],
		[9007199254740993n, '{"messageId":9007199254740993}'],
	])('%p travels as a number with all its digits', (messageId, body) => expect(bodyOf('resend', { messageId })).toBe(body));

	test.each([0, '0', -1, 1.5, 2 ** 60, '17"', 'a17', '1e5', 'abc', [17], true, {}, '10000000000000000000'])('%p is refused', (messageId) => {
		expect(bodyOf('resend', { messageId })).toMatch(/^Message ID is .*, not a message number \| Give the number of the message in digits, .+\.$/);
	});

	test.each(['', null, undefined])('%p is invalid', (messageId) => {
		expect(bodyOf('resend', { messageId })).toMatch(/^Message ID is missing \| Give the number of the message in digits, .+\.$/);
	});

	test('recipient and channel are unknown, so the message number identifies the item', () => {
		expect(resend.reader(SETTINGS)({ messageId: '017', correlationId: ' own ' })).toEqual({
			channel: '',
			recipient: '',
			reference: '17',
			correlationId: 'own',
			scheduledAt: null,
			warnings: [],
			content: { messageId: '17' },
		});
	});

	test.each<[string, unknown, Partial<HttpAnswer>, string[] | null]>([
		['the page', { orgId: 1, undeliveredMessageId: 17, resentMessageId: 18, warnings: [] }, {}, ['accepted']],
		['without the id it was asked for', { resentMessageId: 18 }, {}, ['accepted']],
		['with nothing for the id it was asked for', { undeliveredMessageId: null, resentMessageId: '18' }, {}, ['accepted']],
		['with the id as text', { undeliveredMessageId: '17', resentMessageId: 18 }, {}, ['accepted']],
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
		['a list as 400', '[1]', { status: 400 }, null],
		['an error without a number, as 500', { errors: ['No'] }, { status: 500 }, null],
		['a redirect', errors(4223), { status: 300 }, null],
		['before an answer', errors(4223), { status: 199 }, null],
		['not found, as 299', errors(4223), { status: 299 }, ['rejected nothing']],
		['a gateway that is down', errors(4223), { status: 502 }, null],
	])('%s', (_name, body, answer, expected) => expect(verdicts(decode('resend', body, answer))).toEqual(expected));

	test('an id with more digits than a number holds keeps them all, and warnings are passed on', () => {
		const body = '{"undeliveredMessageId":17,"resentMessageId":9007199254740993,"warnings":[{"code":7,"message":"late"}]}';
		expect(decode('resend', body)).toMatchObject([{ messageId: '9007199254740993', warnings: ['Capillary: 7 late'] }]);
	});

	test.each([400, 404, 409, 412, 422])('HTTP %i says what is wrong in its body', (status) => {
		expect(verdicts(decode('resend', errors(999), { status }))).toEqual(['rejected nothing']);
	});

	test("a refusal has the provider's words and the id of the call", () => {
		const refused = decode('resend', { errors: [{ code: 4223, message: 'Not found' }, 'Sorry'] }, { headers: { 'x-cap-requestid': 'abc' } });
		expect(failureOf(refused)).toMatchObject({ status: 'rejected', code: '4223', what: 'Capillary refused the request', httpStatus: 200, retryable: false, providerMessage: '4223 Not found; Sorry; X-Cap-Requestid abc' });
		expect(refused).toMatchObject([{ raw: { errors: [{ code: 4223 }, 'Sorry'] } }]);
		expect(failureOf(decode('resend', { errors: ['Sorry'] }))).toMatchObject({ code: 'rejected', providerMessage: 'Sorry' });
		expect(failureOf(decode('resend', errors(7, 521)))).toMatchObject({ code: 'status521', what: 'Capillary could not take messages for the moment (code 521)', retryable: true, httpStatus: 200 });
		expect(failureOf(decode('resend', errors(521, 401)))).toMatchObject({ code: 'status401', what: 'Capillary refused the credential (code 401)', retryable: true, providerMessage: '521 No; 401 No' });
	});

	test.each([null, '', {}, true, undefined])('%p is no id', (resentMessageId) => {
		expect(() => decode('resend', { resentMessageId })).toThrow(new Error('it has no resentMessageId'));
	});

	test.each(['', '[]', '{}', '{"resentMessageId":null}', '<html>'])('%p is not an answer', (body) => expect(() => decode('resend', body)).toThrow());
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
		[{ ...mobile, channels: [] }, entity],
		[{ ...mobile, channels: '', template: '', emailSubject: ' ', emailBody: null, whatsappTemplateName: '', zaloTemplateIdentifier: null, action: '' }, entity],
		[{ ...mobile, channels: null, template: null, emailTemplate: null, emailBody: '', action: null }, entity],
		[{ ...mobile, template: '{  validation_code } {{validation_code  }}' }, { ...entity, template: '{{ validation_code }} {{ validation_code }}' }],
		[{ ...mobile, channels: [{ type: ' Email ', value: ' jo@example.com' }] }, { ...entity, channels: [{ type: 'EMAIL', value: 'jo@example.com' }] }],
	])('%p', (fields, body) => expect(bodyOf('generate', fields)).toEqual(body));

	test.each(['COUPON', 'CUSTOMER_IDENTIFIER_CHANGE', 'CUSTOMER_ISSUE_LINK_CARD', 'CUSTOMER_STATUS_UPDATE', 'GENERIC', 'POINTS', 'POINTSTRANSFER', 'REGISTRATION', 'SUBSCRIPTION', 'USERGROUP'])('the action %s', (action) => {
		expect(bodyOf('generate', { ...mobile, action: action.toLowerCase() })).toEqual({ ...entity, action });
	});

	test.each(['MOBILE', 'PHONE', 'SMS', 'WHATSAPP', 'ZALO'])('the channel %s takes a number', (type) => {
		expect(bodyOf('generate', { ...mobile, channels: [{ type, value: '+44 7700 900124' }] })).toEqual({ ...entity, channels: [{ type, value: '447700900124' }] });
	});

	test('the outcome has the channel of the code, and no warning', () => {
		const draft = (fields: object) => namedReader(generate, SETTINGS)(fields);
		expect(draft({ ...mobile, correlationId: ' own ' })).toMatchObject({ correlationId: 'own' });
		expect(draft(mobile)).toMatchObject({ correlationId: null, channel: 'sms', recipient: '447700900123', scheduledAt: null, warnings: [] });
		expect(draft({ entityType: 'email', entityValue: 'jo@example.com' })).toMatchObject({ channel: 'email', recipient: 'jo@example.com' });
	});

	test.each<[object, string]>([
		[{ ...mobile, entityType: 'CARD' }, 'Entity Type is "CARD", which the provider does not know'],
		[{ ...mobile, entityValue: 'jo@example.com' }, 'To is "jo@example.com", which is an email address and not a phone number'],
		[{ ...mobile, entityType: 'EMAIL' }, 'To is "+44 7700 900123", not an email address: it has no @'],
		[{ ...mobile, action: 'LOGIN' }, 'Action is "LOGIN", which the provider does not know'],
		[{ ...mobile, template: 'Your code' }, 'Template has no place for the code'],
		[{ ...mobile, emailSubject: 'Hi' }, 'Email Body is missing'],
		[{ ...mobile, emailBody: '{validation_code}' }, 'Email Subject is missing'],
		[{ ...mobile, channels: 'SMS' }, 'Channels are "SMS", not a list'],
		[{ ...mobile, channels: 7 }, 'Channels are 7, not a list'],
		[{ ...mobile, channels: { channel: 7 } }, 'Channels are {"channel":7}, not a list'],
		[{ ...mobile, channels: [null] }, 'Channels have the type empty (entry 1)'],
		[{ ...mobile, channels: [{ type: 'SMS', value: 'jo' }] }, 'Channels have a value that is "jo", which has no digits and cannot be a phone number (entry 1)'],
		[{ ...mobile, template: 7 }, 'Template is 7, not text'],
		[{ ...mobile, template: '{validation_cod}' }, 'Template has no place for the code'],
		[{ ...mobile, action: 7 }, 'Action is 7, which the provider does not know'],
		[{ ...mobile, emailTemplate: { subject: 'Hi' } }, 'Email Body is missing'],
		[{ ...mobile, whatsappTemplateName: {} }, 'WhatsApp Template Name is {}, not text'],
		[{ ...mobile, zaloTemplateIdentifier: {} }, 'Zalo Template Identifier is {}, not text'],
		[{ ...mobile, correlationId: {} }, 'Correlation ID is {}, not text'],
		[{ ...mobile, emailSubject: {} }, 'Email Subject is {}, not text'],
		[{ ...mobile, channels: [{ type: 'FAX', value: '1' }] }, 'Channels have the type "FAX" (entry 1)'],
		[{ ...mobile, channels: [{ type: 'SMS', value: '447700900124' }, { type: 'EMAIL', value: 'jo' }] }, 'Channels have a value that is "jo", not an email address: it has no @ (entry 2)'],
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

	test('a problem comes with its fix', () => {
		const types = 'Give a list of objects with type (EMAIL, MOBILE, PHONE, SMS, WHATSAPP, ZALO) and value.';
		expect(bodyOf('generate', { ...mobile, channels: 7 })).toContain(` | ${types}`);
		expect(bodyOf('generate', { ...mobile, channels: [{}] })).toContain(` | ${types}`);
		expect(bodyOf('generate', { ...mobile, channels: [{ type: 'EMAIL', value: 'jo' }] })).toContain(' | Give one address, such as');
		expect(bodyOf('generate', { ...mobile, action: 'LOGIN' })).toContain(' | Give one of COUPON, CUSTOMER_IDENTIFIER_CHANGE, ');
		expect(bodyOf('generate', { ...mobile, template: 'x' })).toContain(' | Write {validation_code}, in single braces');
		for (const field of ['emailSubject', 'emailBody']) expect(bodyOf('generate', { ...mobile, [field]: '{validation_code}' })).toContain(' | Give subject and body of the email, or neither.');
	});

	test.each([null, 'text', [mobile], 7])('%p asks for nothing', (given) => {
		expect(() => namedReader(generate, SETTINGS)(given)).toThrow(Refusal);
	});

	test("one customer's limit does not stop the others", () => {
		const failure = failureOf(decode('generate', errors(600, 429), { status: 429, headers: { 'x-cap-requestid': 'abc' } }));
		expect(failure).toMatchObject({ status: 'notSent', code: 'status429', httpStatus: 429, retryable: true, providerMessage: '600 No; 429 No; X-Cap-Requestid abc' });
		expect(failure.what).toBe('Capillary has made or checked too many codes for this customer (code 429)');
	});

	test.each<[object, boolean]>([
		[{ entityValue: '447700900123', entityType: 'mobile', action: 'generic' }, true],
		[{ EntityValue: 447700900123 }, true],
		[{ entityValue: null, action: null }, true],
		[{ entityValue: '447700900124' }, false],
		[{ entityType: 'EMAIL' }, false],
		[{ action: 'POINTS' }, false],
	])('an answer that repeats %p is of this customer: %p', (repeated, isMine) => {
		expect(decode('generate', { createdId: 10, ...repeated })).toMatchObject([isMine ? { accepted: true, messageId: '10' } : undefined]);
	});

	test('`createdId` 1 is not an id: an earlier code was sent again', () => {
		expect(decode('generate', { createdId: 1, warnings: [] })).toMatchObject([{ messageId: null, warnings: ['An earlier code was still valid, and was sent again.'] }]);
		expect(decode('generate', { createdId: '17' })).toMatchObject([{ accepted: true, messageId: '17' }]);
		for (const createdId of [null, 0, '', '1a', 'a1', '01', {}, [17], undefined]) expect(() => decode('generate', { createdId })).toThrow(new Error('it has no createdId'));
	});
});

test('Options are the same as of any send, without those for several messages per request', () => {
	const options = new Capillary().description.properties.filter(({ name }) => name === 'options');
	const names = (operation: string) => options.find(({ displayOptions }) => displayOptions!.show!.operation!.includes(operation))!.options!.map(({ name }) => name);
	expect(names('send')).toEqual(expect.arrayContaining(['batchSize', 'concurrency', 'requestsPerSecond', 'messageFrom', 'simplify', 'dryRun', 'maxSegments', 'defaultCountry']));
	expect(names('generateOtp')).toEqual(names('send').filter((name) => !['batchSize', 'maxAddresses', 'maxSegments', 'plainCharacters', 'wireFormat'].includes(name)));
	expect(names('resend')).toEqual(names('generateOtp').filter((name) => !['allowCostly', 'allowedCountries', 'defaultCountry'].includes(name)));
	expect([singleLimits.batchSize.max, JSON_HEADERS]).toEqual([1, { 'Content-Type': 'application/json', Accept: 'application/json' }]);
});
