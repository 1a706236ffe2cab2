/** The presets of examples/presets, in n8n's engine, against the sandbox's version of each vendor's page. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { HttpMessagesApi } from '../../credentials/HttpMessagesApi.credentials.ts';
import { discoverPresets } from '../../sandbox/discovery.mts';
import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { PRESETS } from '../../scripts/host/presets.mts';
import type { Workflow } from '../../scripts/host/workflow.mts';
import { runInEngine } from '../engine/engine.mts';
import { HttpMessages } from '../nodes.ts';
import '../engine/short-pauses.mts';

const folder = join(__dirname, '../../examples/presets');
const [header, ...rows] = readFileSync(join(folder, '../customers.csv'), 'utf8').trimEnd().split('\n').map((row) => row.split(','));
type Customer = Record<string, string>;
const CUSTOMERS: Customer[] = rows.map((row) => Object.fromEntries(header!.map((name, i) => [name, row[i]!])));
/** With one message per request, a hundred show the same as a thousand; `node --import tsx scripts/proofs/host.mts presets` sends a thousand by each. */
const customersOf = (perRequest: number) => (perRequest === 1 ? CUSTOMERS.slice(0, 100) : CUSTOMERS);
const BAD = 49;

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ extraProviders: await discoverPresets() });
});
afterEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

function parametersOf(vendor: string): INodeParameters {
	const { nodes } = JSON.parse(readFileSync(join(folder, `${vendor}.json`), 'utf8')) as Workflow;
	return nodes.find(({ type }) => type.endsWith('.httpMessages'))!.parameters as INodeParameters;
}

async function send(vendor: string, items: IDataObject[]) {
	const { options, ...parameters } = parametersOf(vendor);
	return await runInEngine({
		node: new HttpMessages(),
		credential: { type: new HttpMessagesApi(), data: { ...PRESETS[vendor]!.credential, baseUrl: sandbox.providerUrl(vendor) } },
		parameters: { ...parameters, options: { ...(options as INodeParameters), requestsPerSecond: 0 } },
		items,
		settings: { onError: 'continueErrorOutput' },
	});
}

const outcomeOf = ({ json }: INodeExecutionData) => json.outcome as IDataObject;
const itemOf = ({ pairedItem }: INodeExecutionData) => (pairedItem as { item: number }).item;

test('there is a preset for every vendor of the sandbox', async () => {
	const vendors = (await discoverPresets()).map(({ name }) => name);
	expect([Object.keys(PRESETS), readdirSync(folder)]).toEqual([vendors, vendors.map((name) => `${name}.json`)]);
});

describe.each(Object.entries(PRESETS))('%s', (vendor, { perRequest, refusesByRow, ids, recipient }) => {
	const customers = customersOf(perRequest);

	it('sends each customer their own message in the fewest requests, and refuses a bad one alone', async () => {
		if (refusesByRow) sandbox.refuseRecipient({ provider: vendor, recipient: recipient(customers[BAD]!), outcome: 'permanent' });
		const { success, errors, error } = await send(vendor, customers);
		const good = refusesByRow ? customers.filter((_, i) => i !== BAD) : customers;
		expect([error?.message, errors.map((item) => [itemOf(item), (item.json.error as IDataObject).status])]).toEqual([undefined, refusesByRow ? [[BAD, 'rejected']] : []]);
		expect(success.map((item) => [outcomeOf(item).status, outcomeOf(item).recipient, item.json.phone])).toEqual(good.map((customer) => ['accepted', recipient(customer), customer.phone]));
		expect(sandbox.requests().filter(({ problem }) => problem !== null)).toEqual([]);
		expect(sandbox.counts()).toMatchObject({ requests: customers.length / perRequest, accepted: good.length, duplicates: { byId: 0, byContent: 0 } });

		const accepted = new Map(sandbox.accepted().map((message) => [message.recipient, message]));
		const told = success.map((item) => {
			const { recipient: to, messageId, correlationId, batchId } = outcomeOf(item);
			const message = accepted.get(String(to))!;
			const meant = [ids.message ? message.messageId : null, ids.batch ? (message.details.bulkId ?? message.messageId.split(':')[0]) : null, ids.own ? message.correlationId : correlationId];
			return { meant, seen: [messageId, batchId, correlationId], isOwn: JSON.stringify([message.text, message.details]).includes(String(item.json.order_number)) };
		});
		expect(told).toEqual(told.map(({ meant }) => ({ meant, seen: meant, isOwn: true })));
	});

	if (!refusesByRow) {
		it('has no row for a bad one, so halving finds it, and nobody gets a message twice', async () => {
			sandbox.addFault({ kind: 'status', status: 400, provider: vendor, recipient: recipient(customers[BAD]!), count: 'always' });
			const { success, errors } = await send(vendor, customers);
			expect([success.length, errors.map(itemOf)]).toEqual([999, [BAD]]);
			// Two requests per halving of a thousand.
			expect(sandbox.counts().requests).toBeLessThanOrEqual(21);
			expect(sandbox.counts()).toMatchObject({ accepted: 999, duplicates: { byId: 0, byContent: 0 } });
		});
	}
});

test('with Sinch, two messages to one number are two batches, because a batch has one value per number', async () => {
	const [first, second] = CUSTOMERS as [Customer, Customer];
	const customers: Customer[] = [first, { ...second, phone: first.phone! }, second];
	const { success } = await send('sinch', customers);
	expect(success.map((item) => outcomeOf(item).status)).toEqual(['accepted', 'accepted', 'accepted']);
	const textOf = ({ first_name: name, order_number: order, pickup_point: place }: Customer) => `Hi ${name!}, your order ${order!} waits for you at ${place!}.`;
	expect(sandbox.accepted().map(({ recipient, text }) => [recipient, text]).sort()).toEqual(customers.map((one) => [one.phone, textOf(one)]).sort());
	expect(sandbox.counts().requests).toBe(2);
});
