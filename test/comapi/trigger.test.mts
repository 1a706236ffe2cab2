/** Comapi's events, and callbacks that are not from Comapi: the vendor's pages in, items out. */
import { createHmac } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { ComapiTrigger } from '../../nodes/Comapi/ComapiTrigger.node.ts';
import { getStatus } from '../../providers/comapi/getStatus/operation.ts';
import { givenSecret } from '../../scripts/host/callbackSecret.mts';
import { callTrigger, WEBHOOK_ID } from '../engine/webhook.mts';

const own = 'f946b0e7-5fe9-4f57-9d8f-62b3ac0b4a13';
const secret = givenSecret('comapi', own, WEBHOOK_ID);
const given = (parameters: INodeParameters = {}) => ({ parameters, credentials: { communicationsCallbackApi: { secret: own } } });
const sign = (body: string, key = secret) => createHmac('sha1', key).update(body).digest('hex');

async function tell(told: unknown, parameters?: INodeParameters) {
	const body = typeof told === 'string' ? told : JSON.stringify(told);
	return await callTrigger(new ComapiTrigger(), { headers: { 'content-type': 'application/json', 'x-comapi-signature': sign(body) }, body }, given(parameters));
}

const folder = join(__dirname, 'events');
const fixtures = readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), 'utf8')] as const);

