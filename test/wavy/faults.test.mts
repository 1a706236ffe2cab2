import { startSandbox, type Fault, type Sandbox } from '../../sandbox/server.mts';
import type { OperationName } from './reading.mts';
import { customers, runWavy, statuses, TOKEN } from './wavy.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const four = (status: string) => Array<string>(4).fill(status);
const WITHOUT_IDS = { sendCorrelationId: false };

/** The results of four messages after one faulty answer, and how many the sandbox really accepted. */
const FAULTS: Array<[string, Fault, string[], number, object]> = [
	['reset before accepting', { kind: 'resetBefore' }, four('unknown'), 0, {}],
	['reset after accepting', { kind: 'resetAfter' }, four('unknown'), 4, {}],
	['truncated', { kind: 'truncate' }, four('unknown'), 4, {}],
	['500 after accepting', { kind: 'status', status: 500, accept: true }, four('unknown'), 4, {}],
	['504', { kind: 'status', status: 504 }, four('unknown'), 0, {}],
	['429', { kind: 'status', status: 429 }, four('notSent'), 0, {}],
	['420', { kind: 'status', status: 420 }, four('notSent'), 0, {}],
	['401', { kind: 'status', status: 401 }, four('notSent'), 0, {}],
	['403', { kind: 'status', status: 403 }, four('notSent'), 0, {}],
	['an HTML page with 200', { kind: 'htmlPage', status: 200 }, four('unknown'), 0, {}],
	['invalid JSON', { kind: 'invalidBody' }, four('unknown'), 4, {}],
	['200 with an error in it', { kind: 'status', status: 200, body: '{"errorCode":500,"errorMessage":"x"}' }, four('unknown'), 0, {}],
	['a row missing', { kind: 'wrongCount' }, ['accepted', 'accepted', 'accepted', 'unknown'], 4, {}],
	['rows too many', { kind: 'wrongCount', drop: 0, add: 2 }, four('accepted'), 4, {}],
	['a row missing and a foreign one', { kind: 'wrongCount', drop: 1, add: 1 }, ['accepted', 'accepted', 'accepted', 'unknown'], 4, {}],
	['rows in another order', { kind: 'wrongOrder' }, four('accepted'), 4, {}],
	['foreign ids', { kind: 'foreignIds' }, four('unknown'), 4, {}],
	['two foreign ids', { kind: 'foreignIds', rows: 2 }, ['accepted', 'accepted', 'unknown', 'unknown'], 4, {}],
	['refused rows', { kind: 'partial', refused: 1, transient: 1 }, ['accepted', 'accepted', 'unknown', 'unknown'], 2, {}],
	['no echo, a row missing', { kind: 'wrongCount' }, four('unknown'), 4, WITHOUT_IDS],
	['no echo, a row too many', { kind: 'wrongCount', add: 1 }, four('unknown'), 4, WITHOUT_IDS],
	['no echo, refused rows', { kind: 'partial', refused: 1 }, four('unknown'), 3, WITHOUT_IDS],
];

test.each(FAULTS)('%s', async (_name, fault, expected, taken, parameters) => {
	sandbox.addFault(fault);
	const { success, errors } = await runWavy(sandbox, customers(4), { parameters: { ...parameters }, options: { maxTries: 1 } });
	expect([...statuses(success), ...statuses(errors)].sort()).toEqual([...expected].sort());
	expect(sandbox.accepted()).toHaveLength(taken);
	expect(sandbox.requests()).toHaveLength(1);
	const ids = new Map(sandbox.accepted().map((message) => [message.correlationId, message.messageId]));
	for (const { json } of success) expect(json.messageId).toBe(ids.get(String(json.correlationId)));
});

test('without echo and with the right count all are accepted, none with an id that may be another\'s', async () => {
	sandbox.addFault({ kind: 'wrongOrder' });
	const { success } = await runWavy(sandbox, customers(3), { parameters: WITHOUT_IDS });
	expect(success.map(({ json }) => [json.status, json.messageId, json.warnings])).toEqual(
		Array(3).fill(['accepted', null, ["Wavy took every message of the request, but does not say which of its IDs is this message's."]]),
	);
	expect(success[0]!.json.batchId).toMatch(/^[0-9a-f-]{36}$/);
	expect(sandbox.accepted()).toHaveLength(3);
});

describe.each<OperationName>(['send', 'sendBulk'])('%s', (operation) => {
	test.each(['stopWorkflow', 'continueErrorOutput'] as const)('reset after accepting with Retry On Fail is unknown, and sent once (%s)', async (onError) => {
		sandbox.addFault({ kind: 'resetAfter', count: 'always' });
		const settings = { retryOnFail: true, maxTries: 5, waitBetweenTries: 1, onError };
		const { errors, error } = await runWavy(sandbox, customers(12), { operation, settings });
		expect(sandbox.accepted()).toHaveLength(12);
		expect(sandbox.duplicates()).toHaveLength(0);
		expect(sandbox.requests()).toHaveLength(operation === 'send' ? 12 : 1);
		if (onError === 'stopWorkflow') expect(error?.message).toMatch(/^12 unknown$/);
		else expect(statuses(errors)).toEqual(Array(12).fill('unknown'));
	});

	test('a wrong token ends the run', async () => {
		const { errors } = await runWavy(sandbox, customers(2500), { operation, token: 'wrong-token', options: { concurrency: 1 } });
		expect(sandbox.requests()).toHaveLength(1);
		expect(new Set(statuses(errors))).toEqual(new Set(['notSent']));
		expect(errors[0]!.json.error).toMatchObject({ code: 'http401', attempts: 1 });
		expect(errors[2499]!.json.error).toMatchObject({ code: 'stopped', attempts: 0 });
	});

	test.each(['post', 'get'])('a dry run shows the request with the credential masked and sends nothing (%s)', async (wireFormat) => {
		const options = operation === 'send' ? { wireFormat } : {};
		const { success } = await runWavy(sandbox, customers(3), { operation, options: { ...options, dryRun: true } });
		expect(statuses(success)).toEqual(['dryRun', 'dryRun', 'dryRun']);
		expect(sandbox.requests()).toHaveLength(0);
		expect(success[0]!.json.request).toMatchObject({
			messages: operation === 'send' ? 1 : 3,
			method: operation === 'send' ? wireFormat.toUpperCase() : 'POST',
			headers: { username: '***', authenticationtoken: '***' },
			url: expect.stringContaining(operation === 'send' ? '/v1/send-sms' : '/v1/send-bulk-sms') as string,
		});
		expect(JSON.stringify(success)).not.toContain(TOKEN);
	});

	test("with Simplify off the item has the provider's own row", async () => {
		const { success } = await runWavy(sandbox, customers(1), { operation, options: { simplify: false } });
		const { raw, messageId, correlationId } = success[0]!.json;
		expect(raw).toEqual({ id: messageId, correlationId });
	});
});
