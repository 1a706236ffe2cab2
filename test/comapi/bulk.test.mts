import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { runComapi } from '../engine/comapi.mts';
import { customers, recipient, statuses } from '../engine/wiraya.mts';
import { failureOf } from '../failed.mts';
import '../engine/short-pauses.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

test('12,000 items through Send Batch are 3 requests and 12,000 outcomes in order', async () => {
	const { success, errors } = await runComapi(sandbox, customers(12_000));

	// Two requests are on their way at once, so the small one may overtake.
	expect(sandbox.requests().map(({ accepted }) => accepted).sort()).toEqual([2000, 5000, 5000]);
	expect(sandbox.requests().every(({ path }) => path.endsWith('/messages/batch'))).toBe(true);
	expect(errors).toHaveLength(0);
	expect(success).toHaveLength(12_000);
	const byId = new Map(sandbox.accepted().map((message) => [message.messageId, message]));
	const told = success.map(({ json, pairedItem }) => {
		const sent = byId.get(String(json.messageId))!;
		return [pairedItem, json.status, json.recipient, sent.recipient, sent.correlationId === json.correlationId];
	});
	expect(told).toEqual(success.map((_, i) => [{ item: i }, 'accepted', recipient(i), recipient(i), true]));
});

describe('a bad message among 1,000 is refused alone, and 999 are accepted', () => {
	test('at once, if the provider names it', async () => {
		const items = customers(1000).map((item, i) => ({ ...item, rules: i === 666 ? ['sms', 'carrierPigeon'] : ['sms'] }));
		const { success, errors } = await runComapi(sandbox, items, { parameters: { rules: ['={{ $json.rules }}'] } });

		expect(statuses(errors)).toEqual(['rejected']);
		expect(failureOf(errors[0]!).message).toMatch(/^Comapi refused the message as invalid \(HTTP 400\): (rules\[1\]|\[666\]\.rules\[1\])/);
		expect(success).toHaveLength(999);
		expect(success.every(({ json }) => json.attempts === 2)).toBe(true);
		expect(sandbox.requests()).toHaveLength(2);
	});

	test('by halving, if it does not', async () => {
		const items = customers(1000);
		items[666] = { to: '447700900999' };
		items[999] = { to: '447700900000' };
		sandbox.addFault({ kind: 'status', status: 400, recipient: '447700900999', count: 1000 });
		const { success, errors } = await runComapi(sandbox, items);

		expect(errors.map(({ json }) => (json.error as { recipient: string }).recipient)).toEqual(['447700900999']);
		expect(statuses(errors)).toEqual(['rejected']);
		expect(success).toHaveLength(999);
		expect(sandbox.accepted()).toHaveLength(999);
		expect(sandbox.requests().length).toBeLessThanOrEqual(21);
	});
});

test('more than 10 MB are split before they are sent', async () => {
	const items = customers(12).map((item) => ({ ...item, text: 'x'.repeat(1_500_000) }));
	const parameters = { rules: ['whatsApp'], text: '={{ $json.text }}' };
	const { success } = await runComapi(sandbox, items, { parameters });

	expect(success).toHaveLength(12);
	expect(sandbox.requests().map(({ accepted }) => accepted)).toEqual([6, 6]);
	const { errors } = await runComapi(sandbox, [{ to: recipient(1), text: 'x'.repeat(10_000_000) }], { parameters });
	expect(errors[0]!.json.error).toMatchObject({ status: 'notSent', code: 'tooLarge' });
});

