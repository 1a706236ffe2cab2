/** How the trigger registers at Comapi: its webhook methods against the sandbox, which follows only the vendor's OpenAPI. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { ComapiApi } from '../../credentials/ComapiApi.credentials.ts';
import { ComapiTrigger } from '../../nodes/Comapi/ComapiTrigger.node.ts';
import { startSandbox, type Fault, type Sandbox } from '../../sandbox/server.mts';
import { ACCOUNTS } from '../engine/comapi.mts';
import { givenSecret } from '../../scripts/host/callbackSecret.mts';
import { WEBHOOK_ID } from '../engine/webhook.mts';
import { hookContext } from '../engine/hooks.mts';
import { send } from '../sandbox/raw-client.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const own = 'f946b0e7-5fe9-4f57-9d8f-62b3ac0b4a13';
const secret = givenSecret('comapi', own, WEBHOOK_ID);
const ANOTHER = 'another-secret-of-length';
const url = 'http://127.0.0.1:5678/webhook/0a1b/webhook';
const methods = new ComapiTrigger().webhookMethods.default;

interface Given {
	parameters?: INodeParameters;
	secret?: string;
	account?: IDataObject;
	url?: string;
	staticData?: IDataObject;
}

function hook({ parameters, account, staticData = {}, ...given }: Given = {}) {
	return hookContext({
		url: given.url ?? url,
		parameters: { registration: 'byNode', ...parameters },
		credentials: {
			communicationsCallbackApi: { secret: given.secret ?? own },
			comapiApi: { ...ACCOUNTS.region, baseUrl: sandbox.providerUrl('comapi'), ...account },
		},
		credentialType: new ComapiApi(),
		staticData,
	});
}

/** What n8n does when a workflow is published. */
async function publish(given: Given): Promise<'was there' | 'added'> {
	if (await methods.checkExists.call(hook(given))) return 'was there';
	expect(await methods.create.call(hook(given))).toBe(true);
	return 'added';
}

async function listed(): Promise<Array<IDataObject & { subscriptions: Array<{ type: string }> }>> {
	const authorization = `Basic ${Buffer.from('sandbox-user:sandbox-password').toString('base64')}`;
	const { body } = await send(`${sandbox.providerUrl('comapi')}/cpaas/webhooks`, { method: 'GET', headers: { authorization } });
	return JSON.parse(body) as Awaited<ReturnType<typeof listed>>;
}
const calls = () => sandbox.requests().map(({ method, path, status }) => `${method} ${path.replace(/[0-9a-f-]{36}$/, '{id}')} ${status}`);

test('published: added once, with secret and events in batches; found again; removed', async () => {
	const staticData = {};
	expect(await publish({ staticData })).toBe('added');
	// Two runs with the same wish differ, so nobody can compare the fingerprint with a list of words.
	const another: IDataObject = {};
	await publish({ staticData: another, url: 'http://127.0.0.1:5678/webhook/another' });
	await methods.delete.call(hook({ staticData: { ...another }, url: 'http://127.0.0.1:5678/webhook/another' }));
	expect([another, staticData].map(({ registered }: IDataObject) => /^[\da-f]{32} [\da-f]{64}$/.test(String(registered)))).toEqual([true, true]);
	sandbox.reset();
	for (const key of Object.keys(staticData)) delete (staticData as IDataObject)[key];
	expect(await publish({ staticData })).toBe('added');
	expect(await listed()).toEqual([
		expect.objectContaining({
			name: 'n8n: Follow up',
			url,
			secret,
			batch: true,
			maxBatchSize: 100,
			batchTimeout: 1,
			subscriptions: ['sent', 'delivered', 'read', 'expired', 'failed', 'inbound'].map((event) => ({ type: `message.${event}`, filters: [] })),
		}),
	]);
	expect(await publish({ staticData })).toBe('was there');
	expect(await methods.delete.call(hook({ staticData }))).toBe(true);
	expect(await listed()).toEqual([]);
	expect(staticData).toEqual({});
	// Comapi got the secret, but the inbox must not show it.
	expect(JSON.stringify(sandbox.requests())).not.toContain(secret);
	expect(calls().filter((call) => !call.startsWith('GET'))).toEqual(['POST /cpaas/webhooks 201', 'DELETE /cpaas/webhooks/{id} 204']);
});

test.each<[string, Given, object]>([
	['other events', { parameters: { only: ['failed'] } }, { subscriptions: [{ type: 'message.failed', filters: [] }, { type: 'message.inbound', filters: [] }] }],
	['only incoming messages', { parameters: { kinds: ['inbound'] } }, { subscriptions: [{ type: 'message.inbound', filters: [] }] }],
	['another secret', { secret: ANOTHER }, { secret: givenSecret('comapi', ANOTHER, WEBHOOK_ID) }],
	['a lost memory', { staticData: {} }, { secret }],
])('published again with %s: corrected, not added', async (_name, change, expected) => {
	const staticData = {};
	await publish({ staticData });
	const [before] = await listed();
	expect(await publish({ staticData, ...change })).toBe('added');
	expect(await listed()).toEqual([expect.objectContaining({ id: before!.id, ...expected })]);
});

