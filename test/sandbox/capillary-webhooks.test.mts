/** Capillary's webhooks in the sandbox are as strict as their pages, and never disappear. */
import { createHash } from 'node:crypto';

import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { send } from './raw-client.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const right = `Basic ${Buffer.from(`sandbox-till:${createHash('md5').update('sandbox-password').digest('hex')}`).toString('base64')}`;
const complete = {
	active: true,
	name: 'first',
	eventNames: ['customerAdded', 'communicationMessageUndelivered'],
	webHookUrl: 'http://127.0.0.1:1/in',
	webHookType: 'HTTP',
	methodType: 'POST',
	webHookHeaders: { 'Content-Type': 'application/json', 'X-Key': 'a secret of sixteen' },
	maxAllowedConnections: 10,
	customerIdentifiersToBeEnriched: [],
};

interface Told {
	status: number;
	data: Record<string, unknown>;
	errors: Array<{ code: number; message: string }> | null;
}
async function call(method: string, path = '', body?: unknown, headers: Record<string, string> = {}): Promise<Told> {
	const answer = await send(`${sandbox.providerUrl('capillary')}/v3/webHooks${path}`, {
		method,
		headers: { authorization: right, 'content-type': 'application/json', ...headers },
		body: body === undefined ? '' : JSON.stringify(body),
	});
	return { status: answer.status, ...(JSON.parse(answer.body) as Omit<Told, 'status'>) };
}

test('a registration is listed as it was given, with an id, and can be changed in part', async () => {
	const { status, data, errors } = await call('POST', '', complete);
	expect([status, errors]).toEqual([200, null]);
	expect(data).toMatchObject({ ...complete, webHookId: expect.stringMatching(/^[\da-f]{24}$/) as string, attribution: { createdOn: expect.stringMatching(/^\d{4}-.*\+0000$/) as string } });
	const changed = await call('PUT', `/${String(data.webHookId)}`, { eventNames: ['pointsIssued'] });
	expect(changed.data).toMatchObject({ ...complete, eventNames: ['pointsIssued'], webHookId: data.webHookId });
	expect((await call('GET')).data).toEqual([changed.data]);
});

test('deleting makes inactive: it stays in the list, and its name stays taken', async () => {
	const { data } = await call('POST', '', complete);
	expect((await call('DELETE', `/${String(data.webHookId)}`)).data).toMatchObject({ active: false, name: 'first' });
	expect((await call('GET')).data).toEqual([expect.objectContaining({ active: false })]);
	expect(await call('POST', '', complete)).toMatchObject({ status: 400, errors: [{ code: 400, message: 'the name is taken' }] });
	expect((await call('POST', '', { ...complete, name: 'second' })).status).toBe(200);
});

test.each<[string, object, number]>([
	['no events', { eventNames: null }, 51003],
	['an empty list of events', { eventNames: [] }, 51003],
	['no connections', { maxAllowedConnections: undefined }, 300004],
	['zero connections', { maxAllowedConnections: 0 }, 51007],
	['no name', { name: '' }, 400],
	['no headers', { webHookHeaders: undefined }, 400],
	['headers as a list', { webHookHeaders: [] }, 400],
	['no identifiers', { customerIdentifiersToBeEnriched: undefined }, 400],
	['another kind', { webHookType: 'MAIL' }, 400],
	['an address beyond this machine', { webHookUrl: 'https://example.com/in' }, 400],
	['a field that nobody knows', { secret: 'x' }, 400],
])('%s is refused', async (_name, change, code) => {
	expect(await call('POST', '', { ...complete, ...change })).toMatchObject({ status: 400, data: null, errors: [{ code }] });
	expect((await call('GET')).data).toEqual([]);
});

test.each<[string, string, string, number]>([
	['an id nobody has', 'DELETE', `/${'0'.repeat(24)}`, 400],
	['a verb that is not published', 'PATCH', '', 405],
	['deleting all', 'DELETE', '', 405],
	['a parameter', 'GET', '?format=json', 400],
	['changing the events there are', 'POST', '/eventMetaData', 405],
])('%s is refused', async (_name, method, path, status) => {
	expect((await call(method, path, complete)).status).toBe(status);
});

test('without the right key nothing is visible', async () => {
	await call('POST', '', complete);
	const wrong = await call('GET', '', undefined, { authorization: 'Basic bm9ib2R5' });
	expect([wrong.status, wrong.data]).toEqual([401, undefined]);
	expect((await call('POST', '', complete, { 'content-type': 'text/plain' })).status).toBe(415);
});

test('the list of events', async () => {
	expect((await call('GET', '/eventMetaData')).data).toContainEqual({ active: true, eventName: 'communicationMessageUndelivered' });
});

test('the control API never shows the secret header, and its own addresses are listed like others', async () => {
	await call('POST', '', complete);
	sandbox.callBack({ provider: 'capillary', url: 'http://127.0.0.1:1/own', secret: 'another of sixteen', settings: { header: 'X-Own' } });
	expect(JSON.stringify([sandbox.callbacks(), sandbox.requests()])).not.toMatch(/of sixteen/);
	expect((await call('GET')).data).toEqual([expect.objectContaining(complete), expect.objectContaining({ active: true, webHookUrl: 'http://127.0.0.1:1/own', webHookHeaders: { 'X-Own': 'another of sixteen' } })]);
});
