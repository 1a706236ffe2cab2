/** What the sandbox's Wavy tells by itself, on the wire and as the trigger reads it. */
import type { IDataObject } from 'n8n-workflow';

import { WavyTrigger } from '../../nodes/Wavy/WavyTrigger.node.ts';
import { DELIVERY_STATUSES, type DeliveryStatus } from '../../sandbox/contract.mts';
import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { callTrigger, type WebhookOutcome } from '../engine/webhook.mts';
import { recipient, runWavy, customers } from '../wavy/wavy.mts';
import { startReceiver, type ReceivedCallback, type Receiver } from './receiver.mts';

const SECRET = 'SandboxSecret0123456789';

let sandbox: Sandbox;
let receiver: Receiver;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(async () => {
	receiver = await startReceiver();
});
afterEach(async () => {
	sandbox.reset();
	await receiver.close();
});
afterAll(() => sandbox.close());

const listen = (options = {}) => sandbox.callBack({ provider: 'wavy', url: receiver.url, secret: SECRET, ...options });
const pathOf = ({ url }: ReceivedCallback) => new URL(url, receiver.url);

/** What n8n's trigger would make of a callback that came to the receiver. */
async function told(callback: ReceivedCallback): Promise<WebhookOutcome> {
	const headers = Object.fromEntries(Object.entries(callback.headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
	const query = Object.fromEntries(pathOf(callback).searchParams);
	return await callTrigger(new WavyTrigger(), { method: callback.method, headers, query, body: callback.body }, { credentials: { communicationsCallbackApi: { secret: SECRET } } });
}
const items = async () => (await Promise.all(receiver.received.map(told))).flatMap(({ items: given }) => (given ?? []).map(({ json }) => json));

async function send(count: number): Promise<IDataObject[]> {
	return (await runWavy(sandbox, customers(count))).success.map(({ json }) => json);
}

test('a sent status and a delivery report, as the samples spell them, with the token in the address', async () => {
	listen();
	const [message] = await send(1);
	await sandbox.settled();
	const [sent, delivered] = receiver.received.map(({ body }) => JSON.parse(body) as IDataObject);
	const known = { id: message!.messageId, correlationId: message!.correlationId, destination: recipient(0), carrierId: 1, carrierName: 'VIVO', sentStatusCode: 2, sentStatus: 'SENT_SUCCESS', extraInfo: '' };
	const [at, date] = [expect.any(Number) as number, expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) as string];
	expect(sent).toEqual({ ...known, sentAt: at, sentDate: date });
	expect(delivered).toEqual({ ...known, sentStatusAt: at, sentStatusDate: date, deliveredStatusCode: 4, deliveredStatus: 'DELIVERED_SUCCESS', deliveredAt: at, deliveredDate: date });
	expect(receiver.received.map((one) => [one.method, pathOf(one).search])).toEqual(Array(2).fill(['POST', `?token=${SECRET}`]));
});

const EXPECTED: Record<DeliveryStatus, string | null> = {
	hidden: null,
	queued: null,
	sent: 'sent',
	delivered: 'delivered',
	read: 'delivered',
	failed: 'failed',
	expired: 'expired',
	rejected: 'rejected',
	optedOut: 'optedOut',
};

test.each(DELIVERY_STATUSES)('%s comes to the trigger as what it is, with the ids of the send', async (status) => {
	listen({ course: [status] });
	const messages = await send(2);
	await sandbox.settled();
	const expected = EXPECTED[status] === null ? [] : messages.map(({ messageId, correlationId }) => [EXPECTED[status], messageId, correlationId]);
	expect((await items()).map((item) => [item.status, item.messageId, item.correlationId])).toEqual(expected);
});

test.each(['POST', 'GET'])('what a customer writes, by %s, with the message it answers', async (method) => {
	listen({ course: [], settings: { method } });
	const [message] = await send(1);
	sandbox.write({ provider: 'wavy', sender: recipient(0), recipient: '27182', text: 'Sim & não +1', answers: String(message!.messageId) });
	sandbox.write({ provider: 'wavy', sender: recipient(1), recipient: '27182', text: 'Oi' });
	await sandbox.settled();
	expect(receiver.received.map((one) => one.method)).toEqual([method, method]);
	expect((await items()).map(({ kind, sender, text, correlationId }) => [kind, sender, text, correlationId])).toEqual([
		['inbound', recipient(0), 'Sim & não +1', message!.correlationId],
		['inbound', recipient(1), 'Oi', null],
	]);
});

test('an address is told what it is for', async () => {
	listen({ settings: { events: 'delivery' } });
	await send(1);
	sandbox.write({ provider: 'wavy', sender: recipient(0), recipient: '27182', text: 'Oi' });
	await sandbox.settled();
	expect((await items()).map(({ status, kind }) => [status, kind])).toEqual([['delivered', 'receipt']]);
});

test('of forged, repeated, torn and late callbacks the trigger takes the real ones, each with one receiptId', async () => {
	listen({ forged: 0.5, unsigned: 0.5, duplicates: 0.3, outOfOrder: 0.3, failed: 0.2, seed: 7, concurrency: 4 });
	const messages = await send(50);
	await sandbox.settled();
	const outcomes = await Promise.all(receiver.received.map(told));
	const taken = outcomes.filter(({ status }) => status === 200).flatMap(({ items: given }) => given!.map(({ json }) => json));
	const refused = outcomes.filter(({ status }) => status === 401);
	expect(refused.length).toBeGreaterThan(50);
	expect(refused.every(({ items: given }) => given === undefined)).toBe(true);
	expect(taken.length).toBeGreaterThan(100);
	expect(new Set(taken.map(({ receiptId }) => receiptId)).size).toBe(100);
	expect(new Set(taken.map(({ messageId }) => messageId))).toEqual(new Set(messages.map(({ messageId }) => messageId)));
});
