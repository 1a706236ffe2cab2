import type { NodeOperationError } from 'n8n-workflow';

import { WirayaApi } from '../../credentials/WirayaApi.credentials.ts';
import { Wiraya } from '../../nodes/Wiraya/Wiraya.node.ts';
import { startSandbox, type Fault, type Sandbox } from '../../sandbox/server.mts';
import { runInEngine, type TestCredential } from './engine.mts';
import { withoutPatience } from './patience.mts';
import { customers, runWiraya, SMS, statuses } from './wiraya.mts';
import { failureOf, whatFailed } from '../failed.mts';
import './short-pauses.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterEach(async () => {
	await sandbox.setListening(true);
	sandbox.reset();
});
afterAll(async () => await sandbox.close());

const options = { requestsPerSecond: 0, maxTries: 1 };

/** The results of four messages after one faulty answer, and how many the sandbox really accepted. */
const FAULTS: Array<[string, Fault, string[], number, string | null]> = [
	['closed before the body', { kind: 'refuse' }, Array<string>(4).fill('unknown'), 0, 'ECONNRESET'],
	['reset before accepting', { kind: 'resetBefore' }, Array<string>(4).fill('unknown'), 0, 'ECONNRESET'],
	['reset after accepting', { kind: 'resetAfter' }, Array<string>(4).fill('unknown'), 4, 'ECONNRESET'],
	['held, then dropped', { kind: 'hold', accept: true, ms: 300 }, Array<string>(4).fill('unknown'), 4, 'ECONNRESET'],
	['held beyond the time-out', { kind: 'hold', accept: false, ms: 3000 }, Array<string>(4).fill('unknown'), 0, 'ECONNABORTED'],
	['dripping beyond the time-out', { kind: 'slow', ms: 600_000, slices: 1_000 }, Array<string>(4).fill('unknown'), 4, 'ECONNABORTED'],
	['truncated', { kind: 'truncate' }, Array<string>(4).fill('unknown'), 4, null],
	['sliced and slow', { kind: 'slow', ms: 300 }, Array<string>(4).fill('accepted'), 4, null],
	['429', { kind: 'status', status: 429 }, Array<string>(4).fill('notSent'), 0, 'http429'],
	['408', { kind: 'status', status: 408 }, Array<string>(4).fill('unknown'), 0, 'http408'],
	['500 before accepting', { kind: 'status', status: 500 }, Array<string>(4).fill('unknown'), 0, 'http500'],
	['500 after accepting', { kind: 'status', status: 500, accept: true }, Array<string>(4).fill('unknown'), 4, 'http500'],
	['502', { kind: 'status', status: 502 }, Array<string>(4).fill('unknown'), 0, 'http502'],
	['503 without Retry-After', { kind: 'status', status: 503, accept: true }, Array<string>(4).fill('unknown'), 4, 'http503'],
	['503 with Retry-After', { kind: 'status', status: 503, retryAfter: 1 }, Array<string>(4).fill('notSent'), 0, 'http503'],
	['404', { kind: 'status', status: 404 }, Array<string>(4).fill('notSent'), 0, 'http404'],
	['415', { kind: 'status', status: 415 }, Array<string>(4).fill('rejected'), 0, 'http415'],
	['401', { kind: 'status', status: 401 }, Array<string>(4).fill('notSent'), 0, 'http401'],
	['an HTML page with 200', { kind: 'htmlPage', status: 200 }, Array<string>(4).fill('unknown'), 0, 'unreadableAnswer'],
	['an HTML page with 502', { kind: 'htmlPage' }, Array<string>(4).fill('unknown'), 0, 'http502'],
	['invalid JSON', { kind: 'invalidBody' }, Array<string>(4).fill('unknown'), 4, 'unreadableAnswer'],
	['a row missing', { kind: 'wrongCount' }, ['accepted', 'accepted', 'accepted', 'unknown'], 4, 'unreadableAnswer'],
	['a row too many', { kind: 'wrongCount', drop: 0, add: 2 }, Array<string>(4).fill('accepted'), 4, null],
	['rows in another order', { kind: 'wrongOrder' }, Array<string>(4).fill('accepted'), 4, null],
	['foreign ids', { kind: 'foreignIds' }, Array<string>(4).fill('unknown'), 4, 'unreadableAnswer'],
	['redirect 307', { kind: 'redirect', status: 307 }, Array<string>(4).fill('notSent'), 0, 'http307'],
	['redirect 302', { kind: 'redirect', status: 302 }, Array<string>(4).fill('unknown'), 0, 'http302'],
];

