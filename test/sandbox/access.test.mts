/** The sandbox and browsers: the requests that a page of another host can make a browser send, over real HTTP. See CWE-346, CWE-352, DNS rebinding. */
import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { send, type RawRequest } from './raw-client.mts';
import { startReceiver } from './receiver.mts';
import { enqueue, entries } from './wiraya-requests.mts';

let sandbox: Sandbox;
let port: string;

beforeAll(async () => {
	sandbox = await startSandbox({ hosts: ['Host.Docker.Internal'] });
	port = new URL(sandbox.url).port;
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const ask = async (path: string, request: RawRequest = {}) => await send(`${sandbox.url}${path}`, { method: 'GET', ...request });
const json = { 'content-type': 'application/json' };
const withToken = () => ({ ...json, 'x-sandbox-token': sandbox.token });
const statusOf = async (path: string, headers: Record<string, string>, method = 'GET') => (await ask(path, { method, headers })).status;

/** One path of every kind: the inbox, its stream, the control API, a provider, the target of redirects, and an unknown path. */
const PATHS = ['/', '/inbox/events', '/inbox/messages/1/body', '/inbox/messages/1/attachments/0', '/control/state', '/control/messages', '/wiraya/api/EnqueueCommunications', '/capillary/v3/webHooks', '/redirected/wiraya', '/nothing'];

describe('a host name that leads here', () => {
	it.each(PATHS)('of another host gets nothing: %s', async (path) => {
		for (const host of [`attacker.example:${port}`, 'attacker.example', `127.0.0.1.attacker.example:${port}`, `localhost@attacker.example:${port}`, `192.168.0.7:${port}`, ':']) {
			expect([host, await statusOf(path, { host })]).toEqual([host, 403]);
		}
	});

	it('is answered if it names this machine or was given at the start, with any port', async () => {
		for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, `LOCALHOST`, `[::1]:${port}`, 'host.docker.internal:4010']) {
			expect([host, await statusOf('/control/state', { host })]).toEqual([host, 200]);
			expect([host, (await enqueue(sandbox.providerUrl('wiraya'), entries(1), { headers: { host, 'x-apikey': 'sandbox-key' } })).status]).toEqual([host, 200]);
		}
	});

	it('is named in the refusal, with the fix', async () => {
		const { body } = await ask('/wiraya/api/EnqueueCommunications', { method: 'POST', headers: { host: 'box:4010', ...json }, body: '{}' });
		expect(JSON.parse(body)).toEqual({ error: 'The sandbox is not called box. Start it with --host and the name by which it is reached.' });
		expect(sandbox.requests()).toEqual([]);
	});
});

describe('a page of another host', () => {
	it.each(PATHS)('needs no token: %s', async (path) => {
		for (const origin of ['https://attacker.example', 'null', 'http://127.0.0.1:1', 'http://localhost', `http://localhost:${port}`]) {
			expect([origin, await statusOf(path, { origin }), await statusOf(path, { origin }, 'POST')]).toEqual([origin, 403, 403]);
		}
		// Images, scripts and frames send no origin.
		for (const site of ['cross-site', 'same-site']) {
			for (const dest of ['image', 'script', 'iframe']) expect([site, dest, await statusOf(path, { 'sec-fetch-site': site, 'sec-fetch-dest': dest })]).toEqual([site, dest, 403]);
		}
	});

	it('cannot send a message with a form', async () => {
		const headers = { origin: 'https://attacker.example', 'content-type': 'application/x-www-form-urlencoded', 'x-apikey': 'sandbox-key' };
		expect((await enqueue(sandbox.providerUrl('wiraya'), entries(1), { headers })).status).toBe(403);
		expect([sandbox.accepted(), sandbox.requests()]).toEqual([[], []]);
	});

	it('may link to the inbox, which no page may frame', async () => {
		const { status, headers } = await ask('/', { headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'document' } });
		expect([status, headers['content-security-policy']]).toEqual([200, expect.stringContaining("frame-ancestors 'none'")]);
		expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'cross-origin-resource-policy': 'same-origin', 'cross-origin-opener-policy': 'same-origin', 'cache-control': 'no-store' });
		expect(headers['access-control-allow-origin']).toBeUndefined();
		expect((await ask('/control/state', { headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'document' } })).status).toBe(403);
	});

	it('gets no permission to send the token', async () => {
		const { headers } = await ask('/control/reset', { method: 'OPTIONS', headers: { origin: 'https://attacker.example', 'access-control-request-method': 'POST', 'access-control-request-headers': 'x-sandbox-token' } });
		expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
	});
});

