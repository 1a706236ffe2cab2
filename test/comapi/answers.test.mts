/** Answers in, rows out: the two from "Message send response", and every other answer, which must never become a false "accepted". */
import type { Message } from '../../core/send/message.ts';
import type { Row } from '../../core/send/outcome.ts';
import { send } from '../../providers/comapi/send/operation.ts';
import { sendBatch } from '../../providers/comapi/sendBatch/operation.ts';
import type { Content } from '../../providers/comapi/shared/content.ts';
import { checkWords } from '../words.mts';
import { read } from './reading.mts';

const message = read({ rules: ['sms'], phoneNumber: '447700900123', body: 'I love Comapi', correlationId: 'a-1' });
const messages = (count: number) => Array<Message<Content>>(count).fill(message);
const answer = (status: number, body: unknown) => ({ status, headers: {}, body: typeof body === 'string' ? body : JSON.stringify(body) });
function word(row: Row | undefined): string {
	if (row === undefined) return 'unknown';
	if (row.accepted) return 'accepted';
	checkWords(row.failure);
	return `${row.failure.status} ${row.failure.next}`;
}

/** A literal copy, except for the number. */
const SINGLE = {
	_createdOn: '2017-03-17T14:22:40.633Z',
	_updatedOn: '2017-03-17T14:22:40.633Z',
	_createdBy: 'access:3dd1558a-9db3-406a-8460-cbe5100a7628',
	_updatedBy: 'access:3dd1558a-9db3-406a-8460-cbe5100a7628',
	to: { phoneNumber: '447700900123' },
	senderProfileId: 'M0rsy',
	body: 'I love Comapi',
	rules: ['sms'],
	sentOn: '2017-03-17T14:22:40.627Z',
	channelOptions: { sms: { from: 'Comapi', allowUnicode: false } },
	status: 'processing',
	statusDetails: { channelId: 'sms' },
	messageId: 'd8e296bb-97c4-4495-b98f-1e32e0b11628',
};
const BATCH = [
	{ index: 0, messageId: '58bde0da-b380-4cb2-8dd1-ca74fc7a0cda' },
	{ index: 1, messageId: '0aee96a8-09c9-4192-bf6d-c5f20a323956' },
];

describe('the answer to one message', () => {
	const decode = (body: unknown, status = 201) => send.decode(answer(status, body), [message]);

	test("the page's own answer", () => {
		expect(decode(SINGLE)).toEqual([{ accepted: true, messageId: SINGLE.messageId, acceptedAt: SINGLE.sentOn, raw: SINGLE }]);
	});

	test.each([
		['processing', 'accepted'],
		['sent', 'accepted'],
		['delivered', 'accepted'],
		['failed', 'rejected nothing'],
		['filtered', 'rejected nothing'],
		['expired', 'rejected nothing'],
		['pondering', 'unknown'],
	])('status %s is %s', (status, expected) => {
		const [row] = decode({ ...SINGLE, status })!;
		expect(word(row)).toBe(expected);
		if (row && !row.accepted) {
			expect(row.messageId).toBe(SINGLE.messageId);
			expect(row.failure.providerMessage).toBe(JSON.stringify(SINGLE.statusDetails));
		}
	});

	test('metadata with another id belongs to another message', () => {
		expect(word(decode({ ...SINGLE, metadata: { correlationId: 'a-1' } })![0])).toBe('accepted');
		expect(word(decode({ ...SINGLE, metadata: { correlationId: 'b-2' } })![0])).toBe('unknown');
		expect(word(decode({ ...SINGLE, sentOn: 'soon' })![0])).toBe('accepted');
	});

	test.each<[string, object, string]>([
		['another address', { to: { phoneNumber: '447700900999' } }, 'unknown'],
		['the same address as people write it', { to: { phoneNumber: '+44 7700 900123' } }, 'accepted'],
		['the national number', { to: { phoneNumber: '07700900123' } }, 'accepted'],
		['a masked address', { to: { phoneNumber: '4477*****23' } }, 'accepted'],
		['an address of another channel alone', { to: { email: 'ann@example.com' } }, 'unknown'],
		['nothing', { to: {} }, 'accepted'],
		['null', { to: null, metadata: null, sentOn: null }, 'accepted'],
		['a key in another case', { to: { PhoneNumber: '447700900999' } }, 'unknown'],
	])('an answer that repeats %s', (_name, changed, expected) => {
		expect(word(decode({ ...SINGLE, ...changed })![0])).toBe(expected);
		const untagged = { ...message, content: { ...message.content, tagged: false } };
		expect(word(send.decode(answer(201, { ...SINGLE, ...changed }), [untagged])![0])).toBe(expected);
	});

	test('ids as numbers, and words and keys in another case', () => {
		expect(decode({ MessageId: 17, Status: ' Processing ' })).toMatchObject([{ accepted: true, messageId: '17' }]);
		expect(word(decode({ messageId: 'a', status: 'FAILED' })![0])).toBe('rejected nothing');
	});

	test.each(['', '{}', 'null', '[]', '{"messageId":"a"}', '{"status":"sent"}', '{"messageId":"","status":"sent"}', '<html/>', '{"messageId":"a","sta'])('%p is invalid', (body) => {
		expect(() => decode(body)).toThrow();
	});
});

