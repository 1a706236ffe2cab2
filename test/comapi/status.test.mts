/** Answers of `GET …/messages/{messageId}` in, receipts out: the pages' own answers, and every other answer, which must not mislead. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { Refusal } from '../../core/input/fields.ts';
import type { ProviderRecord } from '../../core/records/providerRecord.ts';
import type { Receipt } from '../../core/records/receipt.ts';
import type { Failure } from '../../core/http/failure.ts';
import { getStatus } from '../../providers/comapi/getStatus/operation.ts';

interface Pair {
	page: string;
	answer: Record<string, unknown>;
	receipt: Omit<Receipt, 'receiptId'>;
}

const folder = join(__dirname, 'statuses');
const pairs = readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Pair);
const page = pairs.find(({ page }) => page.startsWith('Reference'))!.answer;

function decode(body: unknown, asked = String(page.messageId), status = 200) {
	return getStatus.decode({ status, headers: {}, body: typeof body === 'string' ? body : JSON.stringify(body) }, { messageId: asked });
}

function receiptOf(answer: Record<string, unknown>): Receipt {
	const [{ record }] = decode(answer, String(answer.messageId ?? page.messageId)) as [ProviderRecord];
	return record as Receipt;
}

test.each(pairs.map((pair) => [pair.page, pair] as const))('%s', (_page, { answer, receipt }) => {
	const [finding] = decode(answer, String(answer.messageId)) as [ProviderRecord];
	expect(finding).toEqual({ record: { ...receipt, receiptId: expect.stringMatching(/^[0-9a-f]{32}$/) }, raw: answer });
	// Every node gives its receipts in this order of keys.
	expect(Object.keys(finding.record)).toEqual([...Object.keys(receipt), 'receiptId']);
});

test.each([
	['processing', 'queued', false],
	['retrying', 'queued', false],
	['sent', 'sent', false],
	['delivered', 'delivered', true],
	['read', 'read', true],
	['expired', 'expired', true],
	['failed', 'failed', true],
	['filtered', 'rejected', true],
	['pondering', 'unknown', false],
	['constructor', 'unknown', false],
])('status %s is %s', (statusText, status, final) => {
	expect(receiptOf({ ...page, status: statusText })).toMatchObject({ status, final, statusText });
});

test('a reason follows the word', () => {
	const statusDetails = { channel: 'sms', failureReason: 'Absent subscriber' };
	expect(receiptOf({ ...page, status: 'failed', statusDetails })).toMatchObject({ status: 'failed', statusText: 'failed: Absent subscriber' });
});

test('the same report has the same id, another status another', () => {
	const id = receiptOf(page).receiptId;
	expect(receiptOf({ ...page, _updatedOn: '2031-01-15T10:30:00Z', body: 'x' }).receiptId).toBe(id);
	expect(receiptOf({ ...page, status: 'delivered' }).receiptId).not.toBe(id);
	expect(receiptOf({ ...page, messageId: 'other' }).receiptId).not.toBe(id);
});

describe('channel, recipient and time, from the available values', () => {
	const bare = { messageId: page.messageId, status: 'sent' };

	test.each<[string, object, object]>([
		['channel, as the status has it', { statusDetails: { channel: 'whatsApp' } }, { channel: 'whatsapp' }],
		['channelId, as the send answer has it', { statusDetails: { channelId: 'nativePush' } }, { channel: 'push' }],
		['the first rule', { rules: ['fbMessenger', 'sms'] }, { channel: 'messenger' }],
		['a custom channel', { statusDetails: { channel: 'carrierPigeon' } }, { channel: 'carrierPigeon' }],
		['nothing', {}, { channel: null, recipient: null, sender: null, occurredAt: null, correlationId: null }],
		['whom the channel reached', { to: { phoneNumber: '1' }, statusDetails: { channel: 'sms', additionalInfo: { to: '2' } } }, { recipient: '2' }],
		["the channel's own address", { to: { email: 'ann@example.com', phoneNumber: '1' }, rules: ['sms'] }, { recipient: '1' }],
		['any address', { to: { loyaltyNumber: 77 }, rules: ['card'] }, { recipient: '77' }],
		["the channel's time", { statusDetails: { channel: 'sms', channelStatus: { sms: { updatedOn: '2031-01-15T10:30:00Z' } } }, sentOn: '2030-01-01T00:00:00Z' }, { occurredAt: '2031-01-15T10:30:00.000Z' }],
		['the time of acceptance', { sentOn: '2030-01-01T00:00:00Z' }, { occurredAt: '2030-01-01T00:00:00.000Z' }],
		['no time', { sentOn: 'soon' }, { occurredAt: null }],
		['details that are none', { statusDetails: 'x', to: [], rules: 'sms', metadata: null, channelOptions: { sms: 1 } }, { channel: null, recipient: null }],
		['an id of ours that is a number', { metadata: { correlationId: 5 } }, { correlationId: '5' }],
	])('%s', (_name, answer, expected) => {
		expect(receiptOf({ ...bare, ...answer })).toMatchObject(expected);
	});
});

test('an ID matches with and without dashes, in any case; another ID does not', () => {
	const id = String(page.messageId);
	expect(decode(page, id.replaceAll('-', '').toUpperCase())).toHaveLength(1);
	expect(decode({ status: 'sent' }, id)).toMatchObject([{ record: { messageId: id } }]);
	expect(() => decode({ ...page, messageId: 'd8e296bb-97c4-4495-b98f-1e32e0b11628' }, id)).toThrow('it is of another message');
});

test.each(['', '{}', 'null', '[]', '{"status":1}', '{"messageId":"a"}', '<html/>', '{"messageId":"a","sta'])('%p is invalid', (body) => {
	expect(() => decode(body)).toThrow();
});

test('404 means no such message, or not yet', () => {
	const failed = decode('', 'a', 404) as Failure;
	expect(failed).toMatchObject({ status: 'notFound', httpStatus: 404, retryable: true, next: 'nothing' });
	expect(`${failed.what} ${failed.fix}`).toMatch(/or not yet .*some seconds/);
});

test('for any other status the HTTP status decides', () => {
	for (const status of [302, 400, 401, 429, 500]) expect(decode(page, 'a', status)).toBeNull();
});

test('in the request, the id is one segment of the path', () => {
	const request = getStatus.encode({ messageId: 'a/b?c#d é' }, { baseUrl: 'https://api.example.com/apispaces/1' });
	expect(request).toEqual({ method: 'GET', url: 'https://api.example.com/apispaces/1/messages/a%2Fb%3Fc%23d%20%C3%A9', headers: { Accept: 'application/json' }, body: '' });
	const settings = { timeZone: 'UTC', defaultCountry: null, maxSegments: null, now: 0 };
	for (const messageId of ['', ' ', '.', '..', {}, 'x'.repeat(201)]) expect(() => getStatus.reader(settings)({ messageId })).toThrow(Refusal);
	expect(getStatus.reader(settings)({ messageId: ' a-1 ' })).toEqual({ messageId: 'a-1' });
});
