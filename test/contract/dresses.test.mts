/** Every answer in every dress gives the same result as the plain answer: for every operation, in every wire format, with every way to sign in. */
import type { IDataObject, INodeExecutionData, INodeParameters, INodeType } from 'n8n-workflow';

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
import { keysOf, type Mode, type SecretRow, type Send } from '../samples.mts';
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

/** What a user sees of an item: its result, whether it has an ID, and the number of requests. */
function seen(items: readonly INodeExecutionData[]): string[] {
	const told = items.map((item) => {
		const { status, messageId, batchId, attempts, warnings } = recordOf(item);
		return { item: (item.pairedItem as { item: number }).item, words: JSON.stringify([status, messageId !== null, batchId !== null, attempts, warnings]) };
	});
	return told.sort((a, b) => a.item - b.item).map(({ words }) => words);
}

/** One message of each kind, and two of the first kind. */
function itemsOf({ message, others = [] }: Send): IDataObject[] {
	return [message(0), message(1), message(2), ...others.map((other, i) => other.message(10 + i))].map(foreign);
}

describe.each(Object.entries(SENDS).flatMap(([name, send]) => wireFormatsOf(send.operation).map((wireFormat) => [name, wireFormat, send] as const)))('%s as %s', (_name, wireFormat, send) => {
	const items = itemsOf(send);
	const recipientOf = (index: number) => String(items[index]![send.recipientKey]);
	const SITUATIONS: Array<[string, () => void]> = [
		['all are taken', () => undefined],
		[
			'one is refused for good, one for the moment',
			() => {
				sandbox.refuseRecipient({ recipient: recipientOf(1), outcome: 'permanent' });
				sandbox.refuseRecipient({ recipient: recipientOf(2), outcome: 'transient', times: 1 });
			},
		],
	];

	async function play(prepare: () => void, fault?: Fault) {
		sandbox.reset();
		prepare();
		if (fault) sandbox.addFault(fault);
		const { success, errors, error } = await runInEngine({
			node: send.node,
			credential: { type: send.credential, data: send.data(sandbox) },
			parameters: { ...send.parameters, options: { messageFrom: 'item', requestsPerSecond: 0, ...(wireFormatsOf(send.operation).length > 1 && { wireFormat }) } },
			items,
			settings: { onError: 'continueErrorOutput' },
		});
		expect(error).toBeUndefined();
		const taken = sandbox.accepted();
		for (const { json, pairedItem } of success) {
			// Messages of other kinds have their recipient under another key, so only the ID identifies them.
			const mine = json.recipient === null ? taken.filter(({ messageId }) => messageId === json.messageId) : taken.filter(({ recipient }) => recipient === json.recipient);
			expect([pairedItem, mine.length]).toEqual([pairedItem, 1]);
			if (json.messageId !== null) expect(json.messageId).toBe(mine[0]!.messageId);
		}
		expect(sandbox.duplicates()).toEqual([]);
		return seen([...success, ...errors]);
	}

	const dresses = Object.entries({ ...DRESSES, ...(wireFormat === 'xml' && XML_DRESSES) });
	test.each(SITUATIONS)('%s', async (_situation, prepare) => {
		const plain = await play(prepare);
		const differing: Array<[string, string[]]> = [];
		for (const [name, dress] of dresses) {
			const dressed = await play(prepare, dress);
			if (JSON.stringify(dressed) !== JSON.stringify(plain)) differing.push([name, dressed]);
		}
		expect([plain, differing]).toEqual([plain, []]);
	});
});

const modeCalled = (name: string): Mode => MODES.find((mode) => mode.name === name)!;
const others = Object.entries(SECRETS).filter(([, { isSend }]) => !isSend);
const signedIn = Object.entries(SECRETS).filter(([, { isSend, modes }]) => isSend && modes.some(({ renewed }) => renewed));
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
	test.each(Object.entries(DRESSES))('%s', async (_dress, dress) => {
		sandbox.addFault(dress);
		const items = await itemsOfRow(sandbox, row, mode);
		const dressed = await runRow(sandbox, row, mode, items);
		const taken = [sandbox.acts().length, sandbox.accepted().length];
		expect(taken[0]).toBeLessThanOrEqual(1);
		sandbox.clearFaults();
		const plain = await runRow(sandbox, row, mode, items);
		const words = ({ success, errors }: typeof plain) => [success, errors].map((output) => output.map(({ json }) => comparable(json, row)));
		expect(words(dressed)).toEqual(words(plain));
		expect(plain.errors.length + plain.success.length).toBe(1);
	});
});

describe.each(byMode(signedIn))('%s, %s: a token in another dress', (_name, _mode, row, mode) => {
	test.each(Object.entries(DRESSES))('%s', async (_dress, dress) => {
		sandbox.expireTokens();
		sandbox.addFault(dress);
		const { success } = await runRow(sandbox, row, mode, [row.item(0)]);
		expect(success.map(({ json }) => json.status)).toEqual(['accepted']);
	});
});

const FORMS = credentialForms({ url: 'http://sandbox.invalid', providerUrl: (provider) => `http://sandbox.invalid/${provider}` });

describe.each([...new Set(MODES.map(({ type }) => type))].map((type) => [type.name, type] as const))('the test of %s', (name, type) => {
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
