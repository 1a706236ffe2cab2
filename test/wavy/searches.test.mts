/** Search Statuses and Search Inbound: the published samples, and every other kind of answer. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DateTime } from 'luxon';

import { attempt } from '../../core/input/fields.ts';
import { isProblem, readFields } from '../../core/input/read.ts';
import type { ProviderRecord } from '../../core/records/providerRecord.ts';
import type { Receipt } from '../../core/records/receipt.ts';
import type { Failure } from '../../core/http/failure.ts';
import type { RequestOperation } from '../../core/request/operation.ts';
import { statusSchema } from '../../providers/wavy/callbacks/sms.ts';
import { searchInbound } from '../../providers/wavy/searchInbound/operation.ts';
import { searchStatuses } from '../../providers/wavy/searchStatuses/operation.ts';
import { SETTINGS } from './reading.mts';

const OPERATIONS = { searchStatuses, searchInbound } as unknown as Record<string, RequestOperation>;

interface Fixture {
	page: string;
	operation: string;
	asked: object;
	request: { method: string; path: string; body?: object };
	answer: object;
	records: Array<Omit<Receipt, 'receiptId'>>;
}

const folder = join(__dirname, 'searches');
const fixtures = readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Fixture);

test.each(fixtures.map((fixture) => [fixture.page, fixture] as const))('%s', (_page, fixture) => {
	const operation = OPERATIONS[fixture.operation]!;
	const asked = operation.reader(SETTINGS)(fixture.asked);
	const { method, url, body } = operation.encode(asked, { baseUrl: 'https://api.example.com' });
	expect({ method, path: url.replace('https://api.example.com', ''), ...(body && { body: JSON.parse(body) as object }) }).toEqual(fixture.request);

	const records = operation.decode({ status: 200, headers: {}, body: JSON.stringify(fixture.answer) }, asked) as ProviderRecord[];
	expect(records.map(({ record }) => record)).toEqual(fixture.records.map((record) => ({ ...record, receiptId: expect.stringMatching(/^[0-9a-f]{32}$/) as string })));
	expect(Object.keys(records[0]!.record)).toEqual([...Object.keys(fixture.records[0]!), 'receiptId']);
});

describe('an answer with statuses', () => {
	const asked = { ids: ['a', 'b'], correlationIds: ['c-1'] };
	const decode = (body: unknown, status = 200) => searchStatuses.decode({ status, headers: {}, body: typeof body === 'string' ? body : JSON.stringify(body) }, asked);
	const records = (body: unknown) => (decode(body) as ProviderRecord[]).map(({ record }) => record as Receipt);
	const sent = { id: 'a', sentStatusCode: 2, sentStatus: 'SENT_SUCCESS' };

	test.each<[string, unknown]>([
		['a list', [sent]],
		['alone', sent],
		['wrapped', { total: 1, messages: [sent] }],
		['wrapped in another word', { data: [sent] }],
		['twice, by both its ids', [sent, sent]],
		['with one that cannot be read', [sent, { id: null }, 5]],
		['with one nobody asked for', [sent, { ...sent, id: 'x' }]],
		['in capitals', [{ ...sent, id: 'A' }]],
	])('%s', (_name, body) => {
		expect(records(body)).toHaveLength(1);
	});

	test.each<[object, string, boolean]>([
		[{ sentStatusCode: 2 }, 'sent', false],
		[{ sentStatusCode: '2' }, 'sent', false],
		[{ sentStatusCode: 101 }, 'expired', true],
		[{ sentStatusCode: 102 }, 'failed', true],
		[{ sentStatusCode: 103 }, 'rejected', true],
		[{ sentStatusCode: 201 }, 'rejected', true],
		[{ sentStatusCode: 202 }, 'rejected', true],
		[{ sentStatusCode: 203 }, 'rejected', true],
		[{ sentStatusCode: 204 }, 'optedOut', true],
		[{ sentStatusCode: 205 }, 'rejected', true],
		[{ sentStatusCode: 207 }, 'rejected', true],
		[{ sentStatusCode: 301 }, 'failed', true],
		[{ sentStatusCode: 999 }, 'unknown', false],
		[{}, 'unknown', false],
		[{ sentStatusCode: 2, deliveredStatusCode: null }, 'sent', false],
		[{ sentStatusCode: 2, deliveredStatusCode: 4 }, 'delivered', true],
		[{ sentStatusCode: 2, deliveredStatusCode: 104 }, 'failed', true],
		[{ sentStatusCode: 2, deliveredStatusCode: 101 }, 'expired', true],
		[{ sentStatusCode: 2, deliveredStatusCode: 5 }, 'unknown', false],
	])('%j is %s', (codes, status, final) => {
		expect(records([{ id: 'b', ...codes }])[0]).toMatchObject({ messageId: 'b', status, final });
	});

	test('found by our own id, which may be a number', () => {
		expect(records([{ ...sent, id: 'z', correlationId: 'c-1' }])[0]).toMatchObject({ messageId: 'z', correlationId: 'c-1' });
	});

	test('statuses of other messages are dropped before they are read, even if there are many', () => {
		const read = jest.spyOn(statusSchema, 'safeParse');
		const others = Array.from({ length: 5000 }, (_, i) => [{ ...sent, id: `x${i}` }, { id: i }, {}, null, [], 'a'][i % 6]);
		const found = records([...others, { ...sent, id: 'A' }, ...others, { ...sent, id: 'z', correlationId: 'C-1' }, { id: 'b', sentStatusCode: {} }]);
		const looked = read.mock.calls.map(([entry]) => (entry as { id: unknown }).id);
		read.mockRestore();
		expect(found.map(({ messageId }) => messageId)).toEqual(['A', 'z', 'b']);
		expect(looked).toEqual(['A', 'z', 'b']);
	});

	test('nothing found is an error item, and retryable', () => {
		expect(decode([])).toMatchObject({ status: 'notFound', retryable: true, next: 'nothing' } satisfies Partial<Failure>);
		expect(decode({ total: 0, messages: [] })).toMatchObject({ status: 'notFound' });
	});

	test.each(['', 'null', '5', '{}', '"x"', '<html/>', '[{"id":"x"}]', '[{"id":null}]'])('%s is invalid', (body) => {
		expect(() => decode(body)).toThrow();
	});

	test('420 means too many requests, as on the WhatsApp pages; for other statuses the HTTP status decides', () => {
		expect(decode('{"errorCode":420}', 420)).toMatchObject({ status: 'notSent', code: 'http420', next: 'retry' });
		for (const status of [302, 400, 401, 429, 500]) expect(decode([sent], status)).toBeNull();
	});
});

test("at most one search a second, the vendor's limit", () => {
	expect([searchStatuses.limits.requestsPerSecond, searchInbound.limits.requestsPerSecond]).toEqual([1, 1]);
});

describe('an answer with received messages', () => {
	const decode = (body: unknown, status = 200) => searchInbound.decode({ status, headers: {}, body: JSON.stringify(body) }, { start: null, end: null, subAccount: null });
	const told = { id: 'a', source: '5511900000003', messageText: 'Oi' };

	test('may be a list, or contain one', () => {
		for (const body of [[told], { total: 9, messages: [told] }]) expect(decode(body)).toMatchObject([{ record: { messageId: 'a', kind: 'inbound', text: 'Oi' }, raw: told }]);
	});

	test('420 means too many requests here, too; for other statuses the HTTP status decides', () => {
		expect(decode({ errorCode: 420 }, 420)).toMatchObject({ status: 'notSent', code: 'http420', next: 'retry' });
		expect([199, 300, 401].map((status) => decode([told], status))).toEqual([null, null, null]);
	});
});

describe('the time range of received messages', () => {
	const read = (fields: object) => searchInbound.reader(SETTINGS)(fields);
	const [early, late] = ['2031-01-15T10:30:00Z', '2031-01-15T10:31:00Z'];

	test('has a begin, an end, both or neither', () => {
		for (const [start, end] of [[], [early], [null, early], [early, late]]) {
			const asked = read({ start, end }) as Record<'start' | 'end', DateTime | null>;
			expect([asked.start?.toMillis(), asked.end?.toMillis()]).toEqual([start, end].map((time) => (time ? Date.parse(time) : undefined)));
		}
	});

	test.each([[late, early], [early, early]])('does not go from %s to %s', (start, end) => {
		const reading = readFields(searchInbound.fields, searchInbound.reader(SETTINGS), 0, { start, end });
		if (!isProblem(reading)) throw new Error('it was read');
		expect(reading).toMatchObject({ field: 'End', what: 'End is not after Start', fix: 'Give a later End, or leave it empty: then it is the present time.' });
	});

	test('and a sub-account is text', () => {
		const reading = readFields(searchInbound.fields, searchInbound.reader(SETTINGS), 0, { subAccount: {} });
		expect(reading).toMatchObject({ what: 'Sub-Account is {}, not text', fix: 'It is an object: give the field within it.' });
		expect(read({ subAccount: ' shop ' })).toMatchObject({ subAccount: 'shop' });
	});
});

test.each(['', 'null', '{}', '{"messages":{}}', '{"messages":[{}]}', '<html/>'])('%j is no list of received messages', (body) => {
	expect(() => searchInbound.decode({ status: 200, headers: {}, body }, { start: null, end: null, subAccount: null })).toThrow();
});

describe('ids in every notation', () => {
	const read = searchStatuses.reader(SETTINGS);

	test.each<[unknown, string[]]>([
		['a', ['a']],
		[' a, b;c\nd ,', ['a', 'b', 'c', 'd']],
		['["a","b"]', ['a', 'b']],
		[['a', 'a', null, undefined, ['b']], ['a', 'b']],
		[[1, '2'], ['1', '2']],
		[7, ['7']],
	])('%j', (messageIds, ids) => {
		expect(read({ messageIds })).toEqual({ ids, correlationIds: [] });
	});

	test.each<[object, string]>([
		[{}, 'is missing, and so is Correlation IDs'],
		[{ messageIds: ' , ', correlationIds: [] }, 'is missing, and so is Correlation IDs'],
		[{ messageIds: [{ id: 1 }] }, 'has {"id":1}, not an ID'],
		[{ messageIds: true }, 'has true, not an ID'],
	])('%j is refused', (fields, message) => {
		expect(attempt(read, fields)).toMatchObject({ what: message, field: 'messageIds', fix: 'Give one ID, several separated by commas, or a list.' });
	});
});
