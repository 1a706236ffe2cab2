import http from 'node:http';
import { startSandbox, type InboxMessage, type Sandbox } from '../../sandbox/server.mts';
import { CapillaryApi } from '../../credentials/CapillaryApi.credentials.ts';
import { CapillaryOAuthApi } from '../../credentials/CapillaryOAuthApi.credentials.ts';
import { ComapiApi } from '../../credentials/ComapiApi.credentials.ts';
import { WavyApi } from '../../credentials/WavyApi.credentials.ts';
import { WirayaApi } from '../../credentials/WirayaApi.credentials.ts';
import { send } from './raw-client.mts';
import { startReceiver } from './receiver.mts';
import { enqueue, entries, entry, recipient } from './wiraya-requests.mts';

/** The credential types for each provider's keys. */
const CREDENTIALS = [
	['wiraya', new WirayaApi()],
	['wavy', new WavyApi()],
	['comapi', new ComapiApi()],
	['capillary', new CapillaryApi(), new CapillaryOAuthApi()],
] as const;

let sandbox: Sandbox;
let wiraya: string;
let streams: http.ClientRequest[] = [];

beforeAll(async () => {
	sandbox = await startSandbox();
	wiraya = sandbox.providerUrl('wiraya');
});
afterEach(() => {
	for (const stream of streams) stream.destroy();
	streams = [];
	sandbox.reset();
});
afterAll(() => sandbox.close());

interface InboxEvent {
	replace: boolean;
	messages: Array<InboxMessage & { repeated: boolean }>;
	total: number;
	repeated: number;
	providers: Array<{ name: string; signIn: Array<Record<string, string>> }>;
	byChannel: Record<string, number>;
}

/** An open stream: `next()` waits for the next event, `raw()` is all text so far. */
async function listen(query = ''): Promise<{ next: () => Promise<InboxEvent>; raw: () => string }> {
	let raw = '';
	let read = 0;
	let wake = (): void => undefined;
	await new Promise<void>((resolve) => {
		const request = http.get(`${sandbox.url}/inbox/events${query}`, (response) => {
			response.on('data', (chunk: Buffer) => {
				raw += chunk.toString();
				wake();
			});
			response.on('error', () => undefined);
			resolve();
		});
		request.on('error', () => undefined);
		streams.push(request);
	});
	const next = async (): Promise<InboxEvent> => {
		for (;;) {
			const event = raw.split('\n\n').slice(0, -1)[read];
			if (event !== undefined) {
				read += 1;
				return JSON.parse(event.replace(/^data: /, '')) as InboxEvent;
			}
			await new Promise<void>((resolve) => (wake = resolve));
		}
	};
	return { next, raw: () => raw };
}

const alpha = (text: string) => ({ $type: 'SMSFromAlpha', sender: 'Wiraya', text });

