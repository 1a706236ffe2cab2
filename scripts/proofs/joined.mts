import { createServer, type Server } from 'node:http';
import { json } from 'node:stream/consumers';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { CALLBACK_SECRET } from '../host/credentials.mts';
import { packageName } from '../host/paths.mts';
import type { ListedCallback } from '../host/sandbox.mts';
import type { Scene } from '../host/scene.mts';
import { outputsOf, type WorkflowNode } from '../host/workflow.mts';
import { recipientOf } from './bulk.mts';
import { same, type Proof } from './check.mts';

/** Of the callbacks, what happens to them on their way. */
const TROUBLE = { duplicates: 0.05, outOfOrder: 0.05, forged: 0.01, seed: 7 };
/** Callbacks under way at once. */
const CONCURRENCY = 8;
/** How long one provider may take to tell everything. */
const WITHIN_MS = 900_000;
/** The fiction range has this many numbers. */
const NUMBERS = 1000;

type Json = Record<string, unknown>;

interface Followed {
	provider: string;
	/** By what receipts and outcomes are joined. */
	key: 'correlationId' | 'messageId';
	send: Pick<WorkflowNode, 'parameters'> & { credential: string };
	message(customer: number): Json;
	trigger: Pick<WorkflowNode, 'parameters'> & { credentials: string[] };
	/** What the sandbox is told of the address, where the trigger does not register itself. */
	byHand?: Json;
	/** What becomes of every message, and how many reports travel together. */
	calls: { course: string[]; batch: number };
	/** What is told of every message, in our words. */
	told: string[];
}

const words = (customer: number) => `Order ${customer} is on its way.`;
const phoneOf = (customer: number) => recipientOf(customer % NUMBERS);

const FOLLOWED: readonly Followed[] = [
	{
		provider: 'comapi',
		key: 'correlationId',
		send: { parameters: { operation: 'sendBatch' }, credential: 'comapiApi' },
		message: (customer) => ({ rules: ['sms'], phoneNumber: phoneOf(customer), body: words(customer) }),
		trigger: { parameters: { registration: 'byNode', kinds: ['receipt'], only: [], channels: [] }, credentials: ['communicationsCallbackApi', 'comapiApi'] },
		calls: { course: ['sent', 'delivered'], batch: 10 },
		told: ['sent', 'delivered'],
	},
	{
		provider: 'wiraya',
		// Wiraya publishes no placeholder for an id of ours.
		key: 'messageId',
		send: { parameters: {}, credential: 'wirayaApi' },
		message: (customer) => ({ contentType: 'SMSFromAlpha', recipient: phoneOf(customer), sender: 'Shop', text: words(customer) }),
		trigger: { parameters: {}, credentials: ['communicationsCallbackApi'] },
		byHand: { user: 'sandbox' },
		calls: { course: ['sent', 'delivered'], batch: 10 },
		told: ['delivered'],
	},
	{
		provider: 'wavy',
		key: 'correlationId',
		send: { parameters: { operation: 'sendBulk' }, credential: 'wavyApi' },
		message: (customer) => ({ destination: phoneOf(customer), messageText: words(customer) }),
		trigger: { parameters: {}, credentials: ['communicationsCallbackApi'] },
		byHand: { settings: { events: 'delivery' } },
		calls: { course: ['sent', 'delivered'], batch: 1 },
		told: ['delivered'],
	},
	{
		provider: 'capillary',
		// Capillary has no field for an id of ours, and tells its own only in XML.
		key: 'messageId',
		send: { parameters: { authentication: 'capillaryApi', options: { wireFormat: 'xml', batchSize: 1000 } }, credential: 'capillaryApi' },
		message: (customer) => ({ channel: 'sms', to: phoneOf(customer), body: words(customer) }),
		trigger: { parameters: { registration: 'byNode', authentication: 'capillaryApi', events: ['communicationMessageUndelivered'] }, credentials: ['capillaryApi'] },
		// It tells of messages that were not delivered, and of nothing else: so none is.
		calls: { course: ['sent', 'failed'], batch: 1 },
		told: ['failed'],
	},
];

/** Thousands of messages through each provider, and the receipts of each found by its id, in published workflows of a real n8n. */
export async function proveJoined(scene: Scene, proof: Proof, sends: number): Promise<void> {
	const shop = await Shop.open();
	for (const followed of FOLLOWED) {
		await proof.holds(`${followed.provider}: ${sends.toLocaleString('en')} sent, and every receipt finds its message, through repetitions, reversals and forgeries`, () => proveFollowed(scene, shop, followed, sends));
	}
	shop.close();
}

