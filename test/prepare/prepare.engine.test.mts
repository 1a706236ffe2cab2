/** Prepare Messages in n8n's own engine: two inputs, three outputs, expressions, and sends that take its output. */
import 'reflect-metadata';
import { WorkflowExecute } from 'n8n-core';
import { NodeConnectionTypes, NodeHelpers, Workflow, type IDataObject, type INode, type INodeExecutionData, type INodeParameters, type INodeType } from 'n8n-workflow';

import { SENDS } from '../registry.mts';
import { additionalDataOf, startAt, withExpressions } from '../engine/engine.mts';
import { inContext, watched, without, type Change } from '../engine/lacking.mts';
import { PrepareMessages } from '../nodes.ts';

const main = NodeConnectionTypes.Main;
const prepareMessages = new PrepareMessages();

const node = (name: string, inputs: number, execute: INodeType['execute']): INodeType => ({
	description: { displayName: name, name, group: ['transform'], version: 1, description: name, defaults: { name }, inputs: Array.from({ length: inputs }, () => main), outputs: [main], properties: [] },
	execute,
});

interface Scene {
	messages: IDataObject[];
	/** Rows of the second input; null if nothing is connected to it. */
	optedOut: IDataObject[] | null;
	parameters?: INodeParameters;
	settings?: Partial<INode>;
	/** Changes n8n's context. */
	change?: Change;
	/** A send after the output Send, and its parameters. */
	send?: { type: INodeType; parameters: INodeParameters; credential: string; data: IDataObject };
}

async function run({ messages, optedOut, parameters, settings, change, send }: Scene) {
	const items = (rows: IDataObject[]): INodeExecutionData[] => rows.map((json) => ({ json: structuredClone(json) }));
	const types: Record<string, INodeType> = {
		start: node('start', 0, async () => await Promise.resolve([[{ json: {} }]])),
		messages: node('messages', 1, async () => await Promise.resolve([items(messages)])),
		optedOut: node('optedOut', 1, async () => await Promise.resolve([items(optedOut ?? [])])),
		prepareMessages: change ? inContext(prepareMessages, change) : prepareMessages,
		...(send && { send: send.type }),
	};
	const named = (name: string, type: string, more: Partial<INode> = {}): INode => ({ id: name, name, type, typeVersion: 1, position: [0, 0], parameters: {}, ...more });
	const to = (name: string, index = 0) => ({ node: name, type: main, index });
	const workflow = new Workflow({
		id: 'w',
		active: false,
		nodes: [
			named('Start', 'start'),
			named('Messages', 'messages'),
			named('Opted Out', 'optedOut'),
			named('Prepare', 'prepareMessages', { parameters: { to: '={{ $json.phone }}', text: '={{ $json.words }}', ...parameters }, ...settings }),
			...(send ? [named('Send', 'send', { parameters: { options: { messageFrom: 'item', dryRun: true }, ...send.parameters }, credentials: { [send.credential]: { id: 'c', name: 'Test' } } })] : []),
		],
		connections: {
			Start: { [main]: [[to('Messages'), ...(optedOut ? [to('Opted Out')] : [])]] },
			Messages: { [main]: [[to('Prepare')]] },
			'Opted Out': { [main]: [[to('Prepare', 1)]] },
			...(send && { Prepare: { [main]: [[to('Send')]] } }),
		},
		nodeTypes: { getByName: (type) => types[type]!, getByNameAndVersion: (type) => NodeHelpers.getVersionedNodeType(types[type]!), getKnownTypes: () => ({}) },
		settings: { timezone: 'Europe/Stockholm', executionOrder: 'v1' },
	});
	const credential = { type: { name: send?.credential ?? 'none', displayName: '', properties: [] }, data: send?.data ?? {} };
	const execute = new WorkflowExecute(additionalDataOf({ credential }), 'trigger');
	const { data } = await withExpressions(workflow, async () => await startAt(workflow.getNode('Start')!, execute, workflow));
	const { runData, error } = data.resultData;
	const outputs = (runData.Prepare?.at(-1)?.data?.main ?? []).map((given) => (given ?? []).map(({ json }) => json));
	return { outputs, error: error ?? runData.Prepare?.at(-1)?.error, runs: runData.Prepare?.length ?? 0, hints: runData.Prepare?.at(-1)?.hints?.map(({ message }) => message) ?? [], sent: (runData.Send?.at(-1)?.data?.main?.[0] ?? []).map(({ json }) => json), sendError: runData.Send?.at(-1)?.error };
}

const ANN = { phone: '+44 7700 900123', words: 'Hi Ann', name: 'Ann' };
const BO = { phone: '07700 900124', words: 'Hi Bo', name: 'Bo' };
const GB = { defaultCountry: 'GB' };

