/** Callbacks of the sandbox's Wavy, on the wire and as the trigger reads them. */
import type { IDataObject } from 'n8n-workflow';

import { WavyTrigger } from '../../nodes/Wavy/WavyTrigger.node.ts';
import { DELIVERY_STATUSES, type DeliveryStatus } from '../../sandbox/contract.mts';
import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { givenSecret } from '../../scripts/host/callbackSecret.mts';
import { listenWithTrigger, WEBHOOK_ID, type ListeningTrigger } from '../engine/webhook.mts';
import { recipient } from '../wavy/reading.mts';
import { runWavy, customers } from '../wavy/wavy.mts';
import { startReceiver, type ReceivedCallback } from './receiver.mts';

const OWN = 'SandboxSecret0123456789';
const SECRET = givenSecret('wavy', OWN, WEBHOOK_ID);

let sandbox: Sandbox;
let trigger: ListeningTrigger;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(async () => {
	trigger = await listenWithTrigger(new WavyTrigger(), { credentials: { communicationsCallbackApi: { secret: OWN } } });
});
afterEach(async () => {
	sandbox.reset();
	await trigger.close();
});
afterAll(() => sandbox.close());

const listen = (options = {}) => sandbox.callBack({ provider: 'wavy', url: trigger.url, secret: SECRET, ...options });

async function send(count: number): Promise<IDataObject[]> {
	return (await runWavy(sandbox, customers(count))).success.map(({ json }) => json);
}

test('a sent status and a delivery report, as the samples spell them, with the token in the address', async () => {
	const receiver = await startReceiver();
	listen({ url: receiver.url });
	const [message] = await send(1);
	await sandbox.settled();
	await receiver.close();
	const [sent, delivered] = receiver.received.map(({ body }) => JSON.parse(body) as IDataObject);
	const known = { id: message!.messageId, correlationId: message!.correlationId, destination: recipient(0), carrierId: 1, carrierName: 'VIVO', sentStatusCode: 2, sentStatus: 'SENT_SUCCESS', extraInfo: '' };
	const [at, date] = [expect.any(Number) as number, expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) as string];
	expect(sent).toEqual({ ...known, sentAt: at, sentDate: date });
	expect(delivered).toEqual({ ...known, sentStatusAt: at, sentStatusDate: date, deliveredStatusCode: 4, deliveredStatus: 'DELIVERED_SUCCESS', deliveredAt: at, deliveredDate: date });
	expect(receiver.received.map((one) => [one.method, one.url])).toEqual(Array(2).fill(['POST', `/in?token=${SECRET}`]));
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

test.each(DELIVERY_STATUSES)('%s reaches the trigger unchanged, with the ids of the send', async (status) => {
	listen({ course: [status] });
	const messages = await send(2);
	await sandbox.settled();
	const expected = EXPECTED[status] === null ? [] : messages.map(({ messageId, correlationId }) => [EXPECTED[status], messageId, correlationId]);
	expect(trigger.items().map((item) => [item.status, item.messageId, item.correlationId])).toEqual(expected);
});

test('by GET everything is in the query, the answered message with a dot', async () => {
	const receiver = await startReceiver();
	listen({ url: receiver.url, settings: { method: 'GET' }, course: [] });
	const [message] = await send(1);
	sandbox.write({ provider: 'wavy', sender: recipient(0), recipient: '27182', text: 'Sim', answers: String(message!.messageId) });
	await sandbox.settled();
	await receiver.close();
	const [{ method, url, body }] = receiver.received as [ReceivedCallback];
	expect([method, body]).toEqual(['GET', '']);
	expect(Object.fromEntries(new URL(url, receiver.url).searchParams)).toMatchObject({ source: recipient(0), messageText: 'Sim', 'mt.correlationId': message!.correlationId, token: SECRET });
});

test.each(['POST', 'GET'])("a customer's message, by %s, with the message it answers", async (method) => {
	listen({ course: [], settings: { method } });
	const [message] = await send(1);
	sandbox.write({ provider: 'wavy', sender: recipient(0), recipient: '27182', text: 'Sim & não +1', answers: String(message!.messageId) });
	sandbox.write({ provider: 'wavy', sender: recipient(1), recipient: '27182', text: 'Oi' });
	await sandbox.settled();
	expect(trigger.items().map(({ kind, sender, text, correlationId }) => [kind, sender, text, correlationId])).toEqual([
		['inbound', recipient(0), 'Sim & não +1', message!.correlationId],
		['inbound', recipient(1), 'Oi', null],
	]);
});

test('an address gets only the events it is for', async () => {
	listen({ settings: { events: 'delivery' } });
	await send(1);
	sandbox.write({ provider: 'wavy', sender: recipient(0), recipient: '27182', text: 'Oi' });
	await sandbox.settled();
	expect(trigger.items().map(({ status, kind }) => [status, kind])).toEqual([['delivered', 'receipt']]);
});

test('among forged, repeated, broken and late callbacks the trigger takes the real ones, each with one receiptId', async () => {
	listen({ forged: 0.5, unsigned: 0.5, duplicates: 0.3, outOfOrder: 0.3, failed: 0.2, seed: 7, concurrency: 4 });
	const messages = await send(50);
	await sandbox.settled();
	const taken = trigger.items();
	expect(taken.length).toBeGreaterThan(100);
	expect(new Set(taken.map(({ receiptId }) => receiptId)).size).toBe(100);
	expect(new Set(taken.map(({ messageId }) => messageId))).toEqual(new Set(messages.map(({ messageId }) => messageId)));
	const { answers } = sandbox.callbacks()[0]!;
	expect([answers.real, Object.keys(answers.duplicate), Object.keys(answers.forged), Object.keys(answers.unsigned)]).toEqual([{ 200: 100 }, ['200'], ['401'], ['401']]);
});
