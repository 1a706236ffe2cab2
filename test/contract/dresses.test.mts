/** Every answer in every dress gives the same result as the plain answer: for every operation, in every wire format, with every way to sign in. */
import type { IDataObject, INode, INodeExecutionData, INodeParameters, INodeType } from 'n8n-workflow';

import { CommunicationsCallbackApi } from '../../credentials/CommunicationsCallbackApi.credentials.ts';
import { WavyApi } from '../../credentials/WavyApi.credentials.ts';
import { CapillaryTrigger } from '../../nodes/Capillary/CapillaryTrigger.node.ts';
import { ComapiTrigger } from '../../nodes/Comapi/ComapiTrigger.node.ts';
import { WavyInboundTrigger } from '../../nodes/Wavy/WavyInboundTrigger.node.ts';
import { wireFormatsOf } from '../../core/send/operation.ts';
import { discoverProviders } from '../../sandbox/discovery.mts';
import { startSandbox, type Fault, type Sandbox } from '../../sandbox/server.mts';
import { credentialForms } from '../../scripts/host/credentials.mts';
import { testCredential } from '../engine/credentialTest.mts';
import { runInEngine } from '../engine/engine.mts';
import { pollingTrigger } from '../engine/poll.mts';
import { triggerOf } from '../engine/publish.mts';
import { recordOf } from '../failed.mts';
import { MODES, SECRETS, SENDS } from '../registry.mts';
import { keysOf, type Mode, type SecretRow } from '../samples.mts';
import { DRESSES, XML_DRESSES } from './dresses.mts';
import { foreign, itemsOfRow, runRow } from './rows.mts';
import '../engine/short-pauses.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	const marked = keysOf(MODES);
	const known = await discoverProviders();
	sandbox = await startSandbox({ keys: Object.fromEntries(known.map(({ name, defaultKeys }) => [name, [...defaultKeys, ...(marked[name] ?? [])]])) });
});
afterEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

/** Gives each of the next requests its own dress, in this order. */
function dressInTurn(dresses: readonly Fault[], count = 1): void {
	for (const dress of dresses) sandbox.addFault({ ...dress, count });
}

/** What a user sees of an item: its result, whether it has an ID, and the number of requests. */
function seen(items: readonly INodeExecutionData[]): string[] {
	const told = items.map((item) => {
		const { status, messageId, batchId, attempts, warnings } = recordOf(item);
		return { item: (item.pairedItem as { item: number }).item, words: JSON.stringify([status, messageId !== null, batchId !== null, attempts, warnings]) };
	});
	return told.sort((a, b) => a.item - b.item).map(({ words }) => words);
}

/** Items in groups of this size. */
const groupsOf = <Item,>(items: readonly Item[], size: number) => Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));

/** An execution may retry all of so few requests; of ten or more it may retry a tenth. */
const FEW = 8;

/** Without a failure, On Error changes nothing. So each operation uses one setting. */
const ON_ERROR = ['continueErrorOutput', 'continueRegularOutput', 'stopWorkflow'] as const;

