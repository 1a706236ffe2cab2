/** The Wavy Inbound Trigger in n8n's own context, against the sandbox: it hands on each customer's message once. */
import { NodeOperationError, type IDataObject, type INode, type INodeParameters } from 'n8n-workflow';

import { WavyApi } from '../../credentials/WavyApi.credentials.ts';
import { WavyInboundTrigger } from '../../nodes/Wavy/WavyInboundTrigger.node.ts';
import { startSandbox, type Fault, type Sandbox } from '../../sandbox/server.mts';
import { pollingTrigger } from '../engine/poll.mts';
import { recipient } from './reading.mts';
import { runWavy, TOKEN, USER } from './wavy.mts';
import '../engine/short-pauses.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const credential = (token = TOKEN) => ({ type: new WavyApi(), data: { username: USER, token, baseUrl: sandbox.providerUrl('wavy') } });
const published = (parameters: INodeParameters = {}, token = TOKEN) => pollingTrigger(new WavyInboundTrigger(), credential(token), parameters);

/** Older n8n versions take no reason from an error, and wait by their own rule. */
const TAKES_REASONS = new NodeOperationError({} as INode, 'x', { failure: { cause: 'node-defect' } }).failure !== undefined;

const MINUTE = 60_000;
/** A customer's message, this many minutes old by Wavy's clock. */
const write = (text: string, minutesAgo = 0) => sandbox.write({ provider: 'wavy', sender: recipient(1), recipient: '27182', text, receivedAt: new Date(Date.now() - minutesAgo * MINUTE).toISOString() });
const texts = (items: Array<{ json: IDataObject }> | null) => items?.map(({ json }) => json.text) ?? null;
const refused = async (polled: Promise<unknown>) => await polled.then(() => Promise.reject(new Error('it did not fail')), (error: NodeOperationError) => error);

test('earlier messages are skipped; then every message comes once, also late ones', async () => {
	const trigger = published();
	write('long ago', 2000);
	write('before', 3);
	expect(await trigger.poll()).toBeNull();
	write('first');
	expect(texts(await trigger.poll())).toEqual(['first']);
	expect(await trigger.poll()).toBeNull();
	write('second');
	write('late', 5);
	expect(texts(await trigger.poll())).toEqual(['late', 'second']);
	expect(await trigger.poll()).toBeNull();
});

test('an item is the same receipt as from a search or a callback, with the message it answers', async () => {
	const [sent] = (await runWavy(sandbox, [{ to: recipient(1) }])).success;
	const trigger = published();
	await trigger.poll();
	sandbox.write({ provider: 'wavy', sender: recipient(1), recipient: '27182', text: 'Sim', answers: String(sent!.json.messageId) });
	const [item] = (await trigger.poll())!;
	const [found] = (await runWavy(sandbox, [{}], { operation: 'searchInbound', parameters: { start: '', end: '' } })).success;
	expect(item!.json).toEqual(found!.json);
	expect(item!.json).toMatchObject({ kind: 'inbound', status: 'delivered', sender: recipient(1), recipient: '27182', text: 'Sim', correlationId: sent!.json.correlationId });
});

test('Look Back includes earlier messages; Simplify off adds the raw data', async () => {
	write('too old', 121);
	write('old', 119);
	const trigger = published({ simplify: false, options: { lookBack: 2 } });
	const items = await trigger.poll();
	expect(texts(items)).toEqual(['old']);
	expect(items![0]!.json.raw).toMatchObject({ messageText: 'old', shortCode: '27182' });
	expect(await trigger.poll()).toBeNull();
});

test('late messages come within the Overlap', async () => {
	const trigger = published({ options: { overlap: 30 } });
	await trigger.poll();
	write('now');
	expect(texts(await trigger.poll())).toEqual(['now']);
	write('too late', 31);
	write('late', 29);
	expect(texts(await trigger.poll())).toEqual(['late']);
});

test("the editor's test shows the latest ten and remembers nothing", async () => {
	const trigger = published();
	expect(await trigger.test()).toBeNull();
	for (let i = 0; i < 12; i += 1) write(`Text ${i}`, 12 - i);
	expect(texts(await trigger.test())).toEqual(Array.from({ length: 10 }, (_, i) => `Text ${i + 2}`));
	expect(trigger.staticData).toEqual({});
	expect(await trigger.poll()).toBeNull();
	write('new');
	expect(texts(await trigger.test())!.at(-1)).toBe('new');
	expect(texts(await trigger.poll())).toEqual(['new']);
});

test('a search never takes anything away', async () => {
	await published().poll();
	const { method, path } = sandbox.requests()[0]!;
	expect([method, path]).toEqual(['GET', '/v1/sms/receive/search']);
});

describe('a failure has the reason that n8n needs, and nothing is lost', () => {
	test.each<[string, Fault, string, object]>([
		['401', { kind: 'status', status: 401, count: 'always' }, 'The provider refused the credential (HTTP 401)', { cause: 'credential-invalid' }],
		['429', { kind: 'status', status: 429, retryAfter: 90, count: 'always' }, 'The provider received too many requests (HTTP 429)', { cause: 'rate-limited', retryAfterMs: 90_000 }],
		['420', { kind: 'status', status: 420, count: 'always' }, 'Wavy received too many requests (HTTP 420)', { cause: 'rate-limited' }],
		['500', { kind: 'status', status: 500, count: 'always' }, 'The provider did not answer the question (HTTP 500)', { cause: 'temporarily-unavailable' }],
		['a page of a proxy', { kind: 'htmlPage', status: 200, count: 'always' }, "The provider's answer could not be read", { cause: 'temporarily-unavailable' }],
		['400', { kind: 'status', status: 400, count: 'always' }, 'The provider refused the request as invalid (HTTP 400)', { cause: 'configuration-invalid' }],
		['404', { kind: 'status', status: 404, count: 'always' }, 'The provider has nothing at this address (HTTP 404)', { cause: 'configuration-invalid' }],
	])('%s', async (_name, fault, message, failure) => {
		const trigger = published();
		await trigger.poll();
		write('first');
		sandbox.addFault(fault);
		const error = await refused(trigger.poll());
		expect(error.message).toContain(message);
		expect(error.failure).toEqual(TAKES_REASONS ? failure : undefined);
		expect(error.description).toMatch(/./);
		sandbox.clearFaults();
		expect(texts(await trigger.poll())).toEqual(['first']);
	});

	test('a short failure is not reported', async () => {
		const trigger = published();
		await trigger.poll();
		write('first');
		sandbox.addFault({ kind: 'resetAfter' });
		expect(texts(await trigger.poll())).toEqual(['first']);
	});

	test('an invalid option', async () => {
		const error = await refused(published({ options: { overlap: 0 } }).poll());
		expect([error.message, error.description, error.failure]).toEqual(['Options > Overlap is 0', 'Give a whole number from 1 to 1440.', TAKES_REASONS ? { cause: 'configuration-invalid' } : undefined]);
		expect(sandbox.requests()).toHaveLength(0);
	});
});
