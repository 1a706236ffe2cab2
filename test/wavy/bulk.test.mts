import type { IDataObject } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { recipient } from './reading.mts';
import { customers, runWavy, statuses } from './wavy.mts';
import { failureOf, whatFailed } from '../failed.mts';
import { until } from '../sandbox/raw-client.mts';
import '../engine/short-pauses.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

test('10,000 items through Send Bulk are 10 requests and 10,000 outcomes in order', async () => {
	const { success, errors } = await runWavy(sandbox, customers(10_000), { parameters: { text: '=Parcel of {{ $json.to }}' } });

	expect(sandbox.requests().map(({ path, accepted }) => [path, accepted])).toEqual(Array(10).fill(['/v1/send-bulk-sms', 1000]));
	expect(errors).toHaveLength(0);
	expect(success).toHaveLength(10_000);
	const byId = new Map(sandbox.accepted().map((message) => [message.messageId, message]));
	expect(byId.size).toBe(10_000);
	const told = success.map(({ json, pairedItem }) => {
		const sent = byId.get(String(json.messageId))!;
		return [pairedItem, json.status, json.recipient, sent.recipient, sent.text, sent.correlationId === json.correlationId];
	});
	expect(told).toEqual(success.map((_, i) => [{ item: i }, 'accepted', recipient(i), recipient(i), `Parcel of ${recipient(i)}`, true]));
	expect(new Set(success.map(({ json }) => json.batchId)).size).toBe(10);
});

describe('a bad message among 1,000', () => {
	test('that the node finds is named and not sent, and 999 are accepted in one request', async () => {
		const items = customers(1000).map((item, i) => ({ ...item, note: i === 666 ? 'x'.repeat(256) : 'x' }));
		const { success, errors } = await runWavy(sandbox, items, { parameters: { extraInfo: '={{ $json.note }}' } });
		expect(whatFailed(errors)).toEqual(['Extra Info is 256 characters long, more than the 255 allowed']);
		expect(statuses(success)).toEqual(Array(999).fill('accepted'));
		expect(sandbox.requests()).toHaveLength(1);
	});

	test('that only Wavy finds is refused alone, and 999 are accepted', async () => {
		sandbox.addFault({ kind: 'status', status: 400, recipient: recipient(666), count: 1000 });
		const { success, errors } = await runWavy(sandbox, customers(1000));
		expect(errors.map(({ json }) => (json.error as IDataObject).recipient)).toEqual([recipient(666)]);
		expect(errors[0]!.json.error).toMatchObject({
			message: 'The provider refused the request as invalid (HTTP 400): {"errorCode":400,"errorMessage":"Bad Request"}',
			status: 'rejected',
			code: 'http400',
			providerMessage: '{"errorCode":400,"errorMessage":"Bad Request"}',
		});
		expect(statuses(success)).toEqual(Array(999).fill('accepted'));
		expect(sandbox.accepted()).toHaveLength(999);
		expect(sandbox.duplicates()).toHaveLength(0);
		expect(sandbox.requests().length).toBeLessThanOrEqual(21);
	});
});

test('items with different schedules go in different requests, and each message has its own', async () => {
	const hours = ['2031-01-15T10:30:00', '2031-01-15T11:30:00', '2031-01-15T12:30:00'];
	const items = customers(30).map(({ to }, i) => ({ to: String(to), at: hours[i % 3] ?? '' }));
	const { success } = await runWavy(sandbox, items, {
		parameters: { sendAt: '={{ $json.at }}', timeZone: 'America/Sao_Paulo' },
	});
	expect(sandbox.requests()).toHaveLength(3);
	expect(success.map(({ json }) => json.scheduledAt)).toEqual(items.map(({ at }) => `${at}-03:00`));
	const byRecipient = new Map(sandbox.accepted().map((message) => [message.recipient, message]));
	items.forEach(({ at, to }) => expect(byRecipient.get(to)!.scheduledAt).toBe(at));
	expect(sandbox.accepted().some(({ details }) => 'discarded' in details)).toBe(false);
});