describe.each(Object.entries(SENDS).flatMap(([name, send]) => wireFormatsOf(send.operation).map((wireFormat) => [name, wireFormat, send] as const)))('%s as %s', (_name, wireFormat, send) => {
	const dresses = Object.entries({ ...DRESSES, ...(wireFormat === 'xml' && XML_DRESSES) });

	/** Sends the items, one request at a time, and returns what the user sees of each. */
	async function play(items: readonly IDataObject[], options: IDataObject, onError: INode['onError'] = 'continueErrorOutput'): Promise<string[]> {
		const { success, errors, error } = await runInEngine({
			node: send.node,
			credential: { type: send.credential, data: send.data(sandbox) },
			parameters: { ...send.parameters, options: { messageFrom: 'item', requestsPerSecond: 0, concurrency: 1, ...options, ...(wireFormatsOf(send.operation).length > 1 && { wireFormat }) } as INodeParameters },
			items: [...items],
			settings: { onError },
		});
		expect(error).toBeUndefined();
		const taken = sandbox.accepted();
		const mistaken = success.filter(({ json }) => {
			// Messages of other kinds have their recipient under another key, so only the ID identifies them.
			const mine = json.recipient === null ? taken.filter(({ messageId }) => messageId === json.messageId) : taken.filter(({ recipient }) => recipient === json.recipient);
			return mine.length !== 1 || (json.messageId !== null && json.messageId !== mine[0]!.messageId);
		});
		expect(mistaken).toEqual([]);
		expect(sandbox.duplicates()).toEqual([]);
		return seen([...success, ...errors]);
	}

	function expectAlike(plain: readonly string[], dressed: ReadonlyArray<readonly string[]>): void {
		expect(dressed).toHaveLength(dresses.length);
		const differing = dresses.flatMap(([name], i) => (JSON.stringify(dressed[i]) === JSON.stringify(plain) ? [] : [[name, dressed[i]]]));
		expect([plain, differing]).toEqual([plain, []]);
	}

	test('all are taken', async () => {
		const onError = ON_ERROR[Object.values(SENDS).indexOf(send) % ON_ERROR.length];
		const each = send.single ? 1 : 2;
		const options = send.single ? {} : { batchSize: each };
		for (const [kind, { message }] of [send, ...(send.others ?? [])].entries()) {
			const items = Array.from({ length: each * (dresses.length + 1) }, (_, i) => foreign(message(200 * kind + i)));
			sandbox.reset();
			dressInTurn(dresses.map(([, dress]) => dress));
			// The last request has no dress.
			const words = groupsOf(await play(items, options, onError), each);
			expect(sandbox.requests()).toHaveLength(dresses.length + 1);
			expect(sandbox.faults().map(({ struck }) => struck)).toEqual(dresses.map(() => 1));
			expectAlike(words.pop()!, words);
		}
	});

	/**
	 * Sends messages for each dress, in one request or, by an operation for single messages, in one each. The sandbox refuses one of them for good and one
	 * once. Messages of other kinds and the retries come last.
	 */
	async function playRefused(worn: readonly Fault[], count = worn.length) {
		sandbox.reset();
		const outcomes = [...(send.single ? [] : [null]), { outcome: 'permanent' }, { outcome: 'transient', times: 1 }] as const;
		const each = outcomes.length;
		const items = Array.from({ length: each * count }, (_, i) => foreign(send.message(i)));
		items.forEach((item, i) => {
			const outcome = outcomes[i % each];
			if (outcome) sandbox.refuseRecipient({ recipient: String(item[send.recipientKey]), ...outcome });
		});
		const requests = send.single ? each : 1;
		dressInTurn(worn, requests);
		dressInTurn(worn);
		const others = send.single ? [] : (send.others ?? []).map(({ message }, i) => foreign(message(items.length + i)));
		const words = await play([...items, ...others], send.single ? {} : { batchSize: each });
		expect(sandbox.faults().slice(0, worn.length).map(({ struck }) => struck)).toEqual(worn.map(() => requests));
		return { words: groupsOf(words.slice(0, items.length), each), others: words.slice(items.length) };
	}

	test('one is refused for good, one for the moment', async () => {
		const plain = await playRefused([], 1);
		const words: string[][] = [];
		for (const some of groupsOf(dresses, FEW / 2)) {
			const dressed = await playRefused(some.map(([, dress]) => dress));
			words.push(...dressed.words);
			expect(dressed.others).toEqual(plain.others);
		}
		expectAlike(plain.words[0]!, words);
	});
});

const modeCalled = (name: string): Mode => MODES.find((mode) => mode.name === name)!;
const others = Object.entries(SECRETS).filter(([, { isSend }]) => !isSend);
const byMode = (rows: ReadonlyArray<[string, SecretRow]>) => rows.flatMap(([name, row]) => row.modes.map((mode) => [name, mode.name, row, mode] as const));

/**
 * The part that must be the same. The provider's own words may have another case, `at` is the second of the run, and the dress may have turned an ID
 * into a number.
 */
function comparable(json: IDataObject, { found }: SecretRow): IDataObject {
	const { id, statusText, messageId, receiptId, at, ...rest } = json;
	expect(at === undefined || Date.parse(String(at)) > 0).toBe(true);
	const told = typeof found === 'object' ? {} : { messageId, receiptId };
	return { ...rest, ...told, ...('id' in json && { id: typeof id }), ...('statusText' in json && { statusText: String(statusText).toLowerCase() }) };
}

describe.each(byMode(others))('%s, %s', (_name, _mode, row, mode) => {
	test('an item a dress', async () => {
		const dresses = Object.entries(DRESSES);
		// The message it looks up was sent in the same dress.
		dressInTurn(Object.values(DRESSES));
		const items = await itemsOfRow(sandbox, row, mode, dresses.length);
		const play = async () => {
			const before = sandbox.counts();
			const { success, errors } = await runRow(sandbox, row, mode, items, { concurrency: 1 });
			const after = sandbox.counts();
			const outputs = items.map((_, i) => [success, errors].map((output) => output.filter(({ pairedItem }) => (pairedItem as { item: number }).item === i).map(({ json }) => comparable(json, row))));
			expect(outputs.map((output) => output.flat().length)).toEqual(items.map(() => 1));
			return { outputs, requests: after.requests - before.requests, acts: after.acts - before.acts };
		};
		sandbox.clearFaults();
		const plain = await play();
		// The plain run left a token, so no request asks for one.
		dressInTurn(Object.values(DRESSES));
		const dressed = await play();
		expect(dressed.requests).toBe(items.length);
		expect(dressed.acts).toBe(plain.acts);
		expect(sandbox.faults().map(({ struck }) => struck)).toEqual(items.map(() => 1));
		expect(dresses.map(([name], i) => [name, dressed.outputs[i]])).toEqual(dresses.map(([name], i) => [name, plain.outputs[i]]));
	});
});

