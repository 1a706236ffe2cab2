/** The node reads a dragged field from the same item that n8n would use, wherever the item comes from, and n8n evaluates only what it must. */
import 'reflect-metadata';
import { WorkflowExecute } from 'n8n-core';
import {
	NodeConnectionTypes,
	Workflow,
	type IDataObject,
	type IExecuteFunctions,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type IPinData,
} from 'n8n-workflow';

import { WirayaApi } from '../../credentials/WirayaApi.credentials.ts';
import { Parameters } from '../../n8n/edges/parameters.ts';
import { additionalDataOf, runDataOf, startAt } from './engine.mts';

const PARAMETERS = { text: '=Hi {{ $json.name }}', whole: '={{ $json["n"] }}', list: { values: [{ value: '={{ $json.name }}' }] }, other: '={{ $json.name + $itemIndex }}', same: '={{ $vars.shop }}, {{ $workflow.id }}, {{$execution.mode}}', fixed: 'fixed' };
const NAMES = Object.keys(PARAMETERS);

/** Reads every parameter both ways. */
const probe = node('probe', ['main'], async function (this: IExecuteFunctions) {
	const asked: string[] = [];
	const watched = Object.create(this, {
		getNodeParameter: {
			value: (...given: [string, number]) => {
				asked.push(given[0]);
				return this.getNodeParameter(...given) as unknown;
			},
		},
	}) as IExecuteFunctions;
	const parameters = new Parameters(watched);
	const read = (by: (name: string, item: number) => unknown) => this.getInputData().map((_, item) => Object.fromEntries(NAMES.map((name) => [name, by(name, item)])));
	const here = read((name, item) => parameters.read(name, item));
	const n8n = read((name, item) => this.getNodeParameter(name, item));
	return await Promise.resolve([here.map((values, item) => ({ json: { here: values as IDataObject, n8n: n8n[item] as IDataObject, asked }, pairedItem: { item } }))]);
});

function node(name: string, inputs: string[], execute: INodeType['execute'], outputs = ['main']): INodeType {
	return {
		description: { displayName: name, name, group: ['transform'], version: 1, description: name, defaults: { name }, inputs: inputs as never, outputs: outputs as never, properties: NAMES.map((property) => ({ displayName: property, name: property, type: 'string', default: '' })) },
		execute,
	};
}

const people = (...names: string[]) => names.map((name, n): INodeExecutionData => ({ json: { name, n } }));
const ABC = people('Ana', 'Bo', 'Cy');

const types: Record<string, INodeType> = {
	probe,
	source: node('source', [], async () => await Promise.resolve([ABC])),
	other: node('other', [], async () => await Promise.resolve([people('Xi', 'Yu', 'Zoe')])),
	pass: node('pass', ['main'], async function (this: IExecuteFunctions) {
		return await Promise.resolve([this.getInputData()]);
	}),
	/** Like the Merge node by position: the second input's fields win, and each item has two source items. */
	merge: node('merge', ['main', 'main'], async function (this: IExecuteFunctions) {
		const [one, two] = [this.getInputData(0), this.getInputData(1)];
		return await Promise.resolve([one.map(({ json }, item) => ({ json: { ...json, n: two[item]!.json.name! }, pairedItem: [{ item, input: 0 }, { item, input: 1 }] }))]);
	}),
	/** Two items per round, one in the last round. */
	loop: node(
		'loop',
		['main'],
		async function (this: IExecuteFunctions) {
			const context = this.getContext('node') as { left?: INodeExecutionData[] };
			context.left ??= this.getInputData();
			const batch = context.left.splice(0, 2);
			return await Promise.resolve(batch.length === 0 ? [[], []] : [[], batch]);
		},
		['main', 'main'],
	),
};

interface Graph {
	/** Node types, which are also the nodes' names. The first one starts. */
	nodes: Array<string | Partial<INode>>;
	/** From, output, to, input. */
	wires: Array<[string, number, string, number]>;
	pinData?: IPinData;
	/** The input items of the first node, as for a sub-workflow's trigger. */
	given?: INodeExecutionData[];
	order?: 'v0' | 'v1';
}

