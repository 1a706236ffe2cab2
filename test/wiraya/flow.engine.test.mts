/** Contacts, campaigns and events of the communication flow, and their tokens, in n8n's engine against the sandbox. */
import type { IDataObject, IHttpRequestHelper, INode, INodeParameters } from 'n8n-workflow';

import { WirayaWaiApi } from '../../credentials/WirayaWaiApi.credentials.ts';
import { Wiraya } from '../../nodes/Wiraya/Wiraya.node.ts';
import { tokensOf } from '../../n8n/edges/renewal.ts';
import { flowConnection } from '../../providers/wiraya/connection.ts';
import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { runInEngine } from '../engine/engine.mts';
import { whatFailed } from '../failed.mts';
import '../engine/short-pauses.mts';

const TOKEN_PATH = '/auth/token/apikey';
type Name = 'upsert' | 'addToCampaign' | 'send';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ keys: { wiraya: Array.from({ length: 40 }, (_, i) => `canary-key-${i}-91af`) } });
});
afterEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

let keys = 0;
/** Another key every time, because the process remembers the last token of each. */
function credentialData(given: IDataObject = {}): IDataObject {
	keys += 1;
	return { apiKey: `canary-key-${keys}-91af`, baseUrl: sandbox.providerUrl('wiraya'), accessToken: '', issued: '', ...given };
}

const PARAMETERS: Record<Name, INodeParameters> = {
	upsert: { operation: 'upsertContact', contactId: '={{ $json.id }}', personal: { attribute: [{ name: 'phoneNumber', value: '447700900123' }] } },
	addToCampaign: { operation: 'addToCampaign', contactId: '={{ $json.id }}', campaign: 'Spring', iteration: '' },
	send: { operation: 'sendEvent', contactId: '={{ $json.id }}', name: 'Conversion', at: '' },
};

async function run(name: Name, data: IDataObject, count = 1, { options, settings: node, parameters }: { options?: INodeParameters; settings?: Partial<INode>; parameters?: INodeParameters } = {}) {
	return await runInEngine({
		node: new Wiraya(),
		credential: { type: new WirayaWaiApi(), data },
		parameters: { ...PARAMETERS[name], ...parameters, options: { concurrency: 1, requestsPerSecond: 0, longestWait: 2, ...options } },
		items: Array.from({ length: count }, (_, i) => ({ id: `c-${i}` })),
		settings: { onError: 'continueErrorOutput', ...node },
	});
}

const paths = () => sandbox.requests().map(({ path, status }) => `${path === TOKEN_PATH ? 'token' : 'call'} ${status}`);
const tokens = () => paths().filter((one) => one.startsWith('token')).length;
const codes = (errors: Array<{ json: IDataObject }>) => errors.map(({ json }) => (json.error as IDataObject).code);

test('contacts, campaigns, events: one request and one item each, one token for all', async () => {
	const data = credentialData();
	for (const name of Object.keys(PARAMETERS) as Name[]) {
		const { success, errors } = await run(name, data, 3);
		expect(errors).toEqual([]);
		expect(success.map(({ json, pairedItem }) => [json.contactId, typeof json.id, pairedItem])).toEqual([0, 1, 2].map((item) => [`c-${item}`, 'string', { item }]));
	}
	expect(paths()).toEqual(['token 200', ...Array<string>(9).fill('call 200')]);
	expect(sandbox.requests().filter(({ path }) => path !== TOKEN_PATH).every(({ headers }) => headers.authorization === '(right)' && headers['x-apikey'] === undefined)).toBe(true);
});

test.each([1, 4])('a token that expires in mid-run is renewed once, %i at a time', async (concurrency) => {
	const data = credentialData();
	await run('send', data, 2);
	sandbox.expireTokens();
	sandbox.setLatency(5);
	const { success } = await run('send', data, 8, { options: { concurrency } });
	expect(success).toHaveLength(8);
	expect(tokens()).toBe(2);
	expect(paths().filter((one) => one === 'call 200')).toHaveLength(10);
});

test('tokenExpires counts, and an expired token never leaves', async () => {
	const data = credentialData();
	await run('send', data);
	const [until, owner] = String(data.issued).split(' ');
	const life = Number(until) - Date.now();
	expect(life).toBeGreaterThan(200_000);
	expect(life).toBeLessThanOrEqual(271_000);
	data.issued = `${Date.now() - 1} ${owner}`;
	await run('send', data);
	expect(paths()).toEqual(['token 200', 'call 200', 'token 200', 'call 200']);
});

