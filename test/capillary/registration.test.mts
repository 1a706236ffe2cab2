/** The trigger registers itself through Capillary's API: in n8n's own contexts, against the sandbox, with both credentials. */
import { scryptSync } from 'node:crypto';

import type { INodeParameters } from 'n8n-workflow';

import { CapillaryApi } from '../../credentials/CapillaryApi.credentials.ts';
import { CapillaryOAuthApi } from '../../credentials/CapillaryOAuthApi.credentials.ts';
import { CommunicationsCallbackApi } from '../../credentials/CommunicationsCallbackApi.credentials.ts';
import { CapillaryTrigger } from '../../nodes/Capillary/CapillaryTrigger.node.ts';
import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import type { TestCredential } from '../engine/engine.mts';
import { triggerOf } from '../engine/publish.mts';
import { callTrigger } from '../engine/webhook.mts';
import { startReceiver, type Receiver } from '../sandbox/receiver.mts';
import { send } from '../sandbox/raw-client.mts';
import { md5, PASSWORD, USER } from './capillary.mts';

let sandbox: Sandbox;
let receiver: Receiver;
beforeAll(async () => {
	sandbox = await startSandbox();
	receiver = await startReceiver();
});
afterEach(() => {
	sandbox.reset();
	receiver.received.length = 0;
});
afterAll(async () => {
	await sandbox.close();
	await receiver.close();
});

const UNDELIVERED = 'communicationMessageUndelivered';
const basics = () => ({ region: 'other', host: 'nowhere.invalid', baseUrl: sandbox.providerUrl('capillary') });
const till = (data = {}): TestCredential => ({ type: new CapillaryApi(), data: { ...basics(), user: USER, password: PASSWORD, alreadyHashed: false, ...data } });
const client = (): TestCredential => ({ type: new CapillaryOAuthApi(), data: { ...basics(), apiKey: 'sandbox-client', secret: 'sandbox-secret', attributionType: '', attributionCode: '', accessToken: '', issued: '' } });

function trigger(parameters: INodeParameters = {}, credential = till()) {
	const authentication = credential.type.name;
	return triggerOf({ node: new CapillaryTrigger(), credential, parameters: { registration: 'byNode', authentication, kinds: ['receipt'], events: [], otherEvents: '', options: {}, ...parameters }, baseUrl: receiver.url });
}

interface Listed {
	webHookId: string;
	name: string;
	active: boolean;
	eventNames: string[];
	webHookUrl: string;
	webHookHeaders: Record<string, string>;
	maxAllowedConnections: number;
	customerIdentifiersToBeEnriched: string[];
}
const authorization = () => `Basic ${Buffer.from(`${USER}:${md5(PASSWORD)}`).toString('base64')}`;
async function api(method: string, path = '', body?: object): Promise<Listed[]> {
	const answer = await send(`${sandbox.providerUrl('capillary')}/v3/webHooks${path}`, { method, headers: { authorization: authorization(), 'content-type': 'application/json' }, body: body ? JSON.stringify(body) : '' });
	return (JSON.parse(answer.body) as { data: Listed[] }).data;
}
const active = async () => (await api('GET')).filter((one) => one.active);
/** The secret that Capillary got. */
function secretIn(node: ReturnType<typeof trigger>, { data }: TestCredential = till()): string {
	const fields = [data.password ?? [data.apiKey, data.secret]].flat() as string[];
	return scryptSync(JSON.stringify([...fields, 'capillary', 'callbacks']), String(node.staticData.salt), 32).toString('hex');
}
const methods = () => sandbox.requests().map(({ method, path }) => `${method} ${path.replace(/[\da-f]{24}/, 'ID')}`);

test.each([
	['a till', till],
	['an API client', client],
])('publishing registers once, unpublishing removes the registration: %s', async (_name, credential) => {
	const node = trigger({ kinds: ['receipt', 'event'], events: ['customerAdded'], otherEvents: ' couponExpired, ,customerAdded', options: { maxAllowedConnections: 3, customerIdentifiers: 'mobile, email' } }, credential());
	expect(await node.publish()).toBe(true);
	const secret = secretIn(node, credential());
	// Anyone who may read the workflow can read this, so it must not be a secret.
	expect(node.staticData).toEqual({ salt: expect.stringMatching(/^[\da-f]{32}$/) as string });
	const [registered] = await active();
	expect(registered).toMatchObject({
		active: true,
		name: expect.stringMatching(/^n8n-test-workflow-[\da-f]{12}$/) as string,
		eventNames: [UNDELIVERED, 'customerAdded', 'couponExpired'],
		webHookUrl: node.url,
		webHookType: 'HTTP',
		methodType: 'POST',
		webHookHeaders: { 'X-Callback-Secret': secret },
		maxAllowedConnections: 3,
		customerIdentifiersToBeEnriched: ['mobile', 'email'],
	});
	// As after a restart of n8n.
	expect(await node.publish()).toBe(false);
	await node.unpublish();
	expect(await active()).toEqual([]);
	expect(node.staticData).toEqual({});
	// Capillary keeps it, inactive, and its name stays taken.
	expect(await node.publish()).toBe(true);
	const all = await api('GET');
	expect(all.map((one) => one.active)).toEqual([false, true]);
	expect(new Set(all.map(({ name }) => name)).size).toBe(2);
	expect(secretIn(node, credential())).not.toBe(secret);
});

