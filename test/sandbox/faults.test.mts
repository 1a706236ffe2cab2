import http from 'node:http';
import net from 'node:net';
import { startSandbox, type Fault, type Sandbox } from '../../sandbox/server.mts';
import { outcome, send, until } from './raw-client.mts';
import { enqueue, entries, entry, recipient, resultsOf } from './wiraya-requests.mts';

let sandbox: Sandbox;
let wiraya: string;

beforeAll(async () => {
	sandbox = await startSandbox();
	wiraya = sandbox.providerUrl('wiraya');
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

/** Sends one good request on a bare socket: the bytes that came back, and how the connection ended. */
function onBareSocket(): Promise<{ bytes: string; ended: string }> {
	const body = JSON.stringify({ communications: entries(2) });
	const { hostname, port } = new URL(sandbox.url);
	return new Promise((resolve) => {
		let bytes = '';
		const socket = net.connect(Number(port), hostname, () => {
			socket.write(`POST /wiraya/api/EnqueueCommunications HTTP/1.1\r\nHost: ${hostname}:${port}\r\nX-ApiKey: sandbox-key\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
		});
		socket.on('data', (chunk) => (bytes += chunk.toString()));
		socket.on('end', () => resolve({ bytes, ended: 'closed' }));
		socket.on('error', (error: NodeJS.ErrnoException) => resolve({ bytes, ended: error.code ?? '' }));
	});
}

describe('connections', () => {
	it('refuse closes the connection without reading the body or accepting anything', async () => {
		sandbox.addFault({ kind: 'refuse' });
		expect(await outcome(enqueue(wiraya, entries(1)))).toBe('ECONNRESET');
		expect(sandbox.counts()).toMatchObject({ accepted: 0, byStatus: { none: 1 }, faults: { refuse: 1 } });
		expect(sandbox.requests()[0]).toMatchObject({ key: 'right', body: '', status: null, fault: 'refuse' });
	});

	it('refuse works on a connection that is kept alive, and control requests pass', async () => {
		const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
		await enqueue(wiraya, entries(1), { agent });
		sandbox.addFault({ kind: 'refuse' });
		expect((await send(`${sandbox.url}/control/state`, { method: 'GET' })).status).toBe(200);
		expect(await outcome(enqueue(wiraya, entries(1), { agent }))).toBe('ECONNRESET');
		agent.destroy();
	});

	it('with the port closed, connecting is refused until it opens again', async () => {
		await sandbox.setListening(false);
		expect(await outcome(enqueue(wiraya, entries(1)))).toBe('ECONNREFUSED');
		await sandbox.setListening(false);
		await sandbox.setListening(true);
		expect(await outcome(enqueue(wiraya, entries(1)))).toBe(200);
	});

	it('closing the port cuts requests that wait', async () => {
		sandbox.addFault({ kind: 'hold' });
		const waiting = outcome(enqueue(wiraya, entries(1)));
		await until(() => sandbox.counts().held === 1);
		await sandbox.setListening(false);
		expect(await waiting).toBe('ECONNRESET');
		await sandbox.setListening(true);
	});

	it.each([
		['resetBefore', 0],
		['resetAfter', 2],
	] as const)('%s resets the connection with %i messages accepted', async (kind, accepted) => {
		sandbox.addFault({ kind });
		expect(await onBareSocket()).toEqual({ bytes: '', ended: 'ECONNRESET' });
		expect(sandbox.counts().accepted).toBe(accepted);
	});

	it.each([
		[false, 0],
		[true, 1],
	])('hold with accept %s keeps the connection until it is released', async (accept, accepted) => {
		sandbox.addFault({ kind: 'hold', accept });
		const waiting = outcome(enqueue(wiraya, entries(1)));
		await until(() => sandbox.counts().held === 1);
		expect(sandbox.counts().accepted).toBe(accepted);
		expect(sandbox.releaseHeld()).toBe(1);
		expect(await waiting).toBe('ECONNRESET');
		expect(sandbox.counts().held).toBe(0);
	});

	it('hold ends if the client disconnects', async () => {
		sandbox.addFault({ kind: 'hold' });
		const agent = new http.Agent({ keepAlive: true });
		const waiting = outcome(enqueue(wiraya, entries(1), { agent }));
		await until(() => sandbox.counts().held === 1);
		agent.destroy();
		expect(await waiting).toBe('ECONNRESET');
		await until(() => sandbox.counts().held === 0);
	});

	it('hold ends by itself after ms', async () => {
		sandbox.addFault({ kind: 'hold', ms: 30 });
		const start = performance.now();
		expect(await outcome(enqueue(wiraya, entries(1)))).toBe('ECONNRESET');
		expect(performance.now() - start).toBeGreaterThan(25);
	});

	it('truncate announces the whole length and stops half-way', async () => {
		sandbox.addFault({ kind: 'truncate' });
		const { bytes, ended } = await onBareSocket();
		const [head = '', body = ''] = bytes.split('\r\n\r\n');
		const announced = Number(/content-length: (\d+)/i.exec(head)?.[1]);
		expect([ended, body.length]).toEqual(['closed', Math.floor(announced / 2)]);
		expect(sandbox.counts().accepted).toBe(2);
	});

	it('slow sends the whole answer in slices', async () => {
		sandbox.addFault({ kind: 'slow', ms: 60, slices: 3 });
		const start = performance.now();
		const answer = await enqueue(wiraya, entries(2));
		expect(Object.keys(resultsOf(answer))).toHaveLength(2);
		expect(performance.now() - start).toBeGreaterThan(50);
	});

	it('latency delays every answer', async () => {
		sandbox.setLatency(40);
		const start = performance.now();
		await enqueue(wiraya, entries(1));
		expect(performance.now() - start).toBeGreaterThan(35);
	});
});

describe('statuses and bodies', () => {
	it.each([408, 429, 500, 502, 503])('status %i, nothing accepted', async (status) => {
		sandbox.addFault({ kind: 'status', status });
		expect((await enqueue(wiraya, entries(1))).status).toBe(status);
		expect(sandbox.counts().accepted).toBe(0);
	});

	it('a 500 may come after accepting', async () => {
		sandbox.addFault({ kind: 'status', status: 500, accept: true });
		const answer = await enqueue(wiraya, entries(1));
		expect([answer.status, JSON.parse(answer.body), sandbox.counts().accepted]).toEqual([500, { message: 'Server error' }, 1]);
	});

	it.each([
		[2, '2'],
		['Wed, 15 Jan 2031 10:30:00 GMT', 'Wed, 15 Jan 2031 10:30:00 GMT'],
		['soon', 'soon'],
		[undefined, undefined],
	])('Retry-After %s', async (retryAfter, header) => {
		sandbox.addFault({ kind: 'status', status: 429, retryAfter });
		expect((await enqueue(wiraya, entries(1))).headers['retry-after']).toBe(header);
	});

	it('a status with its own body', async () => {
		sandbox.addFault({ kind: 'status', status: 400, body: 'no', contentType: 'text/plain' });
		const answer = await enqueue(wiraya, entries(1));
		expect([answer.body, answer.headers['content-type']]).toEqual(['no', 'text/plain']);
	});

	it.each(['application/json', 'application/xml'])('invalidBody breaks %s off, accepted', async (accept) => {
		sandbox.addFault({ kind: 'invalidBody' });
		const answer = await enqueue(wiraya, entries(1), { headers: { accept } });
		expect([answer.status, sandbox.counts().accepted]).toEqual([200, 1]);
		expect(() => JSON.parse(answer.body) as unknown).toThrow();
		expect(answer.body).toMatch(/<$/);
	});

	it.each([200, 502])('htmlPage with %i', async (status) => {
		sandbox.addFault({ kind: 'htmlPage', status });
		const answer = await enqueue(wiraya, entries(1));
		expect([answer.status, answer.headers['content-type'], sandbox.counts().accepted]).toEqual([status, 'text/html; charset=utf-8', 0]);
		expect(answer.body).toMatch(/^<!DOCTYPE html>/);
	});

	it.each([301, 302, 303, 307, 308] as const)('redirect %i counts clients that follow, and those with the key', async (status) => {
		sandbox.addFault({ kind: 'redirect', status });
		const answer = await enqueue(wiraya, entries(1));
		expect([answer.status, sandbox.counts().accepted, sandbox.counts().redirectsFollowed]).toEqual([status, 0, 0]);
		const target = `${sandbox.url}${answer.headers.location}`;
		await send(target, { headers: { 'x-apikey': 'sandbox-key' }, body: 'x' });
		await send(target, { method: 'GET' });
		expect(sandbox.counts()).toMatchObject({ redirectsFollowed: 2, redirectsFollowedWithKey: 1 });
	});
});

describe('rows', () => {
	const rowCases: [fault: Fault, ids: (string | RegExp)[]][] = [
		[{ kind: 'wrongCount' }, ['id-0', 'id-1']],
		[{ kind: 'wrongCount', drop: 3 }, []],
		[{ kind: 'wrongCount', add: 1 }, ['id-0', 'id-1', 'id-2', /^foreign-/]],
		[{ kind: 'wrongCount', drop: 2, add: 1 }, ['id-0', /^foreign-/]],
		[{ kind: 'wrongOrder' }, ['id-2', 'id-1', 'id-0']],
		[{ kind: 'foreignIds' }, [/^foreign-/, /^foreign-/, /^foreign-/]],
		[{ kind: 'foreignIds', rows: 1 }, [/^foreign-/, 'id-1', 'id-2']],
	];

	it.each(rowCases)('%j: all accepted, the answer says otherwise', async (fault, ids) => {
		sandbox.addFault(fault);
		const answer = await enqueue(wiraya, entries(3));
		expect(Object.keys(resultsOf(answer))).toEqual(ids.map((id) => expect.stringMatching(id) as unknown));
		expect(sandbox.accepted().map((message) => message.correlationId)).toEqual(['id-0', 'id-1', 'id-2']);
	});

	it('partial refuses the first permanently and the next temporarily, and accepts the rest', async () => {
		sandbox.addFault({ kind: 'partial', refused: 1, transient: 1 });
		const results = resultsOf(await enqueue(wiraya, entries(3)));
		expect(results['id-0']).toEqual({ success: false, isTransientError: false });
		expect(results['id-1']).toEqual({ success: false, isTransientError: true });
		expect(results['id-2']).toMatchObject({ success: true });
		expect(sandbox.accepted().map((message) => message.correlationId)).toEqual(['id-2']);
		expect(sandbox.counts()).toMatchObject({ refused: 1, transient: 1, accepted: 1 });
	});

	it('partial can leave the transient flag out and put a tracking id in', async () => {
		sandbox.addFault({ kind: 'partial', refused: 1, omitTransientFlag: true, withMessageId: true });
		const results = resultsOf(await enqueue(wiraya, entries(2)));
		expect(results['id-0']).toEqual({ trackingId: expect.stringMatching(/^[0-9a-f]{32}$/), success: false });
		expect(results['id-1']).toEqual({ trackingId: expect.stringMatching(/^[0-9a-f]{32}$/), success: true });
	});

	it('a refused recipient stays refused, a transient one as often as ordered', async () => {
		sandbox.refuseRecipient({ recipient: recipient(0), outcome: 'permanent' });
		sandbox.refuseRecipient({ recipient: recipient(1), outcome: 'transient', times: 2 });
		const seen = [];
		for (let time = 0; time < 3; time += 1) {
			const results = resultsOf(await enqueue(wiraya, entries(2)));
			seen.push([results['id-0']?.success, results['id-1']?.success, results['id-1']?.isTransientError]);
		}
		expect(seen).toEqual([
			[false, false, true],
			[false, false, true],
			[false, true, false],
		]);
	});
});

describe('which requests a fault strikes', () => {
	const strike = { kind: 'status', status: 503 } as const;
	const statuses = async (count: number): Promise<number[]> => {
		const seen = [];
		for (let index = 0; index < count; index += 1) seen.push((await enqueue(wiraya, [entry(index)])).status);
		return seen;
	};

	it('the next one by default', async () => {
		sandbox.addFault(strike);
		expect(await statuses(3)).toEqual([503, 200, 200]);
	});

	it('count, after and always', async () => {
		sandbox.addFault({ ...strike, count: 2, after: 1 });
		expect(await statuses(4)).toEqual([200, 503, 503, 200]);
		sandbox.addFault({ ...strike, count: 'always' });
		expect(await statuses(2)).toEqual([503, 503]);
	});

	it('in the order they were added, one at a time', async () => {
		sandbox.addFault({ kind: 'status', status: 500 });
		sandbox.addFault({ kind: 'status', status: 429 });
		expect(await statuses(3)).toEqual([500, 429, 200]);
	});

	it('a recipient, whether or not others are in the request', async () => {
		sandbox.addFault({ ...strike, recipient: recipient(1) });
		expect((await enqueue(wiraya, [entry(0)])).status).toBe(200);
		expect((await enqueue(wiraya, entries(3))).status).toBe(503);
	});

	it('a provider', async () => {
		sandbox.addFault({ ...strike, provider: 'other' });
		expect(await statuses(1)).toEqual([200]);
	});

	it('a rate: the same seed gives the same faults, about as many as asked', async () => {
		const run = async (seed: number) => {
			sandbox.reset();
			sandbox.addFault({ ...strike, rate: 0.3, seed });
			return statuses(200);
		};
		const first = await run(7);
		expect(await run(7)).toEqual(first);
		expect(await run(8)).not.toEqual(first);
		const struck = first.filter((status) => status === 503).length;
		expect(struck).toBeGreaterThan(35);
		expect(struck).toBeLessThan(85);
	});

	it('a fault of rows waits for a request that has rows', async () => {
		sandbox.addFault({ kind: 'wrongCount' });
		expect((await enqueue(wiraya, entries(1), { headers: { 'x-apikey': 'wrong' } })).status).toBe(401);
		expect(resultsOf(await enqueue(wiraya, entries(1)))).toEqual({});
	});

	it('clearFaults takes one or all', async () => {
		const id = sandbox.addFault(strike);
		sandbox.addFault({ kind: 'status', status: 500 });
		expect(sandbox.clearFaults(id)).toBe(1);
		expect(await statuses(1)).toEqual([500]);
		expect([sandbox.clearFaults(), sandbox.faults()]).toEqual([1, []]);
	});

	it('says how often each struck', async () => {
		sandbox.addFault({ ...strike, count: 3 });
		await statuses(2);
		expect(sandbox.faults()).toEqual([{ id: expect.any(Number), fault: { ...strike, count: 3 }, remaining: 1, struck: 2 }]);
	});

	it('an invalid fault is an error', () => {
		expect(() => sandbox.addFault({ kind: 'refuse', recipient: recipient(0) } as never)).toThrow(/recipient/);
	});
});