test.each<[string, unknown, Record<string, unknown>, number | null]>([
	['by the clock of the provider', { token: 't', tokenExpires: '2017-06-20T08:25:42.1234567Z' }, { date: 'Tue, 20 Jun 2017 08:20:47 GMT' }, 265],
	['half of a short life', { authenticated: true, token: 't', tokenExpires: '2017-06-20T08:20:57Z' }, { date: 'Tue, 20 Jun 2017 08:20:47 GMT' }, 5],
	['without a time, not for long', { authenticated: true, token: 't' }, {}, 30],
	['with a time that is past', { authenticated: true, token: 't', tokenExpires: '2017-06-20T08:20:57Z' }, {}, 30],
	['not authenticated', { authenticated: false, token: 't', tokenExpires: '2017-06-20T08:20:57Z' }, {}, null],
	['without a token', { authenticated: true, token: '' }, {}, null],
])('a token %s', async (_name, body, headers, seconds) => {
	const helpers = { httpRequest: async () => await Promise.resolve({ statusCode: 200, headers, body }) } as unknown as IHttpRequestHelper['helpers'];
	const given = tokensOf(flowConnection, flowConnection.token!).renewed(helpers, { apiKey: `key-${_name}`, baseUrl: 'https://api.example.com', accessToken: '', issued: '' });
	if (seconds === null) return await expect(given).rejects.toMatchObject({ httpCode: 'TOKEN_REFUSED', message: 'Wiraya does not know this API key' });
	const life = Number((await given).issued.split(' ')[0]) - Date.now();
	expect(Math.round(life / 1000)).toBeGreaterThanOrEqual(seconds - 1);
	expect(Math.round(life / 1000)).toBeLessThanOrEqual(seconds);
});

test('a bad key ends the run, by 401 and by "authenticated: false"', async () => {
	const { errors } = await run('upsert', credentialData({ apiKey: 'another-key' }), 3);
	expect(codes(errors)).toEqual(['TOKEN_REFUSED', 'stopped', 'stopped']);
	sandbox.addFault({ kind: 'status', status: 401, count: 'always' });
	expect(codes((await run('upsert', credentialData(), 3)).errors)).toEqual(['TOKEN_HTTP_401', 'stopped', 'stopped']);
	expect(sandbox.requests().every(({ path }) => path === TOKEN_PATH)).toBe(true);
});

test('429 with Retry-After: all requests wait and are repeated, whatever the operation', async () => {
	for (const name of Object.keys(PARAMETERS) as Name[]) {
		const data = credentialData();
		await run(name, data);
		sandbox.addFault({ kind: 'status', status: 429, retryAfter: 1, count: 1 });
		const { success } = await run(name, data, 2);
		expect(success).toHaveLength(2);
	}
});

test.each(['resetAfter', 'invalidBody', 'truncate'] as const)('after %s a contact is written again, a campaign and an event never', async (kind) => {
	for (const [name, expected] of [['upsert', 'taken'], ['addToCampaign', 'unknown'], ['send', 'unknown']] as const) {
		const data = credentialData();
		await run(name, data);
		const before = sandbox.requests().length;
		sandbox.addFault({ kind, count: 1 });
		const { success, errors } = await run(name, data);
		expect(success.length === 1 ? 'taken' : (errors[0]!.json.error as IDataObject).status).toBe(expected);
		expect(sandbox.requests().length - before).toBe(expected === 'taken' ? 2 : 1);
	}
});

test('bad items are named and do not stop the others; with On Error stop no request is made', async () => {
	const parameters = { contactId: '={{ $json.id === "c-1" ? "" : $json.id }}' };
	const { success, errors } = await run('upsert', credentialData(), 3, { parameters });
	expect(success).toHaveLength(2);
	expect(whatFailed(errors)).toEqual(['Contact ID is missing']);
	sandbox.reset();
	const { error } = await run('upsert', credentialData(), 3, { parameters, settings: { onError: 'stopWorkflow' } });
	expect(error?.message).toBe("1 of 3 rows can't be used, no request was made");
	expect(sandbox.requests()).toEqual([]);
});