describe('Send', () => {
	test('one request per message, several at a time', async () => {
		const { success } = await runComapi(sandbox, customers(30), { operation: 'send' });
		expect(sandbox.requests()).toHaveLength(30);
		expect(success.map(({ json }) => json.recipient)).toEqual(customers(30).map(({ to }) => to));
		expect(success[0]!.json).toMatchObject({
			provider: 'comapi',
			channel: 'sms',
			status: 'accepted',
			batchId: null,
			attempts: 1,
			segments: { encoding: 'GSM-7', count: 1 },
			warnings: [],
		});
		expect(sandbox.requests()[0]!.path).toMatch(/\/apispaces\/[-0-9a-f]{36}\/messages$/);
	});

	test('`failed` inside a 201 is a refusal', async () => {
		sandbox.refuseRecipient({ recipient: recipient(1), outcome: 'permanent' });
		const { success, errors } = await runComapi(sandbox, customers(3), { operation: 'send' });
		expect(success).toHaveLength(2);
		expect(errors[0]!.json.error).toMatchObject({
			message: 'Comapi took the message and set it to failed at once: {"channelId":"sms"}',
			status: 'rejected',
			code: 'failed',
			httpStatus: 201,
			retryable: false,
		});
	});

	test('a 400 says why', async () => {
		const { errors } = await runComapi(sandbox, customers(1), { operation: 'send', parameters: { rules: ['={{ ["sms", "carrierPigeon"] }}'] } });
		expect(errors[0]!.json.error).toMatchObject({ status: 'rejected', code: 'http400', providerMessage: expect.stringMatching(/^rules\[1\]: /) as string });
		expect(sandbox.requests()).toHaveLength(1);
	});
});

test('both accounts: a token for an API space, user and password for a region', async () => {
	const credential = { mode: 'region', region: 'r2', user: 'sandbox-user', password: 'sandbox-password' };
	for (const operation of ['send', 'sendBatch'] as const) {
		const { success } = await runComapi(sandbox, customers(1), { operation, credential });
		expect(statuses(success)).toEqual(['accepted']);
	}
	expect(sandbox.requests().map(({ path, key }) => [path, key])).toEqual([
		['/cpaas/messages', 'right'],
		['/cpaas/messages/batch', 'right'],
	]);
});

test('channels differ from item to item, and each outcome has its channel', async () => {
	const items = [
		{ rules: 'whatsapp, sms', phoneNumber: '+44 7700 900001' },
		{ rules: ['fbMessenger'], fbMessengerId: '1234567890123456' },
		{ rules: '["push","sms"]', profileId: 'ann', phoneNumber: '447700900002' },
		{ rules: ['email'], email: 'ann@example.com' },
		{ rules: ['mms'], phoneNumber: '447700900003' },
		{ rules: ['rcs'], phoneNumber: '447700900004' },
		{ rules: ['appMessaging'], profileId: 'bob' },
	].map((item) => ({ ...item, body: 'Hello' }));
	const { success } = await runComapi(sandbox, items, { parameters: { options: { messageFrom: 'item' }, rules: ['variesByItem'] } });
	expect(success.map(({ json }) => [json.channel, json.recipient])).toEqual([
		['whatsapp', '447700900001'],
		['messenger', '1234567890123456'],
		['push', 'ann'],
		['email', 'ann@example.com'],
		['mms', '447700900003'],
		['rcs', '447700900004'],
		['appMessaging', 'bob'],
	]);
	expect(sandbox.accepted().map(({ channel }) => channel)).toEqual(success.map(({ json }) => json.channel));
	expect(sandbox.requests()).toHaveLength(1);
});

test('merge fields reach the wire unchanged, from fixed text and from expressions', async () => {
	const body = 'Hi {{profile.firstName}}';
	await runComapi(sandbox, customers(1), { parameters: { text: body } });
	// The way from the field's hint, and another way that people may try.
	for (const merge of ['{{ "{{profile.firstName" }}}}', "{{ '{' }}{profile.firstName}}"]) {
		await runComapi(sandbox, [{ to: recipient(1), shop: 'Shop' }], { parameters: { text: `=${merge}, {{ $json.shop }} greets` } });
	}
	const greeting = '{{profile.firstName}}, Shop greets';
	expect(sandbox.accepted().map(({ text }) => text)).toEqual([body, greeting, greeting]);
});
