/** The Wavy Trigger: the published callbacks, everything else that may reach its address, and who gets in. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { WavyTrigger } from '../../nodes/Wavy/WavyTrigger.node.ts';
import { entriesOf } from '../../providers/wavy/callbacks/entries.ts';
import { searchStatuses } from '../../providers/wavy/searchStatuses/operation.ts';
import { givenSecret } from '../../scripts/host/callbackSecret.mts';
import { hookContextOf } from '../engine/hooks.mts';
import { callTrigger, WEBHOOK_ID, type WebhookOutcome, type WebhookRequest } from '../engine/webhook.mts';

const OWN = 'Canary7f3a91c5d2e84b60';
const SECRET = givenSecret('wavy', OWN, WEBHOOK_ID);

interface Fixture {
	page: string;
	request: { method: string; headers?: Record<string, string>; query?: Record<string, string>; body?: IDataObject };
	items: IDataObject[];
}

const folder = join(__dirname, 'callbacks');
const fixtures = readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Fixture);
const requestOf = ({ request: { method, headers, query, body } }: Fixture): WebhookRequest => ({ method, headers, query, body: body && JSON.stringify(body) });
const fixture = (words: string) => fixtures.find(({ page }) => page.includes(words))!;

async function call({ query = {}, ...request }: WebhookRequest, parameters: INodeParameters = {}): Promise<WebhookOutcome> {
	return await callTrigger(new WavyTrigger(), { ...request, query: { token: SECRET, ...query } }, { parameters, credentials: { communicationsCallbackApi: { secret: OWN } } });
}
const post = async (body: unknown, parameters?: INodeParameters) =>
	await call({ headers: { 'content-type': 'application/json' }, body: typeof body === 'string' ? body : JSON.stringify(body) }, parameters);
const jsonOf = ({ items }: WebhookOutcome) => (items ?? []).map(({ json }) => json);

const NOTHING = { statusCode: null, statusText: null, messageId: null, correlationId: null, recipient: null, sender: null, text: null, intent: null, occurredAt: null };

test.each(fixtures.map((one) => [one.page, one] as const))('%s', async (_page, one) => {
	const outcome = await call(requestOf(one));
	expect([outcome.status, outcome.answer]).toEqual([200, '']);
	expect(jsonOf(outcome)).toEqual(one.items.map((item) => ({ ...NOTHING, ...item, receiptId: expect.stringMatching(/^[0-9a-f]{32}$/) as string })));
	expect(Object.keys(jsonOf(outcome)[0]!)).toEqual(['provider', 'channel', 'kind', 'status', 'final', ...Object.keys(NOTHING), 'receiptId']);
});

test('the same delivery has the same receiptId however often it comes, and whether by GET, by POST or by a search', async () => {
	const dlr = fixture('its sample says sentStatusAt');
	const asked = { ids: [String(dlr.request.body!.id)], correlationIds: [] };
	const found = searchStatuses.decode({ status: 200, headers: {}, body: JSON.stringify([dlr.request.body]) }, asked) as Array<{ record: IDataObject }>;
	const seen = [...jsonOf(await call(requestOf(dlr))), ...jsonOf(await call(requestOf(dlr))), ...jsonOf(await call(requestOf(fixture('report by GET')))), found[0]!.record];
	expect(new Set(seen.map(({ receiptId }) => receiptId)).size).toBe(1);
});

test('stages of one message, and messages at one stage, have different receiptIds', async () => {
	const data = (fixture('a batch by its table').request.body!.data as IDataObject[]).flatMap((entry) => [entry, { ...entry, id: `${String(entry.id)}x` }]);
	const stages = [{ id: 'a', sentStatusCode: 2 }, { id: 'a', sentStatusCode: 2, deliveredStatusCode: 4 }];
	const items = jsonOf(await post([...data, ...stages]));
	expect(new Set(items.map(({ receiptId }) => receiptId)).size).toBe(12);
});

test('two answers to one message without an id are two', async () => {
	const answer = { source: '5511900000003', shortCode: '27182', messageText: 'Sim', receivedAt: 1473088405588, mt: { correlationId: 'c-1' } };
	const items = jsonOf(await post([answer, { ...answer, messageText: 'Sair', receivedAt: 1473088465588 }, answer]));
	expect(items.map(({ correlationId }) => correlationId)).toEqual(['c-1', 'c-1', 'c-1']);
	expect(new Set(items.map(({ receiptId }) => receiptId)).size).toBe(2);
	expect(items[2]!.receiptId).toBe(items[0]!.receiptId);
});

test('a thousand receipts are a thousand items of one execution, in their order', async () => {
	const [entry] = fixture('a batch by its table').request.body!.data as IDataObject[];
	const data = Array.from({ length: 1000 }, (_, i) => ({ ...entry, id: `m-${i}`, correlationId: `c-${i}` }));
	const items = jsonOf(await post({ total: 1000, data, clientInfo: {} }));
	expect(items.map(({ correlationId }) => correlationId)).toEqual(data.map(({ correlationId }) => correlationId));
	expect(new Set(items.map(({ receiptId }) => receiptId)).size).toBe(1000);
});

describe('codes', () => {
	test.each<[object, string, boolean]>([
		[{ sentStatusCode: 101 }, 'expired', true],
		[{ sentStatusCode: '204' }, 'optedOut', true],
		[{ sentStatusCode: 206 }, 'unknown', false],
		[{ sentStatusCode: 999, sentStatus: 'NEW' }, 'unknown', false],
		[{ sentStatusCode: 2, deliveredStatusCode: 0 }, 'sent', false],
		[{ sentStatusCode: 2, deliveredStatusCode: 5 }, 'unknown', false],
		[{}, 'unknown', false],
	])('of SMS: %j is %s', async (codes, status, final) => {
		expect(jsonOf(await post({ id: 'a', ...codes }))).toEqual([expect.objectContaining({ channel: 'sms', status, final })]);
	});

	test.each<[object, string, boolean]>([
		[{ sentStatusCode: 206 }, 'rejected', true],
		[{ sentStatusCode: 209 }, 'rejected', true],
		[{ sentStatusCode: 211 }, 'rejected', true],
		[{ sentStatusCode: 212 }, 'rejected', true],
		[{ sentStatusCode: 204 }, 'optedOut', true],
		[{ sentStatusCode: 311 }, 'failed', true],
		[{ sentStatusCode: 1, sent: true }, 'sent', false],
		[{ sentStatusCode: 1, sent: false }, 'unknown', false],
		[{ sentStatusCode: 2, deliveredStatusCode: 5 }, 'read', true],
		[{ sentStatusCode: 2, deliveredStatusCode: 999, delivered: true }, 'delivered', true],
		[{ sentStatusCode: 2, deliveredStatusCode: 999 }, 'unknown', false],
		[{ sentStatusCode: 2, deliveredStatusCode: 104, delivered: false }, 'failed', true],
		[{ sentStatusCode: 2, deliveredStatusCode: 4, delivered: true, read: false }, 'delivered', true],
	])('of WhatsApp: %j is %s', async (codes, status, final) => {
		expect(jsonOf(await post({ data: [{ id: 'a', origin: '5511900000000', ...codes }] }))).toEqual([expect.objectContaining({ channel: 'whatsapp', status, final })]);
	});

	test("an unknown code comes with the vendor's words", async () => {
		expect(jsonOf(await post({ id: 'a', sentStatusCode: 999, sentStatus: 'NEW_ONE' }))[0]).toMatchObject({ status: 'unknown', statusCode: '999', statusText: 'NEW_ONE' });
	});
});

test.each<[unknown, string | null]>([
	[1266660300000, '2010-02-20T10:05:00.000Z'],
	['1266660300000', '2010-02-20T10:05:00.000Z'],
	[1266660300, '2010-02-20T10:05:00.000Z'],
	[100_000_000_000, '1973-03-03T09:46:40.000Z'],
	[99_999_999_999, '5138-11-16T09:46:39.000Z'],
	['2010-02-20T07:05:00-03:00', '2010-02-20T10:05:00.000Z'],
	['2010-02-20T10:05:00', null],
	['soon', null],
	[0, null],
	[1e300, null],
	[{}, null],
])('a time %j is %s', async (sentAt, occurredAt) => {
	expect(jsonOf(await post({ id: 'a', sentStatusCode: 2, sentAt }))[0]).toMatchObject({ occurredAt });
});

test('large ids keep their digits', async () => {
	const [item] = jsonOf(await post('{"id":98765432109876543210,"correlationId":12345678901234567890,"sentStatusCode":2}', { simplify: false }));
	expect(item).toMatchObject({ messageId: '98765432109876543210', correlationId: '12345678901234567890', raw: { id: '98765432109876543210' } });
});

describe('the answered message, by GET, in every notation', () => {
	const query = { id: 'a', source: '5511900000003', shortCode: '27182', messageText: 'Sim & não +1', receivedAt: '1473088405588' };
	test.each<[string, object]>([
		['dots', { 'mt.id': 'm', 'mt.correlationId': 'c-1' }],
		['brackets, as n8n reads them', { mt: { id: 'm', correlationId: 'c-1' } }],
		['underscores', { mt_id: 'm', mt_correlationId: 'c-1' }],
		['joined', { mtId: 'm', mtCorrelationId: 'c-1' }],
		['JSON', { mt: '{"id":"m","correlationId":"c-1"}' }],
	])('%s', async (_name, mt) => {
		expect(jsonOf(await call({ method: 'GET', query: { ...query, ...mt } }))).toEqual([
			expect.objectContaining({ kind: 'inbound', messageId: 'a', correlationId: 'c-1', sender: '5511900000003', recipient: '27182', text: 'Sim & não +1', occurredAt: '2016-09-05T15:13:25.588Z' }),
		]);
	});

	test('as a form, too', async () => {
		const body = new URLSearchParams({ ...query, 'mt[correlationId]': 'c-1' }).toString();
		expect(jsonOf(await call({ headers: { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' }, body }))[0]).toMatchObject({ text: 'Sim & não +1', correlationId: 'c-1' });
	});
});

describe('an empty callback starts nothing, and gets 200', () => {
	test.each<[string, WebhookRequest]>([
		['the address tried with a GET', { method: 'GET' }],
		['an empty body', { body: '' }],
		['an empty object', { body: '{}' }],
		['an empty list', { body: '[]' }],
		['an empty batch', { body: '{"total":0,"data":[],"clientInfo":{}}' }],
	])('%s', async (_name, request) => {
		expect(await call(request)).toEqual({ status: 200, answer: '', items: undefined });
	});
});

describe('an unreadable callback is one item with its raw text, Simplify or not', () => {
	test.each(['{"id":', '<html/>', '"text"', '7', 'null', '{"id":"a",}'])('%s', async (body) => {
		expect(jsonOf(await post(body))).toEqual([expect.objectContaining({ provider: 'wavy', status: 'unknown', final: false, raw: { method: 'POST', query: { token: '***' }, body } })]);
	});

	test('the error says what is missing; blanks are not a body', () => {
		const callback = (body: string) => ({ method: 'POST', headers: {}, query: { id: 'a', token: 't' }, body: Buffer.from(body) });
		for (const body of ['7', 'null', '"text"']) expect(() => entriesOf(callback(body))).toThrow(new Error('it is neither an object nor a list'));
		expect([entriesOf(callback(' \n')), entriesOf(callback(' [{"id":"b"}]\n'))]).toEqual([[{ id: 'a' }], [{ id: 'b' }]]);
	});

	test('within a batch it does not affect the others', async () => {
		const items = jsonOf(await post({ data: [{ id: 'a', sentStatusCode: 2 }, 5, { total: 1 }, { id: { b: 1 } }, { correlationId: 'c', sentStatusCode: 2 }] }));
		expect(items.map(({ status, raw }) => [status, raw])).toEqual([['sent', undefined], ['unknown', 5], ['unknown', { total: 1 }], ['unknown', { id: { b: 1 } }], ['sent', undefined]]);
	});

	test('never throws, whatever comes', async () => {
		await fc.assert(
			fc.asyncProperty(fc.oneof(fc.json(), fc.string(), fc.uint8Array().map((bytes) => Buffer.from(bytes))), async (body) => {
				const { status, items } = await call({ body });
				expect(status).toBe(200);
				for (const { json } of items ?? []) expect(json).toMatchObject({ provider: 'wavy', receiptId: expect.any(String) as string });
			}),
			{ numRuns: 500 },
		);
	});
});

describe('what starts the workflow', () => {
	const told = [{ id: 'a', sentStatusCode: 2 }, { id: 'b', deliveredStatusCode: 4 }, { id: 'c', source: '5511900000003', messageText: 'Oi' }, 'x'];
	test.each<[INodeParameters, unknown[]]>([
		[{}, ['a', 'b', 'c', null]],
		[{ kinds: ['inbound'] }, ['c', null]],
		[{ kinds: ['receipt'] }, ['a', 'b', null]],
		[{ only: ['delivered'] }, ['b', 'c']],
		[{ kinds: ['receipt'], only: ['sent', 'unknown'] }, ['a', null]],
	])('%j', async (parameters, ids) => {
		expect(jsonOf(await post(told, parameters)).map(({ messageId }) => messageId)).toEqual(ids);
	});
});

describe('who is let in', () => {
	const body = JSON.stringify({ id: 'a', sentStatusCode: 2 });
	const refused = { status: 401, answer: 'not authorized', items: undefined };

	test.each<[string, WebhookRequest]>([
		['without a token', { query: { token: undefined } }],
		['with an empty one', { query: { token: '' } }],
		['with another', { query: { token: SECRET.toUpperCase() } }],
		['with that of the credential, which stays in n8n', { query: { token: OWN } }],
		['with it as an object', { query: { token: { a: SECRET } } }],
		['with it in a header', { query: { token: undefined }, headers: { token: SECRET, authorization: `Bearer ${SECRET}` } }],
		['with it in the body', { query: { token: undefined }, body: JSON.stringify({ token: SECRET, id: 'a', sentStatusCode: 2 }) }],
	])('not %s', async (_name, request) => {
		expect(await call({ body, ...request })).toEqual(refused);
	});

	test.each(['', 'short', `${OWN} `])('nobody, if the secret is "%s"', async (secret) => {
		const outcome = await callTrigger(new WavyTrigger(), { query: { token: secret }, body }, { credentials: { communicationsCallbackApi: { secret } } });
		expect(outcome).toEqual(refused);
		const context = hookContextOf({ getCredentials: async () => await Promise.resolve({ secret }), getNode: () => ({ name: 'Wavy Trigger', webhookId: WEBHOOK_ID }) });
		await expect(new WavyTrigger().webhookMethods.default.checkExists.call(context)).rejects.toThrow('Secret');
	});

	test('publishing and unpublishing make no request', async () => {
		const context = hookContextOf({ getCredentials: async () => await Promise.resolve({ secret: OWN }), getNode: () => ({ name: 'n', webhookId: WEBHOOK_ID }) });
		const methods = new WavyTrigger().webhookMethods.default;
		expect([await methods.checkExists.call(context), await methods.create.call(context), await methods.delete.call(context)]).toEqual([true, true, true]);
	});
});

test('the secret is in no item, however it comes', async () => {
	const said = { id: SECRET, correlationId: 'c', sentStatusCode: 2, sentStatus: `by ${SECRET}`, extraInfo: encodeURIComponent(SECRET), url: `https://example.com/webhook?token=${SECRET}` };
	const requests: WebhookRequest[] = [
		{ body: JSON.stringify(said) },
		{ body: JSON.stringify({ data: [{ ...said, origin: SECRET }, { ...said, source: SECRET, message: { messageText: SECRET } }, SECRET] }) },
		{ body: `no JSON ${SECRET}` },
		{ method: 'GET', query: { id: 'a', extraInfo: SECRET } },
		{ method: 'GET', query: { strange: SECRET } },
	];
	const seen: string[] = [];
	for (const request of requests) seen.push(JSON.stringify(jsonOf(await call(request, { simplify: false }))));
	expect(seen.every((text) => text.includes('***'))).toBe(true);
	expect(seen.join()).not.toContain(SECRET);
});

test('the token is not part of the data', async () => {
	expect(entriesOf({ method: 'GET', query: { token: SECRET, id: 'a' }, headers: {}, body: Buffer.alloc(0) })).toEqual([{ id: 'a' }]);
	const [item] = jsonOf(await call({ method: 'GET', query: { id: 'a', sentStatusCode: '2' } }, { simplify: false }));
	expect(item!.raw).toEqual({ id: 'a', sentStatusCode: '2' });
});
