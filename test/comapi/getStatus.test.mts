/** Get Status in n8n's engine against the sandbox: many ids, everything that can go wrong, and no secret anywhere. */
import type { IDataObject } from 'n8n-workflow';

import { startSandbox, type Fault, type Sandbox } from '../../sandbox/server.mts';
import { ACCOUNTS, runComapi, type ComapiRun } from '../engine/comapi.mts';
import { customers, recipient } from '../engine/wiraya.mts';
import { failureOf } from '../failed.mts';
import { withoutPatience } from '../engine/patience.mts';
import '../engine/short-pauses.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterEach(async () => {
	await sandbox.setListening(true);
	sandbox.reset();
});
afterAll(async () => await sandbox.close());

async function sent(count: number, given: ComapiRun = {}): Promise<IDataObject[]> {
	const { success } = await runComapi(sandbox, customers(count), given);
	return success.map(({ json }) => json);
}

const look = async (items: IDataObject[], given: ComapiRun = {}) => await runComapi(sandbox, items, { operation: 'getStatus', ...given });
const lookUps = () => sandbox.requests().filter(({ method }) => method === 'GET');

test('finds sent messages: one receipt per item, in order, with our own id', async () => {
	const messages = await sent(60, { options: { batchSize: 50 } });
	sandbox.setStatus({ provider: 'comapi', status: 'delivered' });
	sandbox.setStatus({ recipient: recipient(1), status: 'read' });
	const { success, errors, hints } = await look(messages);

	expect(errors).toHaveLength(0);
	expect(success.map(({ json, pairedItem }) => [json.messageId, json.correlationId, json.recipient, json.status, pairedItem])).toEqual(
		messages.map(({ messageId, correlationId, recipient: to }, item) => [messageId, correlationId, to, item === 1 ? 'read' : 'delivered', { item }]),
	);
	expect(success[0]!.json).toEqual({
		provider: 'comapi',
		channel: 'sms',
		kind: 'receipt',
		status: 'delivered',
		final: true,
		statusCode: null,
		statusText: 'delivered',
		messageId: messages[0]!.messageId,
		correlationId: messages[0]!.correlationId,
		recipient: recipient(0),
		sender: null,
		text: null,
		intent: null,
		occurredAt: expect.stringMatching(/^\d{4}-.*Z$/) as string,
		receiptId: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
	});
	expect(lookUps()).toHaveLength(60);
	expect(lookUps()[0]).toMatchObject({ body: '', status: 200, key: 'right' });
	expect(hints).toEqual(['60 answered']);
	expect(sandbox.counts().maxConcurrentRequests).toBeLessThanOrEqual(10);
});

test.each(Object.entries(ACCOUNTS))('%s: both accounts look up', async (_mode, credential) => {
	const messages = await sent(1, { credential });
	for (const [status, expected] of [['queued', 'queued'], ['sent', 'sent'], ['failed', 'failed'], ['expired', 'expired'], ['rejected', 'rejected']] as const) {
		sandbox.setStatus({ status });
		const { success } = await look(messages, { credential });
		expect(success.map(({ json }) => [json.status, json.channel])).toEqual([[expected, 'sms']]);
	}
	const paths = new Set(lookUps().map(({ path }) => path.replace(/[^/]+$/, '')));
	expect([...paths]).toEqual([credential.mode === 'region' ? '/cpaas/messages/' : `/apispaces/${ACCOUNTS.apiSpace.apiSpaceId}/messages/`]);
});

test('404 for an unknown message and for a hidden one; the others are found', async () => {
	const messages = await sent(2);
	sandbox.setStatus({ status: 'sent' });
	sandbox.setStatus({ messageId: String(messages[1]!.messageId), status: 'hidden' });
	const { success, errors } = await look([...messages, { messageId: 'nobody' }, { messageId: '' }]);

	expect(success).toHaveLength(1);
	expect(errors.map(({ json }) => (json.error as IDataObject).code)).toEqual(['notFound', 'notFound', 'invalidMessage']);
	expect(failureOf(errors[0]!).message).toBe('Comapi knows no message with this ID, or not yet (HTTP 404)');
	expect(failureOf(errors[0]!).fix).toMatch(/some seconds/);
	expect(errors[0]!.json.error).toEqual({
		message: failureOf(errors[0]!).message,
		fix: failureOf(errors[0]!).fix,
		provider: 'comapi',
		status: 'notFound',
		messageId: messages[1]!.messageId,
		attempts: 1,
		code: 'notFound',
		httpStatus: 404,
		retryable: true,
	});
	expect(failureOf(errors[2]!).message).toBe('Message ID is missing');
});

test("with Simplify off the provider's whole message comes along", async () => {
	const messages = await sent(1);
	sandbox.setStatus({ status: 'sent' });
	const { success } = await look(messages, { options: { simplify: false } });
	expect(success[0]!.json.raw).toMatchObject({ messageId: messages[0]!.messageId, body: 'Your parcel is here', statusDetails: { channel: 'sms', channelStatus: { sms: { status: 'sent' } } } });
});

