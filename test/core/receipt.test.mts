import { momentOf, receipt, utcOf, type ReceiptStatus } from '../../core/records/receipt.ts';

const told = { provider: 'pigeon', kind: 'receipt', status: 'sent', channel: 'pigeon', messageId: 'm-1', statusCode: '2', statusText: 'FLOWN' } as const;

test('the same keys in the same order, null for missing and empty values', () => {
	const whole = receipt({ provider: 'pigeon', kind: 'inbound', status: 'delivered', sender: 'ann', text: '' });
	expect(whole).toEqual({
		provider: 'pigeon',
		channel: null,
		kind: 'inbound',
		status: 'delivered',
		final: true,
		statusCode: null,
		statusText: null,
		messageId: null,
		correlationId: null,
		recipient: null,
		sender: 'ann',
		text: null,
		intent: null,
		occurredAt: null,
		receiptId: expect.any(String) as string,
	});
	expect(Object.keys(receipt(told))).toEqual(Object.keys(whole));
});

test('has every value of the provider', () => {
	const said = { provider: 'pigeon', channel: 'pigeon', kind: 'inbound', status: 'delivered', statusCode: '1', statusText: 'a', messageId: 'b', correlationId: 'c', recipient: 'd', sender: 'e', text: 'f', occurredAt: '2031-01-15T10:30:00.000Z' } as const;
	expect(receipt(said)).toEqual({ ...said, intent: null, final: true, receiptId: expect.any(String) as string });
});

test.each<[ReceiptStatus, boolean]>([
	['queued', false],
	['sent', false],
	['delivered', true],
	['read', true],
	['failed', true],
	['expired', true],
	['rejected', true],
	['optedOut', true],
	['answered', true],
	['noAnswer', true],
	['unknown', false],
])('%s settles it: %s', (status, final) => {
	expect(receipt({ ...told, status }).final).toBe(final);
});

test('the receiptId identifies the report, not when or how it was seen', () => {
	const { receiptId } = receipt(told);
	expect(receiptId).toMatch(/^[0-9a-f]{32}$/);
	expect(receipt({ ...told, occurredAt: '2031-01-15T10:30:00.000Z', recipient: '1', correlationId: 'c-1' }).receiptId).toBe(receiptId);
	const others = [{ provider: 'dove' }, { kind: 'inbound' }, { status: 'read' }, { channel: 'sms' }, { messageId: 'm-2' }, { statusCode: '3' }, { statusText: 'LOST' }] as const;
	const ids = others.map((other) => receipt({ ...told, ...other }).receiptId);
	expect(new Set([receiptId, ...ids]).size).toBe(others.length + 1);
	// If only our own id is known, it identifies the message.
	const own = { ...told, messageId: null };
	expect(receipt({ ...own, correlationId: 'c-1' }).receiptId).not.toBe(receipt({ ...own, correlationId: 'c-2' }).receiptId);
});

test('two answers to one message are two, if only the answered message has an id', () => {
	const answer = { provider: 'pigeon', kind: 'inbound', status: 'delivered', correlationId: 'c-1', sender: 'ann', recipient: 'me', text: 'Yes', occurredAt: '2031-01-15T10:30:00.000Z' } as const;
	const { receiptId } = receipt(answer);
	expect(receipt(answer).receiptId).toBe(receiptId);
	const others = [{ text: 'Stop' }, { sender: 'bob' }, { recipient: 'you' }, { occurredAt: '2031-01-15T10:31:00.000Z' }, { correlationId: 'c-2' }];
	expect(new Set([receiptId, ...others.map((other) => receipt({ ...answer, ...other }).receiptId)]).size).toBe(others.length + 1);
	// If the message has its own id, only that counts.
	const named = receipt({ ...answer, messageId: 'm-1' }).receiptId;
	expect(receipt({ ...answer, messageId: 'm-1', occurredAt: '2031-01-15T10:30:00.001Z', correlationId: null }).receiptId).toBe(named);
});

test.each<[unknown, string | null]>([
	['2031-01-15T11:30:00+0100', '2031-01-15T10:30:00.000Z'],
	['2031-01-15T11:30:00 +01:00 or so', null],
	['2031-01-15T11:30:00+01:00', '2031-01-15T10:30:00.000Z'],
	['2031-01-15T10:30:00.123Z', '2031-01-15T10:30:00.123Z'],
	[' 2031-01-15T10:30:00z ', '2031-01-15T10:30:00.000Z'],
	[1420732929252, '2015-01-08T16:02:09.252Z'],
	['2031-01-15T10:30:00', null],
	['2031-01-15 10:30:00', null],
	['2031-01-15', null],
	['2031-02-30T10:30:00Z', null],
	['soon', null],
	['', null],
	[0, null],
	[-1, null],
	[NaN, null],
	[Infinity, null],
	[Date.UTC(10_000), null],
	[null, null],
	[undefined, null],
	[{}, null],
])('the time %j is %s', (value, expected) => {
	expect(utcOf(value)).toBe(expected);
});

test.each<[unknown, string | null]>([
	[1513299569, '2017-12-15T00:59:29.000Z'],
	['1513299569.25', '2017-12-15T00:59:29.250Z'],
	[99_999_999_999, '5138-11-16T09:46:39.000Z'],
	[100_000_000_000, '1973-03-03T09:46:40.000Z'],
	['1605252926742', '2020-11-13T07:35:26.742Z'],
	['2019-11-09T17:00:00.000+0000', '2019-11-09T17:00:00.000Z'],
	['1234567890123456', null],
	['soon', null],
	[undefined, null],
])('a moment %j is %s', (value, expected) => {
	expect(momentOf(value)).toBe(expected);
});