test('every field of the editor arrives, in Send Bulk and in Send', async () => {
	const parameters = {
		text: '',
		flowId: 'f-1',
		params: { pair: [{ name: 'name', value: '={{ $json.name }}' }, { name: 'shop', value: 'Ours' }] },
		flashSMS: true,
		delayedInMinutes: 45,
		expiresAt: '2031-01-15T10:30:00',
		timeWindow: [18, 11],
		timeZone: 'Asia/Kolkata',
		extraInfo: 'x',
		campaignAlias: 'spring',
		subAccount: 'shop',
		correlationId: '={{ "c-" + $json.name }}',
	};
	const items = [{ to: recipient(0), name: 'Ann' }, { to: recipient(1), name: 'Bo' }];
	for (const operation of ['send', 'sendBulk'] as const) {
		sandbox.reset();
		const { success } = await runWavy(sandbox, items, { operation, parameters });
		expect(statuses(success)).toEqual(['accepted', 'accepted']);
		const sent = [...sandbox.accepted()].sort((a, b) => (a.recipient < b.recipient ? -1 : 1));
		expect(sent.map(({ correlationId, scheduledAt, text, details }) => ({ correlationId, scheduledAt, text, ...details }))).toEqual(
			['Ann', 'Bo'].map((name) => ({
				correlationId: `c-${name}`,
				scheduledAt: 'in 45 minutes',
				text: null,
				params: { name, shop: 'Ours' },
				flowId: 'f-1',
				extraInfo: 'x',
				flashSMS: true,
				subAccount: 'shop',
				timeWindow: [11, 18],
				timeZone: 'Asia/Kolkata',
				campaignAlias: 'spring',
				expiresDate: '2031-01-15T10:30:00',
			})),
		);
	}
});

describe.each(['send', 'sendBulk'] as const)('%s: all three ways to give a message have the same checks', (operation) => {
	const message = { to: recipient(0), text: 'Hi', timeWindow: '[11, 12]', delayedInMinutes: 45, correlationId: 'a-1' };
	const bad = { ...message, correlationId: 'x'.repeat(65) };
	const ways = {
		fields: {
			to: '={{ $json.to }}',
			text: '={{ $json.text }}',
			timeWindow: '={{ JSON.parse($json.timeWindow) }}',
			delayedInMinutes: '={{ $json.delayedInMinutes }}',
			correlationId: '={{ $json.correlationId }}',
		},
		json: { options: { messageFrom: 'json' }, messageJson: '={{ JSON.stringify({ ...$json, other: undefined }) }}' },
		item: { options: { messageFrom: 'item' } },
	};
	test.each(Object.entries(ways))('%s', async (_name, parameters) => {
		const { success, errors } = await runWavy(sandbox, [{ ...message, other: 'column' }, bad], { operation, parameters });
		expect(success[0]!.json).toMatchObject({ provider: 'wavy', channel: 'sms', status: 'accepted', correlationId: 'a-1', recipient: recipient(0), attempts: 1 });
		expect(failureOf(errors[0]!).message).toBe('Correlation ID is 65 characters long, more than the 64 allowed');
		expect(sandbox.accepted()).toEqual([expect.objectContaining({ text: 'Hi', scheduledAt: 'in 45 minutes', details: { timeWindow: [11, 12], timeZone: 'Europe/Stockholm' } })]);
	});
});

describe('Send', () => {
	test.each(['post', 'get'])('by %s is one request per item, with the credential only in headers', async (wireFormat) => {
		const text = `"Quotes" <tags> & ampersands + 100%,\n lines, ümläuts, 漢字 and 😀`;
		const { success } = await runWavy(sandbox, customers(25), {
			operation: 'send',
			options: { wireFormat },
			parameters: { text, timeWindow: [9, 10], flashSMS: true, sendAt: '2031-01-15T10:30:00' },
		});
		expect(statuses(success)).toEqual(Array(25).fill('accepted'));
		expect(sandbox.requests()).toHaveLength(25);
		expect(sandbox.requests().every(({ method, key, headers }) => method === wireFormat.toUpperCase() && key === 'right' && headers.authenticationtoken === '(right)')).toBe(true);
		const byId = new Map(sandbox.accepted().map((message) => [message.messageId, message]));
		success.forEach(({ json }, i) => {
			const sent = byId.get(String(json.messageId))!;
			expect([sent.recipient, sent.text, sent.correlationId, sent.scheduledAt]).toEqual([recipient(i), text, json.correlationId, '2031-01-15T10:30:00']);
			expect(json).toMatchObject({ batchId: null, scheduledAt: '2031-01-15T10:30:00+01:00', segments: { encoding: 'UCS-2', count: 1 } });
		});
		expect(sandbox.accepted()[0]!.details).toEqual({ flashSMS: true, timeWindow: [9, 10], timeZone: 'Europe/Stockholm' });
	});

	test('ten requests at once', async () => {
		sandbox.addFault({ kind: 'hold', count: 'always' });
		const running = runWavy(sandbox, customers(50), { operation: 'send' });
		await until(() => sandbox.counts().held >= 10);
		sandbox.clearFaults();
		sandbox.releaseHeld();
		await running;
		expect(sandbox.counts().maxConcurrentRequests).toBe(10);
	});
});