describe('the answer to a batch', () => {
	const decode = (body: unknown, count = 2, status = 202) => sendBatch.decode(answer(status, body), messages(count));

	test("the page's own answer, in its order and in any other", () => {
		const rows = BATCH.map((row) => ({ accepted: true, messageId: row.messageId, raw: row }));
		expect(decode(BATCH)).toEqual(rows);
		expect(decode(BATCH.toReversed())).toEqual(rows);
		expect(decode(BATCH, 2, 200)).toEqual(rows);
	});

	test('a message without a row is unknown, and so is one whose row has no id', () => {
		expect(decode(BATCH, 3)!.map(word)).toEqual(['accepted', 'accepted', 'unknown']);
		expect(decode([{ index: 0 }, BATCH[1]])!.map(word)).toEqual(['unknown', 'accepted']);
	});

	test('an index as text, an id as a number', () => {
		expect(decode([{ index: '1', messageId: 11 }, { Index: 0, MessageId: 10 }])).toMatchObject([{ accepted: true, messageId: '10' }, { accepted: true, messageId: '11' }]);
		expect(decode([{ index: '', messageId: 'a' }, { index: ' 1 ', messageId: 'b' }])!.map(word)).toEqual(['unknown', 'accepted']);
		expect(decode([{ index: -1, messageId: 'a' }, { index: 0.5, messageId: 'b' }])!.map(word)).toEqual(['unknown', 'unknown']);
	});

	test('a row that repeats another address', () => {
		expect(decode([{ ...BATCH[0], to: { phoneNumber: '447700900999' } }, { ...BATCH[1], to: { phoneNumber: '447700900123' } }])!.map(word)).toEqual(['unknown', 'accepted']);
	});

	test('a row with the status failed is rejected', () => {
		expect(decode([{ ...BATCH[0], status: 'failed' }, { ...BATCH[1], status: 'pondering' }])!.map(word)).toEqual(['rejected nothing', 'unknown']);
	});

	test.each<[string, unknown, string]>([
		['an index beyond the batch', [BATCH[1], { index: 2, messageId: 'c' }], 'its index 2 is that of no message'],
		['an index twice', [BATCH[0], { ...BATCH[1], index: 0 }], 'its index 0 comes twice'],
		['no list', { messages: BATCH }, 'it is no list of index and messageId'],
		['no body, as one page prints with 204', '', ''],
		['a page of HTML', '<html/>', ''],
	])('%s: no index counts', (_name, body, why) => {
		expect(() => decode(body)).toThrow(why);
	});
});

