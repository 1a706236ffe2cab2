/**
 * Removes each of n8n's functions in turn: every item of every operation must end in an error that names the function, or the operation must work
 * without it. Only messages that the provider took may leave by the success output.
 */
import type { ICredentialType, IDataObject, INodeParameters, INodeType } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { CALLS, LOOKUPS, SENDS } from '../registry.mts';
import { failureOf } from '../failed.mts';
import { runInEngine } from './engine.mts';
import { broken, inContext, watched, without, type Change } from './lacking.mts';
import './short-pauses.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

/** Functions that an operation can do without: it still works, or only shows less. */
const DISPENSABLE = ['addExecutionHints', 'continueOnFail', 'getExecutionCancelSignal', 'isToolExecution'];

interface Operation {
	node: INodeType;
	credential: ICredentialType;
	data(): IDataObject;
	parameters: INodeParameters;
	item(index: number): IDataObject;
	/** The helpers that it uses. */
	helpers: readonly string[];
}

const REQUEST = 'helpers.httpRequestWithAuthentication';
const REQUESTS = ['helpers.httpRequest', REQUEST];
const OPERATIONS: Record<string, Operation> = {
	...Object.fromEntries(
		Object.entries(SENDS).map(([name, send]): [string, Operation] => [
			name,
			{
				...send,
				data: () => send.data(sandbox),
				parameters: { ...send.parameters, deduplicationKey: 'key-1', options: { messageFrom: 'item', requestsPerSecond: 0 } },
				item: send.message,
				helpers: [...REQUESTS, 'helpers.checkProcessedAndRecord', 'helpers.getProcessedDataCount', 'helpers.removeProcessed'],
			},
		]),
	),
	...Object.fromEntries(
		Object.entries(LOOKUPS).map(([name, lookup]): [string, Operation] => [
			name,
			{
				...lookup,
				// Another token each time, because the process remembers tokens.
				data: () => (lookup.credential.preAuthentication ? CALLS['Wiraya, Send Event']! : lookup).data(sandbox),
				parameters: { ...lookup.parameters, [lookup.field]: '={{ $json.value }}', options: { requestsPerSecond: 0 } },
				item: () => ({ value: lookup.good }),
				helpers: REQUESTS,
			},
		]),
	),
};

const COUNT = 3;
const unchanged: Change = (context) => context;

async function run(operation: Operation, change: Change, onError: 'continueErrorOutput' | 'continueRegularOutput' | 'stopWorkflow') {
	sandbox.reset();
	const { success, errors, error } = await runInEngine({
		node: inContext(operation.node, change),
		credential: { type: operation.credential, data: operation.data() },
		parameters: operation.parameters,
		items: Array.from({ length: COUNT }, (_, index) => operation.item(index)),
		settings: { onError },
	});
	return { success, errors, error, requests: sandbox.requests().length, tally: [success.length, errors.length, sandbox.requests().length] };
}

describe.each(Object.entries(OPERATIONS))('%s', (_name, operation) => {
	test('without each function of n8n that it uses', async () => {
		const asked = new Set<string>();
		const whole = await run(operation, watched(asked), 'continueErrorOutput');
		expect(whole.requests).toBeGreaterThan(0);
		for (const item of whole.errors) expect(failureOf(item).message).not.toContain('()');
		expect([...asked].filter((name) => name.startsWith('helpers.')).sort()).toEqual([...operation.helpers].sort());
		expect(asked.size).toBeGreaterThan(8 + operation.helpers.length);

		for (const name of asked) {
			const { success, errors, requests, tally } = await run(operation, without(name), 'continueErrorOutput');
			if (DISPENSABLE.includes(name)) {
				expect([name, ...tally]).toEqual([name, ...whole.tally]);
				continue;
			}
			expect([name, success, requests]).toEqual([name, [], 0]);
			// If the node cannot read its input, it returns one item.
			expect([name, errors.length]).toEqual([name, name === 'getInputData' ? 1 : COUNT]);
			for (const item of errors) {
				const { status, message } = failureOf(item);
				expect([status, message]).toEqual(['notSent', expect.stringContaining(`${name}()`)]);
			}
		}
	});

	test.each(['getContext', REQUEST])('%s missing, with On Error stop: the node fails and names it; with Continue every item does', async (name) => {
		const { error, success, requests } = await run(operation, without(name), 'stopWorkflow');
		expect([error?.message, success, requests]).toEqual([expect.stringContaining(`${name}()`), [], 0]);
		const continued = await run(operation, without(name), 'continueRegularOutput');
		expect(continued.success.map(({ json }) => [json.status, String(json.error).includes(`${name}()`)])).toEqual(Array(COUNT).fill(['notSent', true]));
		expect(continued.requests).toBe(0);
	});

	test('a bug before the items are read lets no item through', async () => {
		const { success, errors } = await run(operation, broken('getNodeParameter', new Error('a mistake of ours')), 'continueErrorOutput');
		expect([success, errors.length]).toEqual([[], COUNT]);
		for (const item of errors) expect(failureOf(item)).toMatchObject({ status: 'notSent', message: 'a mistake of ours' });
	});

	test('an operation that the node does not have does nothing', async () => {
		const unknown = { ...operation, parameters: { ...operation.parameters, operation: 'sendToEverybody' } };
		const { success, errors, requests } = await run(unknown, unchanged, 'continueErrorOutput');
		expect([success, errors.length, requests]).toEqual([[], COUNT, 0]);
	});
});