test('the node filters channels itself, so the registration stays the same', async () => {
	const staticData = {};
	await publish({ staticData });
	expect(await publish({ staticData, parameters: { channels: ['sms'] } })).toBe('was there');
});

test('a changed webhook is corrected, and a repeated one is reduced to one', async () => {
	const staticData = {};
	await publish({ staticData });
	const [{ id, name, subscriptions }] = (await listed()) as [{ id: string; name: string; subscriptions: Array<{ type: string }> }];
	const authorization = `Basic ${Buffer.from('sandbox-user:sandbox-password').toString('base64')}`;
	const change = JSON.stringify({ name, url, secret, subscriptions: subscriptions.slice(1), batch: true });
	await send(`${sandbox.providerUrl('comapi')}/cpaas/webhooks/${id}`, { method: 'PUT', headers: { authorization, 'content-type': 'application/json' }, body: change });
	expect(await publish({ staticData })).toBe('added');
	expect((await listed())[0]!.subscriptions).toHaveLength(6);
	await send(`${sandbox.providerUrl('comapi')}/cpaas/webhooks`, { method: 'POST', headers: { authorization, 'content-type': 'application/json' }, body: change });
	expect(await listed()).toHaveLength(2);
	expect(await publish({ staticData })).toBe('added');
	expect(await listed()).toEqual([expect.objectContaining({ url })]);
	expect(await publish({ staticData })).toBe('was there');
});

test('a webhook that somebody else has removed counts as removed', async () => {
	await publish({});
	sandbox.addFault({ kind: 'status', status: 404, after: 1 });
	expect(await methods.delete.call(hook())).toBe(true);
});

test('webhooks of others are left alone, several for our address become one', async () => {
	await publish({ url: `${url}-of-another` });
	await publish({});
	sandbox.callBack({ provider: 'comapi', url });
	expect(await publish({})).toBe('added');
	expect((await listed()).map((webhook) => webhook.url).sort()).toEqual([url, `${url}-of-another`]);
	await methods.delete.call(hook());
	expect((await listed()).map((webhook) => webhook.url)).toEqual([`${url}-of-another`]);
	expect(await methods.delete.call(hook())).toBe(true);
});

test('by hand, no request is made, but the secret is still checked', async () => {
	const parameters = { registration: 'byHand' };
	for (const name of ['checkExists', 'create', 'delete'] as const) expect(await methods[name].call(hook({ parameters }))).toBe(true);
	await expect(methods.checkExists.call(hook({ parameters, secret: 'short' }))).rejects.toThrow('Secret has 5 characters and needs at least 16');
	expect(sandbox.requests()).toHaveLength(0);
});

describe('a failed registration is explained with a fix', () => {
	test('a credential of an API space', async () => {
		await expect(publish({ account: ACCOUNTS.apiSpace })).rejects.toMatchObject({ message: 'Comapi takes no webhooks from this credential', description: expect.stringContaining('By Hand') as string });
		expect(sandbox.requests()).toHaveLength(0);
	});

	test.each<[string, INodeParameters]>([
		['statuses that no event of the template tells', { kinds: ['receipt'], only: ['queued', 'rejected', 'unknown'] }],
		['no kind', { kinds: [] }],
	])('no records: %s', async (_name, parameters) => {
		await expect(publish({ parameters })).rejects.toMatchObject({ message: 'No event is chosen', description: expect.stringContaining('Only Statuses') as string });
		expect(sandbox.requests()).toHaveLength(0);
		// By hand, the portal decides.
		expect(await methods.checkExists.call(hook({ parameters: { ...parameters, registration: 'byHand' } }))).toBe(true);
	});

	test.each<[string, Fault | undefined, Given, string | RegExp]>([
		['a wrong password', undefined, { account: { password: 'wrong' } }, 'The webhook could not be added: The provider refused the credential (HTTP 401)'],
		['no answer', { kind: 'resetBefore', count: 'always' }, {}, 'The webhook could not be added: The connection ended without an answer (ECONNRESET)'],
		['503', { kind: 'status', status: 503, count: 'always' }, {}, /^The webhook could not be added: .*503/],
		['a page of a proxy', { kind: 'htmlPage', status: 200, count: 'always' }, {}, 'Comapi gave no list of its webhooks'],
		['a redirect', { kind: 'redirect', status: 307, count: 'always' }, {}, /moved \(HTTP 307\)/],
		['an address the provider does not take', undefined, { url: 'http://example.com/webhook' }, 'The webhook could not be added: The provider refused the request as invalid (HTTP 400)'],
	])('%s', async (_name, fault, given, message) => {
		if (fault) sandbox.addFault(fault);
		await expect(publish(given)).rejects.toThrow(message);
		sandbox.clearFaults();
		expect(await listed()).toEqual([]);
		expect(sandbox.counts().redirectsFollowed).toBe(0);
	});

	test('a webhook that cannot be removed', async () => {
		await publish({});
		sandbox.addFault({ kind: 'status', status: 500, after: 1 });
		await expect(methods.delete.call(hook())).rejects.toMatchObject({ message: expect.stringMatching(/^The webhook could not be removed: .*500/) as string, description: expect.stringContaining('Remove it in the portal.') as string });
	});
});
