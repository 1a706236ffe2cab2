/** HTTP Messages in n8n's engine, against the sandbox's made-up API: columns, forms, invalid settings, and messages whose result is open after a fault. */
import type { IDataObject, INode, INodeParameters, IRunExecutionData } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { runInEngine, savedForRetry } from '../engine/engine.mts';
import { ProcessedItems } from '../engine/processedItems.mts';
import '../engine/short-pauses.mts';
import { failureOf, statuses, whatFailed } from '../failed.mts';
import { fictionPhone } from '../samples.mts';
import { account, KEYED, MANY, ONE } from './samples.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

interface Given {
	parameters?: INodeParameters;
	options?: INodeParameters;
	settings?: Partial<INode>;
	resume?: IRunExecutionData;
	processedItems?: ProcessedItems;
}

async function run(items: IDataObject[], { parameters, options, settings, ...rest }: Given = {}) {
	return await runInEngine({
		node: account.node,
		credential: { type: account.credential, data: account.data(sandbox) },
		parameters: { operation: 'send', to: '={{ $json.phone }}', text: '={{ $json.words }}', ...ONE, ...parameters, options: { requestsPerSecond: 0, ...options } } as INodeParameters,
		items,
		settings: { onError: 'continueErrorOutput', ...settings },
		...rest,
	});
}

const customers = (count: number) => Array.from({ length: count }, (_, i): IDataObject => ({ phone: `+${fictionPhone(i)}`, words: `Parcel ${i} is here`, name: `Ann ${i}` }));

describe('columns', () => {
	test.each([1, 3])('are filled in on their own, in %s items: quotes break nothing, and a placeholder in a text stays', async (count) => {
		const odd = ['He said "no"', '{to} \\ {{ $json.phone }}', 'line\nbreak, "},{"to":"+15550100'];
		const items = customers(count).map((one, i): IDataObject => ({ ...one, words: odd[i]!, name: odd[2 - i]! }));
		const { success, errors } = await run(items, { parameters: { message: '={"to": "{to}", "text": "{text} / {{ $json.name }}", "from": {{ $json.shop || "Shop" }}, "correlationId": "{id}"}' } });
		expect(errors).toEqual([]);
		expect(statuses(success)).toEqual(Array(count).fill('accepted'));
		expect(sandbox.accepted().map(({ text, recipient, sender }) => [recipient, sender, text]).sort()).toEqual(items.map(({ phone, words, name }) => [phone, 'Shop', `${String(words)} / ${String(name)}`]).sort());
	});

	test('a row with a missing column is refused alone, before anything is sent', async () => {
		const items = customers(2);
		delete items[1]!.name;
		const { success, errors } = await run(items, { parameters: { message: '={"to": "{to}", "text": "{text} {{ $json.name }}"}', additionalFields: {} } });
		expect(statuses(success)).toEqual(['accepted']);
		expect(whatFailed(errors)).toEqual(['Message has a column that gives nothing']);
	});

	test('with columns beside the list, only messages with the same values share a request', async () => {
		const items = customers(10).map((one, i) => ({ ...one, shop: i % 2 === 0 ? 'North' : 'South' }));
		const { success } = await run(items, { parameters: { operation: 'sendBulk', ...MANY, message: '={"from": "{{ $json.shop }}", "messages": [{"to": "{to}", "text": "{text}", "correlationId": "{id}"}]}' } });
		expect(statuses(success)).toEqual(Array(10).fill('accepted'));
		expect(sandbox.requests()).toHaveLength(2);
		expect(sandbox.accepted().map(({ sender }) => sender).sort()).toEqual([...Array<string>(5).fill('North'), ...Array<string>(5).fill('South')]);
	});
});