async function proveFollowed(scene: Scene, shop: Shop, followed: Followed, sends: number): Promise<string> {
	const { rest, sandbox } = scene;
	const { provider, key, calls, told } = followed;
	await sandbox.reset();
	Object.assign(shop, { customers: Array.from({ length: sends }, (_, customer) => followed.message(customer)), executions: [] });
	const webhookId = randomUUID();
	const id = await rest.createWorkflow(workflowOf(scene, followed, webhookId, shop.url));
	await rest.publish(id);
	if (followed.byHand) await sandbox.addCallback({ provider, url: rest.webhookUrl(webhookId), secret: CALLBACK_SECRET, ...followed.byHand });
	const [address] = await registered(scene);
	await sandbox.changeCallback(address.id, { ...calls, ...TROUBLE, concurrency: CONCURRENCY });

	const began = performance.now();
	const execution = await rest.run(id, 'Start', WITHIN_MS);
	const sent = (outputsOf(execution, 'Send')[0] ?? []).map(({ json: outcome }) => outcome);
	const sending = performance.now() - began;
	same('sent', [execution.status, sent.length, new Set(sent.map(({ status }) => status))], ['success', sends, new Set(['accepted'])]);
	const ids = sent.map((outcome) => String(outcome[key]));
	same('different ids', new Set(ids).size, sends);

	const { answers } = (await sandbox.settled(WITHIN_MS)).find(({ id: own }) => own === address.id)!;
	const callbacks = { real: answers.real['200'] ?? 0, duplicate: answers.duplicate['200'] ?? 0, forged: answers.forged['401'] ?? 0 };
	same('answers', Object.entries(answers).map(([kind, counts]) => `${kind} ${Object.keys(counts).join()}`), ['real 200', 'duplicate 200', 'forged 401', 'unsigned ']);
	const started = callbacks.real + callbacks.duplicate;
	await until(() => shop.executions.length >= started, 60_000);
	const took = performance.now() - began;
	// One execution a callback that was let in, none for a forged one; and the one that sent.
	await until(async () => (await rest.executions(id, ['running', 'new'])) === 0, 60_000);
	same('executions', [shop.executions.length, await rest.executions(id), await rest.executions(id, ['success'])], [started, started + 1, started + 1]);

	// A repetition has the receipt ids it had, and says what it said.
	const byIds = new Map<string, string>();
	for (const items of shop.executions) {
		const [own, said] = [items.map(({ receiptId }) => receiptId).join(), JSON.stringify(items)];
		same('repetition', said, byIds.get(own) ?? said);
		byIds.set(own, said);
	}
	same('callbacks without repetitions', byIds.size, callbacks.real);
	const receipts = new Map(shop.executions.flat().map((item) => [String(item.receiptId), item]));
	same('receipts', receipts.size, sends * told.length);

	const joined = new Map(ids.map((own) => [own, [] as string[]]));
	for (const receipt of receipts.values()) {
		const found = joined.get(String(receipt[key]));
		if (found === undefined) throw new Error(`a receipt of nobody: ${JSON.stringify(receipt)}`);
		found.push(String(receipt.status));
	}
	const wanted = told.toSorted().join();
	same('without their receipts', [...joined].filter(([, statuses]) => statuses.sort().join() !== wanted), []);
	await rest.unpublish(id);
	const seconds = took / 1000;
	return `joined by ${key}; sent in ${(sending / 1000).toFixed(1)} s, all told after ${seconds.toFixed(0)} s: ${callbacks.real} callbacks, ${callbacks.duplicate} repeated, ${callbacks.forged} forged; ${started} executions, ${Math.round(started / seconds)} a second`;
}

/** Start → Customers → Send; and Trigger → Tell, which hands on what one callback told. */
function workflowOf({ credentials }: Scene, { provider, send, trigger }: Followed, webhookId: string, shop: string) {
	const type = `${packageName}.${provider}`;
	const node = (name: string, more: Pick<WorkflowNode, 'type' | 'typeVersion' | 'parameters'> & Partial<WorkflowNode>): WorkflowNode => ({ id: randomUUID(), name, position: [0, 0], ...more });
	const given = (names: string[]) => Object.fromEntries(names.map((name) => [name, credentials[name]!]));
	const nodes = [
		node('Start', { type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} }),
		// Not pinned to the workflow, which n8n would read and store with every callback.
		node('Customers', { type: 'n8n-nodes-base.httpRequest', typeVersion: 4.2, parameters: { url: shop, options: {} } }),
		node('Send', { type, typeVersion: 1, parameters: { ...send.parameters, messageFrom: 'item' }, credentials: given([send.credential]) }),
		node('Trigger', { type: `${type}Trigger`, typeVersion: 1, parameters: trigger.parameters, credentials: given(trigger.credentials), webhookId }),
		node('Tell', {
			type: 'n8n-nodes-base.httpRequest',
			typeVersion: 4.2,
			executeOnce: true,
			parameters: { method: 'POST', url: shop, sendBody: true, specifyBody: 'json', jsonBody: '={{ JSON.stringify($input.all().map((item) => item.json)) }}', options: {} },
		}),
	];
	const to = (name: string) => ({ main: [[{ node: name, type: 'main', index: 0 }]] });
	return { name: `Joined, ${provider}`, nodes, connections: { Start: to('Customers'), Customers: to('Send'), Trigger: to('Tell') } };
}

/** n8n publishes in the background. */
async function registered({ sandbox }: Scene): Promise<[ListedCallback]> {
	let found: ListedCallback[] = [];
	await until(async () => (found = (await sandbox.callbacks()).filter(({ settings }) => settings.active !== 'false')).length === 1, 20_000);
	same('addresses', found.length, 1);
	return [found[0]!];
}

/** Waits until it is so, or long enough; what is not so is seen afterwards. */
async function until(isSo: () => Promise<boolean> | boolean, withinMs: number): Promise<void> {
	for (const deadline = Date.now() + withinMs; !(await isSo()) && Date.now() < deadline; ) await sleep(200);
}

/** Where workflows get their customers from, and tell what they were told: a list of items an execution. */
class Shop {
	customers: Json[] = [];
	executions: Json[][] = [];

	private constructor(private readonly server: Server) {}

	static async open(): Promise<Shop> {
		const server = createServer((request, response) => {
			const serve = async () => {
				if (request.method === 'POST') shop.executions.push((await json(request)) as Json[]);
				response.setHeader('content-type', 'application/json').end(JSON.stringify(request.method === 'POST' ? {} : shop.customers));
			};
			void serve().catch(() => response.destroy());
		});
		const shop = new Shop(server);
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return shop;
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
	}

	close(): void {
		this.server.close();
		this.server.closeAllConnections();
	}
}
