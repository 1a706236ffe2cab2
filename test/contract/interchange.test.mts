/**
 * Every node can send an item that one node can send, so changing the provider takes only a wire. And a table with a column for the channel goes through
 * one node.
 */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { runCapillary } from '../capillary/capillary.mts';
import { runComapi } from '../engine/comapi.mts';
import { runWiraya } from '../engine/wiraya.mts';
import { statuses } from '../failed.mts';
import { REGISTRY } from '../registry.mts';
import { runWavy } from '../wavy/wavy.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const fromItem: INodeParameters = { options: { messageFrom: 'item' } };
const RUNS: Record<string, (items: IDataObject[], operation: string) => ReturnType<typeof runWiraya>> = {
	capillary: async (items, operation) => await runCapillary(sandbox, items, { parameters: { operation, ...fromItem } }),
	comapi: async (items, operation) => await runComapi(sandbox, items, { operation: operation as never, parameters: fromItem }),
	wavy: async (items, operation) => await runWavy(sandbox, items, { operation: (operation === 'sendSms' ? 'sendBulk' : operation) as never, parameters: fromItem }),
	wiraya: async (items, operation) => await runWiraya(sandbox, items, { parameters: { operation, ...fromItem } }),
};

test('every provider that sends SMS is in the list', () => {
	const senders = REGISTRY.filter(({ provider }) => provider.operations.some((entry) => entry.kind === 'send' && /sms/i.test(entry.label)));
	expect(Object.keys(RUNS).sort()).toEqual(senders.map(({ provider }) => provider.name).sort());
});

const SMS = { to: '+44 7700 900123', text: 'Your parcel is here', from: 'Shop', subject: 'Parcel', channel: 'sms', correlationId: 'order-1', deduplicationKey: 'order-1', firstName: 'Ann' };

test.each(Object.keys(RUNS))('one SMS goes through %s, unchanged', async (provider) => {
	const { success, errors } = await RUNS[provider]!([SMS], 'sendSms');
	expect(errors).toEqual([]);
	expect(success[0]!.json).toMatchObject({ status: 'accepted', provider, channel: 'sms', recipient: '447700900123', correlationId: 'order-1' });
	expect(sandbox.accepted()).toMatchObject([{ channel: 'sms', recipient: '447700900123', text: 'Your parcel is here' }]);
});

test.each(['capillary', 'comapi'])('one email goes through %s, unchanged', async (provider) => {
	const { success } = await RUNS[provider]!([{ to: 'ann@example.com', from: 'shop@example.com', subject: 'Parcel', text: 'It is here', channel: 'email' }], 'sendEmail');
	expect(success[0]!.json).toMatchObject({ status: 'accepted', channel: 'email', recipient: 'ann@example.com' });
});

test('an item for another channel is sent over the operation’s channel, or refused', async () => {
	const { success } = await RUNS.capillary!([{ ...SMS, channel: 'email' }], 'sendSms');
	expect(success[0]!.json.channel).toBe('sms');
	expect((success[0]!.json.warnings as string[]).join()).toContain('Channel of the item, "email", was left out');
	const { errors } = await RUNS.wiraya!([{ ...SMS, channel: 'voice' }], 'sendSms');
	expect(statuses(errors)).toEqual(['notSent']);
});

describe('Varies by Item, only with fields', () => {
	const rows = (channels: readonly string[], count: number) =>
		Array.from({ length: count }, (_, i) => {
			const channel = channels[i % channels.length]!;
			return { Channel: channel, phone: String(447700900000 + i), email: `c${i}@example.com`, name: `N${i}` };
		});

	test('a table of 1,000 rows with a column for the channel goes through Capillary', async () => {
		const { success, errors } = await runCapillary(sandbox, rows(['sms', 'WhatsApp', 'zalo', 'email'], 1000), {
			parameters: { operation: 'send', channel: 'variesByItem', to: '={{ $json.Channel === "email" ? $json.email : $json.phone }}', text: '=Hi {{ $json.name }}', subject: 'Hi', from: '={{ $json.Channel === "email" ? "shop@example.com" : "" }}' },
		});
		expect(errors).toEqual([]);
		expect(statuses(success)).toEqual(Array(1000).fill('accepted'));
		expect(sandbox.counts().acceptedByChannel).toEqual({ sms: 250, whatsapp: 250, zalo: 250, email: 250 });
	});

	test('and through Wiraya and Comapi, with the same words', async () => {
		const wiraya = await runWiraya(sandbox, rows(['sms', 'voice', 'whatsapp'], 6), { parameters: { operation: 'enqueue', contentType: 'variesByItem', to: '={{ $json.phone }}', text: 'Hi', from: 'Shop', projectId: '={{ $json.Channel === "sms" ? "" : 7 }}' } });
		expect(wiraya.success.map(({ json }) => json.channel)).toEqual(['sms', 'voice', 'whatsapp', 'sms', 'voice', 'whatsapp']);
		const comapi = await runComapi(sandbox, rows(['sms', 'email', 'whatsapp'], 3), { operation: 'sendBatch', parameters: { rules: ['variesByItem'], to: '={{ $json.Channel === "email" ? $json.email : $json.phone }}', text: 'Hi' } });
		expect(comapi.success.map(({ json }) => json.channel)).toEqual(['sms', 'email', 'whatsapp']);
	});

	test('a row without a valid channel is refused alone', async () => {
		const { success, errors } = await runCapillary(sandbox, [...rows(['sms', 'pigeon'], 2), { phone: '447700900123' }], { parameters: { operation: 'send', channel: 'variesByItem', to: '={{ $json.phone }}', text: 'Hi' } });
		expect(success).toHaveLength(1);
		expect(errors.map(({ json }) => (json.error as IDataObject).message)).toEqual(['Channel is "pigeon", which the provider does not know', 'Channel is missing']);
	});
});
