import { startSandbox, type Fault, type Sandbox } from '../../sandbox/server.mts';
import { withoutPatience } from '../engine/patience.mts';
import { customers, md5, PASSWORD, recipient, runCapillary, statuses } from './capillary.mts';
import { failureOf } from '../failed.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const options = { maxTries: 1, timeout: 1 };
const four = (status: string) => Array<string>(4).fill(status);

/** The results of four messages after one faulty answer, and how many the sandbox really accepted. */
const FAULTS: Array<[string, Fault, string[], number, string | null]> = [
	['reset before accepting', { kind: 'resetBefore' }, four('unknown'), 0, 'ECONNRESET'],
	['reset after accepting', { kind: 'resetAfter' }, four('unknown'), 4, 'ECONNRESET'],
	['held beyond the time-out', { kind: 'hold', accept: true, ms: 3000 }, four('unknown'), 4, 'ECONNABORTED'],
	['truncated', { kind: 'truncate' }, four('unknown'), 4, null],
	['429', { kind: 'status', status: 429 }, four('notSent'), 0, 'http429'],
	['500 before accepting', { kind: 'status', status: 500 }, four('unknown'), 0, 'http500'],
	['500 after accepting', { kind: 'status', status: 500, accept: true }, four('unknown'), 4, 'http500'],
	['503 with Retry-After', { kind: 'status', status: 503, retryAfter: 1 }, four('notSent'), 0, 'http503'],
	['401', { kind: 'status', status: 401 }, four('notSent'), 0, 'http401'],
	['401 inside HTTP 200', { kind: 'status', status: 200, body: '{"status":{"code":401,"message":"Wrong","success":false}}' }, four('notSent'), 0, 'status401'],
	['404', { kind: 'status', status: 404 }, four('notSent'), 0, 'http404'],
	['an HTML page with 200', { kind: 'htmlPage', status: 200 }, four('unknown'), 0, 'unreadableAnswer'],
	['a body that breaks off', { kind: 'invalidBody' }, four('unknown'), 4, 'unreadableAnswer'],
	['a row missing', { kind: 'wrongCount' }, ['accepted', 'accepted', 'accepted', 'unknown'], 4, 'unreadableAnswer'],
	['a row too many', { kind: 'wrongCount', drop: 0, add: 2 }, four('accepted'), 4, null],
	['a row in place of another', { kind: 'wrongCount', drop: 1, add: 1 }, ['accepted', 'accepted', 'accepted', 'unknown'], 4, 'unreadableAnswer'],
	['rows in another order', { kind: 'wrongOrder' }, four('accepted'), 4, null],
	['rows of somebody else', { kind: 'foreignIds' }, four('unknown'), 4, 'unreadableAnswer'],
	['redirect 307', { kind: 'redirect', status: 307 }, four('notSent'), 0, 'http307'],
];

describe.each(['json', 'xml'])('%s', (wireFormat) => {
	test.each(FAULTS)('%s', async (_name, fault, expected, taken, code) => {
		sandbox.addFault(fault);
		const run = async () => await runCapillary(sandbox, customers(4), { options: { ...options, wireFormat } });
		const { success, errors } = await (code === 'ECONNABORTED' ? withoutPatience(1_000, () => sandbox.counts().requests, run) : run());
		expect([...statuses(success), ...statuses(errors)].sort()).toEqual([...expected].sort());
		expect(sandbox.accepted()).toHaveLength(taken);
		expect(sandbox.requests().length).toBeLessThanOrEqual(1);
		expect(sandbox.counts().redirectsFollowed).toBe(0);
		if (code !== null) expect(errors[0]!.json.error).toMatchObject({ code });
		const ids = new Map(sandbox.accepted().map((message) => [message.recipient, message.messageId]));
		for (const { json } of success) expect(json.messageId).toBe(wireFormat === 'xml' ? ids.get(String(json.recipient)) : null);
	});
});

