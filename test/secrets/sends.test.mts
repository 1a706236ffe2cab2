/**
 * Puts a marked secret into every field that takes one, and plays everything that can happen to a request. The secret must not turn up anywhere.
 * Triggers: triggers.test.mts.
 */
import './captured-log.mts';
import '../engine/short-pauses.mts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { LoggerProxy, NodeHelpers, NodeOperationError, type IExecuteFunctions, type INodeExecutionData, type INodeType } from 'n8n-workflow';

import { CALLBACK_CREDENTIAL } from '../../n8n/editor/callbackCredential.ts';
import { Wiraya } from '../../nodes/Wiraya/Wiraya.node.ts';
import { openSandbox, type DirectSandbox } from '../../sandbox/direct.mts';
import { MODES, REGISTRY, SECRETS } from '../registry.mts';
import { keysOf, type Mode, type SecretRow } from '../samples.mts';
import { withoutPatience } from '../engine/patience.mts';
import { startParrot } from './echoing-provider.mts';
import { play, type Stage } from './find-leaks.mts';
import { found, needlesOf } from './marked-secrets.mts';
import { TOKENS, SCENARIOS, SENDING, type Scenario } from './scenarios.mts';

let sandbox: DirectSandbox;
beforeAll(async () => {
	sandbox = await openSandbox({ keys: keysOf(MODES) });
});

async function stageOf(mode: Mode): Promise<Stage> {
	const parrot = await startParrot(sandbox);
	// A token belongs to one address, so none is left over from another stage.
	return { sandbox, parrot, mode, credential: { type: mode.type, data: { ...mode.others, ...mode.secrets, baseUrl: `${parrot.url}/${mode.provider}` } } };
}

describe('nothing is left out', () => {
	const { n8n } = JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8')) as { n8n: { credentials: string[] } };
	/** `dist/credentials/WavyApi.credentials.js` is `wavyApi`. */
	const nameOf = (file: string) => /(\w+)\.\w+\.js$/.exec(file)![1]!.replace(/^./, (letter) => letter.toLowerCase());

	test('every credential type has a mode, with every secret field', () => {
		const types = [...new Set(MODES.map(({ type }) => type.name))];
		expect([...types, CALLBACK_CREDENTIAL].sort()).toEqual(n8n.credentials.map(nameOf).sort());
		for (const type of types) {
			const modes = MODES.filter((mode) => mode.type.name === type);
			const secret = modes[0]!.type.properties.filter(({ typeOptions }) => typeOptions?.password === true).map(({ name }) => name);
			expect([...new Set(modes.flatMap(({ secrets, renewed = [] }) => [...Object.keys(secrets), ...renewed]))].sort()).toEqual(secret.sort());
		}
	});

	test('every operation of every node has a row, with every credential that it takes', () => {
		for (const { provider, node: { description }, secrets } of REGISTRY) {
			const played = Object.values(secrets).flatMap(({ parameters, modes }) => modes.map(({ type }) => `${String(parameters.operation)} ${type.name}`));
			// An operation for one channel runs the same code as the operation for all channels.
			const operations = provider.operations.filter((one) => one.kind !== 'send' || one.preset === undefined);
			const offered = operations.flatMap(({ value: operation }) => {
				const taken = (description.credentials ?? []).filter((one) => [one.name, ''].some((authentication) => NodeHelpers.displayParameter({ operation, authentication }, one, { typeVersion: 1 }, description)));
				return taken.map((one) => `${operation} ${one.name}`);
			});
			expect([...new Set(played)].sort()).toEqual([...new Set(offered)].sort());
		}
	});
});

const table = Object.entries(SECRETS).flatMap(([name, row]) => row.modes.map((mode) => [name, mode.name, row, mode] as const));
const providers = new Set<string>();

/**
 * A failed request leaves by the error output, or stops the workflow. n8n/run/overItems.ts does both, for all operations. So one operation of each provider
 * plays every scenario in both ways. The others take turns. `.ci/run` and `npm run verify` play both with all.
 */
const FAILING = ['continueErrorOutput', 'stopWorkflow'] as const;

describe.each(table.map((one, i) => [...one, i] as const))('%s (%s)', (_name, _mode, row, mode, nth) => {
	const inBothWays = !providers.has(mode.provider) || process.env.LONG_FORMS !== undefined;
	providers.add(mode.provider);
	const all = [...(mode.renewed ? TOKENS : []), ...SCENARIOS, ...(row.isSend ? SENDING : [])];

	let stage: Stage;
	beforeAll(async () => {
		stage = await stageOf(mode);
	});
	afterAll(async () => await stage.parrot.close());

	test.each(all.map((scenario, i) => [scenario.name, scenario, i] as const))('%s', async (_scenario, scenario, i) => {
		for (const onError of inBothWays ? FAILING : [FAILING[(nth + i) % 2]!]) {
			const before = stage.parrot.repeated;
			const played = async () => await play(row, scenario, onError, stage);
			const { leaks, saved } = await (scenario.saying === 'holds' ? withoutPatience(1_000, () => stage.parrot.repeated - before, played) : played());
			expect(leaks).toEqual([]);
			expect([onError, scenario.quoted !== true || saved().includes('***')]).toEqual([onError, true]);
		}
	});
});

