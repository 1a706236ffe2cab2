/** Key and secret for a token, in the real engine: as few tokens as possible, nothing sent twice, and no secret visible anywhere. */
import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { CapillaryOAuthApi } from '../../credentials/CapillaryOAuthApi.credentials.ts';
import { Capillary } from '../../nodes/Capillary/Capillary.node.ts';
import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { runInEngine } from '../engine/engine.mts';
import { customers, statuses } from './capillary.mts';
import { failureOf } from '../failed.mts';

const TOKEN_PATH = '/v3/oauth/token/generate';
const SECRET = 'canary-secret-51c0';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ keys: { capillary: Array.from({ length: 30 }, (_, i) => `canary-key-${i}:${SECRET}`) } });
});
afterEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

let clients = 0;
/** Another client every time, because the process remembers the last token of each. */
function credentialData(given: IDataObject = {}): IDataObject {
	clients += 1;
	return { region: 'other', host: 'nowhere.invalid', apiKey: `canary-key-${clients}`, secret: SECRET, attributionType: '', attributionCode: '', baseUrl: sandbox.providerUrl('capillary'), accessToken: '', issued: '', ...given };
}

interface Given {
	options?: INodeParameters;
	settings?: Partial<INode>;
	parameters?: INodeParameters;
}

async function send(data: IDataObject, count: number, { options, settings, parameters }: Given = {}) {
	return await runInEngine({
		node: new Capillary(),
		credential: { type: new CapillaryOAuthApi(), data },
		parameters: {
			authentication: 'capillaryOAuthApi',
			operation: 'send',
			channel: 'sms',
			...parameters,
			options: { messageFrom: 'item', batchSize: 1, concurrency: 1, requestsPerSecond: 0, longestWait: 2, ...options },
		},
		items: customers(count).map((customer) => ({ ...customer, body: 'Hi' })),
		settings: { onError: 'continueErrorOutput', ...settings },
	});
}

const paths = () => sandbox.requests().map(({ path, status }) => `${path === TOKEN_PATH ? 'token' : 'send'} ${status}`);
const tokens = () => paths().filter((one) => one.startsWith('token')).length;

test.each([1, 4])('one token for many requests, %i at a time, and for the next execution', async (concurrency) => {
	const data = credentialData();
	expect(statuses((await send(data, 12, { options: { concurrency } })).success)).toEqual(Array(12).fill('accepted'));
	expect([tokens(), sandbox.accepted().length]).toEqual([1, 12]);
	await send(data, 3);
	expect([tokens(), sandbox.accepted().length]).toEqual([1, 15]);
	expect(sandbox.requests().filter(({ path }) => path !== TOKEN_PATH).every(({ headers }) => headers['x-cap-api-oauth-token'] === '(right)' && headers.authorization === undefined)).toBe(true);
});

test('a token that expires in mid-run is renewed once, and nothing is sent twice', async () => {
	const data = credentialData();
	await send(data, 2);
	sandbox.expireTokens();
	const { success } = await send(data, 4, { settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 } });
	expect(statuses(success)).toEqual(Array(4).fill('accepted'));
	expect(paths().slice(3)).toEqual(['send 401', 'token 200', 'send 200', 'send 200', 'send 200', 'send 200']);
	expect(success.map(({ json }) => json.attempts)).toEqual([1, 1, 1, 1]);
	expect(sandbox.counts().duplicates.byId).toBe(0);
	expect(sandbox.accepted()).toHaveLength(6);
});

test('simultaneous requests with an expired token all get the same new token', async () => {
	const data = credentialData();
	await send(data, 1);
	sandbox.expireTokens();
	sandbox.setLatency(20);
	const { success } = await send(data, 12, { options: { concurrency: 4 } });
	expect(statuses(success)).toEqual(Array(12).fill('accepted'));
	expect(tokens()).toBe(2);
	expect(sandbox.accepted()).toHaveLength(13);
});

test('a second 401 ends the run: the rest is not sent', async () => {
	const data = credentialData();
	sandbox.addFault({ kind: 'status', status: 401, after: 3, count: 'always' });
	const { success, errors } = await send(data, 6);
	expect([statuses(success), statuses(errors)]).toEqual([['accepted', 'accepted'], Array(4).fill('notSent')]);
	expect(errors[0]!.json.error).toMatchObject({ code: 'TOKEN_HTTP_401' });
	sandbox.reset();

	await send(data, 1);
	sandbox.reset();
	// The node gets the token, but the message is refused with it, too.
	sandbox.addFault({ kind: 'status', status: 401, count: 1 });
	sandbox.addFault({ kind: 'status', status: 401, after: 1, count: 'always' });
	const again = await send(data, 3);
	expect(paths()).toEqual(['send 401', 'token 200', 'send 401']);
	expect(again.errors.map(({ json }) => (json.error as IDataObject).code)).toEqual(['http401', 'stopped', 'stopped']);
	expect(sandbox.accepted()).toEqual([]);
});

test('an expired token never leaves: it is renewed before anything is sent', async () => {
	const data = credentialData();
	await send(data, 1);
	const [until, owner] = String(data.issued).split(' ');
	const life = Number(until) - Date.now();
	expect(life).toBeGreaterThan(200_000);
	expect(life).toBeLessThanOrEqual(270_000);
	data.issued = `${Date.now() - 1} ${owner}`;
	const { success } = await send(data, 2);
	expect(statuses(success)).toEqual(['accepted', 'accepted']);
	expect(paths()).toEqual(['token 200', 'send 200', 'token 200', 'send 200', 'send 200']);
});

test.each([['apiKey'], ['baseUrl']])('nor does a token of another %s', async (field) => {
	const data = credentialData();
	await send(data, 1);
	const old = data.accessToken;
	data[field] = field === 'apiKey' ? credentialData().apiKey : `${String(data.baseUrl)}/`.replace('127.0.0.1', 'localhost');
	await send(data, 1);
	expect(data.accessToken).not.toBe(old);
	expect(tokens()).toBe(2);
});

test.each<[string, IDataObject, RegExp, number]>([
	['a wrong secret', { secret: 'wrong-secret-9d2f' }, /^The provider gave no access token \(HTTP 401\)$/, 1],
	['no such host', { baseUrl: 'http://127.0.0.1:1' }, /^The provider gave no access token \(ECONNREFUSED\)$/, 0],
])('%s: certainly not sent', async (_name, given, error, requests) => {
	const { errors } = await send(credentialData(given), 5, { options: { maxTries: 1 } });
	expect(failureOf(errors[0]!).message).toMatch(error);
	expect(statuses(errors)).toEqual(Array(5).fill('notSent'));
	expect(sandbox.requests()).toHaveLength(requests);
	expect(sandbox.accepted()).toEqual([]);
});

test('after a reset or an unreadable answer of the token call, messages are "not sent" and tried again', async () => {
	for (const kind of ['resetAfter', 'invalidBody'] as const) {
		sandbox.reset();
		sandbox.addFault({ kind, count: 1 });
		const { success } = await send(credentialData(), 2);
		expect(statuses(success)).toEqual(['accepted', 'accepted']);
	}
});

test('two headers carry the attribution', async () => {
	const data = credentialData({ attributionType: 'STORE_CODE', attributionCode: 'S-1' });
	expect(statuses((await send(data, 1)).success)).toEqual(['accepted']);
	expect(sandbox.requests().at(-1)!.headers).toMatchObject({ 'x-cap-api-attribution-entity-type': 'STORE_CODE', 'x-cap-api-attribution-entity-code': 'S-1' });
});