describe('400', () => {
	const decode = (body: unknown, count = 4) => sendBatch.decode(answer(400, body), messages(count))?.map(word) ?? null;
	const second = ['rejected split', 'rejected nothing', 'rejected split', 'rejected split'];

	test.each<[string, unknown, string[] | null]>([
		["the vendor's SDK", { validationFailures: [{ paramName: '[1].to.phoneNumber', message: 'bad' }] }, second],
		['a path from the root', { validationFailures: [{ paramName: '$[1].rules', message: 'bad' }] }, second],
		['a named list', { validationFailures: [{ paramName: 'messages[1]', message: 'bad' }] }, second],
		['a path with dots', { validationFailures: [{ paramName: '1.body', message: 'bad' }] }, second],
		['the newer services', { errorCode: 'X', description: 'Y', details: [{ item: '[1].body', error: 'bad' }] }, second],
		['a list by index', [{ index: 1, validationFailures: [{ paramName: 'body', message: 'bad' }] }], second],
		['two named, one twice', { validationFailures: [{ paramName: '[0].a', message: 'x' }, { paramName: '[0].b', message: 'y' }, { paramName: '[3].b', message: 'z' }] }, ['rejected nothing', 'rejected split', 'rejected split', 'rejected nothing']],
		['one that names no message', { validationFailures: [{ paramName: 'body', message: 'bad' }] }, null],
		['one that does among one that does not', { validationFailures: [{ paramName: '[1].a', message: 'x' }, { paramName: 'rules', message: 'y' }] }, null],
		['a message that is not there', { validationFailures: [{ paramName: '[4].a', message: 'x' }] }, null],
		['a number deeper in the path', { validationFailures: [{ paramName: 'to.addresses[1]', message: 'x' }] }, null],
		['no list', { message: 'bad' }, null],
		['no list of details', { details: { item: '[1].body', error: 'bad' } }, null],
		['entries that are none, beside one that is', { validationFailures: ['bad', null, { paramName: '[1].body', message: 'bad' }] }, second],
		['text', 'Bad Request', null],
		['nothing', '', null],
	])('%s', (_name, body, expected) => {
		expect(decode(body)).toEqual(expected);
	});

	test.each<[string, unknown]>([
		['text', 'Bad Request'],
		['no list', { message: 'bad' }],
		['an entry that is none', { validationFailures: ['bad', 7, null, []] }],
		['an entry without words', { validationFailures: [{ code: 7 }] }],
	])('without a row for the message: %s', (_name, body) => {
		expect(decode(body, 1)).toBeNull();
	});

	test("for one message rejects it, with the provider's words", () => {
		const body = { validationFailures: [{ paramName: 'body', message: 'too long' }, { paramName: 'rules', message: 'empty' }] };
		const [row] = send.decode(answer(400, body), [message])!;
		expect(row).toMatchObject({ accepted: false, failure: { status: 'rejected', next: 'nothing', httpStatus: 400, providerMessage: 'body: too long; rules: empty' } });
		const said = (details: object[]) => (send.decode(answer(400, { details }), [message])![0] as Row & { accepted: false }).failure.providerMessage;
		expect([said([{ item: 'body', error: 'too long' }]), said([{ description: 'too long' }])]).toEqual(['body: too long', 'too long']);
	});
});

test('for any other status the HTTP status decides', () => {
	for (const status of [199, 300, 302, 401, 404, 429, 500, 503]) {
		expect(send.decode(answer(status, SINGLE), [message])).toBeNull();
		expect(sendBatch.decode(answer(status, BATCH), messages(2))).toBeNull();
	}
	expect(word(send.decode(answer(299, SINGLE), [message])![0])).toBe('accepted');
	expect(sendBatch.decode(answer(299, BATCH), messages(2))!.map(word)).toEqual(['accepted', 'accepted']);
});