describe('a leak is found', () => {
	type Plant = (context: IExecuteFunctions, items: INodeExecutionData[], key: string) => void;
	const inItem = (dress: (key: string) => string): Plant => (_context, items, key) => {
		items[0]!.json.leak = `so ${dress(key)} it is`;
	};
	const base64 = (text: string) => Buffer.from(text).toString('base64');
	const md5 = (text: string) => createHash('md5').update(text).digest('hex');
	const request = (key: string) => Object.assign(new Error('no'), { config: { headers: new Map([['X-ApiKey', key]]) } });

	const PLANTS: Array<[string, string, Plant]> = [
		['as it is', 'items: apiKey', inItem((key) => key)],
		['as JSON within JSON', 'items: apiKey', inItem((key) => JSON.stringify(JSON.stringify(key)))],
		['in a URL', 'items: apiKey', inItem(encodeURIComponent)],
		['in Base64', 'items: apiKey in Base64', inItem(base64)],
		['behind a name, in Base64', 'items: apiKey in Base64', inItem((key) => base64(`a:${key}`))],
		['behind a longer name, in Base64', 'items: apiKey in Base64', inItem((key) => base64(`ab:${key}`))],
		['in hexadecimal', 'items: apiKey in hexadecimal', inItem((key) => Buffer.from(key).toString('hex'))],
		['hashed', 'items: apiKey, hashed', inItem(md5)],
		['hashed, behind a name, in Base64', 'items: apiKey, hashed and in Base64', inItem((key) => base64(`sandbox-till:${md5(key)}`))],
		['as a key', 'items: apiKey', (_context, items, key) => void (items[0]!.json = { [key]: 1 })],
		['in a binary', 'saved execution: apiKey in Base64', (_context, items, key) => void (items[0]!.binary = { file: { data: base64(key), mimeType: 'text/plain' } })],
		['in an error', 'thrown error: apiKey', (context, _items, key) => { throw new NodeOperationError(context.getNode(), `no ${key}`); }],
		['in what an error is made of', 'thrown error: apiKey', (context, _items, key) => { throw new NodeOperationError(context.getNode(), request(key)); }],
		['in what describes an error', 'thrown error: apiKey', (context, _items, key) => { throw new NodeOperationError(context.getNode(), 'no', { description: key }); }],
		['in a hint', 'hints: apiKey', (context, _items, key) => context.addExecutionHints({ message: key })],
		['in the ledger', 'ledger: apiKey', (context, _items, key) => void (context.getContext('node').key = key)],
		['in the ledger', 'saved execution: apiKey', (context, _items, key) => void (context.getContext('node').key = key)],
		["in the node's log", 'log: apiKey', (context, _items, key) => context.logger.debug('sent', { key })],
		["in n8n's log", 'log: apiKey', (_context, _items, key) => LoggerProxy.debug('sent', { request: request(key) })],
		['on the console', 'log: apiKey', (_context, _items, key) => console.log(key)],
		['on the console', 'log: apiKey', (_context, _items, key) => void process.stderr.write(key)],
	];

	const scenario: Scenario = { name: 'a good answer' };
	const leaking = (plant: Plant): INodeType =>
		Object.assign(new Wiraya(), {
			async execute(this: IExecuteFunctions) {
				const output = await new Wiraya().execute.call(this);
				plant(this, output[0]!, String((await this.getCredentials('wirayaApi')).apiKey));
				return output;
			},
		});

	let stage: Stage;
	const row: SecretRow = SECRETS['Wiraya, Enqueue']!;
	beforeAll(async () => {
		stage = await stageOf(row.modes[0]!);
	});
	afterAll(async () => await stage.parrot.close());

	test.each(PLANTS)('%s: %s', async (_name, leak, plant) => {
		const { leaks } = await play({ ...row, node: leaking(plant) }, scenario, 'stopWorkflow', stage);
		expect(leaks).toContain(leak);
	});

	test('and nothing else counts as a leak', async () => {
		expect((await play({ ...row, node: leaking(() => undefined) }, scenario, 'stopWorkflow', stage)).leaks).toEqual([]);
	});

	test('the test provider really repeats secrets, in every encoding', async () => {
		const { parrot, mode } = stage;
		await play(row, { name: '400', saying: { status: 400, body: 'json' } }, 'stopWorkflow', stage);
		const answer = await fetch(parrot.url, { headers: { 'X-ApiKey': mode.secrets.apiKey! } });
		const text = [await answer.text(), answer.statusText, ...answer.headers.values()];
		expect(found({ answer: text }, needlesOf('apiKey', mode.secrets.apiKey!))).toEqual(expect.arrayContaining(['answer: apiKey', 'answer: apiKey in Base64']));
	});
});
