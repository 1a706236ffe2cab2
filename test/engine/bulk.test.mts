import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { customers, recipient, runWiraya, statuses } from './wiraya.mts';
import { failureOf } from '../failed.mts';
import './short-pauses.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

describe('10,000 items with one expression field', () => {
	test('leave in 10,000 / batch size requests and come back as 10,000 outcomes in order', async () => {
		const { success, errors } = await runWiraya(sandbox, customers(10_000), { options: { requestsPerSecond: 0 } });

		expect(sandbox.requests()).toHaveLength(10_000 / 500);
		expect(sandbox.accepted()).toHaveLength(10_000);
		expect(errors).toHaveLength(0);
		expect(success).toHaveLength(10_000);
		const byId = new Map(sandbox.accepted().map((message) => [message.messageId, message]));
		const told = success.map(({ json, pairedItem }) => {
			const sent = byId.get(String(json.messageId))!;
			return [pairedItem, json.recipient, sent.recipient, sent.correlationId === json.correlationId];
		});
		expect(told).toEqual(success.map((_, i) => [{ item: i }, recipient(i), recipient(i), true]));
	});

	test('the error output has exactly the refused message, and the transient one is tried again alone', async () => {
		// Recipients repeat every 1,000 items, so the two special items have their own numbers.
		const items = customers(10_000);
		items[4321] = { to: '+447700950001' };
		items[8765] = { to: '+447700950002' };
		sandbox.refuseRecipient({ recipient: '447700950001', outcome: 'permanent' });
		sandbox.refuseRecipient({ recipient: '447700950002', outcome: 'transient', times: 1 });

		const { success, errors } = await runWiraya(sandbox, items, { options: { requestsPerSecond: 0 } });

		expect(errors).toHaveLength(1);
		expect(errors[0]!.json).toMatchObject({
			to: '+447700950001',
			error: { message: 'Wiraya refused the message for good', status: 'rejected', recipient: '447700950001', code: 'rejected', retryable: false, attempts: 1 },
		});
		expect(success).toHaveLength(9_999);
		expect(success[8764]!.json).toMatchObject({ recipient: '447700950002', status: 'accepted', attempts: 2 });
		expect(sandbox.requests()).toHaveLength(21);
		expect(sandbox.requests().filter(({ accepted }) => accepted === 1)).toHaveLength(1);
		expect(sandbox.accepted()).toHaveLength(9_999);
	});
});

test('a message the provider finds malformed is refused alone, and the 999 beside it are accepted', async () => {
	const items = customers(1000);
	// The sandbox refuses a whole request with an unreadable project; the node cannot know that a project does not exist.
	sandbox.addFault({ kind: 'status', status: 400, recipient: recipient(666), count: 1000 });
	const { success, errors } = await runWiraya(sandbox, items, { options: { batchSize: 1000, requestsPerSecond: 0 } });

	expect(errors.map(({ json }) => (json.error as { recipient: string }).recipient)).toEqual([recipient(666)]);
	expect(statuses(errors)).toEqual(['rejected']);
	expect(success).toHaveLength(999);
	expect(sandbox.accepted()).toHaveLength(999);
	expect(sandbox.requests().length).toBeLessThanOrEqual(21);
});

test('if every message is malformed, halving stops soon and says so', async () => {
	sandbox.addFault({ kind: 'status', status: 400, count: 1000 });
	const { errors } = await runWiraya(sandbox, customers(1000), { options: { batchSize: 1000, requestsPerSecond: 0 } });

	expect(errors).toHaveLength(1000);
	expect(statuses(errors).filter((status) => status === 'rejected')).toHaveLength(10);
	expect(statuses(errors).filter((status) => status === 'notSent')).toHaveLength(990);
	expect(sandbox.requests().length).toBeLessThan(60);
});

