import type { IDataObject } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { customers, recipient, runCapillary, statuses } from './capillary.mts';
import { failureOf } from '../failed.mts';
import '../engine/short-pauses.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const CHANNELS = ['sms', 'whatsapp', 'zalo', 'email'];

/** Input items with the keys of a message, each on another channel than the one before. */
function mixed(count: number): IDataObject[] {
	return Array.from({ length: count }, (_, i) => {
		const channel = CHANNELS[i % 4]!;
		if (channel === 'sms') return { channel, to: recipient(i), body: `Text ${i}` };
		if (channel === 'email') return { channel, from: 'shop@example.com', to: `jo${i}@example.com`, subject: `Subject ${i}`, body: `Body ${i}` };
		return { channel, receiver: recipient(i), text: `Text ${i}` };
	});
}

test.each(['json', 'xml'])('1,000 messages on four channels leave in as few requests as channels need: %s', async (wireFormat) => {
	const items = mixed(1000);
	const { success, errors } = await runCapillary(sandbox, items, { parameters: { options: { messageFrom: 'item' }, channel: 'variesByItem' }, options: { wireFormat } });

	expect(errors).toEqual([]);
	expect(sandbox.requests()).toHaveLength(4 * 3);
	expect(sandbox.duplicates()).toEqual([]);
	expect(sandbox.counts().acceptedByChannel).toEqual({ sms: 250, whatsapp: 250, zalo: 250, email: 250 });
	expect(success.map(({ json }) => [json.channel, json.status, json.recipient])).toEqual(items.map(({ channel, to, receiver }) => [channel, 'accepted', to ?? receiver]));
	// Only the answer to an SMS in XML has an id.
	const ids = new Map(sandbox.accepted().map((message) => [message.recipient, message.messageId]));
	for (const { json } of success) {
		expect(json.messageId).toBe(wireFormat === 'xml' && json.channel === 'sms' ? ids.get(String(json.recipient)) : null);
	}
});

test('all fields reach the inbox, with the channel from an expression', async () => {
	const at = '2031-01-15T10:30:00+05:30';
	const { success } = await runCapillary(sandbox, [{ by: 'SMS', n: 0 }, { by: 'email', n: 1 }, { by: 'WhatsApp', n: 2 }, { by: 'zalo', n: 3 }], {
		parameters: {
			channel: '={{ $json.by }}',
			to: '={{ $json.by === "email" ? "jo@example.com" : "44770090000" + $json.n }}',
			from: '={{ $json.by === "email" ? "shop@example.com" : "SHOP" }}',
			cc: 'ann@example.com; bo@example.com',
			bcc: ['archive@example.com'],
			subject: 'Your order',
			text: 'Words',
			sendAt: at,
			correlationId: '={{ "own-" + $json.n }}',
		},
	});
	expect(success.map(({ json }) => [json.channel, json.correlationId, json.scheduledAt])).toEqual(['sms', 'email', 'whatsapp', 'zalo'].map((channel, n) => [channel, `own-${n}`, at]));
	const common = { provider: 'capillary', scheduledAt: at };
	expect([...sandbox.accepted()].sort((a, b) => CHANNELS.indexOf(a.channel) - CHANNELS.indexOf(b.channel))).toMatchObject([
		{ ...common, channel: 'sms', recipient: '447700900000', sender: 'SHOP', text: 'Words' },
		{ ...common, channel: 'whatsapp', recipient: '447700900002', sender: null, text: 'Words' },
		{ ...common, channel: 'zalo', recipient: '447700900003', sender: null, text: 'Words' },
		{ ...common, channel: 'email', recipient: 'jo@example.com', sender: 'shop@example.com', text: 'Words', details: { subject: 'Your order', cc: 'ann@example.com,bo@example.com', bcc: 'archive@example.com' } },
	]);
});

