/** The API's answers when it checks a code. */
import type { HttpAnswer } from '../../core/http/http.ts';
import { isProblem, readFields } from '../../core/input/read.ts';
import { validate } from '../../providers/capillary/validateOtp/operation.ts';
import { checkWords } from '../words.mts';

const asked = { entityType: 'MOBILE' as const, to: '447700900123', action: 'POINTS' as const, code: '538AD87' };

test.each<[string, unknown, number, unknown]>([
	['expired', { errors: [{ code: 605, message: 'Invalid' }] }, 400, [{ record: { valid: false, warnings: ['Capillary: 605 Invalid'] } }]],
	['validation failed, as 500', { errors: [{ code: 876, message: 'No' }] }, 500, [{ record: { valid: false } }]],
	['no valid code', { errors: [{ code: 9001, message: 'No' }] }, 400, [{ record: { valid: false } }]],
	['not valid, and something else', { errors: [{ code: 605, message: 'No' }, { code: 8056, message: 'Bad' }] }, 400, { status: 'rejected', code: '605' }],
	['without a number', { errors: ['No'] }, 400, { status: 'rejected', code: 'rejected' }],
	['something else, as 500', { errors: [{ code: 999, message: 'No' }] }, 500, null],
	['made no code, as 500', { errors: [{ code: 606, message: 'No' }] }, 500, { status: 'rejected', code: '606' }],
	['false', { entity: false, warnings: [] }, 200, [{ record: { valid: false, warnings: [] } }]],
	['not valid, with a warning', { errors: [{ code: 605, message: 'No' }], warnings: ['Last try'] }, 400, [{ record: { valid: false, warnings: ['Capillary: Last try', 'Capillary: 605 No'] } }]],
	['bad mobile', { errors: [{ code: 8056, message: 'No' }] }, 400, { status: 'rejected', code: '8056' }],
	['too many tries', { errors: [{ code: 429, message: 'Limit' }] }, 429, { status: 'notSent', code: 'status429', next: 'nothing' }],
	['no permission', { errors: [{ code: 4000, message: 'No' }] }, 400, { status: 'notSent', next: 'stop' }],
	['true as a word', { Entity: 'TRUE', warnings: null }, 200, [{ record: { valid: true, warnings: [] } }]],
	['610 beside true', { entity: true, warnings: [{ code: 610, message: 'Validated' }] }, 200, [{ record: { valid: true, warnings: ['Capillary: 610 Validated'] } }]],
])('%s', (_name, body, status, expected) => {
	const answer: HttpAnswer = { status, headers: {}, body: JSON.stringify(body) };
	const read = validate.decode(answer, asked);
	if (expected === null) expect(read).toBeNull();
	else expect(read).toMatchObject(expected as object);
});

test.each(['{}', '{"entity":"yes"}', '{"entity":true,"entityValue":"447700900999"}', '{"entity":true,"action":"COUPON"}', '{"entity":true,"entityType":"EMAIL"}', '{"entity":null}', '[]', ''])('%p is not an answer', (body) => {
	expect(() => validate.decode({ status: 200, headers: {}, body }, asked)).toThrow();
	// An unreadable no: the try may have counted.
	expect(validate.decode({ status: 400, headers: {}, body }, asked)).toMatchObject({ status: 'unknown', code: 'unreadableAnswer' });
});

test('the record names the customer, without the code', () => {
	const about = { provider: 'capillary', channel: 'sms', recipient: '447700900123', action: 'POINTS' };
	const answer: HttpAnswer = { status: 200, headers: {}, body: '{"entity":true}' };
	expect(validate.decode(answer, asked)).toEqual([{ record: { ...about, valid: true, warnings: [] }, raw: { entity: true } }]);
	expect(validate.decode(answer, { ...asked, entityType: 'EMAIL', to: 'jo@example.com' })).toMatchObject([{ record: { channel: 'email', recipient: 'jo@example.com' } }]);
	expect(() => validate.decode({ ...answer, body: '{"entity":1}' }, asked)).toThrow(new Error('it has no "entity"'));
	expect([validate.about(asked), validate.secrets!(asked)]).toEqual([{ channel: 'sms', recipient: '447700900123', action: 'POINTS' }, ['538AD87']]);
	const { identity, details, keep, recall } = validate.once!;
	expect([identity(asked), details!(asked)]).toEqual([['MOBILE', '447700900123', 'POINTS'], ['538AD87']]);
	for (const valid of [true, false]) expect(recall(asked, keep({ ...about, valid, warnings: ['x'] }))).toEqual({ ...about, valid, warnings: [] });
});

describe('the request', () => {
	const settings = { timeZone: 'Europe/Stockholm', defaultCountry: null, maxSegments: null, now: 0 };
	const fields = { entityType: ' mobile', to: '+44 7700 900123', code: ' 538AD87 ' };

	test('uses the API’s names, one request per code', () => {
		const read = validate.reader(settings)(fields);
		const { method, url, headers, body } = validate.encode(read, { baseUrl: 'https://api.example.com' });
		expect([method, url, headers]).toEqual(['POST', 'https://api.example.com/v2/otp/validate', { 'Content-Type': 'application/json', Accept: 'application/json' }]);
		expect(JSON.parse(body)).toEqual({ entityType: 'MOBILE', entityValue: '447700900123', action: 'GENERIC', code: '538AD87' });
		expect(validate.reader(settings)({ ...fields, entityType: 'EMAIL', to: 'jo@example.com', action: 'points' })).toMatchObject({ entityType: 'EMAIL', action: 'POINTS' });
	});

	test.each<[unknown, string]>([
		[538987, '538987'],
		[' 0389 ', '0389'],
		['x'.repeat(64), 'x'.repeat(64)],
	])('the code %p is typed as %p', (code, typed) => {
		expect(validate.reader(settings)({ ...fields, code })).toMatchObject({ code: typed });
	});

	test.each<[object, string]>([
		[{ ...fields, entityType: 'CARD' }, 'is "CARD", which the provider does not know'],
		[{ ...fields, to: 'jo@example.com' }, 'is "jo@example.com", which is an email address and not a phone number'],
		[{ ...fields, action: 'LOGIN' }, 'is "LOGIN", which the provider does not know'],
		[{ ...fields, code: '' }, 'is missing'],
		[{ ...fields, code: null }, 'is missing'],
		[{ ...fields, code: undefined }, 'is missing'],
		[{ ...fields, code: 'two words' }, 'contains a blank, or is longer than 64 characters'],
		[{ ...fields, code: 'x'.repeat(65) }, 'contains a blank, or is longer than 64 characters'],
		[{ ...fields, code: ' ' }, 'is missing'],
		[{ ...fields, code: 1.5 }, 'is not text'],
		[{ ...fields, code: 2 ** 60 }, 'is not text'],
		[{ ...fields, code: {} }, 'is not text'],
	])('%j is refused', (given, message) => {
		const read = readFields(validate.fields, validate.reader(settings), 0, given);
		if (!isProblem(read)) throw new Error('it was read');
		expect(read.what).toContain(message);
		if (message.endsWith('code') || message.endsWith('missing')) expect(read.fix).toMatch(/^Give the code as the customer typed it/);
		checkWords(read);
	});
});