test.each<[string, INodeParameters]>([
	['another event', { kinds: ['receipt', 'event'], events: ['customerAdded'] }],
	['an event more', { kinds: ['receipt', 'event'], otherEvents: 'customerAdded' }],
	['another number at once', { options: { maxAllowedConnections: 4 } }],
	['other identifiers', { options: { customerIdentifiers: 'mobile' } }],
])('%s replaces the old registration', async (_name, change) => {
	const node = trigger();
	await node.publish();
	expect(await node.publish({ registration: 'byNode', authentication: 'capillaryApi', kinds: ['receipt'], ...change })).toBe(true);
	expect(await active()).toHaveLength(1);
	expect(await api('GET')).toHaveLength(2);
	expect((await active())[0]!.webHookHeaders).toEqual({ 'X-Callback-Secret': secretIn(node) });
});

test('the order of events does not matter', async () => {
	const parameters = { registration: 'byNode', authentication: 'capillaryApi', kinds: ['event'] };
	const node = trigger({ kinds: ['event'], events: ['customerAdded', 'CouponIssue'] });
	await node.publish();
	expect(await node.publish({ ...parameters, events: ['CouponIssue', 'customerAdded', 'CouponIssue'] })).toBe(false);
});

test.each<[string, (id: string) => Promise<unknown>]>([
	['made inactive by somebody', async (id) => await api('DELETE', `/${id}`)],
	['given another secret', async (id) => await api('PUT', `/${id}`, { webHookHeaders: { 'X-Callback-Secret': 'another' } })],
	['given another header', async (id) => await api('PUT', `/${id}`, { webHookHeaders: { 'X-Another': 'another' } })],
	['given another address', async (id) => await api('PUT', `/${id}`, { webHookUrl: 'http://127.0.0.1:1/elsewhere' })],
])('a registration that was %s is made anew', async (_name, change) => {
	const node = trigger();
	await node.publish();
	await change((await api('GET'))[0]!.webHookId);
	expect(await node.publish()).toBe(true);
	expect((await active()).filter(({ webHookUrl }) => webHookUrl === node.url)).toHaveLength(1);
});

test('a registration that n8n has forgotten is made anew, and old ones of the same address end; those of others stay', async () => {
	const lost = trigger();
	await lost.publish();
	const other = { active: true, name: 'another', eventNames: ['customerAdded'], webHookUrl: 'http://127.0.0.1:1/x', webHookType: 'HTTP', methodType: 'POST', webHookHeaders: {}, maxAllowedConnections: 1, customerIdentifiersToBeEnriched: [] };
	await api('POST', '', other);
	await api('POST', '', { ...other, name: 'leftover', webHookUrl: lost.url });
	const node = trigger();
	expect(await node.publish()).toBe(true);
	expect((await active()).map(({ webHookUrl, name }) => [webHookUrl, name === 'leftover'])).toEqual([['http://127.0.0.1:1/x', false], [node.url, false]]);
	await node.unpublish();
	expect((await active()).map(({ name }) => name)).toEqual(['another']);
});

test('two registrations of one address are replaced by one', async () => {
	const node = trigger();
	await node.publish();
	const [mine] = await active();
	await api('POST', '', { active: true, name: 'twin', eventNames: mine!.eventNames, webHookUrl: node.url, webHookType: 'HTTP', methodType: 'POST', webHookHeaders: mine!.webHookHeaders, maxAllowedConnections: 10, customerIdentifiersToBeEnriched: [] });
	expect(await node.publish()).toBe(true);
	expect(await active()).toHaveLength(1);
});

test('no event at all', async () => {
	await expect(trigger({ kinds: ['receipt', 'event'] }).publish()).rejects.toMatchObject({ message: 'No other event is chosen', description: 'Choose Event Names or IDs, or name them in Other Events.' });
	await expect(trigger({ kinds: [] }).publish()).rejects.toMatchObject({ message: 'Nothing is chosen to start the workflow', description: 'Choose it in Trigger On.' });
	expect(sandbox.requests()).toEqual([]);
});

