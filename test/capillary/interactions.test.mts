/** Get Interactions: both of the page's answers, and every other kind of answer. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { isProblem, readFields } from '../../core/input/read.ts';
import type { ProviderRecord } from '../../core/records/providerRecord.ts';
import type { Receipt } from '../../core/records/receipt.ts';
import type { Failure } from '../../core/http/failure.ts';
import { getInteractions } from '../../providers/capillary/getInteractions/operation.ts';
import { checkWords } from '../words.mts';

interface Fixture {
	page: string;
	asked: object;
	path: string;
	answer: object;
	records: Array<Omit<Receipt, 'receiptId'>>;
}

const settings = { timeZone: 'Europe/Stockholm', defaultCountry: null, maxSegments: null, now: 0 };
const folder = join(__dirname, 'interactions');
const fixtures = readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Fixture);

test.each(fixtures.map((fixture) => [fixture.page, fixture] as const))('%s', (_page, { asked: fields, path, answer, records }) => {
	const asked = getInteractions.reader(settings)(fields);
	expect(getInteractions.encode(asked, { baseUrl: 'https://api.example.com' })).toMatchObject({ method: 'GET', url: `https://api.example.com${path}`, body: '' });
	const read = getInteractions.decode({ status: 200, headers: {}, body: JSON.stringify(answer) }, asked) as ProviderRecord[];
	expect(read.map(({ record }) => record)).toEqual(records.map((record) => ({ ...record, receiptId: expect.stringMatching(/^[0-9a-f]{32}$/) as string })));
});

describe('an answer', () => {
	const asked = { identifierName: 'mobile' as const, identifierValue: '447700900123', type: null as string | null, timeZone: null as string | null };
	const decode = (body: unknown, more: Partial<typeof asked> = {}, status = 200) =>
		getInteractions.decode({ status, headers: {}, body: typeof body === 'string' ? body : JSON.stringify(body) }, { ...asked, ...more });
	const message = { id: 1, receiver: '447700900123', status: 'SENT', sentDate: '26-05-2025 15:52:02' };
	const of = (given: object, name = 'sms') => ({ interaction: [{ count: 1, name, messageList: [given] }], warnings: [] });
	const receiptOf = (given: object, more: Partial<typeof asked> = {}) => (decode(of(given), more) as [ProviderRecord])[0].record as Receipt;

	test.each([
		['SENT', 'sent'],
		['DELIVERED', 'delivered'],
		['OPENED', 'read'],
		['CLICKED', 'read'],
		['FAILED', 'failed'],
		['GTW_NOT_FOUND', 'failed'],
		['NOT-DELIVERED', 'failed'],
		['NOT_DELIVERED', 'failed'],
		['not delivered', 'failed'],
		['SOFT_BOUNCED', 'failed'],
		['RETRY_TIMEOUT', 'expired'],
		['NDNC_BLOCKED', 'optedOut'],
		['MARKED_UNSUBSCRIBED', 'optedOut'],
		['IN_GTW', 'queued'],
		['DELAYED_DELIVERY', 'queued'],
		['SENT_TO_NSADMIN', 'queued'],
		['HARD_BOUNCED', 'failed'],
		['TIMEOUT', 'expired'],
		['BLOCKED', 'rejected'],
		['CREDIT_LIMIT_EXCEEDED', 'rejected'],
		['DND_BLOCKED', 'optedOut'],
		['EMAIL_BODY_EMPTY', 'rejected'],
		['MARKED_SPAM', 'rejected'],
		['RATE_LIMIT_EXCEEDED', 'rejected'],
		['Not - Delivered', 'failed'],
		['sent to nsadmin', 'queued'],
		['PONDERING', 'unknown'],
	])('%s is %s', (word, status) => {
		expect(receiptOf({ ...message, status: word })).toMatchObject({ status, statusText: word });
	});

	test('an id that is too large for a number keeps its digits', () => {
		const body = JSON.stringify(of(message)).replace('"id":1', '"id":9007199254740993');
		expect((decode(body) as [ProviderRecord])[0].record).toMatchObject({ messageId: '9007199254740993' });
	});

	test('a time without a zone is only read if the user gives the zone; a time with an offset is read', () => {
		expect(receiptOf(message).occurredAt).toBeNull();
		expect(receiptOf(message, { timeZone: 'Asia/Kolkata' }).occurredAt).toBe('2025-05-26T10:22:02.000Z');
		expect(receiptOf({ ...message, deliveredTime: '2025-05-26T15:52:09Z' }, { timeZone: 'Asia/Kolkata' }).occurredAt).toBe('2025-05-26T15:52:09.000Z');
		expect(receiptOf({ ...message, deliveredTime: '27-05-2025 00:00:00' }, { timeZone: 'UTC' }).occurredAt).toBe('2025-05-27T00:00:00.000Z');
	});

	test('times of both versions, with blanks around them, and invalid ones', () => {
		const zone = { timeZone: 'Asia/Kolkata' };
		const bare = { ...message, sentDate: undefined };
		const told = (times: object, more: Partial<typeof asked> = zone) => receiptOf({ ...bare, ...times }, more).occurredAt;
		expect([told({ sent_time: ' 2025-05-26 15:52:02 ' }), told({ delivered_time: '2025-05-26 15:52:09', sent_time: '2025-05-26 15:52:02' })]).toEqual(['2025-05-26T10:22:02.000Z', '2025-05-26T10:22:09.000Z']);
		expect([told({ deliveredTime: 'soon', sentDate: '26-05-2025 15:52:02' }), told({}), told({ sentDate: {} }), told({ sentDate: 'soon' })]).toEqual(['2025-05-26T10:22:02.000Z', null, null, null]);
		expect(told({ sentDate: '2025-05-26T15:52:09Z' }, {})).toBe('2025-05-26T15:52:09.000Z');
	});

	test("recipient, sender and the provider's words", () => {
		expect(receiptOf({ ...message, sender: ' SHOP ', status: ' Sent ' })).toMatchObject({ provider: 'capillary', kind: 'receipt', messageId: '1', recipient: '447700900123', sender: 'SHOP', status: 'sent', statusText: 'Sent', statusCode: null });
		expect(receiptOf({ reciever: 'jo@example.com' })).toMatchObject({ messageId: null, recipient: 'jo@example.com', sender: null, status: 'unknown', statusText: null });
	});

	test('a message with an id is returned once, the last time it occurs; messages without an id are all returned', () => {
		const told = (...given: object[]) => decode({ interaction: [{ name: 'sms', messageList: given }, { name: 'phone', messageList: given }] }) as ProviderRecord[];
		expect(told(message, { ...message, id: 2 }).map(({ record }) => (record as Receipt).messageId)).toEqual(['1', '2']);
		const nameless = { ...message, id: undefined };
		expect(told(nameless, nameless)).toHaveLength(4);
	});

	test('lists of either version, and none', () => {
		const ids = (body: object) => (decode(body) as ProviderRecord[]).map(({ record }) => [(record as Receipt).messageId, (record as Receipt).channel]);
		expect(ids({ interaction: [{ type: 'sms', messages: { message } }, { name: ' ', type: 'email', messageList: [] }, { name: 'line' }, { messageList: [{ ...message, id: 2 }] }] })).toEqual([['1', 'sms'], ['2', null]]);
		const network = (...interactions: unknown[]) => ({ response: { customer: { interactions: { network: interactions.map((interaction) => ({ interaction })) } } } });
		expect(ids(network([{ type: 'sms', messages: { message: [message] } }], { type: 'zalo', messages: { message: { ...message, id: 2 } } }))).toEqual([['1', 'sms'], ['2', 'zalo']]);
		expect(ids(network(undefined))).toEqual([]);
		expect(ids({ interaction: [] })).toEqual([]);
	});

	test('the text is only in the raw data, because it may be a one-time password', () => {
		const [{ record, raw }] = decode(of({ ...message, subject: 'Your code is 123456' })) as [ProviderRecord];
		expect(JSON.stringify(record)).not.toContain('123456');
		expect(JSON.stringify(raw)).toContain('123456');
	});

	test('the channel has our name', () => {
		const channels = (name: string) => (decode(of(message, name)) as ProviderRecord[]).map(({ record }) => (record as Receipt).channel);
		expect(['phone', 'emailbulk', 'EMAIL', 'zalo'].map(channels)).toEqual([['sms'], ['email'], ['email'], ['zalo']]);
	});

	test.each(['email', 'line', 'viber', 'whatsapp', 'zalo'])('%s has its own list, and other lists are ignored', (type) => {
		expect(decode({ interaction: [...of(message).interaction, null, ...of({ ...message, id: 2 }, type).interaction] }, { type })).toMatchObject([{ record: { messageId: '2', channel: type } }]);
	});

	test('only the requested kind, if the provider returns all kinds', () => {
		const body = { interaction: [...of(message).interaction, ...of({ ...message, id: 2 }, 'whatsapp').interaction] };
		const ids = (type: string | null) => (decode(body, { type }) as ProviderRecord[]).map(({ record }) => (record as Receipt).messageId);
		expect([ids(null), ids('whatsapp'), ids('zalo'), ids('emailbulk')]).toEqual([['1', '2'], ['2'], [], ['1', '2']]);
	});

	test.each<[string, unknown, number, object]>([
		['no such customer', { errors: [{ code: 1012, message: 'Cannot find customer' }] }, 200, { status: 'notFound', code: '1012' }],
		['no such customer, as 400', { errors: [{ code: 1012 }] }, 400, { status: 'notFound', code: '1012' }],
		['no such customer, as 500', { errors: [{ code: 1012 }] }, 500, { status: 'notFound', code: '1012' }],
		['no such customer, as the first version says it', { response: { status: { success: 'false', code: 500 }, customer: { item_status: { success: 'false', code: 1012, message: 'No' } } } }, 200, { status: 'notFound', code: '1012' }],
		['no permission', { errors: [{ code: 4000 }] }, 403, {}],
		['no permission, in the body', { errors: [{ code: 4000 }] }, 200, { status: 'notSent', code: 'status4000', what: 'Capillary refused the credential (code 4000)', retryable: true, next: 'stop' }],
		['busy', { errors: [{ code: 461, message: 'Busy' }] }, 200, { status: 'notSent', code: 'status461', what: 'Capillary could not answer for the moment (code 461)', next: 'retry', retryable: true }],
		['without a number', { errors: ['No'] }, 200, { status: 'rejected', code: 'rejected', providerMessage: 'No' }],
		['a customer that is wrong, beside a call that is', { response: { status: { success: false, code: 500, message: 'Bad' }, customer: { item_status: { success: false, code: 99, message: 'No' } } } }, 200, { code: '99', providerMessage: '99 No' }],
		['a call that is wrong, of which nothing is said', { response: { status: { success: 'false' } } }, 200, { code: 'rejected' }],
		['anything else', { errors: [{ code: 99, message: 'No' }] }, 200, { status: 'rejected', code: '99', providerMessage: '99 No' }],
	])('%s', (_name, body, status, expected) => {
		const read = decode(body, {}, status);
		if (status === 403) return expect(read).toBeNull();
		expect(read).toMatchObject({ httpStatus: status, ...expected });
		checkWords(read as Failure);
	});

	test.each(['', 'null', '[]', '{}', '{"interaction":{}}', '{"interaction":[{"name":"sms","messageList":[5]}]}', '<html/>'])('%s is invalid', (body) => {
		expect(() => decode(body)).toThrow();
	});

	test('without any interactions is an error', () => {
		expect(() => decode({ warnings: [] })).toThrow(new Error('it has no interactions'));
		expect(() => decode({ interaction: 'none' })).toThrow(new Error('it has no interactions'));
		expect(() => decode(of(5 as never))).toThrow(new Error('it has a message that is no object'));
	});
});

test.each<[object, string]>([
	[{ identifierName: 'mobile', identifierValue: 'nobody' }, 'is "nobody", which has no digits and cannot be a phone number'],
	[{ identifierName: 'email', identifierValue: 'nobody' }, 'is "nobody", not an email address'],
	[{ identifierName: 'external_id', identifierValue: ' ' }, 'is missing'],
	[{ identifierName: 'fax', identifierValue: '1' }, 'is "fax", which the provider does not know'],
	[{ identifierName: 'external_id', identifierValue: 'x'.repeat(201) }, 'is 201 characters long, more than the 200 allowed'],
	[{ identifierName: 'external_id', identifierValue: '1', type: {} }, 'is {}, not text'],
	[{ identifierName: 'external_id', identifierValue: '1', timeZone: 5 }, 'is 5, not a time zone'],
	[{ identifierName: 'external_id', identifierValue: '1', timeZone: 'Mars/Phobos' }, 'is "Mars/Phobos", not a time zone'],
])('%j is refused', (fields, message) => {
	expect(() => getInteractions.reader(settings)(fields)).toThrow(message);
	const read = readFields(getInteractions.fields, getInteractions.reader(settings), 0, fields);
	if (!isProblem(read)) throw new Error('it was read');
	checkWords(read);
});

test('the identifier is escaped in the request and repeated in the record', () => {
	const read = (fields: object) => getInteractions.reader(settings)(fields);
	const asked = read({ identifierName: 'external_id', identifierValue: ' 7+8 & 9/é ', timeZone: ' Asia/Kolkata ', type: ' ' });
	expect(asked).toEqual({ identifierName: 'external_id', identifierValue: '7+8 & 9/é', timeZone: 'Asia/Kolkata', type: null });
	const { url, headers } = getInteractions.encode(asked, { baseUrl: 'https://api.example.com' });
	expect(url).toBe('https://api.example.com/v2/customers/interaction?identifierName=external_id&identifierValue=7%2B8%20%26%209%2F%C3%A9&network=capillary');
	expect(headers).toEqual({ Accept: 'application/json' });
	expect(getInteractions.about(asked)).toEqual({ identifierName: 'external_id', identifierValue: '7+8 & 9/é', type: null });
	for (const timeZone of ['', null, undefined]) expect(read({ identifierName: 'mobile', identifierValue: '447700900123', timeZone }).timeZone).toBeNull();
	expect(getInteractions.once).toBeUndefined();
});