describe('the stream', () => {
	it('sends existing messages, then new ones, newest first', async () => {
		await enqueue(wiraya, [entry(1, alpha('first'))]);
		const { next } = await listen();
		expect(await next()).toMatchObject({ replace: true, total: 1, messages: [{ text: 'first', recipient: recipient(1), provider: 'wiraya', channel: 'sms' }] });
		await enqueue(wiraya, [entry(2, alpha('second')), entry(3, alpha('third'))]);
		expect(await next()).toMatchObject({ replace: false, total: 3, byChannel: { sms: 3 }, messages: [{ text: 'third' }, { text: 'second' }] });
	});

	it('shows at most 200, in one event for a bulk', async () => {
		const { next } = await listen();
		await next();
		await enqueue(wiraya, entries(1000));
		const event = await next();
		expect([event.messages.length, event.total, event.messages[0]?.correlationId]).toEqual([200, 1000, 'id-999']);
	});

	it('a search reaches messages that are no longer shown', async () => {
		await enqueue(wiraya, [entry(5000, alpha('Needle in a haystack'))]);
		await enqueue(wiraya, entries(1000));
		const { next } = await listen('?search=needle');
		expect((await next()).messages.map((message) => message.text)).toEqual(['Needle in a haystack']);
	});

	it('a channel filter leaves the others out, now and later', async () => {
		const voice = { $type: 'VoiceProject', projectId: 7, placeholders: ['x'] };
		await enqueue(wiraya, [entry(1), entry(2, voice)]);
		const { next } = await listen('?channel=voice');
		expect((await next()).messages.map((message) => message.correlationId)).toEqual(['id-2']);
		await enqueue(wiraya, [entry(3, voice), entry(4)]);
		expect((await next()).messages.map((message) => message.correlationId)).toEqual(['id-3']);
	});

	it('counts messages that a customer would call the same, in any run and by any provider', async () => {
		const { next } = await listen();
		await next();
		for (const id of ['run-1', 'run-2', 'run-3']) await enqueue(wiraya, [{ ...entry(1, alpha('Sale')), clientMessageId: id }]);
		await enqueue(wiraya, [entry(1, alpha('Another')), entry(2, alpha('Sale'))]);
		for (let total = 0, found: InboxEvent['messages'] = []; total < 5; ) {
			const event = await next();
			({ total } = event);
			found = [...event.messages, ...found];
			if (total < 5) continue;
			expect([event.repeated, found.filter(({ repeated }) => repeated).map(({ correlationId }) => correlationId)]).toEqual([2, ['run-3', 'run-2']]);
		}
	});

	it('sends the values for a credential, and the link to the workflow', async () => {
		const { next } = await listen();
		const keys = Object.fromEntries((await next()).providers.map(({ name, signIn }) => [name, signIn]));
		expect(keys).toMatchObject({
			wiraya: [{ 'API Key': 'sandbox-key' }],
			wavy: [{ 'User Name': 'sandbox-user', Token: 'sandbox-token' }],
			comapi: [{ Account: 'Comapi API Space', 'Access Token': 'sandbox-token' }, { Account: 'Dotdigital Region', User: 'sandbox-user', Password: 'sandbox-password' }],
			capillary: [{ 'Till User': 'sandbox-till', Password: 'sandbox-password' }, { Key: 'sandbox-client', Secret: 'sandbox-secret' }],
		});
		// The labels of the credential's own form.
		for (const [name, ...forms] of CREDENTIALS) {
			const labels = forms.map(({ properties }) => new Set(properties.map(({ displayName }) => displayName)));
			expect(keys[name]!.filter((key) => !labels.some((known) => Object.keys(key).every((label) => known.has(label))))).toEqual([]);
		}
		const tell = async (url: unknown) => (await send(`${sandbox.url}/control/editor`, { method: 'PUT', headers: { 'x-sandbox-token': sandbox.token, 'content-type': 'application/json' }, body: JSON.stringify({ url }) })).status;
		expect([await tell('javascript:alert(1)'), await tell('http://127.0.0.1:5678/workflow/1')]).toEqual([400, 200]);
		expect(await next()).toMatchObject({ editorUrl: 'http://127.0.0.1:5678/workflow/1' });
		await tell(null);
	});

	it('a reset empties the page', async () => {
		await enqueue(wiraya, entries(2));
		const { next } = await listen();
		await next();
		sandbox.reset();
		expect(await next()).toMatchObject({ replace: true, messages: [], total: 0 });
	});

	it('carries no markup of a message', async () => {
		const { next, raw } = await listen();
		await next();
		const text = '</script><img src=x onerror=alert(1)>&amp;';
		await enqueue(wiraya, [{ ...entry(1, alpha(text)), clientMessageId: '<b>' }]);
		expect((await next()).messages[0]).toMatchObject({ text, correlationId: '<b>' });
		expect(raw()).not.toMatch(/[<>&]/);
	});

	it('a search that is too long is 400', async () => {
		expect((await send(`${sandbox.url}/inbox/events?search=${'x'.repeat(300)}`, { method: 'GET' })).status).toBe(400);
	});
});

describe('the page', () => {
	it('loads nothing from elsewhere and lets no other script run', async () => {
		const page = await send(sandbox.url, { method: 'GET' });
		expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
		expect(page.headers['content-security-policy']).toMatch(/default-src 'none'.*script-src 'sha256-[^']+';/);
		expect(page.body.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:\/\/|innerHTML|outerHTML|insertAdjacentHTML|document\.write|page\.(css|js) \*\//);
	});
});

describe('callbacks', () => {
	it('the event has the addresses, their answers and switches, without any secret', async () => {
		const receiver = await startReceiver();
		const { next, raw } = await listen();
		expect(await next()).toMatchObject({ callbacks: [] });
		const id = sandbox.callBack({ provider: 'comapi', url: `${receiver.url}?a=<b>`, secret: 'sixteen-letters-of-secret', forged: 0.2 });
		expect(await next()).toMatchObject({ replace: true, callbacks: [{ id, provider: 'comapi', on: true, forged: 0.2, pending: 0, taken: 0, refused: 0 }] });
		receiver.answerWith(200, 401);
		for (const text of ['Yes', 'No']) sandbox.write({ provider: 'comapi', sender: '447700900001', recipient: '447700900999', text });
		sandbox.changeCallback(id, { on: false, forged: 0 });
		await sandbox.settled();
		for (;;) {
			const [callback] = ((await next()) as unknown as { callbacks: { taken: number; refused: number; on: boolean }[] }).callbacks;
			if (callback!.taken + callback!.refused < 2) continue;
			expect(callback).toMatchObject({ taken: 1, refused: 1, on: false });
			break;
		}
		expect(raw()).not.toContain('sixteen-letters');
		await receiver.close();
	});
});
