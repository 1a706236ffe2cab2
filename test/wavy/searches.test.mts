/** Search Statuses and Search Inbound: the published samples, every other answer, and n8n's engine against the sandbox. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';

import type { CallFailure } from '../../core/callFailure.ts';
import type { CallOperation, Finding } from '../../core/callOperation.ts';
import type { Receipt } from '../../core/receipt.ts';
import { statusSchema } from '../../nodes/Wavy/receipt/sms.ts';
import { searchInbound } from '../../nodes/Wavy/sms/searchInbound/operation.ts';
import { searchStatuses } from '../../nodes/Wavy/sms/searchStatuses/operation.ts';
import { startSandbox, type Fault, type Sandbox } from '../../sandbox/server.mts';
import { customers, recipient, runWavy, SETTINGS, type WavyRun } from './wavy.mts';

const OPERATIONS = { searchStatuses, searchInbound } as unknown as Record<string, CallOperation>;

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
	const asked = operation.schema(SETTINGS).parse(fixture.asked);
	const { method, url, body } = operation.encode(asked, { baseUrl: 'https://api.example.com' });
	expect({ method, path: url.replace('https://api.example.com', ''), ...(body && { body: JSON.parse(body) as object }) }).toEqual(fixture.request);

	const findings = operation.decode({ status: 200, headers: {}, body: JSON.stringify(fixture.answer) }, asked) as Finding[];
	expect(findings.map(({ record }) => record)).toEqual(fixture.records.map((record) => ({ ...record, receiptId: expect.stringMatching(/^[0-9a-f]{32}$/) as string })));
	expect(Object.keys(findings[0]!.record)).toEqual([...Object.keys(fixture.records[0]!), 'receiptId']);
});

describe('an answer with statuses', () => {
	const asked = { ids: ['a', 'b'], correlationIds: ['c-1'] };
	const decode = (body: unknown, status = 200) => searchStatuses.decode({ status, headers: {}, body: typeof body === 'string' ? body : JSON.stringify(body) }, asked);
	const records = (body: unknown) => (decode(body) as Finding[]).map(({ record }) => record as Receipt);
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

	test('what nobody asked for is left out before it is read, however much it is', () => {
		const read = jest.spyOn(statusSchema, 'safeParse');
		const others = Array.from({ length: 5000 }, (_, i) => [{ ...sent, id: `x${i}` }, { id: i }, {}, null, [], 'a'][i % 6]);
		const found = records([...others, { ...sent, id: 'A' }, ...others, { ...sent, id: 'z', correlationId: 'C-1' }, { id: 'b', sentStatusCode: {} }]);
		const looked = read.mock.calls.map(([entry]) => (entry as { id: unknown }).id);
		read.mockRestore();
		expect(found.map(({ messageId }) => messageId)).toEqual(['A', 'z', 'b']);
		expect(looked).toEqual(['A', 'z', 'b']);
	});

	test('nothing found is said, and worth another try', () => {
		expect(decode([])).toMatchObject({ status: 'notFound', retryable: true, next: 'nothing' } satisfies Partial<CallFailure>);
		expect(decode({ total: 0, messages: [] })).toMatchObject({ status: 'notFound' });
	});

	test.each(['', 'null', '5', '{}', '"x"', '<html/>', '[{"id":"x"}]', '[{"id":null}]'])('%s is none', (body) => {
		expect(() => decode(body)).toThrow();
	});

	test('420 is too many requests, as on the WhatsApp pages; any other status speaks for itself', () => {
		expect(decode('{"errorCode":420}', 420)).toMatchObject({ status: 'notAsked', code: 'http420', next: 'retry' });
		for (const status of [302, 400, 401, 429, 500]) expect(decode([sent], status)).toBeNull();
	});
});

test("at most one search a second, the vendor's limit", () => {
	expect([searchStatuses.limits.requestsPerSecond, searchInbound.limits.requestsPerSecond]).toEqual([1, 1]);
});

test.each(['', 'null', '{}', '{"messages":{}}', '{"messages":[{}]}', '<html/>'])('%s is no list of received messages', (body) => {
	expect(() => searchInbound.decode({ status: 200, headers: {}, body }, { start: null, end: null, subAccount: null })).toThrow();
});

describe('ids, however they are given', () => {
	const read = (fields: object) => searchStatuses.schema(SETTINGS).safeParse(fields);

	test.each<[unknown, string[]]>([
		['a', ['a']],
		[' a, b;c\nd ,', ['a', 'b', 'c', 'd']],
		['["a","b"]', ['a', 'b']],
		[['a', 'a', null, undefined, ['b']], ['a', 'b']],
		[[1, '2'], ['1', '2']],
		[7, ['7']],
	])('%j', (messageIds, ids) => {
		expect(read({ messageIds }).data).toEqual({ ids, correlationIds: [] });
	});

	test.each<[object, string]>([
		[{}, 'is missing, and so is Correlation IDs'],
		[{ messageIds: ' , ', correlationIds: [] }, 'is missing, and so is Correlation IDs'],
		[{ messageIds: [{ id: 1 }] }, 'has {"id":1}, which is no ID'],
		[{ messageIds: true }, 'has true, which is no ID'],
	])('%j is refused', (fields, message) => {
		expect(read(fields).error!.issues[0]).toMatchObject({ message, path: ['messageIds'] });
	});
});

describe('in the engine', () => {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox();
	});
	afterEach(() => sandbox.reset());
	afterAll(async () => await sandbox.close());

	const search = async (operation: 'searchStatuses' | 'searchInbound', items: IDataObject[], given: WavyRun = {}) =>
		await runWavy(sandbox, items, {
			operation,
			...given,
			parameters: { messageIds: '={{ $json.messageIds }}', correlationIds: '={{ $json.correlationIds }}', start: '={{ $json.start }}', end: '={{ $json.end }}', ...given.parameters },
			options: { requestsPerSecond: 0, ...given.options },
		});

	async function sent(count: number): Promise<IDataObject[]> {
		return (await runWavy(sandbox, customers(count))).success.map(({ json }) => json);
	}

	test('a thousand messages in one search, each with our own id', async () => {
		const messages = await sent(1000);
		sandbox.setStatus({ status: 'delivered' });
		sandbox.setStatus({ recipient: recipient(3), status: 'optedOut' });
		const { success } = await search('searchStatuses', [{ messageIds: messages.map(({ messageId }) => messageId) as string[] }]);
		expect(success.map(({ json }) => [json.messageId, json.correlationId, json.recipient, json.status])).toEqual(
			messages.map(({ messageId, correlationId }, i) => [messageId, correlationId, recipient(i), i === 3 ? 'optedOut' : 'delivered']),
		);
		expect(success.every(({ pairedItem }) => (pairedItem as { item: number }).item === 0)).toBe(true);
		expect(sandbox.requests()).toHaveLength(2);
		expect(sandbox.accepted()).toHaveLength(1000);
	});

	test('all items in one search, as the hint of Message IDs says', async () => {
		const messages = await sent(3);
		sandbox.setStatus({ status: 'sent' });
		const { success } = await search('searchStatuses', messages, { parameters: { messageIds: '={{ $input.all().map((item) => item.json.messageId) }}', correlationIds: '' }, settings: { executeOnce: true } });
		expect(success.map(({ json }) => json.messageId)).toEqual(messages.map(({ messageId }) => messageId));
		expect(sandbox.requests()).toHaveLength(2);
	});

	test('one search an item; what is not there is an error item', async () => {
		const messages = await sent(2);
		sandbox.setStatus({ status: 'sent' });
		const { success, errors } = await search('searchStatuses', [{ messageIds: messages[0]!.messageId as string }, { correlationIds: messages[1]!.correlationId as string }, { messageIds: 'nobody' }, {}]);
		expect(success.map(({ json, pairedItem }) => [json.status, json.messageId, pairedItem])).toEqual(messages.map(({ messageId }, item) => ['sent', messageId, { item }]));
		expect(errors.map(({ json }) => (json.details as IDataObject).code)).toEqual(['notFound', 'invalidFields']);
		expect(errors[0]!.json.details).toMatchObject({ provider: 'wavy', status: 'notFound', messageIds: ['nobody'], correlationIds: [] });
	});

	test('what customers wrote: one item each, none where nobody did, with the message they answer', async () => {
		const [message] = await sent(1);
		for (let i = 0; i < 3; i += 1) sandbox.write({ provider: 'wavy', sender: recipient(i), recipient: '27182', text: `Text ${i}`, ...(i === 0 && { answers: String(message!.messageId) }) });
		const { success, errors, hints } = await search('searchInbound', [{}, { start: '2001-01-01T00:00:00', end: '2001-01-02' }, { start: 'soon' }, { start: '2031-01-02', end: '2031-01-01' }]);
		expect(success.map(({ json, pairedItem }) => [json.kind, json.sender, json.recipient, json.text, json.correlationId, pairedItem])).toEqual(
			[0, 1, 2].map((i) => ['inbound', recipient(i), '27182', `Text ${i}`, i === 0 ? message!.correlationId : null, { item: 0 }]),
		);
		expect(errors.map(({ json }) => json.error)).toEqual(['Start is "soon", which is no date-time [item 2]', 'End is not after Start [item 3]']);
		expect(hints).toEqual(['1 answered, 1 answered with nothing, 2 not asked']);
		const again = await search('searchInbound', [{}]);
		expect(again.success.map(({ json }) => json.receiptId)).toEqual(success.map(({ json }) => json.receiptId));
	});

	const faults: Fault[] = [{ kind: 'resetAfter' }, { kind: 'truncate' }, { kind: 'invalidBody' }, { kind: 'htmlPage', status: 200 }, { kind: 'status', status: 500 }, { kind: 'status', status: 420 }, { kind: 'status', status: 429, retryAfter: 1 }];
	test.each(faults.map((fault) => [JSON.stringify(fault), fault] as const))('%s: asked again, since a search takes nothing away', async (_name, fault) => {
		const messages = await sent(1);
		sandbox.setStatus({ status: 'sent' });
		sandbox.write({ provider: 'wavy', sender: recipient(1), recipient: '27182', text: 'Yes' });
		for (const operation of ['searchStatuses', 'searchInbound'] as const) {
			sandbox.addFault(fault);
			const { success } = await search(operation, [{ messageIds: messages[0]!.messageId as string }]);
			expect(success).toHaveLength(1);
		}
	});

	test.each<[string, Fault, object]>([
		['a redirect is not followed', { kind: 'redirect' }, { status: 'notAsked', code: 'http307' }],
		['400', { kind: 'status', status: 400 }, { status: 'refused', code: 'http400' }],
		['401', { kind: 'status', status: 401 }, { status: 'notAsked', code: 'http401' }],
	])('%s', async (_name, fault, expected) => {
		for (const operation of ['searchStatuses', 'searchInbound'] as const) {
			sandbox.addFault(fault);
			const { errors } = await search(operation, [{ messageIds: 'a' }, { messageIds: 'b' }], { options: { concurrency: 1 } });
			expect(errors[0]!.json.details).toMatchObject(expected);
		}
		expect(sandbox.counts().redirectsFollowed).toBe(0);
	});
});
