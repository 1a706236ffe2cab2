/** Callbacks of a provider that exists only in the tests, over real HTTP. */
import timers from 'node:timers/promises';
import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { pigeonPost } from '../fifth/sandbox.mts';
import { send, until } from './raw-client.mts';
import { startReceiver, type Receiver } from './receiver.mts';

let sandbox: Sandbox;
let receiver: Receiver;
beforeAll(async () => {
	sandbox = await startSandbox({ extraProviders: [pigeonPost] });
});
beforeEach(async () => {
	receiver = await startReceiver();
});
afterEach(async () => {
	sandbox.reset();
	await receiver.close();
});
afterAll(() => sandbox.close());

const secret = 'ring-of-the-keeper';
type Landing = { ring: string; state: string; answer?: string };

async function post(count: number): Promise<void> {
	for (let first = 0; first < count; first += 4) {
		const letters = Array.from({ length: Math.min(4, count - first) }, (_, i) => ({ ref: `ref-${first + i}`, address: `Tower ${first + i}`, words: 'Hello' }));
		await send(`${sandbox.providerUrl('pigeon')}/lofts/north/letters`, { method: 'PUT', headers: { 'pigeon-ring': 'silver-ring' }, body: JSON.stringify(letters) });
	}
}

/** Registers an address of the receiver through Comapi's API; returns its id. */
async function webhookOf(method: 'POST' | 'PUT', path: string, place: string): Promise<string> {
	const body = JSON.stringify({ name: 'A', url: new URL(place, receiver.url).href, secret: 'sixteen-letters-of-secret', subscriptions: [{ type: 'message.delivered' }] });
	const answer = await send(`${sandbox.providerUrl('comapi')}/cpaas/webhooks${path}`, { method, headers: COMAPI, body });
	return (JSON.parse(answer.body) as { id: string }).id;
}
const COMAPI = { authorization: `Basic ${Buffer.from('sandbox-user:sandbox-password').toString('base64')}`, 'content-type': 'application/json' };
async function sendByComapi(): Promise<void> {
	await send(`${sandbox.providerUrl('comapi')}/cpaas/messages`, { method: 'POST', headers: COMAPI, body: JSON.stringify({ to: { phoneNumber: '447700900001' }, rules: ['sms'], body: 'Hello' }) });
}

const listen = (options = {}) => sandbox.callBack({ provider: 'pigeon', url: receiver.url, secret, course: ['sent', 'delivered'], ...options });
const landings = () => receiver.received.map(({ body }) => JSON.parse(body) as Landing[]);
const rings = () => sandbox.accepted().map(({ messageId }) => messageId);

async function control(method: string, path: string, body?: unknown): Promise<{ status: number; json: unknown }> {
	const headers = { 'x-sandbox-token': sandbox.token, ...(body !== undefined && { 'content-type': 'application/json' }) };
	const answer = await send(`${sandbox.url}/control/callbacks${path}`, { method, headers, body: body === undefined ? '' : JSON.stringify(body) });
	return { status: answer.status, json: JSON.parse(answer.body) };
}

test('reports the statuses of an accepted message that the provider reports', async () => {
	const id = listen({ url: `${receiver.url}?way=1` });
	await post(2);
	await sandbox.settled();
	expect(landings()).toEqual(rings().map((ring) => [expect.objectContaining({ ring, state: 'landed' }) as object]));
	expect(receiver.received[0]).toMatchObject({ method: 'POST', url: '/in?way=1', headers: { 'keeper-ring': secret, 'content-type': 'application/json' } });
	expect(sandbox.callbacks()).toEqual([expect.objectContaining({ id, provider: 'pigeon', secret: '***', pending: 0, answers: { real: { 200: 2 }, duplicate: {}, forged: {}, unsigned: {} } })]);
	expect(sandbox.deliveries()).toEqual(Array<object>(2).fill({ provider: 'pigeon', address: id, kind: 'real', reports: 1, tries: 1, status: 200, at: expect.stringMatching(/Z$/) as string }));
});