const renewed = MODES.filter((mode) => mode.renewed).map((mode) => [mode.name, Object.values(SECRETS).find(({ modes }) => modes.includes(mode))!, mode] as const);

describe.each(renewed)('%s: a token in another dress', (_mode, row, mode) => {
	test.each(Object.entries(DRESSES))('%s', async (_dress, dress) => {
		sandbox.expireTokens();
		sandbox.addFault(dress);
		const { success, errors } = await runRow(sandbox, row, mode, [row.item(0)]);
		expect([success.length, errors.length]).toEqual([1, 0]);
		expect(sandbox.requests().length).toBeGreaterThan(1);
	});
});

const FORMS = credentialForms({ url: 'http://sandbox.invalid', providerUrl: (provider) => `http://sandbox.invalid/${provider}` });

describe.each([...new Map(MODES.map(({ type }) => [type.name, type]))])('the test of %s', (name, type) => {
	test.each(Object.entries(DRESSES))('%s', async (_dress, dress) => {
		const typed = (fields: object) => JSON.parse(JSON.stringify(fields).replaceAll('http://sandbox.invalid', sandbox.url)) as IDataObject;
		sandbox.addFault(dress);
		for (const { right, wrong } of FORMS[name]!) {
			expect(await testCredential({ type, data: typed(right) })).toBeNull();
			for (const { fields, says } of Object.values(wrong)) expect(await testCredential({ type, data: typed({ ...right, ...fields }) })).toBe(says);
		}
	});
});

const REGISTERING: Record<string, { node: INodeType; mode: Mode; parameters: INodeParameters }> = Object.fromEntries([
	...['Capillary till', 'Capillary client'].map(modeCalled).map((mode) => [
		`Capillary Trigger, ${mode.name}`,
		{ node: new CapillaryTrigger(), mode, parameters: { registration: 'byNode', ...mode.parameters, events: ['communicationMessageUndelivered'], otherEvents: 'customerAdded', options: { maxAllowedConnections: 3, customerIdentifiers: 'mobile, email' } } },
	]),
	['Comapi Trigger', { node: new ComapiTrigger(), mode: modeCalled('Comapi region'), parameters: { registration: 'byNode', kinds: ['receipt', 'inbound'], statuses: [], channels: [] } }],
]);

describe.each(Object.entries(REGISTERING))('%s registers', (_name, { node, mode, parameters }) => {
	test.each(Object.entries(DRESSES))('%s', async (_dress, dress) => {
		// The sandbox knows a webhook by its original ID.
		sandbox.addFault({ ...dress, numbers: false });
		const data = { ...mode.others, ...mode.secrets, baseUrl: sandbox.providerUrl(mode.provider) };
		const trigger = triggerOf({
			node,
			credential: { type: mode.type, data },
			others: [{ type: new CommunicationsCallbackApi(), data: { secret: 'f946b0e7-5fe9-4f57-9d8f-62b3ac0b4a13' } }],
			parameters,
			baseUrl: 'http://127.0.0.1:5678/webhook',
		});
		const addresses = () => sandbox.callbacks().filter(({ settings }) => settings.active !== 'false').map(({ url }) => url);
		expect(await trigger.publish()).toBe(true);
		expect(addresses()).toEqual([trigger.url]);
		expect(await trigger.publish()).toBe(false);
		await trigger.unpublish();
		expect(addresses()).toEqual([]);
	});
});

test.each(Object.entries(DRESSES))('Wavy Inbound Trigger: %s', async (_dress, dress) => {
	sandbox.addFault(dress);
	const trigger = pollingTrigger(new WavyInboundTrigger(), { type: new WavyApi(), data: SENDS['Wavy, Send']!.data(sandbox) });
	expect(await trigger.poll()).toBeNull();
	sandbox.write({ provider: 'wavy', sender: '447700900000', recipient: '27182', text: 'Ja, für 5 €' });
	const told = await trigger.poll();
	expect(told?.map(({ json }) => [json.sender, json.recipient, json.text])).toEqual([['447700900000', '27182', 'Ja, für 5 €']]);
	expect(await trigger.poll()).toBeNull();
});