test.each(FAULTS)('%s', async (_name, fault, expected, taken, code) => {
	sandbox.addFault(fault);
	const run = async () => await runWiraya(sandbox, customers(4), { options: { ...options, timeout: 60 } });
	const { success, errors } = await (code === 'ECONNABORTED' ? withoutPatience(60_000, () => sandbox.counts().requests, run) : run());

	expect([...statuses(success), ...statuses(errors)].sort()).toEqual([...expected].sort());
	expect(sandbox.accepted()).toHaveLength(taken);
	expect(sandbox.requests().length).toBeLessThanOrEqual(1);
	expect(sandbox.counts().redirectsFollowed).toBe(0);
	expect(success.every(({ json }) => !('error' in json))).toBe(true);
	if (code !== null) expect(errors[0]!.json.error).toMatchObject({ code });
	const ids = new Map(sandbox.accepted().map((message) => [message.correlationId, message.messageId]));
	for (const { json } of success) expect(json.messageId).toBe(ids.get(String(json.correlationId)));
});

test('connection refused: certainly not sent, tried three times', async () => {
	await sandbox.setListening(false);
	const { errors } = await runWiraya(sandbox, customers(2));
	expect(errors[0]!.json.error).toMatchObject({
		message: 'The provider could not be reached (ECONNREFUSED)',
		status: 'notSent',
		code: 'ECONNREFUSED',
		retryable: true,
		attempts: 3,
	});
});

test('a host name that does not exist: certainly not sent', async () => {
	const { errors } = await runWiraya(sandbox, customers(1), { baseUrl: 'https://nowhere.invalid', options: { maxTries: 1 } });
	expect(errors[0]!.json.error).toMatchObject({ status: 'notSent', code: expect.stringMatching(/ENOTFOUND|EAI_AGAIN/) as string });
});

test('429 with Retry-After is tried again, in seconds and as a date', async () => {
	const inTwoSeconds = new Date(Date.now() + 2000).toUTCString();
	for (const retryAfter of [1, inTwoSeconds]) {
		sandbox.reset();
		sandbox.addFault({ kind: 'status', status: 429, retryAfter });
		const { success } = await runWiraya(sandbox, customers(2), { options: { longestWait: 5 } });
		expect(success.map(({ json }) => [json.status, json.attempts])).toEqual([['accepted', 2], ['accepted', 2]]);
	}
});

test('a wrong key ends the run at once', async () => {
	const { errors } = await runWiraya(sandbox, customers(50), { apiKey: 'wrong-key', options: { batchSize: 5, concurrency: 1 } });
	expect(sandbox.requests()).toHaveLength(1);
	expect(errors[0]!.json.error).toMatchObject({ status: 'notSent', code: 'http401', httpStatus: 401 });
	expect(errors[49]!.json.error).toMatchObject({ status: 'notSent', code: 'stopped', attempts: 0 });
});

test('stopped half-way: no new request, and the results so far are kept', async () => {
	sandbox.setLatency(100);
	let atStop = 0;
	const { run } = await runWiraya(sandbox, customers(100), {
		options: { batchSize: 10, concurrency: 1, requestsPerSecond: 0 },
		onStart: (cancel) => {
			const look = setInterval(() => {
				atStop = sandbox.requests().length;
				if (atStop < 2) return;
				clearInterval(look);
				cancel();
			}, 5);
		},
	});
	expect(run.status).toBe('canceled');
	await new Promise((resolve) => setTimeout(resolve, 400));
	// One of the ten may already have been on its way.
	expect(sandbox.requests().length).toBeLessThanOrEqual(atStop + 1);
});

