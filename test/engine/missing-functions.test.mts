/**
 * A host on which each function of n8n's in turn is missing: every item of every send ends in an error that names it, or the send
 * works without it. Nothing leaves by the success output that was not accepted.
 */
import type { IExecuteFunctions, INodeType } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { SENDS, type Send } from '../contract/sends.mts';
import { failureOf } from '../failed.mts';
import { runInEngine } from './engine.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

/** What a send can do without: it then works as if nothing were missing, or shows less. */
const DISPENSABLE = ['addExecutionHints', 'continueOnFail', 'getExecutionCancelSignal', 'isToolExecution'];

/** The node in a context that `change` makes of n8n's own. */
function inContext(node: INodeType, change: (context: IExecuteFunctions) => IExecuteFunctions): INodeType {
	const execute = async function (this: IExecuteFunctions) {
		return (await node.execute!.call(change(this))) as never;
	};
	return { description: node.description, execute };
}

const own = (value: unknown) => ({ value, enumerable: true, configurable: true });

function without(context: IExecuteFunctions, path: string): IExecuteFunctions {
	const [name, helper] = path.split('.') as [string, string?];
	const lacking = <T extends object>(target: T, missing: string): T => new Proxy(target, { get: (from, key) => (key === missing ? undefined : (Reflect.get(from, key, from) as unknown)), has: (from, key) => key !== missing && key in from });
	return helper === undefined ? lacking(context, name) : (Object.create(context, { helpers: own(lacking(context.helpers, helper)) }) as IExecuteFunctions);
}

/** Notes which of the context's functions the node reads, and not those that n8n calls of itself. */
function watched(context: IExecuteFunctions, names: Set<string>): IExecuteFunctions {
	const watch = <T extends object>(target: T, prefix: string, seen: (value: object) => unknown): T =>
		new Proxy(target, {
			get(from, key) {
				const value = Reflect.get(from, key, from) as unknown;
				if (typeof key !== 'string' || typeof value !== 'function') return value;
				names.add(prefix + key);
				return seen(value);
			},
		});
	const helpers = watch(context.helpers, 'helpers.', (value) => value);
	return Object.create(watch(context, '', (value) => (value as () => unknown).bind(context)), { helpers: own(helpers) }) as IExecuteFunctions;
}

const COUNT = 3;

async function run(send: Send, change: (context: IExecuteFunctions) => IExecuteFunctions, onError: 'continueErrorOutput' | 'continueRegularOutput' | 'stopWorkflow', options = {}) {
	return await runInEngine({
		node: inContext(send.node, change),
		credential: { type: send.credential, data: send.data(sandbox) },
		parameters: { ...send.parameters, messageFrom: 'item', options: { requestsPerSecond: 0, deduplicationKey: 'key-1', ...options } },
		items: Array.from({ length: COUNT }, (_, index) => send.message(index)),
		settings: { onError },
	});
}

describe.each(Object.entries(SENDS))('%s', (_name, send) => {
	test('each function that it asks n8n for, missing', async () => {
		const asked = new Set<string>();
		const whole = await run(send, (context) => watched(context, asked), 'continueErrorOutput');
		expect([whole.success.length, whole.errors.length]).toEqual([COUNT, 0]);
		expect([...asked].filter((name) => name.startsWith('helpers.')).sort()).toEqual(['helpers.checkProcessedAndRecord', 'helpers.getProcessedDataCount', 'helpers.httpRequestWithAuthentication', 'helpers.removeProcessed']);
		expect(asked.size).toBeGreaterThan(12);

		for (const name of asked) {
			sandbox.reset();
			const { success, errors } = await run(send, (context) => without(context, name), 'continueErrorOutput');
			if (DISPENSABLE.includes(name)) {
				expect([name, success.length, sandbox.accepted().length]).toEqual([name, COUNT, COUNT]);
				continue;
			}
			expect([name, success, sandbox.accepted()]).toEqual([name, [], []]);
			// Without a way to its input the node gives one item.
			expect([name, errors.length]).toEqual([name, name === 'getInputData' ? 1 : COUNT]);
			for (const item of errors) {
				const { status, message } = failureOf(item);
				expect([status, message]).toEqual(['notSent', expect.stringContaining(`${name}()`)]);
			}
		}
	});

	test.each(['getContext', 'helpers.httpRequestWithAuthentication'])('%s missing, with On Error stop: the node fails and names it; with Continue every item does', async (name) => {
		const { error, success } = await run(send, (context) => without(context, name), 'stopWorkflow');
		expect([error?.message, success]).toEqual([expect.stringContaining(`${name}()`), []]);
		const continued = await run(send, (context) => without(context, name), 'continueRegularOutput');
		expect(continued.success.map(({ json }) => [json.status, String(json.error).includes(`${name}()`)])).toEqual(Array(COUNT).fill(['notSent', true]));
		expect(sandbox.accepted()).toEqual([]);
	});

	test('a mistake before the items are read lets none through', async () => {
		const broken = (context: IExecuteFunctions) => Object.create(context, { getNodeParameter: own(() => { throw new Error('a mistake of ours'); }) }) as IExecuteFunctions;
		const { success, errors } = await run(send, broken, 'continueErrorOutput');
		expect([success, errors.length]).toEqual([[], COUNT]);
		for (const item of errors) expect(failureOf(item)).toMatchObject({ status: 'notSent', message: 'a mistake of ours' });
	});

	test('an operation that the node does not have sends nothing', async () => {
		const unknown = { ...send, parameters: { ...send.parameters, operation: 'sendToEverybody' } };
		const { success, errors } = await run(unknown, (context) => context, 'continueErrorOutput');
		expect([success, errors.length, sandbox.accepted()]).toEqual([[], COUNT, []]);
	});
});