async function run({ nodes, wires, pinData, given, order = 'v1' }: Graph) {
	const all = nodes.map((one): INode => {
		const settings = typeof one === 'string' ? { name: one } : one;
		return { id: settings.name!, type: settings.name!, typeVersion: 1, position: [0, 0], parameters: settings.name === 'probe' ? PARAMETERS : {}, ...settings } as INode;
	});
	const connections: Workflow['connectionsBySourceNode'] = {};
	for (const [from, output, to, input] of wires) {
		const outputs = ((connections[from] ??= { main: [] }).main ??= []);
		for (let i = 0; i <= output; i += 1) outputs[i] ??= [];
		outputs[output]!.push({ node: to, type: NodeConnectionTypes.Main, index: input });
	}
	const find = (type: string) => types[type]!;
	const workflow = new Workflow({ id: 'w', active: false, nodes: all, connections, nodeTypes: { getByName: find, getByNameAndVersion: find, getKnownTypes: () => ({}) }, settings: { executionOrder: order }, pinData });
	const mode = pinData === undefined ? 'trigger' : 'manual';
	const additionalData = Object.assign(additionalDataOf({ credential: { type: new WirayaApi(), data: {} } }), { variables: { shop: 'Shop' } });
	const start = all[0]!;
	const finished =
		given === undefined
			? await startAt(start, new WorkflowExecute(additionalData, mode), workflow, pinData)
			: await new WorkflowExecute(additionalData, 'integrated', runDataOf({ executionData: { nodeExecutionStack: [{ node: start, data: { main: [given] }, source: null }] } as never })).processRunExecutionData(workflow);
	expect(finished.data.resultData.error).toBeUndefined();
	return finished.data.resultData.runData.probe!.map(({ data }) => data!.main![0]!.map(({ json }) => json as unknown as { here: IDataObject; n8n: IDataObject; asked: string[] }));
}

test.each<[string, Graph, string[][]]>([
	['the node before', { nodes: ['source', 'probe'], wires: [['source', 0, 'probe', 0]] }, [['Ana', 'Bo', 'Cy']]],
	['the node before, in the former order', { nodes: ['source', 'probe'], wires: [['source', 0, 'probe', 0]], order: 'v0' }, [['Ana', 'Bo', 'Cy']]],
	['pinned data', { nodes: ['source', 'probe'], wires: [['source', 0, 'probe', 0]], pinData: { source: people('Pia', 'Per') } }, [['Pia', 'Per']]],
	['pinned data of a node between', { nodes: ['source', 'pass', 'probe'], wires: [['source', 0, 'pass', 0], ['pass', 0, 'probe', 0]], pinData: { pass: people('Pia', 'Per') } }, [['Pia', 'Per']]],
	['Execute Once', { nodes: ['source', { name: 'probe', executeOnce: true }], wires: [['source', 0, 'probe', 0]] }, [['Ana']]],
	['Execute Once of the node before', { nodes: ['source', { name: 'pass', executeOnce: true }, 'probe'], wires: [['source', 0, 'pass', 0], ['pass', 0, 'probe', 0]] }, [['Ana']]],
	['a loop', { nodes: ['source', 'loop', 'probe'], wires: [['source', 0, 'loop', 0], ['loop', 1, 'probe', 0], ['probe', 0, 'loop', 0]] }, [['Ana', 'Bo'], ['Cy']]],
	['a sub-workflow', { nodes: ['pass', 'probe'], wires: [['pass', 0, 'probe', 0]], given: people('Sub', 'Sam') }, [['Sub', 'Sam']]],
	['two wires into one input', { nodes: ['source', 'pass', 'probe'], wires: [['source', 0, 'pass', 0], ['source', 0, 'probe', 0], ['pass', 0, 'probe', 0]] }, [['Ana', 'Bo', 'Cy'], ['Ana', 'Bo', 'Cy']]],
	[
		'items paired from two inputs',
		{ nodes: ['source', 'other', 'merge', 'probe'], wires: [['source', 0, 'merge', 0], ['source', 0, 'other', 0], ['other', 0, 'merge', 1], ['merge', 0, 'probe', 0]] },
		[['Ana', 'Bo', 'Cy']],
	],
])('%s: the same item as n8n takes', async (_what, graph, names) => {
	const runs = await run(graph);

	expect(runs.map((items) => items.map(({ here }) => here.text))).toEqual(names.map((of) => of.map((name) => `Hi ${name}`)));
	for (const { here, n8n } of runs.flat()) expect(here).toStrictEqual(n8n);
});

test('n8n evaluates a dragged field once, for comparison, what belongs to the execution once, and any other expression for every item', async () => {
	const [items] = await run({ nodes: ['source', 'probe'], wires: [['source', 0, 'probe', 0]] });

	expect(items!.map(({ here }) => here.same)).toEqual(Array(3).fill('Shop, w, production'));
	expect(items![0]!.asked.toSorted()).toEqual(['fixed', 'list', 'other', 'other', 'other', 'same', 'text', 'whole']);
});

