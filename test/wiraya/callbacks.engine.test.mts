/** The sandbox calls back over real HTTP in layouts that a customer may have ordered, and the trigger reads the callbacks. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { WirayaTrigger } from '../../nodes/Wiraya/WirayaTrigger.node.ts';
import { JSON_TEMPLATE, QUERY_TEMPLATE, XML_TEMPLATE } from '../../providers/wiraya/callbacks/template.ts';
import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { givenSecret } from '../../scripts/host/callbackSecret.mts';
import { callTrigger, WEBHOOK_ID } from '../engine/webhook.mts';
import { customers, runWiraya } from '../engine/wiraya.mts';
import { startReceiver, type Receiver } from '../sandbox/receiver.mts';

const SECRET = 'canary-secret-03bd';
const GIVEN = givenSecret('wiraya', SECRET, WEBHOOK_ID);
const HEADER = { authentication: 'header', options: { headerName: 'X-Shop-Key' } };
const COUNT = 12;

let sandbox: Sandbox;
let receiver: Receiver;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(async () => {
	receiver = await startReceiver();
});
afterEach(async () => {
	sandbox.reset();
	await receiver.close();
});
afterAll(async () => await sandbox.close());

/** Passes everything received to the trigger; returns its answers and the items. */
async function triggered(parameters: INodeParameters): Promise<{ statuses: number[]; records: IDataObject[] }> {
	const statuses: number[] = [];
	const records: IDataObject[] = [];
	for (const { method, url, headers, body } of receiver.received) {
		const query = Object.fromEntries(new URL(url, receiver.url).searchParams);
		const request = { method, headers: headers as Record<string, string>, query, body };
		const { status, items = [] } = await callTrigger(new WirayaTrigger(), request, { parameters, credentials: { communicationsCallbackApi: { secret: SECRET } } });
		statuses.push(status);
		records.push(...items.map(({ json }) => json));
	}
	return { statuses, records };
}

const listen = (settings: Record<string, string>, options = {}) => sandbox.callBack({ provider: 'wiraya', url: receiver.url, secret: GIVEN, user: 'n8n', course: ['delivered'], settings, ...options });
const byId = (records: IDataObject[]) => [...records].sort((a, b) => String(a.messageId).localeCompare(String(b.messageId)));

const OWN = '{"sms":{"ref":"{ID}","state":"{STATUS}","to":"{RECIPIENT}","at":{DONE_UNIXTIME}}}';
const OWN_PATHS = { messageId: 'sms.ref', status: 'sms.state', recipient: 'sms.to', doneAt: 'sms.at' };
const OWN_KEYS = { options: { layout: { values: Object.entries(OWN_PATHS).map(([name, path]) => ({ name, path })) } } };

test.each<[string, Record<string, string>, number, INodeParameters]>([
	['our JSON', { format: 'json', template: JSON_TEMPLATE }, 1, {}],
	['our JSON, five at a time', { format: 'json', template: JSON_TEMPLATE }, 5, {}],
	['our XML', { format: 'xml', template: XML_TEMPLATE }, 1, {}],
	['our XML, five at a time', { format: 'xml', template: XML_TEMPLATE }, 5, {}],
	['our GET', { format: 'get', template: QUERY_TEMPLATE }, 1, {}],
	["Wiraya's own names", {}, 5, {}],
	['a layout of one’s own', { template: OWN }, 5, OWN_KEYS],
	['a header with the secret', { format: 'json', template: JSON_TEMPLATE, header: HEADER.options.headerName }, 1, HEADER],
])('%s', async (_name, settings, batch, parameters) => {
	listen(settings, { batch });
	sandbox.setStatus({ recipient: '447700900003', status: 'optedOut' });
	const { success } = await runWiraya(sandbox, customers(COUNT));
	await sandbox.settled();
	const { statuses, records } = await triggered(parameters);
	expect(statuses).toEqual(Array(Math.ceil(COUNT / batch)).fill(200));
	const expected = success.map(({ json }) => ({ messageId: json.messageId, recipient: json.recipient, status: json.recipient === '447700900003' ? 'optedOut' : 'delivered', final: true }));
	expect(byId(records)).toEqual(byId(expected as IDataObject[]).map((one) => expect.objectContaining(one) as object));
	expect(records.every(({ occurredAt }) => /^20.*Z$/.test(String(occurredAt)))).toBe(true);
});

test('a call has its length and keys; an unreached one gets another attempt', async () => {
	listen({ format: 'json', template: JSON_TEMPLATE }, { course: ['failed', 'delivered'] });
	await runWiraya(sandbox, customers(1), { parameters: { contentType: 'VoiceProject', projectId: '123' } });
	await sandbox.settled();
	const { records } = await triggered({});
	expect(records.map(({ status, final, callLength, keyChoices, projectId, channel }) => ({ status, final, callLength, keyChoices, projectId, channel }))).toEqual([
		{ status: 'queued', final: false, callLength: undefined, keyChoices: undefined, projectId: '123', channel: 'voice' },
		{ status: 'answered', final: true, callLength: 42, keyChoices: ['1', '3'], projectId: '123', channel: 'voice' },
	]);
});

test("a customer's words arrive unchanged", async () => {
	listen({ format: 'xml', template: XML_TEMPLATE });
	const text = 'Yes & "no" <b> {STATUS} ö 🙂';
	sandbox.write({ provider: 'wiraya', sender: '447700900123', recipient: '46701740605', text });
	await sandbox.settled();
	expect((await triggered({})).records).toEqual([expect.objectContaining({ kind: 'inbound', sender: '447700900123', recipient: '46701740605', text })]);
});

test('among real, forged, unsigned and repeated callbacks, only real ones are accepted, and repetitions have the same receiptId', async () => {
	for (const settings of [{ format: 'json', template: JSON_TEMPLATE }, { format: 'json', template: JSON_TEMPLATE, header: HEADER.options.headerName }] as Array<Record<string, string>>) {
		sandbox.reset();
		receiver.received.length = 0;
		listen(settings, { forged: 0.5, unsigned: 0.5, duplicates: 0.5 });
		const { success } = await runWiraya(sandbox, customers(40));
		await sandbox.settled();
		const kinds = sandbox.deliveries().map(({ kind }) => kind);
		const { statuses, records } = await triggered(settings.header ? HEADER : {});
		const taken = kinds.filter((kind) => kind === 'real' || kind === 'duplicate').length;
		expect(kinds.length).toBeGreaterThan(taken);
		expect(statuses.filter((status) => status === 200)).toHaveLength(taken);
		expect(statuses.filter((status) => status === 401)).toHaveLength(kinds.length - taken);
		expect(records).toHaveLength(taken);
		expect(new Set(records.map(({ messageId }) => messageId))).toEqual(new Set(success.map(({ json }) => json.messageId)));
		expect(new Set(records.map(({ receiptId }) => receiptId)).size).toBe(40);
	}
});