test('reports no messages of other providers and no refused messages', async () => {
	sandbox.refuseRecipient({ recipient: 'Tower 0', outcome: 'permanent' });
	sandbox.callBack({ provider: 'comapi', url: receiver.url });
	listen();
	await post(2);
	await sandbox.settled();
	expect(landings().flat().map(({ ring }) => ring)).toEqual(rings());
	expect(rings()).toHaveLength(1);
});

test('a status from the control API counts, set before or after the message was accepted', async () => {
	sandbox.setStatus({ recipient: 'Tower 1', status: 'failed' });
	listen({ batch: 10 });
	await post(3);
	await sandbox.settled();
	expect(landings().flat().map(({ state }) => state).sort()).toEqual(['landed', 'landed', 'lost']);
	sandbox.setStatus({ messageId: rings()[0], provider: 'pigeon', status: 'failed' });
	await sandbox.settled();
	expect(landings().at(-1)).toEqual([expect.objectContaining({ ring: rings()[0], state: 'lost' })]);
	sandbox.setStatus({ provider: 'wavy', status: 'failed' });
	await sandbox.settled();
	expect(landings().flat()).toHaveLength(4);
});

test('passes on what customers write', async () => {
	listen();
	sandbox.write({ provider: 'pigeon', sender: 'Tower 9', recipient: 'loft', text: 'Coo' });
	sandbox.write({ provider: 'wavy', sender: '1', recipient: '2', text: 'not this' });
	await sandbox.settled();
	expect(landings()).toEqual([[expect.objectContaining({ answer: 'Coo' })]]);
});

test('reports travel together, no more than the provider allows, and none is lost', async () => {
	listen({ batch: 1000 });
	await post(250);
	await sandbox.settled();
	expect(Math.max(...landings().map(({ length }) => length))).toBeLessThanOrEqual(100);
	expect(landings().flat().map(({ ring }) => ring)).toEqual(rings());
});

