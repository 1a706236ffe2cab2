/** A trigger of a provider that exists only in the tests: what core gives to every trigger. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { CALLBACK_BYTES, CALLBACK_ENTRIES } from '../../core/receive/receive.ts';
import { hookContextOf } from '../engine/hooks.mts';
import { callTrigger, WEBHOOK_ID, type WebhookRequest } from '../engine/webhook.mts';
import { givenSecret } from '../../scripts/host/callbackSecret.mts';
import { landings } from './receipts.mts';
import { PigeonTrigger } from './PigeonTrigger.node.mts';

const own = 'ring-of-the-keeper "1"';
const secret = givenSecret('pigeon', own, WEBHOOK_ID);
const signed = { 'keeper-ring': secret, 'content-type': 'application/json' };
const landed = { ring: 'r-1', state: 'landed', at: '2031-01-15T10:30:00Z' };

async function call(request: WebhookRequest, parameters: INodeParameters = {}, credential: IDataObject = { secret: own }) {
	return await callTrigger(new PigeonTrigger(), { headers: signed, ...request }, { parameters, credentials: { communicationsCallbackApi: credential } });
}
const tell = async (told: unknown, parameters?: INodeParameters) => await call({ body: JSON.stringify(told) }, parameters);

test('one item per record of a callback, in order, and the answer is 200 with an empty body', async () => {
	const { status, answer, items } = await tell([landed, { ring: 'r-2', state: 'lost' }]);
	expect([status, answer]).toEqual([200, '']);
	expect(items!.map(({ json }) => [json.messageId, json.status, json.final])).toEqual([['r-1', 'delivered', true], ['r-2', 'failed', true]]);
	expect(items![0]!.json).toEqual({
		provider: 'pigeon',
		channel: 'pigeon',
		kind: 'receipt',
		status: 'delivered',
		final: true,
		statusCode: null,
		statusText: 'landed',
		messageId: 'r-1',
		correlationId: null,
		recipient: null,
		sender: null,
		text: null,
		intent: null,
		occurredAt: '2031-01-15T10:30:00.000Z',
		receiptId: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
	});
});

test('the same delivery seen twice has the same receiptId', async () => {
	const [once, twice] = [await tell([landed]), await tell([landed])];
	expect(twice.items![0]!.json.receiptId).toBe(once.items![0]!.json.receiptId);
});

test('a thousand receipts are a thousand items of one execution', async () => {
	const { items } = await tell(Array.from({ length: 1000 }, (_, i) => ({ ...landed, ring: `r-${i}` })));
	expect(items!.map(({ json }) => json.messageId)).toEqual(Array.from({ length: 1000 }, (_, i) => `r-${i}`));
	expect(new Set(items!.map(({ json }) => json.receiptId)).size).toBe(1000);
});

test('a callback with too many entries becomes one item with its text, and no entry is read', async () => {
	const read = jest.spyOn(landings, 'read');
	const ones = `[${Array.from({ length: CALLBACK_ENTRIES + 1 }, () => 1).join()}]`;
	const { status, items } = await call({ body: ones });
	expect([status, items!.length, read.mock.calls.length]).toEqual([200, 1, 0]);
	expect(items![0]!.json).toMatchObject({ status: 'unknown', statusCode: 'unreadableCallback', statusText: expect.stringContaining('10001 entries') as string, raw: { body: ones } });
	expect((await call({ body: ones.replace('1,', '') })).items!.length).toBe(CALLBACK_ENTRIES);
	read.mockRestore();
});

test("with Simplify off the item has the provider's own data", async () => {
	expect((await tell([landed], { simplify: false })).items![0]!.json.raw).toEqual(landed);
	expect((await tell([landed])).items![0]!.json).not.toHaveProperty('raw');
});

test.each([
	['nothing told', []],
	['nothing wanted', [landed]],
])('%s starts nothing and is answered 200', async (_name, told) => {
	expect(await tell(told, { only: ['failed'] })).toEqual({ status: 200, answer: '', items: undefined });
});

describe('a callback that is not from the provider gets 401 and starts nothing', () => {
	test.each<[string, Record<string, string | string[]>]>([
		['no secret', {}],
		['another', { 'keeper-ring': 'ring of somebody else' }],
		['in another case', { 'keeper-ring': secret.toUpperCase() }],
		['the one of the credential, which stays in n8n', { 'keeper-ring': own }],
		['that of another provider', { 'keeper-ring': givenSecret('wavy', own, WEBHOOK_ID) }],
		['that of another trigger', { 'keeper-ring': givenSecret('pigeon', own, 'another-id') }],
		['twice', { 'keeper-ring': [secret, secret] }],
	])('%s', async (_name, headers) => {
		expect(await call({ headers, body: JSON.stringify([landed]) })).toEqual({ status: 401, answer: 'not authorized', items: undefined });
	});

	test.each(['', 'short', ' ring-of-the-keeper'])('an invalid secret of the user lets nobody in: "%s"', async (weak) => {
		expect((await call({ headers: { 'keeper-ring': weak }, body: JSON.stringify([landed]) }, {}, { secret: weak })).status).toBe(401);
	});

	test('before its size is checked', async () => {
		const body = Buffer.alloc(CALLBACK_BYTES + 1, 32);
		expect((await call({ headers: {}, body })).status).toBe(401);
		expect(await call({ body })).toEqual({ status: 413, answer: 'too large', items: undefined });
	});

	// n8n starts a failed execution for every exception, so anybody could fill the list of executions.
	test.each<[string, Error, number, string]>([
		['a form in parts, of which n8n leaves nothing', new Error('Request body stream was aborted or is not readable'), 415, 'not readable'],
		['a body larger than n8n takes', Object.assign(new Error('request entity too large'), { status: 413 }), 413, 'too large'],
		['a compression that is none', Object.assign(new Error('incorrect header check'), { code: 'Z_DATA_ERROR' }), 415, 'not readable'],
	])('whatever its body; an unreadable body is refused even with the secret: %s', async (_name, unread, status, answer) => {
		expect(await call({ headers: {}, unread })).toEqual({ status: 401, answer: 'not authorized', items: undefined });
		expect(await call({ unread })).toEqual({ status, answer, items: undefined });
	});
});

describe('an unreadable callback becomes an item', () => {
	test.each([
		['no JSON', '{"ring":'],
		['JSON of another kind', '{"ring":"r-1"}'],
		['an empty body', ''],
	])('%s', async (_name, body) => {
		const { status, items } = await call({ body, query: { a: ['1', '2'], b: { c: 'd' }, e: 'f' } });
		expect(status).toBe(200);
		expect(items!.map(({ json }) => json)).toEqual([
			expect.objectContaining({ provider: 'pigeon', status: 'unknown', final: false, raw: { method: 'POST', query: { a: '2', 'b[c]': 'd', e: 'f' }, body } }),
		]);
		expect(items![0]!.json.statusText).toMatch(/^The callback could not be read: ./);
	});

	test('its receiptId depends on its content, not on the secret', async () => {
		const ids = ['ring-of-the-keeper "1"', 'ring-of-another "2"'].map(async (kept) => {
			const ring = givenSecret('pigeon', kept, WEBHOOK_ID);
			const { items } = await call({ headers: { 'keeper-ring': ring }, body: `by ${ring}`, query: { token: ring } }, {}, { secret: kept });
			return items![0]!.json.receiptId;
		});
		expect(new Set(await Promise.all(ids)).size).toBe(1);
	});

	test('an unreadable entry does not affect the others', async () => {
		const { items } = await tell([landed, 'a feather', { ring: 'r-3', state: 'landed' }]);
		expect(items!.map(({ json }) => [json.messageId, json.status, json.raw])).toEqual([
			['r-1', 'delivered', undefined],
			[null, 'unknown', 'a feather'],
			['r-3', 'delivered', undefined],
		]);
	});

	test('a body that n8n left unread is read', async () => {
		expect((await call({ body: JSON.stringify([landed]), unread: true })).items).toHaveLength(1);
	});
});

test('the secret appears in no item, however the provider repeats it', async () => {
	const dresses = [secret, JSON.stringify(secret), encodeURIComponent(secret)];
	const bodies = [
		JSON.stringify([{ ...landed, answer: dresses.join() }, { ...landed, ring: dresses.join(), extra: dresses }, dresses]),
		`${dresses.join()} is no JSON`,
		`"${dresses.join()}`,
	];
	const seen: string[] = [];
	for (const body of bodies) {
		const { items } = await call({ body, query: { token: secret } }, { simplify: false });
		expect(items!.length).toBeGreaterThan(0);
		seen.push(...items!.map(({ json }) => JSON.stringify(json)));
	}
	expect(seen.join()).toContain('***');
	expect(seen.join()).not.toContain(secret);
});

describe('the secret is checked before the first callback', () => {
	const test1 = async (data?: IDataObject) => await new PigeonTrigger().methods.credentialTest.callbackSecret.call({} as never, { id: '1', name: 'c', type: 't', ...(data && { data: data as never }) });
	const publish = async (data: IDataObject) =>
		await new PigeonTrigger().webhookMethods.default.checkExists.call(hookContextOf({ getCredentials: async () => await Promise.resolve(data), getNode: () => ({ name: 'n', webhookId: WEBHOOK_ID }) }));

	test.each([
		['', 'Secret has 0 characters and needs at least 16'],
		['fifteen-letters', 'Secret has 15 characters and needs at least 16'],
		['sixteen-letters ', 'Secret begins or ends with a space, which is easily lost'],
	])('"%s"', async (weak, message) => {
		expect(await test1({ secret: weak })).toEqual({ status: 'Error', message });
		await expect(publish({ secret: weak })).rejects.toMatchObject({ message: `Credential Communications Callback API: ${message}`, description: expect.stringContaining('16 random characters') as string });
	});

	test('a good secret, and a credential without data', async () => {
		expect(await test1({ secret: own })).toMatchObject({ status: 'OK' });
		expect(await test1()).toMatchObject({ status: 'Error' });
		expect(await publish({ secret: own })).toBe(true);
	});
});