describe('On Error: stop', () => {
	const settings = { onError: 'stopWorkflow' as const };

	test('all batches run, then one error has the tally, the failed rows, and a warning that running again sends again', async () => {
		sandbox.refuseRecipient({ recipient: '447700900007', outcome: 'permanent' });
		sandbox.refuseRecipient({ recipient: '447700900012', outcome: 'permanent' });
		const { error, success } = await runWiraya(sandbox, customers(30), { settings, options: { batchSize: 10 } });
		expect(success).toHaveLength(0);
		expect(error?.message).toBe('28 accepted, 2 rejected');
		expect((error as NodeOperationError).context.itemIndex).toBeUndefined();
		const lines = (error as NodeOperationError).description!.split('<br>\n');
		expect(lines.slice(0, 2)).toEqual(['Row 8, 447700900007: Wiraya refused the message for good', 'Row 13, 447700900012: Wiraya refused the message for good']);
		expect(lines.at(-1)).toMatch(/Do not run the workflow again: .* Retry this execution instead/);
		expect(sandbox.accepted()).toHaveLength(28);
	});

	test('a bad item is found before anything is sent', async () => {
		const { error } = await runWiraya(sandbox, [...customers(3), { to: 'nobody' }], { settings });
		expect(error?.message).toBe("1 of 4 rows can't be sent, nothing was sent");
		expect((error as NodeOperationError).description).toMatch(/^Row 4: To is "nobody", .*<br>\n.*Continue \(using error output\)/s);
		expect(sandbox.requests()).toHaveLength(0);
	});
});