test('a thousand customers leave in the fewest requests, and a bad one among them is refused alone', async () => {
	const items = Array.from({ length: 1000 }, (_, i) => ({ phone: `+${fictionPhone(i)}`, words: i === 617 ? 'x'.repeat(1601) : `Parcel ${i}` }));
	const { success, errors } = await run(items, { parameters: { operation: 'sendBulk', ...MANY }, options: { batchSize: 500 } });
	expect([success.length, errors.length]).toEqual([999, 1]);
	expect(failureOf(errors[0]!)).toMatchObject({ status: 'rejected', recipient: items[617]!.phone, providerMessage: 'Status 422' });
	const ids = new Map(sandbox.accepted().map(({ correlationId, messageId }) => [correlationId, messageId]));
	expect(success.every(({ json }) => ids.get(String(json.correlationId)) === json.messageId)).toBe(true);
	sandbox.reset();
	await run(customers(1000), { parameters: { operation: 'sendBulk', ...MANY }, options: { batchSize: 500 } });
	expect(sandbox.requests()).toHaveLength(2);
});

test('a form, with the same promises', async () => {
	const { success } = await run([{ phone: '+447700900123', words: 'Ä & "b" = {to}' }], { parameters: { additionalFields: { ...ONE.additionalFields, bodyFormat: 'form' } } });
	expect(statuses(success)).toEqual(['accepted']);
	expect(sandbox.requests()[0]!.headers['content-type']).toBe('application/x-www-form-urlencoded');
	expect(sandbox.accepted()[0]).toMatchObject({ recipient: '+447700900123', text: 'Ä & "b" = {to}' });
});

test('without an Answer only the HTTP status decides', async () => {
	const { success } = await run(customers(2), { parameters: { additionalFields: {} } });
	expect(success.map(({ json }) => [json.status, json.messageId])).toEqual([['accepted', null], ['accepted', null]]);
	sandbox.addFault({ kind: 'status', status: 404 });
	const { errors } = await run(customers(1), { parameters: { additionalFields: {} } });
	expect(failureOf(errors[0]!)).toMatchObject({ status: 'notSent', fix: 'Check Path, and Base URL in the credential.' });
});

describe('invalid settings: nothing is sent, and every row names the field and the fix', () => {
	test.each<[string, INodeParameters, string, string]>([
		['an unknown placeholder', { message: '{"to": "{to}", "text": "{name}"}' }, 'Message has {name}, which the node does not know', 'drag it in'],
		['no JSON', { message: '{"to": {to}}' }, 'Message is no JSON', 'quotation marks'],
		['no list', { operation: 'sendBulk' }, 'Message has no list around {to}', 'Put the message into a list'],
		['answers that contradict', { additionalFields: { answer: '{"id": "{messageId}"}', acceptedValues: 'ok' } }, 'Answer has no {status}, and there are values for it', 'Put {status}'],
		['a path of another server', { path: 'https://elsewhere.example/' }, 'Path is "https://elsewhere.example/", a whole address', 'behind the Base URL'],
	])('%s', async (_name, parameters, message, fix) => {
		const { success, errors } = await run(customers(2), { parameters });
		expect(success).toEqual([]);
		expect(errors).toHaveLength(2);
		for (const item of errors) expect(failureOf(item)).toMatchObject({ status: 'notSent', message: expect.stringContaining(message) as string, fix: expect.stringContaining(fix) as string });
		const stopped = await run(customers(2), { parameters, settings: { onError: 'stopWorkflow' } });
		expect(stopped.error?.message).toContain(message);
		expect(sandbox.requests()).toEqual([]);
	});

	test('a field without a place in Message is refused, because it would be lost', async () => {
		const { errors } = await run(customers(1), { parameters: { message: '{"to": "{to}", "text": "Hello"}' } });
		expect(whatFailed(errors)).toEqual(['Text is given, and Message has no {text}: it would not be sent']);
		const { errors: others } = await run(customers(1), { parameters: { additionalFields: { ...ONE.additionalFields, sendAt: '2031-01-15T10:30:00Z' } } });
		expect(whatFailed(others)).toEqual(['Send At is given, and Message has no {sendAt}: it would not be sent']);
		expect(sandbox.requests()).toEqual([]);
	});
});

