/** The requests of the Wavy Inbound Trigger, and how it reads the answers. */
import type { IDataObject } from 'n8n-workflow';

import { pollInbound } from '../../providers/wavy/pollInbound/operation.ts';

test('a search names the window in UTC, and the sub-account', () => {
	const operation = pollInbound('north');
	const url = (from: number | null, to: number | null, polled = operation) => polled.search.encode(polled.params({ from, to }), { baseUrl: '' }).url;
	expect(url(Date.UTC(2026, 10, 22, 3, 0, 0, 999), null)).toBe('/v1/sms/receive/search?start=2026-11-22T03%3A00%3A00Z&subAccount=north');
	expect(url(null, Date.UTC(2026, 10, 22))).toBe('/v1/sms/receive/search?end=2026-11-22T00%3A00%3A00Z&subAccount=north');
	expect(url(null, null, pollInbound(null))).toBe('/v1/sms/receive/search');
});

test("the vendor's limits: five days, a thousand messages per answer, one search a second", () => {
	const { retentionMs, pageLimit: most, search } = pollInbound(null);
	expect([retentionMs, most, search.limits.requestsPerSecond, search.once]).toEqual([432_000_000, 1000, 1, undefined]);
});

test('an unreadable message is an item with its raw data, and does not hold back the others', () => {
	const { search } = pollInbound(null);
	const body = JSON.stringify({ total: 1, messages: [null, { source: '5511900000001', messageText: 'Sim' }, 'x', { id: 'a', messageText: 'Oi' }] });
	const records = search.decode({ status: 200, headers: {}, body }, { start: null, end: null, subAccount: null }) as Array<{ record: IDataObject; raw: unknown }>;
	expect(records.map(({ record, raw }) => [record.provider, record.kind, record.status, record.text, raw])).toEqual([
		['wavy', 'inbound', 'unknown', null, null],
		['wavy', 'inbound', 'delivered', 'Sim', { source: '5511900000001', messageText: 'Sim' }],
		['wavy', 'inbound', 'unknown', null, 'x'],
		['wavy', 'inbound', 'delivered', 'Oi', { id: 'a', messageText: 'Oi' }],
	]);
	expect(records[0]!.record.statusText).toBe('The message could not be read: it is no object');
	expect(new Set(records.map(({ record }) => record.receiptId)).size).toBe(4);
});

test.each(['', 'null', '{}', '{"messages":{}}', '<html/>'])('%s is not a list of messages', (body) => {
	const { search } = pollInbound(null);
	expect(() => search.decode({ status: 200, headers: {}, body }, { start: null, end: null, subAccount: null })).toThrow();
});
