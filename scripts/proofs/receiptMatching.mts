// Sends thousands of messages through each provider in published workflows of a real n8n, and joins every receipt to its message by its id. With names
// of providers as arguments, only these run. `--sends N` is the number of messages, by default 10,000.
import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import { givenSecret } from '../host/callbackSecret.mts';
import { CALLBACK_SECRET } from '../host/credentials.mts';
import { packageName } from '../host/paths.mts';
import { runMain } from '../host/processes.mts';
import { Report } from '../host/report.mts';
import type { ListedCallback } from '../host/sandbox.mts';
import { buildScene, type Scene } from '../host/testBed.mts';
import { outputsOf, type WorkflowNode } from '../host/workflow.mts';
import { recipientOf } from './bulk.mts';
import { Proof, same } from './proof.mts';

/**
 * n8n prepares its expression engine three times per callback, even if there is nothing to evaluate. With this setting it does so only if needed. Then
 * it takes five times as many callbacks, and no node here has an expression.
 */
const ENV = { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' };

/** Shares of callbacks that are sent twice, sent after the next one, or preceded by a forged one. */
const TROUBLE = { duplicates: 0.05, outOfOrder: 0.05, forged: 0.01 };
/** With few callbacks, send at least about this many forged ones. */
const FORGED = 10;
/** Callbacks on their way at once. */
const CONCURRENCY = 4;
/** How long one provider may take to deliver all callbacks. */
const WITHIN_MS = 3_600_000;
/** How many numbers take part, a thousand of which the fiction range has. */
const NUMBERS = 500;

type Json = Record<string, unknown>;

interface Followed {
	provider: string;
	/** The key that joins receipts to outcomes. */
	key: 'correlationId' | 'messageId';
	send: Pick<WorkflowNode, 'parameters'> & { credential: string };
	message(customer: number): Json;
	trigger: Pick<WorkflowNode, 'parameters'> & { credentials: string[] };
	/** The sandbox's settings of the address, if the trigger does not register itself. */
	byHand?: Json;
	/** The statuses of a message, and how many reports share a callback. */
	calls: { course: string[]; batch: number };
	/** The reported statuses, in our words. */
	told: string[];
	/** Only one of this many messages gets a report. Default: every message. */
	oneOf?: number;
}

const words = (customer: number) => `Order ${customer} is on its way.`;
const phoneOf = (customer: number) => recipientOf(customer % NUMBERS);

const FOLLOWED: readonly Followed[] = [
	{
		provider: 'comapi',
		key: 'correlationId',
		send: { parameters: { operation: 'sendSms' }, credential: 'comapiApi' },
		message: (customer) => ({ rules: ['sms'], phoneNumber: phoneOf(customer), body: words(customer) }),
		trigger: { parameters: { registration: 'byNode', kinds: ['receipt'], only: [], channels: [] }, credentials: ['communicationsCallbackApi', 'comapiApi'] },
		calls: { course: ['sent', 'delivered'], batch: 20 },
		told: ['sent', 'delivered'],
	},
	{
		provider: 'wiraya',
		// Wiraya publishes no placeholder for our id.
		key: 'messageId',
		send: { parameters: {}, credential: 'wirayaApi' },
		message: (customer) => ({ contentType: 'SMSFromAlpha', recipient: phoneOf(customer), sender: 'Shop', text: words(customer) }),
		trigger: { parameters: {}, credentials: ['communicationsCallbackApi'] },
		byHand: { user: 'n8n' },
		calls: { course: ['sent', 'delivered'], batch: 20 },
		told: ['delivered'],
	},
	{
		provider: 'capillary',
		// Capillary has no field for our id, and returns its own only in XML.
		key: 'messageId',
		send: { parameters: { authentication: 'capillaryApi', options: { wireFormat: 'xml', batchSize: 1000 } }, credential: 'capillaryApi' },
		message: (customer) => ({ channel: 'sms', to: phoneOf(customer), body: words(customer) }),
		trigger: { parameters: { registration: 'byNode', authentication: 'capillaryApi', kinds: ['receipt'] }, credentials: ['capillaryApi'] },
		// Capillary only reports undelivered messages: here those to a tenth of the numbers.
		calls: { course: ['sent', 'delivered'], batch: 1 },
		told: ['failed'],
		oneOf: 10,
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
];

async function proveFollowed(scene: Scene, shop: Shop, followed: Followed): Promise<string> {
	const { rest, sandbox } = scene;
	const { provider, key, calls, told, oneOf = 1 } = followed;
	await sandbox.reset();
	Object.assign(shop, { customers: Array.from({ length: sends }, (_, customer) => followed.message(customer)), executions: [] });
	const webhookId = randomUUID();
	const id = await rest.createWorkflow(workflowOf(scene, followed, webhookId, shop.url));
	await rest.publish(id);
	if (followed.byHand) await sandbox.addCallback({ provider, url: rest.webhookUrl(webhookId), secret: givenSecret(provider, CALLBACK_SECRET, webhookId), ...followed.byHand });
	const [address] = await registered(scene);
	await sandbox.changeCallback(address.id, { ...calls, ...TROUBLE, forged: Math.max(TROUBLE.forged, (FORGED * calls.batch * oneOf) / (sends * told.length)), seed: 7, concurrency: CONCURRENCY });
	if (oneOf > 1) for (let customer = 0; customer < NUMBERS; customer += oneOf) await sandbox.setStatus({ provider, recipient: phoneOf(customer), status: 'failed' });

	const began = performance.now();
	const execution = await rest.run(id, 'Start', WITHIN_MS);
	const sent = (outputsOf(execution, 'Send')[0] ?? []).map(({ json: outcome }) => outcome);
	const sending = (performance.now() - began) / 1000;
	same('sent', [execution.status, sent.length, new Set(sent.map(({ status }) => status))], ['success', sends, new Set(['accepted'])]);
	same('different ids', new Set(sent.map((outcome) => outcome[key])).size, sends);

	const { answers } = (await sandbox.settled(WITHIN_MS)).find(({ id: own }) => own === address.id)!;
	const callbacks = { real: answers.real['200'] ?? 0, duplicate: answers.duplicate['200'] ?? 0, forged: answers.forged['401'] ?? 0 };
	same('answers', Object.entries(answers).map(([kind, counts]) => `${kind} ${Object.keys(counts).join()}`), ['real 200', 'duplicate 200', 'forged 401', 'unsigned ']);
	await until(() => shop.executions.length >= callbacks.real + callbacks.duplicate, 60_000);
	await until(async () => (await rest.executions(id, ['running', 'new'])) === 0, 60_000);
	const seconds = (performance.now() - began) / 1000;
	// One execution for each genuine callback, none for a forged one, and the one that sent. Callbacks that n8n answered too late came again.
	const started = shop.executions.length;
	const unanswered = started - callbacks.real - callbacks.duplicate;
	same('executions', [await rest.executions(id), await rest.executions(id, ['success']), unanswered >= 0], [started + 1, started + 1, true]);

	// A repeated callback has the same receipt ids and content.
	const byIds = new Map<string, string>();
	for (const items of shop.executions) {
		const [own, said] = [items.map(({ receiptId }) => receiptId).join(), JSON.stringify(items)];
		same('repetition', said, byIds.get(own) ?? said);
		byIds.set(own, said);
	}
	same('callbacks without repetitions', byIds.size, callbacks.real);
	const receipts = new Map(shop.executions.flat().map((item) => [String(item.receiptId), item]));
	same('receipts', receipts.size, (sends / oneOf) * told.length);

	const joined = new Map(sent.map((outcome) => [String(outcome[key]), [] as string[]]));
	for (const receipt of receipts.values()) {
		const found = joined.get(String(receipt[key]));
		if (found === undefined) throw new Error(`a receipt of nobody: ${JSON.stringify(receipt)}`);
		found.push(String(receipt.status));
	}
	const wanted = (customer: number) => (customer % oneOf === 0 ? told.toSorted().join() : '');
	same('without their receipts', [...joined].filter(([, statuses], customer) => statuses.sort().join() !== wanted(customer)), []);
	await rest.unpublish(id);
	const again = unanswered > 0 ? `, ${unanswered} sent again after 10 s without an answer` : '';
	return `${receipts.size.toLocaleString('en')} receipts joined by ${key}; sent in ${sending.toFixed(1)} s, all told after ${seconds.toFixed(0)} s: ${callbacks.real} callbacks, ${callbacks.duplicate} repeated, ${callbacks.forged} forged${again}; ${started} executions, ${(started / seconds).toFixed(1)} a second`;
}

/** Start → Customers → Send; and Trigger → As File → Tell, which passes on the records of one callback. */
function workflowOf({ credentials }: Scene, { provider, send, trigger }: Followed, webhookId: string, shop: string) {
	const type = `${packageName}.${provider}`;
	const node = (name: string, more: Pick<WorkflowNode, 'type' | 'typeVersion' | 'parameters'> & Partial<WorkflowNode>): WorkflowNode => ({ id: randomUUID(), name, position: [0, 0], ...more });
	const given = (names: string[]) => Object.fromEntries(names.map((name) => [name, credentials[name]!]));
	const nodes = [
		node('Start', { type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} }),
		// Not pinned to the workflow, because n8n would read and store pinned items with every callback.
		node('Customers', { type: 'n8n-nodes-base.httpRequest', typeVersion: 4.2, parameters: { url: shop, options: {} } }),
		node('Send', { type, typeVersion: 1, parameters: { ...send.parameters, options: { messageFrom: 'item', ...(send.parameters.options as object | undefined) } }, credentials: given([send.credential]) }),
		node('Trigger', { type: `${type}Trigger`, typeVersion: 1.1, parameters: trigger.parameters, credentials: given(trigger.credentials), webhookId }),
		node('As File', { type: 'n8n-nodes-base.convertToFile', typeVersion: 1.1, parameters: { operation: 'toJson', mode: 'once', options: {} } }),
		node('Tell', { type: 'n8n-nodes-base.httpRequest', typeVersion: 4.2, parameters: { method: 'POST', url: shop, sendBody: true, contentType: 'binaryData', inputDataFieldName: 'data', options: {} } }),
	];
	const to = (name: string) => ({ main: [[{ node: name, type: 'main', index: 0 }]] });
	return { name: `Joined, ${provider}`, nodes, connections: { Start: to('Customers'), Customers: to('Send'), Trigger: to('As File'), 'As File': to('Tell') } };
}

/** n8n publishes in the background. */
async function registered({ sandbox }: Scene): Promise<[ListedCallback]> {
	let found: ListedCallback[] = [];
	await until(async () => (found = (await sandbox.callbacks()).filter(({ settings }) => settings.active !== 'false')).length === 1, 20_000);
	same('addresses', found.length, 1);
	return [found[0]!];
}

/** Waits until the condition holds or the time is over. The caller checks afterwards. */
async function until(isSo: () => Promise<boolean> | boolean, withinMs: number): Promise<void> {
	for (const deadline = Date.now() + withinMs; !(await isSo()) && Date.now() < deadline; ) await sleep(200);
}

/** A server that gives customers to workflows, and takes their records: one list of items per execution. */
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

const { values: flags, positionals: wanted } = parseArgs({ allowPositionals: true, options: { sends: { type: 'string', default: '10000' } } });
const sends = Number(flags.sends);
const providers = FOLLOWED.map(({ provider }) => provider);

runMain(async () => {
	const unknown = wanted.filter((name) => !providers.includes(name));
	if (unknown.length > 0) throw new Error(`No such provider: ${unknown.join(', ')}. There are ${providers.join(', ')}.`);
	if (!Number.isInteger(sends) || sends < NUMBERS || sends % NUMBERS > 0) throw new Error(`--sends ${flags.sends}: give a multiple of ${NUMBERS}`);
	const report = new Report();
	const proof = new Proof(report);
	const scene = await buildScene(report, 'proof-joined', ENV);
	const shop = await Shop.open();
	for (const followed of FOLLOWED.filter(({ provider }) => wanted.length === 0 || wanted.includes(provider))) {
		const of = followed.oneOf === undefined ? 'every message' : 'every undelivered message';
		await proof.holds(`${followed.provider}: ${sends.toLocaleString('en')} sent, and ${of} has its receipt, through repetitions, reversals and forgeries`, () => proveFollowed(scene, shop, followed));
	}
	shop.close();
	return proof.result();
});
