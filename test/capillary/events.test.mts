/** Capillary's events: both layouts, every failure status, and callbacks that are not from Capillary. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { CapillaryTrigger } from '../../nodes/Capillary/CapillaryTrigger.node.ts';
import { givenSecret } from '../../scripts/host/callbackSecret.mts';
import { WEBHOOK_ID, callTrigger, type WebhookRequest } from '../engine/webhook.mts';
import { byNode, BY_NODE_SECRET as SECRET } from './by-node.mts';

const HEADER = 'x-callback-secret';

const folder = join(__dirname, 'events');
const read = (file: string) => readFileSync(join(folder, file), 'utf8');
/** A callback as text, because JavaScript would round its large numbers, and its items. */
const samples = readdirSync(folder)
	.filter((file) => file.endsWith('.callback.json'))
	.map((file) => [file.split('.')[0]!, read(file), JSON.parse(read(file.replace('callback', 'items'))) as IDataObject[]] as const);
const undelivered = JSON.parse(read('undelivered.callback.json')) as IDataObject & { data: IDataObject };

async function call(request: WebhookRequest, parameters: INodeParameters = {}) {
	return await callTrigger(new CapillaryTrigger(), { headers: { [HEADER]: SECRET }, ...request }, { parameters, ...byNode });
}
async function tell(told: unknown, parameters?: INodeParameters) {
	return ((await call({ body: JSON.stringify(told) }, parameters)).items ?? []).map(({ json }) => json);
}

test.each(samples)('%s', async (_name, body, items) => {
	const receiptId = expect.stringMatching(/^[0-9a-f]{32}$/) as unknown;
	expect((await call({ body })).items!.map(({ json }) => json)).toEqual(items.map((item) => ({ ...item, receiptId })));
	const [whole] = (await call({ body }, { simplify: false })).items!;
	expect(Object.keys(whole!.json.raw as object)).toEqual(Object.keys(JSON.parse(body) as object));
});

/** The vendor's pages, with the names of our samples. All events of a page have the layouts of these samples; only their `data` differs, which is passed on. */
const PAGES: Readonly<Record<string, string[]>> = {
	'Consuming event notifications': ['documented-envelope', 'enriched-envelope'],
	'Communication (a draft)': ['undelivered', 'undelivered-enriched'],
	'Customer and User Group': ['customer-added-enriched', 'customer-added-raw', 'customer-updated-wrapped', 'customer-updated-raw', 'customer-deleted-enriched', 'customer-subscription-raw', 'group-created-raw'],
	Target: ['target-achieved-enriched', 'target-achieved-raw'],
	Reward: ['reward-created-enriched'],
	Tier: ['tier-upgraded-enriched'],
	Transaction: ['transaction-added-enriched'],
	'Partner program': ['partner-program-linked-enriched'],
	Card: ['card-updated-enriched'],
	Request: ['request-updated-enriched'],
	Promotion: ['promotion-created-enriched'],
};

test('every layout on the pages has a sample', () => {
	expect(samples.map(([name]) => name).sort()).toEqual(Object.values(PAGES).flat().sort());
});

test('an event may be entirely within `data`, unless the envelope has a name', async () => {
	const inner = { eventName: 'customerUpdated', eventId: 'e-1', data: { a: 1 } };
	expect(await tell({ data: inner, errors: null })).toEqual([expect.objectContaining({ eventName: 'customerUpdated', eventId: 'e-1', data: { a: 1 } })]);
	expect(await tell({ eventName: 'targetCompleted', data: inner })).toEqual([expect.objectContaining({ eventName: 'targetCompleted', eventId: null, data: inner })]);
});

const failed = (deliveryFailureStatus: unknown, more: object = {}) => ({ ...undelivered, eventId: `e-${String(deliveryFailureStatus)}`, data: { deliveryFailureStatus, ...more } });