test('repeated, reordered, broken and forged callbacks are the same with the same seed', async () => {
	// The waits before another try have no effect on the order.
	const wait = timers.setTimeout;
	const waits = jest.spyOn(timers, 'setTimeout').mockImplementation(async (ms = 0, value) => await wait(ms / 50, value));
	const shares = { duplicates: 0.2, outOfOrder: 0.2, failed: 0.2, forged: 0.2, unsigned: 0.2, seed: 7 };
	const run = async (options: object) => {
		sandbox.reset();
		receiver.received.length = 0;
		listen({ ...shares, ...options });
		await post(100);
		await sandbox.settled();
		const place = new Map(rings().map((ring, i) => [ring, i]));
		return landings().flat().map(({ ring }) => ring.replace(/[0-9a-f-]{36}$/, (uuid) => `${place.get(uuid)}`));
	};
	const first = await run({});
	expect(await run({})).toEqual(first);
	expect(await run({ seed: 8 })).not.toEqual(first);
	const plain = first.filter((ring) => /^\d+$/.test(ring));
	expect(new Set(plain).size).toBe(100);
	expect(plain.length).toBeGreaterThan(105);
	expect(plain).not.toEqual([...plain].sort((a, b) => Number(a) - Number(b)));
	for (const kind of ['forged', 'unsigned']) expect(first.filter((ring) => ring.startsWith(kind)).length).toBeGreaterThan(5);
	expect(receiver.torn()).toBeGreaterThan(5);
	const proofs = receiver.received.map(({ headers, body }) => [headers['keeper-ring'], /"(forged|unsigned)/.exec(body)?.[1]]);
	expect(new Set(proofs.map(([proof, kind]) => `${String(proof)} ${String(kind)}`))).toEqual(new Set([`${secret} undefined`, `${secret} of somebody else forged`, 'undefined unsigned']));
	const { answers } = sandbox.callbacks()[0]!;
	expect(answers.real).toEqual({ 200: 100 });
	expect([answers.duplicate[200], answers.forged[200], answers.unsigned[200]].every((count) => count! > 5)).toBe(true);
	expect(waits).toHaveBeenCalled();
	waits.mockRestore();
});

test('sends a callback again if nobody took it, but not after a refusal', async () => {
	listen();
	receiver.answerWith(500, 503);
	await post(1);
	await sandbox.settled();
	expect(sandbox.deliveries()).toMatchObject([{ tries: 3, status: 200 }]);
	receiver.answerWith(401);
	await post(1);
	await sandbox.settled();
	expect(sandbox.deliveries().at(-1)).toMatchObject({ tries: 1, status: 401 });
	await receiver.close();
	await post(1);
	await sandbox.settled();
	expect(sandbox.deliveries().at(-1)).toMatchObject({ tries: 4, status: null });
	expect(sandbox.callbacks()[0]!.answers.real).toEqual({ 200: 1, 401: 1, none: 1 });
	receiver = await startReceiver();
});

test('an address can be turned off, changed and removed', async () => {
	const id = listen();
	sandbox.changeCallback(id, { on: false });
	await post(1);
	sandbox.setStatus({ status: 'failed' });
	await sandbox.settled();
	expect(receiver.received).toHaveLength(0);
	expect((await control('PATCH', `/${id}`, { on: true, delayMs: 1 })).json).toMatchObject({ id, on: true, delayMs: 1, secret: '***' });
	await post(1);
	await sandbox.settled();
	expect(receiver.received).toHaveLength(1);
	expect((await control('DELETE', `/${id}`)).json).toEqual({ removed: 1 });
	expect((await control('DELETE', `/${id}`)).status).toBe(404);
	expect((await control('PATCH', `/${id}`, { on: true })).status).toBe(404);
	await post(1);
	expect(sandbox.callbacks()).toEqual([]);
});

test('pending callbacks are dropped if the address is removed, and go to the new one if it is changed', async () => {
	const id = listen({ course: ['delivered'], delayMs: 1_000 });
	await post(2);
	await until(() => sandbox.accepted().length === 2);
	await control('DELETE', `/${id}`);
	// Waits until it would have come.
	await sandbox.settled();
	expect(receiver.received).toEqual([]);
	const callbacks = await webhookOf('POST', '', '/old');
	sandbox.changeCallback(callbacks, { course: ['delivered'], delayMs: 1_000 });
	await sendByComapi();
	await webhookOf('PUT', `/${callbacks}`, '/new');
	await sandbox.settled();
	expect(receiver.received.map(({ url }) => url)).toEqual(['/new']);
});

test('a reset drops pending callbacks', async () => {
	listen({ delayMs: 60_000 });
	await post(1);
	await until(() => sandbox.accepted().length === 1);
	sandbox.reset();
	await sandbox.settled();
	expect([receiver.received.length, sandbox.callbacks().length, sandbox.deliveries().length]).toEqual([0, 0, 0]);
});

test('the control API does the same', async () => {
	const { status, json } = await control('POST', '', { provider: 'pigeon', url: receiver.url, secret, course: ['delivered'] });
	expect([status, json]).toEqual([201, { id: expect.any(String) as string }]);
	await post(3);
	await sandbox.settled();
	expect((await control('GET', '')).json).toMatchObject([{ provider: 'pigeon', pending: 0, answers: { real: { 200: 3 } } }]);
	expect((await control('GET', '/deliveries?kind=real&status=200&limit=2')).json).toMatchObject({ total: 3, items: [{ kind: 'real' }, { kind: 'real' }] });
	expect((await control('GET', '/deliveries?kind=forged')).json).toMatchObject({ total: 0 });
	expect((await control('DELETE', '')).json).toEqual({ removed: 1 });
});

test.each([
	[{ provider: 'nobody', url: 'http://127.0.0.1/' }, 'provider'],
	[{ provider: 'pigeon', url: 'https://example.com/' }, 'url'],
	[{ provider: 'pigeon', url: 'http://127.0.0.1.example.com/' }, 'url'],
	[{ provider: 'pigeon', url: 'ftp://127.0.0.1/' }, 'url'],
	[{ provider: 'pigeon', url: 'http://localhost/', duplicates: 2 }, 'duplicates'],
	[{ provider: 'pigeon', url: 'http://localhost/', course: ['lost'] }, 'course'],
	[{ provider: 'pigeon', url: 'http://localhost/', colour: 'red' }, 'colour'],
])('%j is refused by name', async (body, name) => {
	const { status, json } = await control('POST', '', body);
	expect(status).toBe(400);
	expect((json as { issues: string[] }).issues.join()).toContain(name);
});