test.each(['json', 'xml'])('a text with all kinds of characters: %s', async (wireFormat) => {
	const text = `"Quotes" <tags> & ampersands,\n lines, ümläuts, 漢字 and 😀 `;
	const { success } = await runCapillary(sandbox, customers(3), { parameters: { text }, options: { wireFormat } });
	expect(statuses(success)).toEqual(['accepted', 'accepted', 'accepted']);
	expect(sandbox.accepted().map((message) => message.text)).toEqual([text, text, text]);
});

test.each(['json', 'xml'])('one refused message among 1,000 is refused alone, and a transient one is tried again alone: %s', async (wireFormat) => {
	sandbox.refuseRecipient({ recipient: recipient(666), outcome: 'permanent' });
	sandbox.refuseRecipient({ recipient: recipient(777), outcome: 'transient', times: 1 });
	const { success, errors } = await runCapillary(sandbox, customers(1000), { options: { wireFormat, batchSize: 100 } });

	expect(errors.map(({ json }) => json)).toMatchObject([
		{ error: { message: 'Capillary refused the message: 8056 Recipient is not valid', status: 'rejected', code: '8056', recipient: recipient(666), providerMessage: '8056 Recipient is not valid', httpStatus: 200 } },
	]);
	expect(success).toHaveLength(999);
	expect(success.find(({ json }) => json.recipient === recipient(777))!.json.attempts).toBe(2);
	expect(sandbox.requests()).toHaveLength(11);
	expect(sandbox.accepted()).toHaveLength(999);
});

test('halving finds a message that makes the whole request malformed', async () => {
	sandbox.addFault({ kind: 'status', status: 400, recipient: recipient(666), count: 1000 });
	const { success, errors } = await runCapillary(sandbox, customers(1000), { options: { batchSize: 1000 } });
	expect(errors.map(({ json }) => (json.error as IDataObject).recipient)).toEqual([recipient(666)]);
	expect(success).toHaveLength(999);
	expect(sandbox.accepted()).toHaveLength(999);
});

test('the same words to the same number twice are two messages, each accepted; their ids cannot be told apart', async () => {
	const { success } = await runCapillary(sandbox, [...customers(2), ...customers(1)], { options: { wireFormat: 'xml' } });
	expect(statuses(success)).toEqual(['accepted', 'accepted', 'accepted']);
	expect(success.map(({ json }) => json.messageId !== null)).toEqual([false, true, false]);
	expect(success[0]!.json.warnings).toEqual(['Another message has the same recipient and text, so it is not known which ID is whose.']);
	expect(sandbox.accepted()).toHaveLength(3);
});

describe('all three ways to give a message have the same checks', () => {
	const message = { channel: 'email', from: 'shop@example.com', to: 'jo@example.com', subject: 'Hello', text: 'Hi' };
	const bad = { ...message, to: 'nobody' };
	const ways = {
		fields: Object.fromEntries(Object.keys(message).map((name) => [name, `={{ $json.${name} }}`])),
		json: { options: { messageFrom: 'json' }, messageJson: '={{ JSON.stringify({ ...$json, other: undefined }) }}', channel: 'variesByItem' },
		item: { options: { messageFrom: 'item' }, channel: 'variesByItem' },
	};
	test.each(Object.entries(ways))('%s', async (_name, parameters) => {
		const { success, errors } = await runCapillary(sandbox, [{ ...message, other: 'column' }, bad], { parameters });
		expect(success[0]!.json).toMatchObject({ status: 'accepted', channel: 'email', recipient: 'jo@example.com' });
		expect(failureOf(errors[0]!).message).toBe('To is "nobody", not an email address: it has no @');
		expect(sandbox.accepted()).toHaveLength(1);
	});

	test("the vendor's own names work, too", async () => {
		const items = [{ channel: 'zalo', receiver: '919591471711', template: 'Hi', scheduled_time: '2031-01-15T10:30:00' }];
		await runCapillary(sandbox, items, { parameters: { options: { messageFrom: 'item' }, channel: 'variesByItem' } });
		expect(sandbox.accepted()).toMatchObject([{ channel: 'zalo', text: 'Hi', scheduledAt: '2031-01-15T10:30:00+01:00' }]);
	});
});