test.each([
	['TIMEOUT', 'expired'],
	['RETRY_TIMEOUT', 'expired'],
	['HARD_BOUNCED', 'failed'],
	['SOFT_BOUNCED', 'failed'],
	['DND_BLOCKED', 'optedOut'],
	['NDNC_BLOCKED', 'optedOut'],
	['FAILED', 'failed'],
	['CREDIT_LIMIT_EXCEEDED', 'rejected'],
	['RATE_LIMIT_EXCEEDED', 'rejected'],
	['EMAIL_BODY_EMPTY', 'rejected'],
	['MARKED_SPAM', 'rejected'],
	['UNKNOWN', 'unknown'],
	['NOT_DELIVERED', 'failed'],
	['LOST_AT_SEA', 'unknown'],
	[null, 'unknown'],
])('deliveryFailureStatus %s is %s', async (word, status) => {
	expect(await tell(failed(word))).toEqual([expect.objectContaining({ kind: 'receipt', status, statusCode: word, final: status !== 'unknown' })]);
});

test('an undelivered message has its failure, ID and recipient, under any of the names, without repeated words', async () => {
	const one = async (data: object) => (await tell(failed('failed', data)))[0];
	expect(await one({ deliveryFailureReason: 'Full', errorDescription: ' Full ', errorCode: 7, baseAttributes: { ' channel': 'WhatsApp', 'messageId ': 5, to: '447700900123' } })).toMatchObject({
		status: 'failed',
		statusCode: 'failed',
		statusText: 'Full; 7',
		channel: 'whatsapp',
		messageId: '5',
		recipient: '447700900123',
	});
	expect(await one({ baseAttributes: { receiver: '447700900123', to: '447700900124' } })).toMatchObject({ recipient: '447700900123', statusText: null });
});

test.each([
	['100458_customerAdded', 'customerAdded'],
	['customerAdded', 'customerAdded'],
	['customer_1_Added', 'customer_1_Added'],
	['v1_customerAdded', 'v1_customerAdded'],
])('an eventType of %s is the event %s', async (eventType, eventName) => {
	expect(await tell({ eventType })).toEqual([expect.objectContaining({ eventName, eventId: null, refId: null, occurredAt: null, data: null })]);
});

test('an event keeps its receiptId, however often and in whichever layout it comes', async () => {
	const { eventId, eventName, ...rest } = undelivered;
	const again = { eventId, eventType: `100458_${String(eventName)}`, actionType: 'START', attributes: { eventName, ...rest } };
	const ids = [...(await tell(undelivered)), ...(await tell(again))].map(({ receiptId }) => receiptId);
	expect(new Set(ids).size).toBe(1);
	const other = await tell({ ...undelivered, eventId: 'e-78' });
	expect(other[0]!.receiptId).not.toBe(ids[0]);
	// Without an id, its content identifies it.
	const nameless = { ...undelivered, eventId: undefined };
	const [first, second, third] = [...(await tell(nameless)), ...(await tell(nameless)), ...(await tell({ ...nameless, createdAt: 1 }))];
	expect([second!.receiptId === first!.receiptId, third!.receiptId === first!.receiptId]).toEqual([true, false]);
});

test('a byte order mark before the event is ignored', async () => {
	expect((await call({ body: `\ufeff${JSON.stringify(undelivered)}` })).items).toEqual((await call({ body: JSON.stringify(undelivered) })).items);
});

test('a thousand events in one callback are a thousand items of one execution', async () => {
	const told = await tell(Array.from({ length: 1000 }, (_, i) => ({ ...undelivered, eventId: `e-${i}` })));
	expect(told.map(({ eventId }) => eventId)).toEqual(Array.from({ length: 1000 }, (_, i) => `e-${i}`));
	expect(new Set(told.map(({ receiptId }) => receiptId)).size).toBe(1000);
});

test.each([
	['milliseconds as text', { createdAt: '1731000000000' }, '2024-11-07T17:20:00.000Z'],
	['a date-time', { createdAt: '2024-11-07T17:20:00Z' }, '2024-11-07T17:20:00.000Z'],
	['seconds', { createdAt: 1_731_000_000 }, '2024-11-07T17:20:00.000Z'],
	['the earliest milliseconds', { createdAt: 100_000_000_000 }, '1973-03-03T09:46:40.000Z'],
	['the latest seconds', { createdAt: 99_999_999_999 }, '5138-11-16T09:46:39.000Z'],
	['seconds as text', { createdAt: '1731000000' }, '2024-11-07T17:20:00.000Z'],
	['too many digits', { createdAt: '1731000000000000' }, null],
	['a date-time that ends in digits', { createdAt: '2024-11-07T17:20:00+0000' }, '2024-11-07T17:20:00.000Z'],
	['no time', { createdAt: undefined }, null],
	['no time that can be', { createdAt: 1e18 }, null],
	['the time of the envelope', { createdAt: undefined, timeStamp: 1_731_000_000_000 }, '2024-11-07T17:20:00.000Z'],
])('occurredAt of %s', async (_name, given, occurredAt) => {
	expect(await tell({ ...undelivered, ...given })).toEqual([expect.objectContaining({ occurredAt })]);
});