describe('On Error: continue', () => {
	test('good items pass beside a bad one, each in its place', async () => {
		const { success } = await runWiraya(sandbox, [{ to: '447700900000' }, { to: '' }, { to: '447700900002' }], {
			settings: { onError: 'continueRegularOutput' },
		});
		expect(statuses(success)).toEqual(['accepted', 'notSent', 'accepted']);
		expect(success.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
	});

	const OUTCOME = ['recipient', 'channel', 'provider', 'scheduledAt', 'acceptedAt', 'messageId', 'correlationId', 'batchId', 'attempts', 'warnings'];
	const CAUSE = ['code', 'httpStatus', 'retryable', 'retryAfterMs', 'providerMessage'];

	test('on the error output `error` has the whole failure, and the input item keeps its other keys', async () => {
		const { errors } = await runWiraya(sandbox, [{ to: '', message: 'mine', details: 1, status: 'new' }]);
		expect(Object.keys(errors[0]!.json)).toEqual(['to', 'message', 'details', 'status', 'error']);
		expect(errors[0]!.json).toMatchObject({ message: 'mine', details: 1, status: 'new' });
		expect(Object.keys(errors[0]!.json.error as object)).toEqual(['status', 'message', 'fix', 'recipient', 'provider', 'attempts', 'code', 'retryable']);
	});

	test('if the message left, `error` also has its known values', async () => {
		sandbox.refuseRecipient({ recipient: '447700900001', outcome: 'permanent' });
		const { errors } = await runWiraya(sandbox, customers(2));
		const [{ json }] = errors as [(typeof errors)[0]];
		expect(Object.keys(json.error as object)).toEqual(['status', 'message', 'fix', 'recipient', 'channel', 'provider', 'segments', 'correlationId', 'attempts', 'code', 'httpStatus', 'retryable']);
	});

	test.each([{ onError: 'continueRegularOutput' as const }, { onError: undefined, continueOnFail: true }])('on the only output a failure has the keys of an accepted item, and its message in `error` (%j)', async (settings) => {
		const { success, errors } = await runWiraya(sandbox, [{ to: '447700900000' }, { to: '' }], { settings });
		expect(errors).toEqual([]);
		expect(Object.keys(success[0]!.json)).toEqual(['status', ...OUTCOME.flatMap((key) => (key === 'provider' ? ['provider', 'segments'] : [key]))]);
		expect(Object.keys(success[1]!.json)).toEqual(['status', 'error', 'fix', ...OUTCOME, ...CAUSE]);
		expect(success[1]!.json).toMatchObject({ status: 'notSent', error: 'To is missing' });
	});

	test.each([
		['a base URL that is none', { baseUrl: 'api.example.com' }, "The credential's Base URL is not a web address"],
		['a base URL with a password', { baseUrl: 'http://user:secret@127.0.0.1' }, "The credential's Base URL is not a web address"],
		['a base URL with no such port', { baseUrl: 'http://127.0.0.1:99999' }, "The credential's Base URL is not a web address"],
		['a dry run that is neither', { options: { dryRun: 'maybe' } }, 'Options > Dry Run is "maybe"'],
		['an option that cannot be', { options: { batchSize: 0 } }, 'Options > Batch Size is 0'],
		['a country that is none', { options: { defaultCountry: 'Narnia' } }, 'Options > Default Country is "Narnia"'],
		['an expression that fails', { options: { batchSize: '={{ $("Nowhere").first() }}' } }, "Referenced node doesn't exist"],
	])('%s fails every item and throws nothing', async (_name, given, error) => {
		const { errors, error: thrown } = await runWiraya(sandbox, customers(2), given);
		expect(thrown).toBeUndefined();
		expect(whatFailed(errors)).toEqual([error, error]);
		expect(sandbox.requests()).toHaveLength(0);
	});
});

test('if n8n does not give the credential, every item leaves by the error output', async () => {
	const gone: TestCredential = {
		type: new WirayaApi(),
		get data(): never {
			throw new Error('Credential with ID "7" does not exist for type "wirayaApi".');
		},
	};
	const settings = { onError: 'continueErrorOutput' as const };
	const { success, errors, error } = await runInEngine({ node: new Wiraya(), credential: gone, parameters: { ...SMS, options: {} }, items: customers(3), settings });
	expect([error, success]).toEqual([undefined, []]);
	expect(statuses(errors)).toEqual(['notSent', 'notSent', 'notSent']);
	expect(failureOf(errors[0]!).message).toBe('Credential with ID "7" does not exist for type "wirayaApi".');
});

test('the tally is shown on the node', async () => {
	const { hints } = await runWiraya(sandbox, [...customers(2), { to: '' }], { parameters: { from: 'X' } });
	expect(hints).toEqual([expect.stringMatching(/^2 accepted, 1 not sent: 1 × To is missing · 2 with warnings: 2 × /)]);
});

describe('Dry Run', () => {
	test('returns the exact request with the key masked, sends nothing and remembers nothing', async () => {
		const { success, run, hints } = await runWiraya(sandbox, customers(3), { options: { dryRun: true, batchSize: 2 } });
		expect(statuses(success)).toEqual(['dryRun', 'dryRun', 'dryRun']);
		expect(sandbox.requests()).toHaveLength(0);
		const request = success[0]!.json.request as { body: string; headers: Record<string, string> };
		expect(request).toMatchObject({ number: 1, messages: 2, method: 'POST', url: `${sandbox.providerUrl('wiraya')}/api/EnqueueCommunications` });
		expect(request.headers['X-ApiKey']).toBe('***');
		expect(success.map(({ json }) => [json.text, (json.request as { number: number } | undefined)?.number])).toEqual([1, undefined, 2].map((number) => ['Your parcel is here', number]));
		expect(hints).toEqual(['Dry run: 3 messages, 3 parts; nothing was sent']);
		expect(JSON.stringify(run)).not.toContain('"accepted"');

		// A real run sends the same message that the dry run shows.
		await runWiraya(sandbox, customers(1), { options: { batchSize: 2 } });
		const withoutIds = (body: string) => body.replace(/[0-9a-f]{32}/g, 'id');
		expect(withoutIds(sandbox.requests()[0]!.body)).toBe(withoutIds(request.body));
	});
});

test("with Simplify off the provider's own answer is there", async () => {
	sandbox.refuseRecipient({ recipient: '447700900001', outcome: 'permanent' });
	const { success, errors } = await runWiraya(sandbox, customers(2), { options: { simplify: false } });
	expect(success[0]!.json.raw).toMatchObject({ success: true, trackingId: success[0]!.json.messageId });
	expect((errors[0]!.json.error as { raw: unknown }).raw).toMatchObject({ success: false });
});