describe('if n8n behaves unexpectedly', () => {
	/** A context with given results for evaluation and for finding items. */
	function contextOf(value: unknown, { items = ABC, found = (item: number): unknown => items[item]!.json } = {}) {
		const asked: number[] = [];
		const evaluate = (item: number): unknown => {
			asked.push(item);
			return typeof value === 'function' ? (value as (item: number) => unknown)(item) : value;
		};
		const context = {
			getNode: () => ({ parameters: { text: '={{ $json.name }}', list: ['={{ $json.name }}'], same: '={{ $env.SHOP }}' } }),
			getInputData: () => items,
			getWorkflowDataProxy: (item: number) => ({ $json: found(item) }),
			getNodeParameter: (_name: string, item: number) => evaluate(item),
			evaluateExpression: (_expression: string, item: number) => evaluate(item),
		} as unknown as IExecuteFunctions;
		return { parameters: new Parameters(context), asked };
	}
	const readAll = (parameters: Parameters, name = 'text') => ABC.map((_, item) => parameters.read(name, item));

	test.each([
		['text', 'n8n says so'],
		['list', ['n8n says so']],
		['list', { 0: 'Ana' }],
		['list', ['Ana', 'Bo']],
		['list', null],
	])('if n8n evaluates the first value %s to %j, it evaluates all', (name, value) => {
		const { parameters, asked } = contextOf(value);

		expect(readAll(parameters, name)).toEqual([value, value, value]);
		expect(asked).toEqual([0, 1, 2]);
	});

	test('an expression that n8n refuses throws for every item', () => {
		const { parameters, asked } = contextOf(() => {
			throw new Error('refused');
		});

		for (const item of [0, 1, 2]) expect(() => parameters.read('text', item)).toThrow('refused');
		expect(asked).toEqual([0, 1, 2]);
	});

	test.each<[string, (item: number) => unknown]>([
		['other items', (item) => ({ ...ABC[item]!.json })],
		['another last item', (item) => (item === 2 ? {} : ABC[item]!.json)],
		[
			'no data',
			() => {
				throw new Error('no execution data');
			},
		],
	])('%s: n8n evaluates all', (_what, found) => {
		const { parameters, asked } = contextOf('n8n', { found });

		expect(readAll(parameters)).toEqual(['n8n', 'n8n', 'n8n']);
		expect(asked).toEqual([0, 1, 2]);
	});

	test('a missing value in the first item proves nothing for the others', () => {
		const items = [{}, { name: 'Bo' }, { name: 'Cy' }].map((json) => ({ json }));
		const { parameters } = contextOf((item: number) => (item === 0 ? undefined : `n8n ${item}`), { items });

		expect(readAll(parameters)).toEqual([undefined, 'n8n 1', 'n8n 2']);
	});

	test('n8n evaluates one missing value, one null and the first value; the others of each kind are read', () => {
		const items = [{}, {}, { name: null }, {}, { name: null }, { name: 'Bo' }, {}, { name: 'Cy' }].map((json) => ({ json: json as IDataObject }));
		const { parameters, asked } = contextOf((item: number) => items[item]!.json.name, { items });

		expect(items.map((_, item) => parameters.read('text', item))).toEqual([undefined, undefined, null, undefined, null, 'Bo', undefined, 'Cy']);
		expect(asked).toEqual([0, 2, 5]);
	});

	test('a variable that n8n refuses throws for every item, and one that it refuses at first is read later', () => {
		const { parameters, asked } = contextOf((item: number) => {
			if (item < 2) throw new Error('access to env vars denied');
			return 'Shop';
		});

		for (const item of [0, 1]) expect(() => parameters.read('same', item)).toThrow('denied');
		expect([2, 0, 1].map((item) => parameters.read('same', item))).toEqual(['Shop', 'Shop', 'Shop']);
		expect(asked).toEqual([0, 1, 2]);
	});

	test.each([
		['{{ $json.name }}', ['Ana', 'Bo', 'Cy'], [0]],
		['{{ $vars.shop }}', ['Ana', 'Ana', 'Ana'], [0]],
		['{{ $json.name + "" }}', ['Ana', 'Bo', 'Cy'], [0, 1, 2]],
	])('an expression that is no parameter, %s: n8n evaluates no more than it must', (expression, values, evaluated) => {
		const { parameters, asked } = contextOf((item: number) => ABC[item]!.json.name);

		expect(ABC.map((_, item) => parameters.evaluate(expression, item))).toEqual(values);
		expect(asked).toEqual(evaluated);
	});

	test('n8n decides about a getter that throws', () => {
		const throwing = Object.defineProperty({}, 'name', {
			enumerable: true,
			get: () => {
				throw new Error('not here');
			},
		});
		const items = [{ name: 'Ana' }, throwing, { name: 'Cy' }].map((json) => ({ json: json as IDataObject }));
		const { parameters } = contextOf((item: number) => (item === 0 ? 'Ana' : `n8n ${item}`), { items });

		expect(readAll(parameters)).toEqual(['Ana', 'n8n 1', 'Cy']);
	});
});