describe('messages with an open result after a fault, with an idempotency header', () => {
	const keyed = (path: string, more: INodeParameters = {}): Given => ({ parameters: { ...KEYED, path, ...more } as INodeParameters });
	const keys = () => sandbox.requests().map(({ headers }) => headers['idempotency-key']);

	test.each([
		['a reset after accepting', { kind: 'resetAfter', count: 3 } as const],
		['a reset before accepting', { kind: 'resetBefore', count: 3 } as const],
		['HTTP 500 after accepting', { kind: 'status', status: 500, accept: true, count: 3 } as const],
		['an answer that breaks off', { kind: 'invalidBody', count: 3 } as const],
	])('%s: sent once and accepted, where the API honours the key', async (_name, fault) => {
		sandbox.addFault(fault);
		const { success, errors } = await run(customers(3), keyed('/v1/messages'));
		expect(errors).toEqual([]);
		expect(success.map(({ json }) => [json.status, json.attempts])).toEqual(Array(3).fill(['accepted', 2]));
		expect(sandbox.accepted()).toHaveLength(3);
		expect(success.map(({ json }) => json.messageId).sort()).toEqual(sandbox.accepted().map(({ messageId }) => messageId).sort());
		expect(new Set(keys()).size).toBe(3);
		expect(keys()).toHaveLength(6);
	});

	test('an API that breaks its promise takes them twice, although the key is the same', async () => {
		sandbox.addFault({ kind: 'resetAfter', count: 2 });
		const { success } = await run(customers(2), keyed('/v1/careless/messages'));
		expect(statuses(success)).toEqual(['accepted', 'accepted']);
		expect(new Set(keys()).size).toBe(2);
		expect(sandbox.accepted()).toHaveLength(4);
	});

	test('without the header they are unknown, and never sent again', async () => {
		sandbox.addFault({ kind: 'resetAfter', count: 'always' });
		const { errors } = await run(customers(2), { settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 } });
		expect(statuses(errors)).toEqual(['unknown', 'unknown']);
		expect(sandbox.requests()).toHaveLength(2);
	});

	test('under Retry On Fail they go again with the same key', async () => {
		sandbox.addFault({ kind: 'resetAfter', count: 4 });
		const { success, errors } = await run(customers(2), { ...keyed('/v1/messages'), options: { maxTries: 1 }, settings: { retryOnFail: true, maxTries: 5, waitBetweenTries: 1 } });
		expect(errors).toEqual([]);
		expect(statuses(success)).toEqual(['accepted', 'accepted']);
		expect(sandbox.accepted()).toHaveLength(2);
		expect(new Set(keys()).size).toBe(2);
	});

	test('under "Retry execution" they go again with the same key', async () => {
		sandbox.addFault({ kind: 'resetAfter', count: 'always' });
		const first = await run(customers(2), { ...keyed('/v1/messages'), settings: { onError: 'stopWorkflow' } });
		expect(first.error?.message).toBe('2 unknown');
		sandbox.clearFaults();
		const second = await run(customers(2), { ...keyed('/v1/messages'), settings: { onError: 'stopWorkflow' }, resume: savedForRetry(first.run) });
		expect([second.error, statuses(second.success)]).toEqual([undefined, ['accepted', 'accepted']]);
		expect(sandbox.accepted()).toHaveLength(2);
		expect(new Set(keys()).size).toBe(2);
	});

	test("in the next execution they go again with the same key of Don't Send Twice, and then are duplicates", async () => {
		const given = { ...keyed('/v1/messages', { deduplicationKey: 'spring' }), processedItems: new ProcessedItems() };
		sandbox.addFault({ kind: 'resetAfter', count: 'always' });
		expect(statuses((await run(customers(2), given)).errors)).toEqual(['unknown', 'unknown']);
		sandbox.clearFaults();
		expect(statuses((await run(customers(3), given)).success)).toEqual(['accepted', 'accepted', 'accepted']);
		expect(sandbox.accepted()).toHaveLength(3);
		expect(new Set(keys()).size).toBe(3);
		expect(statuses((await run(customers(3), given)).success)).toEqual(['duplicate', 'duplicate', 'duplicate']);
	});

	test("the key is never the user's own ID: a second message about one order is another", async () => {
		const given = keyed('/v1/messages', { additionalFields: { ...KEYED.additionalFields, correlationId: 'order-4711' } });
		await run([{ phone: '+447700900001', words: 'Packed' }], given);
		await run([{ phone: '+447700900001', words: 'Sent' }], given);
		expect(sandbox.accepted().map(({ text }) => text)).toEqual(['Packed', 'Sent']);
	});

	test.each([
		['refused for good', { kind: 'status', status: 422, count: 'always' } as const],
		['too many requests', { kind: 'status', status: 429, count: 'always' } as const],
		['the credential is refused', { kind: 'status', status: 401, count: 'always' } as const],
	])('a later answer proves nothing about an unknown first try: %s', async (_name, then) => {
		sandbox.addFault({ kind: 'resetAfter' });
		sandbox.addFault(then);
		const { errors } = await run(customers(1), keyed('/v1/messages'));
		expect(failureOf(errors[0]!)).toMatchObject({ status: 'unknown', message: expect.stringMatching(/^An earlier try may have been accepted \(ECONNRESET\); after that: /) as string });
		expect(sandbox.accepted()).toHaveLength(1);
	});
});