test('Only Statuses filters only receipts; other events still start the workflow', async () => {
	const told = [failed('FAILED'), failed('DND_BLOCKED'), { eventName: 'customerAdded', data: {} }];
	expect((await tell(told, { only: ['failed'] })).map(({ status, kind }) => `${String(kind)} ${String(status)}`)).toEqual(['receipt failed', 'event unknown']);
});

describe('an unreadable callback becomes an item', () => {
	test.each(['{"eventName":', '', '"text"', '7', '{}', '{"eventName":"  "}', '{"eventType":"100458_"}', '[{"data":{}}]', 'null'])('%s', async (body) => {
		const { status, items } = await call({ body });
		expect(status).toBe(200);
		expect(items!.map(({ json }) => json)).toEqual([expect.objectContaining({ provider: 'capillary', status: 'unknown', statusCode: 'unreadableCallback' })]);
		expect(items![0]!.json).toHaveProperty('raw');
	});

	test('events without data, or with data of another kind, can be read', async () => {
		for (const data of [undefined, null, 'text', [1], 7]) expect(await tell({ eventName: 'customerAdded', data })).toEqual([expect.objectContaining({ kind: 'event', data: data ?? null })]);
		expect(await tell({ ...undelivered, data: 'text' })).toEqual([expect.objectContaining({ kind: 'receipt', status: 'unknown', data: 'text' })]);
	});
});

describe('a callback that is not from Capillary gets 401 and starts nothing', () => {
	const body = JSON.stringify(undelivered);
	const refused = { status: 401, answer: 'not authorized', items: undefined };

	test.each<[string, Record<string, string | string[]>]>([
		['no header', {}],
		['another header', { authorization: SECRET }],
		['the header twice', { [HEADER]: [SECRET, SECRET] }],
	])('%s', async (_name, headers) => {
		expect(await call({ headers, body })).toEqual(refused);
	});

	test('nobody gets in while there is no registration', async () => {
		for (const secret of ['', SECRET]) {
			const request = { headers: { [HEADER]: secret }, body };
			expect(await callTrigger(new CapillaryTrigger(), request, { ...byNode, staticData: {} })).toEqual(refused);
			expect(await callTrigger(new CapillaryTrigger(), request, { ...byNode, credentials: {} })).toEqual(refused);
			expect(await callTrigger(new CapillaryTrigger(), request, { ...byNode, credentials: { capillaryApi: { password: '' } } })).toEqual(refused);
		}
	});

	test('with a registration by hand, the secret is made from the credential for callbacks', async () => {
		const own = 'a secret of sixteen';
		const credentials = { communicationsCallbackApi: { secret: own } };
		const parameters = { registration: 'byHand' };
		const given = async (headers: Record<string, string>, more = {}) => (await callTrigger(new CapillaryTrigger(), { headers, body }, { parameters, credentials, staticData: byNode.staticData, ...more })).status;
		const made = givenSecret('capillary', own, WEBHOOK_ID);
		expect(await given({ [HEADER]: made })).toBe(200);
		expect(await given({ [HEADER]: SECRET })).toBe(401);
		expect(await given({ [HEADER]: own })).toBe(401);
		expect(await given({ 'x-shop-key': made })).toBe(401);
		expect(await given({ [HEADER]: 'short' }, { credentials: { communicationsCallbackApi: { secret: 'short' } } })).toBe(401);
	});
});

test('the secret appears in no item, however Capillary repeats it', async () => {
	const dresses = [SECRET, JSON.stringify(SECRET), encodeURIComponent(SECRET)].join();
	const told = [{ ...undelivered, eventId: dresses, data: { deliveryFailureReason: dresses, deep: [dresses] } }, { no: dresses }];
	const text = JSON.stringify([await tell(told, { simplify: false }), (await call({ body: `${SECRET} {` })).items]);
	expect(text).toContain('***');
	expect(text).not.toContain(SECRET);
});