test.each([
	['resetAfter', { kind: 'resetAfter' }, 'unknown'],
	['truncate', { kind: 'truncate' }, 'unknown'],
	['foreignIds', { kind: 'foreignIds' }, 'unknown'],
] as Array<[string, Fault, string]>)('%s with Retry On Fail: told, and nobody gets it twice', async (_name, fault, status) => {
	sandbox.addFault({ ...fault, after: 1 });
	const settings = { onError: 'stopWorkflow' as const, retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
	const { error } = await runCapillary(sandbox, customers(300), { settings, options: { batchSize: 100, concurrency: 1 } });
	expect(error?.message).toMatch(new RegExp(`^200 not sent again, 100 ${status}$`));
	expect(sandbox.duplicates()).toEqual([]);
	expect(sandbox.requests()).toHaveLength(3);
	expect(sandbox.accepted()).toHaveLength(300);
});

test('a wrong password ends the run at once', async () => {
	const { errors } = await runCapillary(sandbox, customers(50), { credential: { password: 'wrong-password' }, options: { batchSize: 5, concurrency: 1 } });
	expect(sandbox.requests()).toHaveLength(1);
	expect(errors[0]!.json.error).toMatchObject({ status: 'notSent', code: 'http401', httpStatus: 401 });
	expect(errors[49]!.json.error).toMatchObject({ status: 'notSent', code: 'stopped', attempts: 0 });
});

test('a password given as MD5 is not hashed again', async () => {
	const { success } = await runCapillary(sandbox, customers(1), { credential: { password: ` ${md5(PASSWORD).toUpperCase()}`, alreadyHashed: true } });
	expect(statuses(success)).toEqual(['accepted']);
});

test.each([
	[{ region: 'eu.api.capillarytech.com', baseUrl: '' }, 'https://eu.api.capillarytech.com'],
	[{ region: 'other', host: ' apac2.api.capillarytech.com ', baseUrl: '' }, 'https://apac2.api.capillarytech.com'],
	[{ region: 'eu.api.capillarytech.com', baseUrl: 'http://127.0.0.1:1/capillary/' }, 'http://127.0.0.1:1/capillary'],
])('%p goes to %s', async (credential, base) => {
	const { success } = await runCapillary(sandbox, customers(1), { credential, options: { dryRun: true } });
	expect(success[0]!.json.request).toMatchObject({ url: `${base}/v1.1/communications/sendMessage?channel=sms` });
});

test.each([{ region: 'other', host: '', baseUrl: '' }, { region: 'other', host: 'https://x.example.com', baseUrl: '' }, { region: 'other', host: 'user:secret@x.example.com', baseUrl: '' }])(
	'%p is no host',
	async (credential) => {
		const { errors } = await runCapillary(sandbox, customers(1), { credential });
		expect(failureOf(errors[0]!).message).toBe("The credential's Host is not the name of a host");
	},
);

test('Dry Run returns one request per channel with its first message, masks the credential, and sends nothing', async () => {
	const items = [{ channel: 'sms', to: recipient(0), body: 'Hi' }, { channel: 'zalo', receiver: recipient(1), text: 'Hi' }, { channel: 'sms', to: recipient(2), body: 'Hi' }];
	const { success } = await runCapillary(sandbox, items, { parameters: { options: { messageFrom: 'item' }, channel: 'variesByItem' }, options: { dryRun: true } });
	expect(statuses(success)).toEqual(['dryRun', 'dryRun', 'dryRun']);
	expect(sandbox.requests()).toHaveLength(0);
	expect(success[0]!.json.request).toMatchObject({
		number: 1,
		messages: 2,
		headers: { Authorization: '***', 'Content-Type': 'application/json' },
		body: JSON.stringify({ root: { sms: [{ to: recipient(0), body: 'Hi' }] } }),
	});
	expect(success[1]!.json.request).toMatchObject({ number: 2, messages: 1 });
	expect(success[2]!.json).not.toHaveProperty('request');
	expect(success.map(({ json }) => json.text)).toEqual(['Hi', 'Hi', 'Hi']);

	await runCapillary(sandbox, items.slice(0, 1), { parameters: { options: { messageFrom: 'item' }, channel: 'variesByItem' } });
	expect(sandbox.requests().map(({ body }) => body)).toContain((success[0]!.json.request as { body: string }).body);
});

test('with Simplify off the item has the original row', async () => {
	const { success } = await runCapillary(sandbox, customers(2), { options: { simplify: false } });
	expect(success[0]!.json.raw).toMatchObject({ sms: { to: recipient(0), sender: '' }, errors: [], warnings: [] });
});