describe('if Capillary refuses, nothing is stored and the error says why', () => {
	const refusals: Array<[string, object, RegExp, RegExp]> = [
		['the credential', { kind: 'status', status: 401 }, /^Capillary refused the credential \(HTTP 401\)/, /resource Webhook/],
		['the permission', { kind: 'status', status: 403 }, /^Capillary refused the credential \(HTTP 403\)/, /By Hand/],
		['no such API', { kind: 'status', status: 404 }, /^Capillary has no webhooks at this address/, /By Hand/],
		['its own failure', { kind: 'status', status: 500 }, /^Capillary refused \(HTTP 500\)/, /publish the workflow again/],
		['errors in a good answer', { kind: 'status', status: 200, body: '{"data":null,"errors":[{"code":51003,"message":"eventNames can not be null"}]}' }, /^Capillary refused \(HTTP 200\): 51003 eventNames can not be null$/, /publish/],
		['an answer of another kind', { kind: 'status', status: 200, body: '{"data":7,"errors":null}' }, /could not be read/, /^Publish/],
		['no JSON', { kind: 'status', status: 200, body: 'Welcome' }, /could not be read/, /^Publish/],
		['a redirect', { kind: 'redirect', status: 307 }, /^Capillary refused \(HTTP 307\)/, /publish/],
		['a reset', { kind: 'resetAfter' }, /^Capillary gave no answer \(ECONNRESET\)$/, /base URL/],
	];
	test.each(refusals)('%s', async (_name, fault, message, description) => {
		for (const after of [0, 1]) {
			const node = trigger();
			sandbox.addFault({ ...fault, after, count: 1 } as never);
			await expect(node.publish()).rejects.toThrow(message);
			sandbox.reset();
			sandbox.addFault({ ...fault, after, count: 1 } as never);
			await expect(node.publish()).rejects.toMatchObject({ description: expect.stringMatching(description) as string });
			expect(node.staticData).toEqual({});
			sandbox.reset();
		}
	});

	test('the sandbox never shows the secret', async () => {
		const node = trigger();
		await node.publish();
		expect(JSON.stringify([sandbox.requests(), sandbox.callbacks()])).not.toContain(secretIn(node));
	});

	test('a failed removal is an error, so that n8n shows it', async () => {
		const node = trigger();
		await node.publish();
		sandbox.addFault({ kind: 'status', status: 503, count: 1 });
		await expect(node.unpublish()).rejects.toThrow('HTTP 503');
		expect(node.staticData.salt).toBeDefined();
		await node.unpublish();
		expect(await active()).toEqual([]);
	});
});

describe('a registration by hand', () => {
	const own = (secret: string) => trigger({ registration: 'byHand' }, { type: new CommunicationsCallbackApi() as never, data: { secret } });

	test('sends Capillary no request', async () => {
		const node = own('a secret of sixteen');
		expect(await node.publish()).toBe(false);
		await node.unpublish();
		expect(sandbox.requests()).toEqual([]);
	});

	test('needs a valid secret', async () => {
		await expect(own('short').publish()).rejects.toThrow('Secret has 5 characters and needs at least 16');
	});
});

describe('the list of events', () => {
	test('has the organisation’s and the published ones, each once and in order', async () => {
		const names = (await trigger().options('events')).map(({ value }) => value);
		expect(names).toEqual(expect.arrayContaining(['CouponIssue', 'tierUpgraded']));
		expect(new Set(names).size).toBe(names.length);
		// Trigger On already has this one as a choice.
		expect(names).not.toContain(UNDELIVERED);
		expect(methods()).toEqual(['GET /v3/webHooks/eventMetaData']);
		sandbox.addFault({ kind: 'status', status: 200, body: '{"data":[{"active":true,"eventName":"badgeEarned"},{"active":false,"eventName":"goneBy"},{},7],"errors":null}', count: 1 });
		const more = (await trigger().options('events')).map(({ value }) => value);
		expect(more).toContain('badgeEarned');
		expect(more).not.toContain('goneBy');
	});

	test.each([401, 403, 404, 500])('has only the published ones if Capillary answers %i', async (status) => {
		sandbox.addFault({ kind: 'status', status, count: 2 });
		expect((await trigger().options('events')).length).toBeGreaterThan(30);
	});
});

test.each([
	['the documented layout', {}],
	['the enriched one', { options: { customerIdentifiers: 'mobile' } }],
])("Capillary's callbacks get in afterwards, and no others: %s", async (_name, parameters) => {
	const node = trigger(parameters);
	await node.publish();
	const id = sandbox.callbacks()[0]!.id;
	sandbox.changeCallback(id, { forged: 1, unsigned: 1, duplicates: 1, course: ['sent', 'failed'] });
	await send(`${sandbox.providerUrl('capillary')}/v1.1/communications/sendMessage?channel=sms`, {
		method: 'POST',
		headers: { authorization: authorization(), 'content-type': 'application/json' },
		body: JSON.stringify({ root: { sms: [{ to: '447700900123', body: 'Hello' }, { to: '447700900124', body: 'Hello' }] } }),
	});
	await sandbox.settled();
	const outcomes = [];
	for (const { method, headers, body } of receiver.received) {
		const { status, items } = await callTrigger(new CapillaryTrigger(), { method, headers: headers as Record<string, string>, body }, { staticData: node.staticData, credentials: { capillaryApi: till().data } });
		outcomes.push({ status, items: (items ?? []).map(({ json }) => json) });
	}
	const got = outcomes.flatMap(({ items }) => items);
	expect(outcomes.filter(({ status }) => status === 401)).toHaveLength(4);
	expect(got).toHaveLength(4);
	expect(new Set(got.map(({ receiptId }) => receiptId)).size).toBe(2);
	expect(new Set(got.map(({ recipient, status, messageId }) => `${String(recipient)} ${String(status)} ${String(messageId)}`))).toEqual(
		new Set(sandbox.accepted().map(({ recipient, messageId }) => `${recipient} failed ${messageId}`)),
	);
});