describe('Try an Answer', () => {
	const look = async (received: unknown, additionalFields: IDataObject = MANY.additionalFields, more: IDataObject = {}) =>
		await run([{}], { parameters: { operation: 'readAnswer', received: typeof received === 'string' ? received : JSON.stringify(received), additionalFields, ...more } as INodeParameters });

	test('shows how each row is read, and sends nothing', async () => {
		const { success } = await look({
			batch: 'b',
			messages: [
				{ id: 'm1', correlationId: 'a', status: 'queued' },
				{ correlationId: 'b', status: 'rejected', error: { message: 'no such number' } },
				{ correlationId: 'c', status: 'busy' },
				{ correlationId: 'd', status: 'maybe' },
				{ correlationId: 'e', status: 'queued' },
			],
		});
		expect(success.map(({ json }) => [json.correlationId, json.status, json.messageId, json.batchId, json.providerMessage])).toEqual([
			['a', 'accepted', 'm1', 'b', null],
			['b', 'rejected', null, null, 'no such number'],
			['c', 'notSent', null, null, null],
			['d', 'unknown', null, null, null],
			['e', 'unknown', null, null, null],
		]);
		expect(sandbox.requests()).toEqual([]);
	});

	test('a repeated ID belongs to no message; an error answer applies to all', async () => {
		const twice = await look({ messages: [{ id: 'm1', correlationId: 'a', status: 'queued' }, { id: 'm2', correlationId: 'a', status: 'queued' }] });
		expect(twice.success.map(({ json }) => json.status)).toEqual(['unknown']);
		const failed = await look({ error: { message: 'bad key' } }, MANY.additionalFields, { httpStatus: 401 });
		expect(failed.success.map(({ json }) => [json.status, json.providerMessage])).toEqual([['notSent', 'bad key']]);
	});

	test('an unreadable answer and invalid rules are reported under their field', async () => {
		expect(whatFailed((await look('<html>')).errors)[0]).toMatch(/^Answer Received cannot be read: /);
		expect(whatFailed((await look('')).errors)).toEqual(['Answer Received is missing']);
		expect(whatFailed((await look('{"x": 1}', { answer: '{"a": "{b}"}' })).errors)).toEqual(['Answer has {b}, which the node does not know']);
		expect(whatFailed((await look('{"x": 1}', {}, { httpStatus: 17 })).errors)).toEqual(['HTTP Status is 17, which is no HTTP status']);
	});
});