test.each(fixtures)('%s', async (_file, content) => {
	// The body as text, so that its large numbers keep their digits.
	const body = /"body": ([[{][^]*?),\n {2}"items"/.exec(content)![1]!;
	const { items: expected } = JSON.parse(content) as { items: IDataObject[] };
	const { status, items } = await tell(body);
	expect(status).toBe(200);
	expect(items!.map(({ json }) => json)).toEqual(expected.map((item) => expect.objectContaining(item) as object));
	expect(items!.map(({ json }) => Object.keys(json).filter((key) => key !== 'raw'))).toEqual(items!.map(() => Object.keys(items![0]!.json).filter((key) => key !== 'raw')));
	const again = await tell(body);
	expect(again.items!.map(({ json }) => json.receiptId)).toEqual(items!.map(({ json }) => json.receiptId));
	expect(new Set(items!.map(({ json }) => json.receiptId)).size).toBe(items!.length);
});

test('every event on the pages has a sample', () => {
	const published = [
		...['sent', 'sentRequest', 'delivered', 'read', 'expired', 'failed', 'inbound'].map((name) => `message.${name}`),
		'interaction.click',
		...['create', 'update', 'delete', 'undelete', 'devicesUpdated'].map((name) => `profile.${name}`),
		...['create', 'channelUpdated', 'closed', 'delete'].map((name) => `chat.${name}`),
		'chatMessage.sent',
	];
	const shown = fixtures.flatMap(([, content]) => [(JSON.parse(content) as { body: unknown }).body].flat()).map((event) => (event as { name?: string } | null)?.name);
	expect(published.filter((name) => !shown.includes(name))).toEqual([]);
});

const delivered = { eventId: 'e-1', name: 'message.delivered', payload: { id: 'm-1', details: { channel: 'sms' } }, timestamp: '2031-01-15T10:30:00Z' };

const idsOf = async (told: unknown) => (await tell(told)).items!.map(({ json }) => json.receiptId);

test('a status is the same report in every event and look-up; another status or channel is another report', async () => {
	const { payload } = delivered;
	const [one, ...same] = await idsOf([delivered, { ...delivered, eventId: 'e-2' }, { ...delivered, timestamp: '2031-01-15T10:31:00Z' }]);
	expect(same).toEqual([one, one]);
	const lookedUp = { messageId: payload.id, status: 'delivered', statusDetails: payload.details, rules: ['whatsApp', 'sms'], to: { phoneNumber: '447700900123' }, sentOn: delivered.timestamp };
	const [found] = getStatus.decode({ status: 200, headers: {}, body: JSON.stringify(lookedUp) }, { messageId: payload.id }) as Array<{ record: IDataObject }>;
	expect(found!.record.receiptId).toBe(one);
	const others = [{ ...delivered, name: 'message.read' }, { ...delivered, payload: { ...payload, details: { channel: 'whatsApp' } } }, { ...delivered, payload: { ...payload, id: 'm-2' } }];
	expect(new Set([one, ...(await idsOf(others))]).size).toBe(4);
});

test('an event without a status is identified by its ID: two clicks are two, a repeated click is one', async () => {
	const click = { eventId: 'e-1', name: 'interaction.click', payload: { messageId: 'm-1' }, timestamp: delivered.timestamp };
	const [one, other, again] = await idsOf([click, { ...click, eventId: 'e-2' }, click]);
	expect([one === other, one === again]).toEqual([false, true]);
	const [written, writtenToo] = await idsOf(['e-1', 'e-2'].map((eventId) => ({ eventId, name: 'message.inbound', payload: { from: { phoneNumber: '1' }, body: 'Hi' } })));
	expect(written).not.toBe(writtenToo);
});

test('a callback with a thousand events gives a thousand items of one execution; without events, none', async () => {
	const { items } = await tell(Array.from({ length: 1000 }, (_, i) => ({ ...delivered, eventId: `e-${i}`, payload: { ...delivered.payload, id: `m-${i}` } })));
	expect(new Set(items!.map(({ json }) => json.receiptId)).size).toBe(1000);
	expect(await tell([])).toEqual({ status: 200, answer: '', items: undefined });
});

describe('filters', () => {
	const all = [delivered, { ...delivered, eventId: 'e-2', name: 'message.failed' }, { ...delivered, eventId: 'e-3', payload: { id: 'm-2', details: { channel: 'whatsApp' } } }, { ...delivered, eventId: 'e-4', payload: { id: 'm-3' } }, { eventId: 'e-5', name: 'message.inbound', payload: { body: 'Hi', channel: 'sms' } }, {}];
	test.each<[INodeParameters, string[]]>([
		[{}, ['delivered sms', 'failed sms', 'delivered whatsapp', 'delivered null', 'delivered sms', 'unknown null']],
		[{ channels: ['whatsapp'] }, ['delivered whatsapp', 'delivered null', 'unknown null']],
		[{ only: ['failed'], kinds: ['receipt'] }, ['failed sms']],
		[{ kinds: ['inbound'], channels: ['sms'] }, ['delivered sms', 'unknown null']],
		[{ kinds: ['receipt'], channels: ['rcs'], only: ['failed'] }, []],
	])('%j', async (parameters, expected) => {
		const { status, items } = await tell(all, parameters);
		expect(status).toBe(200);
		expect((items ?? []).map(({ json }) => `${String(json.status)} ${String(json.channel)}`)).toEqual(expected);
	});
});

test('a byte order mark before the events is signed, but ignored', async () => {
	expect((await tell(`\ufeff${JSON.stringify([delivered])}`)).items!.map(({ json }) => json.messageId)).toEqual(['m-1']);
});

test('with Simplify off the whole event comes along', async () => {
	expect((await tell(delivered, { simplify: false })).items![0]!.json.raw).toEqual(delivered);
});

describe('the text of an incoming message', () => {
	const inbound = async (payload: object) => (await tell({ eventId: 'e-1', name: 'message.inbound', payload })).items![0]!.json;

	test('is the first part with text; a part without a type is text', async () => {
		const messageParts = [{ type: 'image/png', data: 'aGk=' }, { type: 'text/plain' }, { type: 'text/plain', data: 'Hi' }];
		expect(await inbound({ messageParts })).toMatchObject({ kind: 'inbound', text: 'Hi' });
		expect(await inbound({ messageParts: [{ data: 'Hi' }] })).toMatchObject({ kind: 'inbound', text: 'Hi' });
	});

	test('has the sender’s address on its channel', async () => {
		const from = { phoneNumber: '447700900123', email: 'ann@example.com' };
		expect(await inbound({ channel: 'email', from, body: 'Hi' })).toMatchObject({ channel: 'email', sender: 'ann@example.com' });
		expect(await inbound({ from, body: 'Hi' })).toMatchObject({ channel: null, sender: '447700900123' });
	});

	test('may be missing; without a sender as well, the message is unreadable', async () => {
		expect(await inbound({ channel: 'sms', from: { phoneNumber: '447700900123' } })).toMatchObject({ status: 'delivered', sender: '447700900123', text: null });
		expect(await inbound({ channel: 'sms' })).toMatchObject({ provider: 'comapi', kind: 'inbound', status: 'unknown', statusText: 'The callback could not be read: its payload is of no known shape' });
	});
});

test.each(['', 'no JSON', '{"eventId":', '"text"', '12'])('a body that is not an event becomes an item, never a 400: %j', async (body) => {
	const { status, items } = await tell(body);
	expect([status, items!.map(({ json }) => [json.provider, json.status])]).toEqual([200, [['comapi', 'unknown']]]);
});

describe('a callback that is not from Comapi gets 401 and starts nothing', () => {
	const body = JSON.stringify(delivered);
	const right = sign(body);
	test.each<[string, Record<string, string | string[]>, string]>([
		['no signature', {}, body],
		['of another secret', { 'x-comapi-signature': sign(body, 'another-secret-of-length') }, body],
		['of another body', { 'x-comapi-signature': right }, `${body} `],
		['in capitals', { 'x-comapi-signature': right.toUpperCase() }, body],
		['in Base64', { 'x-comapi-signature': Buffer.from(right, 'hex').toString('base64') }, body],
		['of SHA-256', { 'x-comapi-signature': createHmac('sha256', secret).update(body).digest('hex') }, body],
		['with a character too much', { 'x-comapi-signature': `${right}0` }, body],
		['with one too few', { 'x-comapi-signature': right.slice(1) }, body],
		['twice', { 'x-comapi-signature': [right, right] }, body],
		['the secret itself', { 'x-comapi-signature': secret }, body],
		['of an empty body, without one', { 'x-comapi-signature': sign('', '') }, ''],
		['under another name', { 'x-dotdigital-signature': right }, body],
	])('%s', async (_name, headers, given_) => {
		expect(await callTrigger(new ComapiTrigger(), { headers, body: given_ }, given())).toEqual({ status: 401, answer: 'not authorized', items: undefined });
	});

	test.each(['', 'too-short'])('and everything, with the secret "%s"', async (weak) => {
		const credentials = { communicationsCallbackApi: { secret: weak } };
		expect((await callTrigger(new ComapiTrigger(), { headers: { 'x-comapi-signature': sign(body, weak) }, body }, { credentials })).status).toBe(401);
	});
});

test('the secret appears in no item', async () => {
	const { items } = await tell([{ ...delivered, payload: { id: 'm-1', details: { channel: 'sms', failureReason: secret }, metadata: { correlationId: secret } } }, secret, { name: secret, payload: {} }], { simplify: false });
	expect(items).toHaveLength(3);
	expect(JSON.stringify(items)).toContain('***');
	expect(JSON.stringify(items)).not.toContain(secret);
});