test('Content Type may differ from item to item', async () => {
	const { success } = await runWiraya(
		sandbox,
		[
			{ type: 'SMSFromAlpha', to: '46701740605' },
			{ type: 'VoiceProject', to: '46701740606', words: ['John', 'Order #5678'] },
			{ type: 'WhatsappProject', to: '46701740607', words: [] },
			{ type: 'SMSProject', to: '46701740608', words: 'one' },
		],
		{
			parameters: {
				contentType: '={{ $json.type }}',
				projectId: 123,
				placeholders: ['={{ $json.words ?? [] }}'],
				sendAt: '={{ $json.type === "SMSFromAlpha" ? "" : "2031-01-15T10:30:00" }}',
			},
		},
	);

	expect(success.map(({ json }) => [json.channel, json.status, json.scheduledAt])).toEqual([
		['sms', 'accepted', null],
		['voice', 'accepted', '2031-01-15T10:30:00+01:00'],
		['whatsapp', 'accepted', '2031-01-15T10:30:00+01:00'],
		['sms', 'accepted', '2031-01-15T10:30:00+01:00'],
	]);
	expect(sandbox.requests()).toHaveLength(1);
	expect(sandbox.accepted().map(({ details, scheduledAt }) => [details.placeholders, scheduledAt])).toEqual([
		[undefined, null],
		[['John', 'Order #5678'], '2031-01-15T09:30:00Z'],
		[[], '2031-01-15T09:30:00Z'],
		[['one'], '2031-01-15T09:30:00Z'],
	]);
});

test.each(['json', 'xml', 'form'])('wire format %s', async (wireFormat) => {
	const text = `"Quotes" <tags> & ampersands,\n lines, ümläuts, 漢字 and 😀`;
	const { success } = await runWiraya(sandbox, customers(3), { parameters: { text }, options: { wireFormat } });

	expect(statuses(success)).toEqual(['accepted', 'accepted', 'accepted']);
	expect(success[0]!.json.segments).toEqual({ encoding: 'UCS-2', count: 1 });
	expect(sandbox.accepted().map((message) => message.text)).toEqual([text, text, text]);
	expect(success.map(({ json }) => json.messageId)).toEqual(sandbox.accepted().map(({ messageId }) => messageId));
});

describe('all three ways to give a message have the same checks', () => {
	const message = { contentType: 'SMSFromAlpha', to: '46701740605', from: 'Shop', text: 'Hi', correlationId: 'a-1' };
	const bad = { ...message, correlationId: 'a-2', from: 'TwelveLetter' };
	const ways = {
		fields: Object.fromEntries(Object.keys(message).map((name) => [name, `={{ $json.${name} }}`])),
		// Not `{ ...$json }`: between n8n 2.8 and 2.20 a spread evaluates to undefined.
		json: { options: { messageFrom: 'json' }, contentType: 'variesByItem', messageJson: '={{ JSON.stringify(Object.assign({}, $json, { other: undefined })) }}' },
		item: { options: { messageFrom: 'item' }, contentType: 'variesByItem', from: '' },
	};
	test.each(Object.entries(ways))('%s', async (_name, parameters) => {
		const { success, errors } = await runWiraya(sandbox, [{ ...message, other: 'column' }, bad], { parameters });
		expect(success[0]!.json).toMatchObject({ status: 'accepted', correlationId: 'a-1', recipient: '46701740605' });
		expect(failureOf(errors[0]!).message).toBe('From is 12 characters long, more than the 11 allowed');
		expect(sandbox.accepted()).toHaveLength(1);
	});

	test("the vendor's own JSON works, too", async () => {
		const given = {
			clientMessageId: '12345',
			recipient: '46701234567',
			content: { $type: 'VoiceProject', projectId: 123, placeholders: ['John', 'Order #5678'] },
		};
		await runWiraya(sandbox, [given], { parameters: { options: { messageFrom: 'item' }, contentType: 'variesByItem' } });
		expect(sandbox.accepted()[0]).toMatchObject({ correlationId: '12345', channel: 'voice' });
	});

	test("the vendor's nextAttemptUtc means UTC, offset or not; Next Attempt stands beside it", async () => {
		const content = { $type: 'SMSProject', projectId: 1, placeholders: [] };
		const items = [
			{ recipient: '46701740605', content: { ...content, nextAttemptUtc: '2031-07-15T10:30:00' } },
			{ recipient: '46701740606', content, nextAttempt: '2031-07-15T10:30:00' },
		];
		await runWiraya(sandbox, items, { parameters: { options: { messageFrom: 'item' }, contentType: 'variesByItem' } });
		expect(sandbox.accepted().map(({ scheduledAt }) => scheduledAt)).toEqual(['2031-07-15T10:30:00Z', '2031-07-15T08:30:00Z']);
	});

	test('invalid JSON is named', async () => {
		const { errors } = await runWiraya(sandbox, [{ n: 1 }], { parameters: { options: { messageFrom: 'json' }, contentType: 'variesByItem', messageJson: '={{ "{oops" }}' } });
		expect(failureOf(errors[0]!).message).toMatch(/^Message is not valid JSON \(.*\)$/);
		expect(sandbox.requests()).toHaveLength(0);
	});
});