describe('the token', () => {
	/** Every control request that changes something. Each would succeed with the right token. */
	const CHANGES: [string, string, object?][] = [
		['POST', '/control/faults', { kind: 'truncate' }],
		['DELETE', '/control/faults'],
		['POST', '/control/recipients', { recipient: '46701740606', outcome: 'permanent' }],
		['DELETE', '/control/recipients'],
		['POST', '/control/statuses', { status: 'read' }],
		['DELETE', '/control/statuses'],
		['POST', '/control/inbound', { provider: 'wavy', sender: '5511900000001', recipient: '27182', text: 'Yes' }],
		['DELETE', '/control/inbound'],
		['POST', '/control/callbacks', { provider: 'comapi', url: 'http://127.0.0.1:1/', secret: 'sixteen letters or more' }],
		['DELETE', '/control/callbacks'],
		['PUT', '/control/latency', { ms: 1 }],
		['PUT', '/control/editor', { url: null }],
		['DELETE', '/control/tokens'],
		['POST', '/control/release'],
		['POST', '/control/reset'],
	];

	it.each(CHANGES.map(([method, path, body]) => ({ method, path, body })))('is asked for: $method $path', async ({ method, path, body }) => {
		const written = body === undefined ? '' : JSON.stringify(body);
		const type = body === undefined ? undefined : json;
		for (const headers of [{ ...type }, { ...type, 'x-sandbox-token': '' }, { ...type, 'x-sandbox-token': `${sandbox.token}x` }, { ...type, authorization: `Bearer ${sandbox.token}` }]) {
			expect((await ask(path, { method, headers, body: written })).status).toBe(403);
		}
		expect((await ask(path, { method, headers: { ...type, 'x-sandbox-token': sandbox.token }, body: written })).status).toBeLessThan(300);
	});

	it.each(['/control/%72eset', '/%63ontrol/reset', '//control/reset', '/control/reset?', '/control/reset;a', '/control/reset/'])('is required in every spelling of the path: %s', async (path) => {
		await enqueue(sandbox.providerUrl('wiraya'), entries(1));
		expect((await ask(path, { method: 'POST' })).status).toBeGreaterThanOrEqual(400);
		expect(sandbox.accepted()).toHaveLength(1);
	});

	it('differs for every sandbox, and the page has it', async () => {
		const other = await startSandbox();
		expect(other.token).not.toBe(sandbox.token);
		expect((await send(`${other.url}/control/reset`, { headers: withToken() })).status).toBe(403);
		await other.close();
		expect((await ask('/')).body).toContain(`<meta name="sandbox-token" content="${sandbox.token}" />`);
		for (const path of ['/control/state', '/control/callbacks', '/control/requests']) expect((await ask(path, { headers: withToken() })).body).not.toContain(sandbox.token);
	});
});

describe('callbacks', () => {
	it('only go to this machine, whoever gives the address', async () => {
		const addresses = ['http://attacker.example/', 'http://127.0.0.1.attacker.example/', 'http://169.254.169.254/', 'http://user@attacker.example#@127.0.0.1/', 'file:///etc/passwd', 'http://0.0.0.0/', 'http://[::ffff:10.0.0.1]/'];
		for (const url of addresses) {
			const body = JSON.stringify({ provider: 'comapi', url, secret: 'sixteen letters or more' });
			expect([url, (await ask('/control/callbacks', { method: 'POST', headers: withToken(), body })).status]).toEqual([url, 400]);
		}
		expect(sandbox.callbacks()).toEqual([]);
	});

	it('cannot be redirected by a web page through a provider’s API', async () => {
		const receiver = await startReceiver();
		const body = JSON.stringify({ name: 'page', url: receiver.url, secret: 'sixteen letters or more', subscriptions: [] });
		const authorization = `Basic ${Buffer.from('sandbox-user:sandbox-password').toString('base64')}`;
		const register = async (headers: Record<string, string>) => (await ask('/comapi/cpaas/webhooks', { method: 'POST', headers: { ...json, authorization, ...headers }, body })).status;
		expect(await register({ origin: 'https://attacker.example' })).toBe(403);
		expect(await register({ host: 'attacker.example' })).toBe(403);
		expect(sandbox.callbacks()).toEqual([]);
		// If n8n sends the request, only the provider decides.
		expect(await register({})).toBe(201);
		await receiver.close();
	});
});