test('a fixed id is read once and looked up for every item', async () => {
	const [message] = await sent(1);
	const { success } = await look([{}, {}], { parameters: { messageId: String(message!.messageId) } });
	expect(success.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
});

describe('repeats a look-up, because it changes nothing', () => {
	const faults: Fault[] = [
		{ kind: 'refuse' },
		{ kind: 'resetBefore' },
		{ kind: 'resetAfter' },
		{ kind: 'truncate' },
		{ kind: 'hold', ms: 2000 },
		{ kind: 'invalidBody' },
		{ kind: 'htmlPage', status: 200 },
		{ kind: 'htmlPage' },
		{ kind: 'status', status: 500 },
		{ kind: 'status', status: 503 },
		{ kind: 'status', status: 503, retryAfter: 1 },
		{ kind: 'status', status: 429, retryAfter: 1 },
		{ kind: 'status', status: 429 },
		{ kind: 'status', status: 408 },
	];

	test.each(faults.map((fault) => [JSON.stringify(fault), fault] as const))('%s', async (_name, fault) => {
		const messages = await sent(1);
		sandbox.addFault(fault);
		const before = sandbox.counts().requests;
		const run = async () => await look(messages, { options: { timeout: 60 } });
		// The second request is answered.
		const { success } = await (fault.kind === 'hold' ? withoutPatience(60_000, () => Math.min(1, sandbox.counts().requests - before), run) : run());
		expect(success).toHaveLength(1);
		expect(lookUps().length).toBeLessThanOrEqual(2);
	});

	test('a closed port gives no false answer', async () => {
		await sandbox.setListening(false);
		const { errors } = await look([{ messageId: 'a' }]);
		expect(errors[0]!.json.error).toMatchObject({ status: 'notSent', code: 'ECONNREFUSED', retryable: true, attempts: 3 });
	});
});

test.each<[string, Fault, object]>([
	['a redirect is not followed', { kind: 'redirect', status: 302 }, { status: 'notSent', code: 'http302' }],
	['one that keeps the method is not, either', { kind: 'redirect', status: 307 }, { status: 'notSent', code: 'http307' }],
	['400', { kind: 'status', status: 400 }, { status: 'rejected', code: 'http400' }],
	['a body that never can be read', { kind: 'invalidBody', count: 'always' }, { status: 'unknown', code: 'unreadableAnswer' }],
	['a proxy that never lets through', { kind: 'htmlPage', count: 'always' }, { status: 'unknown', code: 'http502', providerMessage: expect.stringContaining('Bad gateway') as string }],
	['a pause longer than the longest', { kind: 'status', status: 429, retryAfter: 30 }, { status: 'notSent', code: 'http429', retryAfterMs: 30_000 }],
])('%s', async (_name, fault, expected) => {
	const messages = await sent(1);
	sandbox.addFault(fault);
	const { success, errors } = await look(messages);
	expect(success).toHaveLength(0);
	expect(errors[0]!.json.error).toMatchObject({ messageId: messages[0]!.messageId, ...expected });
	expect(sandbox.counts().redirectsFollowed).toBe(0);
});

test.each([
	['a wrong token', { accessToken: 'wrong-token' }, 401],
	["somebody else's API space", { apiSpaceId: '00000000000000000000000000000000' }, 403],
])('%s ends the run at once', async (_name, credential, status) => {
	const { errors } = await look(Array.from({ length: 20 }, (_, i) => ({ messageId: `m-${i}` })), { credential, options: { concurrency: 1 } });
	expect(sandbox.requests().map((request) => request.status)).toEqual([status]);
	expect(errors.map(({ json }) => (json.error as IDataObject).code)).toEqual([`http${status}`, ...Array<string>(19).fill('stopped')]);
});

test('stopped half-way: no new request', async () => {
	sandbox.setLatency(100);
	let cancelled = 0;
	await look(Array.from({ length: 100 }, (_, i) => ({ messageId: `m-${i}` })), {
		options: { concurrency: 1 },
		onStart: (cancel) => {
			const watch = setInterval(() => {
				if (sandbox.requests().length < 2) return;
				clearInterval(watch);
				cancelled = sandbox.requests().length;
				cancel();
			}, 5);
		},
	});
	await new Promise((resolve) => setTimeout(resolve, 300));
	expect(cancelled).toBeGreaterThanOrEqual(2);
	// One more request may already have been on its way.
	expect(sandbox.requests().length).toBeLessThanOrEqual(cancelled + 1);
});

test('On Error stop: all requests are made, and one error names the first that was not found', async () => {
	const messages = await sent(1);
	const { error } = await look([...messages, { messageId: 'nobody' }], { settings: { onError: 'stopWorkflow' } });
	expect(error?.message).toBe('1 answered, 1 not found');
});