test('people on the second input are skipped, the others keep all their columns', async () => {
	const { outputs, hints, runs } = await run({ messages: [ANN, BO, { ...ANN, phone: '+44 7700 900125' }], optedOut: [{ id: 7, phone: '0044 7700-900123' }], parameters: GB });
	expect(outputs.map((items) => items.map(({ to, name }) => [to, name]))).toEqual([[['447700900124', 'Bo'], ['447700900125', 'Ann']], [], [['447700900123', 'Ann']]]);
	expect([hints, runs]).toEqual([['2 messages to GB, 2 parts; 1 skipped (1 opted out)'], 1]);
});

test('an empty or missing list of opt-outs holds nobody back', async () => {
	for (const optedOut of [[], null]) {
		const { outputs, runs } = await run({ messages: [ANN, BO], optedOut, parameters: GB });
		expect([outputs.map(({ length }) => length), runs]).toEqual([[2, 0, 0], 1]);
	}
});

test('without messages there is nothing to do', async () => {
	const { outputs, error } = await run({ messages: [], optedOut: [{ phone: ANN.phone }] });
	expect([outputs.flat(), error]).toEqual([[], undefined]);
});

test('the fourth output exists if it is turned on', async () => {
	const { outputs } = await run({ messages: [ANN, BO], optedOut: null, parameters: { ...GB, checks: { summary: true } } });
	expect(outputs.map(({ length }) => length)).toEqual([2, 0, 0, 1]);
	expect(outputs[3]).toMatchObject([{ items: 2, send: 2, countries: { GB: 2 } }]);
});

test('a stop leaves nothing on Send, whatever On Error says', async () => {
	const scene: Scene = { messages: [ANN, BO], optedOut: null, parameters: { ...GB, checks: { maxMessages: 1 } } };
	expect((await run(scene)).error).toMatchObject({ message: '2 messages are ready, more than the 1 of Checks > Maximum Messages' });
	expect((await run({ ...scene, settings: { onError: 'continueRegularOutput' } })).outputs.map(({ length }) => length)).toEqual([0, 0, 2]);
	const { outputs } = await run({ ...scene, settings: { onError: 'continueErrorOutput' } });
	expect(outputs.map(({ length }) => length)).toEqual([0, 0, 0, 2]);
	expect(outputs[3]).toMatchObject([{ name: 'Ann', error: { status: 'notSent' } }, { name: 'Bo', error: { status: 'notSent' } }]);
});

test('without each function of n8n that it uses: nothing leaves by Send, and every item names the function', async () => {
	const dispensable = ['addExecutionHints', 'continueOnFail', 'isToolExecution'];
	const scene: Scene = { messages: [ANN, BO], optedOut: [{ phone: ANN.phone }], parameters: GB, settings: { onError: 'continueErrorOutput' } };
	const counts = ({ outputs }: { outputs: IDataObject[][] }) => outputs.map(({ length }) => length);
	const asked = new Set<string>();
	const whole = counts(await run({ ...scene, change: watched(asked) }));
	expect([whole.slice(0, 3), asked.size > dispensable.length + 4]).toEqual([[1, 0, 1], true]);
	for (const name of asked) {
		const ended = await run({ ...scene, change: without(name) });
		if (dispensable.includes(name)) {
			expect([name, counts(ended)]).toEqual([name, whole]);
			continue;
		}
		// If the node cannot read its input, it returns one item.
		expect([name, counts(ended)]).toEqual([name, [0, 0, 0, name === 'getInputData' ? 1 : 2]]);
		for (const { error } of ended.outputs[3]!) expect([name, (error as IDataObject).message]).toEqual([name, expect.stringContaining(`${name}()`)]);
	}
});

/** Every send that takes a phone number and a text. The customer's row has other columns. */
const bySms = Object.entries(SENDS).filter(([, { message, recipientKey, recipientUnknown }]) => !recipientUnknown && /^\d+$/.test(String(message(1)[recipientKey])));

test.each(bySms)('%s takes an item of Send with Input Item, without mapping', async (_, { node: type, parameters, credential, data, message, recipientKey }) => {
	// The vendor's own columns, which To and Text use here.
	const own = message(123);
	const [textKey] = Object.entries(own).find(([key, value]) => key !== recipientKey && /parcel|\d+/i.test(String(value)) && /text|body|words/i.test(key)) ?? ['text'];
	const row = { ...own, [recipientKey]: '+44 (0)7700 900123', [textKey]: 'It’s here' };
	const { sent, sendError, outputs } = await run({
		messages: [row, row],
		optedOut: null,
		parameters: { to: `={{ $json.${recipientKey} }}`, text: `={{ $json.${textKey} }}`, checks: { plainCharacters: 'plain' } },
		send: { type, parameters, credential: credential.name, data: data({ providerUrl: () => 'http://127.0.0.1:9' }) },
	});
	expect(outputs[0]).toHaveLength(2);
	expect(sendError).toBeUndefined();
	expect(sent).toMatchObject([{ status: 'dryRun', recipient: '447700900123' }, { status: 'dryRun', recipient: '447700900123' }]);
});
