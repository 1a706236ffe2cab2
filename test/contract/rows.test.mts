/**
 * The customer's own columns survive, whatever their names: every send and look-up, in each setting of On Error, with rows that have our keys as column names.
 */
import fc from 'fast-check';
import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { runInEngine, type EngineResult } from '../engine/engine.mts';
import { LOOKUPS, SENDS } from '../registry.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());

/** Our keys, n8n's keys and common words. */
const WORDS = [
	...['status', 'message', 'fix', 'recipient', 'channel', 'provider', 'segments', 'scheduledAt', 'acceptedAt', 'messageId', 'correlationId', 'batchId', 'attempts', 'warnings'],
	...['code', 'httpStatus', 'retryable', 'retryAfterMs', 'providerMessage', 'raw', 'request', 'outcome', 'error', 'details', 'text', 'to', 'json', 'binary', 'pairedItem', 'name', 'a b'],
];
const value = fc.oneof(fc.constantFrom<unknown>(null, false, 0, '', 'rejected', 'accepted'), fc.string({ maxLength: 5 }), fc.constant({ status: 'mine' }), fc.constant(['x']));
/** Whether the item can be used, and its other columns. */
const rows = fc.array(fc.record({ good: fc.boolean(), columns: fc.dictionary(fc.constantFrom(...WORDS), value, { maxKeys: 12 }) }), { minLength: 1, maxLength: 4 });

const ON_ERROR: Array<[string, Partial<INode>]> = [
	['continueErrorOutput', { onError: 'continueErrorOutput' }],
	['continueRegularOutput', { onError: 'continueRegularOutput' }],
	['continueOnFail', { continueOnFail: true }],
];

type Run = (items: IDataObject[], settings: Partial<INode>, options: IDataObject) => Promise<EngineResult>;
interface Row {
	run: Run;
	/** The column that the node reads, for an item that can be used and for one that cannot. */
	source: (index: number, good: boolean) => unknown;
}

const OPERATIONS: Record<string, Row> = {
	...Object.fromEntries(
		Object.entries(SENDS).map(([name, send]): [string, Row] => [
			name,
			{
				source: (index, good) => ({ ...send.message(index), ...(!good && { [send.recipientKey]: '' }) }),
				run: async (items, settings, options) =>
					await runInEngine({
						node: send.node,
						credential: { type: send.credential, data: send.data(sandbox) },
						parameters: { ...send.parameters, messageJson: '={{ $json.source }}', options: { messageFrom: 'json', requestsPerSecond: 0, ...options } as never },
						items,
						settings,
					}),
			},
		]),
	),
	...Object.fromEntries(
		Object.entries(LOOKUPS).map(([name, lookup]): [string, Row] => [
			name,
			{
				source: (_index, good) => (good ? lookup.good : lookup.bad),
				run: async (items, settings, options) =>
					await runInEngine({
						node: lookup.node,
						credential: { type: lookup.credential, data: lookup.data(sandbox) },
						parameters: { ...lookup.parameters, [lookup.field]: '={{ $json.source }}', options: { requestsPerSecond: 0, ...options } as never },
						items,
						settings,
					}),
			},
		]),
	),
};

const without = (json: IDataObject, ...keys: string[]) => Object.fromEntries(Object.entries(json).filter(([key]) => !keys.includes(key)));
const itemOf = ({ pairedItem }: INodeExecutionData) => (pairedItem as { item: number }).item;

describe.each(Object.entries(OPERATIONS))('%s', (_name, { run, source }) => {
	test.each(ON_ERROR)('%s: the row keeps its columns, and the status is where it is looked for', async (onError, settings) => {
		await fc.assert(
			fc.asyncProperty(rows, fc.boolean(), async (given, includeInputFields) => {
				sandbox.reset();
				const items = given.map(({ good, columns }, index) => ({ ...(columns as IDataObject), source: source(index, good) as never }));
				const { success, errors, error } = await run(items, settings, { includeInputFields });
				expect(error).toBeUndefined();
				const failed = [...errors, ...success.filter(({ json }) => json.error !== undefined)];
				expect(failed.map(itemOf)).toEqual(expect.arrayContaining(given.flatMap(({ good }, index) => (good ? [] : [index]))));
				for (const item of errors) {
					expect(onError).toBe('continueErrorOutput');
					expect(without(item.json, 'error')).toEqual(without(items[itemOf(item)]!, 'error'));
					expect(Object.keys(item.json.error as object).slice(0, 3)).toEqual(['status', 'message', 'fix']);
				}
				for (const { json, ...item } of success) {
					const record = includeInputFields ? (json.outcome as IDataObject) : json;
					expect(json.error === undefined || (onError !== 'continueErrorOutput' && typeof json.error === 'string')).toBe(true);
					if (json.error !== undefined) expect(record.status).toMatch(/^[a-z]+[A-Z]?[a-z]+$/);
					if (includeInputFields) expect(without(json, 'outcome', 'error')).toEqual(without(items[itemOf(item as INodeExecutionData)]!, 'outcome', 'error'));
				}
			}),
			{ numRuns: 4 },
		);
	});

	test('stopWorkflow: one error, which has no value of the row except the recipient', async () => {
		sandbox.reset();
		const { success, error } = await run([{ source: source(0, true) as never }, { source: source(1, false) as never }], {}, {});
		expect(success).toEqual([]);
		expect(error?.message).toMatch(/^1 of 2 rows can't be (sent, nothing was sent|used, no request was made)$/);
		expect(sandbox.requests()).toEqual([]);
	});
});
