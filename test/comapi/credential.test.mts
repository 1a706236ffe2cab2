/** The credential's own test, as n8n makes it: its expressions evaluated, its request signed, the sandbox's answer judged. */
import { Workflow, type ICredentialDataDecryptedObject, type IHttpRequestOptions } from 'n8n-workflow';

import { ComapiApi } from '../../credentials/ComapiApi.credentials.ts';
import { connection } from '../../providers/comapi/connection.ts';
import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { ACCOUNTS } from '../engine/comapi.mts';
import { send } from '../sandbox/raw-client.mts';

let sandbox: Sandbox;
const credential = new ComapiApi();
const node = { id: 'n', name: 'n', type: 'n', typeVersion: 1, position: [0, 0] as [number, number], parameters: {} };
const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes: { getByName: () => undefined, getByNameAndVersion: () => undefined, getKnownTypes: () => ({}) } as never });
beforeAll(async () => {
	sandbox = await startSandbox();
	await workflow.expression.acquireIsolate();
});
afterEach(() => sandbox.reset());
afterAll(async () => {
	await workflow.expression.releaseIsolate();
	await sandbox.close();
});

function urlOf(data: ICredentialDataDecryptedObject): string {
	const { baseURL, url } = credential.test.request;
	const [base, path] = [baseURL, url].map((given) => workflow.expression.getSimpleParameterValue(node, given as string, 'internal', { $credentials: data } as never));
	return String(base) + String(path);
}

async function statusOf(given: object): Promise<number> {
	const data = { baseUrl: `${sandbox.providerUrl('comapi')}/`, ...given } as ICredentialDataDecryptedObject;
	const signed: IHttpRequestOptions = await credential.authenticate(data, { url: urlOf(data), headers: { Accept: 'application/json' } });
	return (await send(signed.url, { method: 'GET', headers: signed.headers as Record<string, string> })).status;
}

const { except } = credential.test.request.ignoreHttpStatusErrors as { except: number[] };
/** What n8n does not throw for counts as good. */
const isGood = (status: number) => !except.includes(status);

test.each(Object.entries(ACCOUNTS))('%s: good credentials find no such message', async (_mode, data) => {
	const status = await statusOf(data);
	expect([status, isGood(status)]).toEqual([404, true]);
});

test.each([
	['a wrong token', { ...ACCOUNTS.apiSpace, accessToken: 'wrong' }, 401],
	["somebody else's API space", { ...ACCOUNTS.apiSpace, apiSpaceId: '0'.repeat(32) }, 403],
	['a wrong password', { ...ACCOUNTS.region, password: 'wrong' }, 401],
])('%s is refused and explained', async (_name, data, expected) => {
	const status = await statusOf(data);
	expect([status, isGood(status)]).toEqual([expected, false]);
	expect(credential.test.rules).toContainEqual({ type: 'responseCode', properties: { value: expected, message: expect.any(String) as string } });
});

test('only 2xx and 404 are good', () => {
	const statuses = Array.from({ length: 400 }, (_, i) => 200 + i);
	expect(statuses.filter(isGood)).toEqual([...Array.from({ length: 100 }, (_, i) => 200 + i), 404]);
});

test('without a base URL requests go to the provider, and the test goes where the sends go', () => {
	for (const [data, expected] of [
		[{ ...ACCOUNTS.apiSpace, apiSpaceId: ' 1d0b ', baseUrl: '' }, 'https://api.comapi.com/apispaces/1d0b'],
		[{ ...ACCOUNTS.region, region: 'r3', baseUrl: ' ' }, 'https://r3-api.dotdigital.com/cpaas'],
		[{ ...ACCOUNTS.region, baseUrl: 'http://127.0.0.1:1/comapi//' }, 'http://127.0.0.1:1/comapi/cpaas'],
	] as const) {
		expect(connection.baseUrl(data)).toBe(expected);
		expect(urlOf(data)).toMatch(new RegExp(`^${expected}/messages/[-0-9a-f]{36}$`));
	}
});

test('signing twice is signing once, and a password may have any letters', async () => {
	const data = { ...ACCOUNTS.region, password: 'pässwörd:1' };
	const once = await credential.authenticate(data, { url: 'http://a', headers: { Accept: 'x' } });
	expect(await credential.authenticate(data, once)).toEqual(once);
	expect(once.headers).toEqual({ Accept: 'x', Authorization: `Basic ${Buffer.from('sandbox-user:pässwörd:1').toString('base64')}` });
	expect(connection.derivedSecrets!(data)).toEqual([String(once.headers!.Authorization).slice('Basic '.length)]);
});
