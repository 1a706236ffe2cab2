import { startSandbox, type Fault, type Sandbox } from '../../sandbox/server.mts';
import { ACCOUNTS, runComapi } from '../engine/comapi.mts';
import { customers, statuses } from '../engine/wiraya.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const all = (status: string) => Array<string>(4).fill(status);

/** The results of four messages after one faulty answer, and how many the sandbox really accepted. */
const FAULTS: Array<[string, Fault, string[], number]> = [
	['reset after accepting', { kind: 'resetAfter' }, all('unknown'), 4],
	['truncated', { kind: 'truncate' }, all('unknown'), 4],
	['500 after accepting', { kind: 'status', status: 500, accept: true }, all('unknown'), 4],
	['503 with Retry-After', { kind: 'status', status: 503, retryAfter: 1 }, all('notSent'), 0],
	['429', { kind: 'status', status: 429 }, all('notSent'), 0],
	['an HTML page with 200', { kind: 'htmlPage', status: 200 }, all('unknown'), 0],
	['invalid JSON', { kind: 'invalidBody' }, all('unknown'), 4],
	['a row missing', { kind: 'wrongCount' }, ['accepted', 'accepted', 'accepted', 'unknown'], 4],
	['rows too many', { kind: 'wrongCount', drop: 0, add: 2 }, all('unknown'), 4],
	['rows in another order', { kind: 'wrongOrder' }, all('accepted'), 4],
	['foreign ids', { kind: 'foreignIds' }, all('unknown'), 4],
	['redirect 307', { kind: 'redirect', status: 307 }, all('notSent'), 0],
];

test.each(FAULTS)('a batch: %s', async (_name, fault, expected, taken) => {
	sandbox.addFault(fault);
	const { success, errors } = await runComapi(sandbox, customers(4), { options: { maxTries: 1 } });

	expect([...statuses(success), ...statuses(errors)]).toEqual(expected);
	expect(sandbox.accepted()).toHaveLength(taken);
	expect(sandbox.requests()).toHaveLength(1);
	const ids = new Map(sandbox.accepted().map((message) => [message.correlationId, message.messageId]));
	for (const { json } of success) expect(json.messageId).toBe(ids.get(String(json.correlationId)));
});

test.each<[Fault['kind'], string]>([
	['foreignIds', 'unknown'],
	['wrongCount', 'unknown'],
	['wrongOrder', 'accepted'],
])('one message: %s is %s', async (kind, expected) => {
	sandbox.addFault({ kind } as Fault);
	const { success, errors } = await runComapi(sandbox, customers(1), { operation: 'send' });
	expect([...statuses(success), ...statuses(errors)]).toEqual([expected]);
});

test.each(['send', 'sendBatch'] as const)('%s: Retry On Fail never sends again what may have been accepted', async (operation) => {
	sandbox.addFault({ kind: 'resetAfter', count: 'always' });
	const settings = { retryOnFail: true, maxTries: 5, waitBetweenTries: 1 };
	const { errors } = await runComapi(sandbox, customers(6), { operation, settings });
	expect(statuses(errors)).toEqual(Array(6).fill('unknown'));
	expect(sandbox.accepted()).toHaveLength(6);
	expect(sandbox.duplicates()).toHaveLength(0);
});

test.each([
	['a wrong token', { accessToken: 'wrong-token' }, 401],
	['a wrong password', { ...ACCOUNTS.region, password: 'wrong-password' }, 401],
	["somebody else's API space", { apiSpaceId: '00000000000000000000000000000000' }, 403],
])('%s ends the run at once', async (_name, credential, status) => {
	const { errors } = await runComapi(sandbox, customers(20), { credential, options: { batchSize: 5, concurrency: 1 } });
	expect(sandbox.requests().map((request) => request.status)).toEqual([status]);
	expect(errors[0]!.json.error).toMatchObject({ status: 'notSent', code: `http${status}` });
	expect(errors[19]!.json.error).toMatchObject({ status: 'notSent', code: 'stopped', attempts: 0 });
});

describe.each(Object.entries(ACCOUNTS))('%s', (_mode, credential) => {
	test('a dry run returns the request with its first message and masks the credential', async () => {
		const { success } = await runComapi(sandbox, customers(3), { credential, options: { dryRun: true } });
		expect(statuses(success)).toEqual(['dryRun', 'dryRun', 'dryRun']);
		expect(sandbox.requests()).toHaveLength(0);
		const request = success[0]!.json.request as { body: string; url: string; headers: Record<string, string> };
		expect(request.headers.Authorization).toBe('***');

		await runComapi(sandbox, customers(1), { credential });
		const [sent] = sandbox.requests();
		expect(request.url).toBe(sandbox.providerUrl('comapi') + sent!.path);
		const withoutIds = (body: string) => body.replace(/[0-9a-f]{32}/g, 'id');
		expect(withoutIds(sent!.body)).toBe(withoutIds(request.body));
	});
});
