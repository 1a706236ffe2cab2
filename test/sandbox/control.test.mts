import { Journal } from '../../sandbox/journal.mts';
import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { Statuses } from '../../sandbox/statuses.mts';
import { outcome, send, until } from './raw-client.mts';
import { enqueue, entries, recipient, resultsOf } from './wiraya-requests.mts';

let sandbox: Sandbox;
let wiraya: string;

beforeAll(async () => {
	sandbox = await startSandbox();
	wiraya = sandbox.providerUrl('wiraya');
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

async function control(method: string, path: string, body?: unknown): Promise<{ status: number; json: unknown }> {
	const headers = { 'x-sandbox-token': sandbox.token, ...(body !== undefined && { 'content-type': 'application/json' }) };
	const answer = await send(`${sandbox.url}/control/${path}`, { method, headers, body: body === undefined ? '' : JSON.stringify(body) });
	return { status: answer.status, json: JSON.parse(answer.body) };
}

describe('looking', () => {
	it('state has the counters, the faults and the settings', async () => {
		await enqueue(wiraya, entries(3));
		await enqueue(wiraya, entries(1), { headers: { 'x-apikey': 'wrong' } });
		sandbox.addFault({ kind: 'truncate', count: 2 });
		expect((await control('GET', 'state')).json).toEqual({
			providers: expect.arrayContaining([{ name: 'wiraya', title: 'Wiraya', path: '/wiraya' }]),
			latencyMs: 0,
			faults: [{ id: expect.any(Number), fault: { kind: 'truncate', count: 2 }, remaining: 2, struck: 0 }],
			refusedRecipients: [],
			counts: expect.objectContaining({ requests: 2, byStatus: { 200: 1, 401: 1 }, accepted: 3, acceptedByChannel: { sms: 3 }, connections: 2 }),
		});
	});

	it('messages come in pages, oldest first, and can be filtered by field', async () => {
		await enqueue(wiraya, entries(5));
		const page = (await control('GET', 'messages?offset=3&limit=2')).json as { total: number; items: { correlationId: string }[] };
		expect([page.total, page.items.map((message) => message.correlationId)]).toEqual([5, ['id-3', 'id-4']]);
		expect((await control('GET', `messages?recipient=${recipient(2)}&channel=sms`)).json).toMatchObject({ total: 1, items: [{ correlationId: 'id-2' }] });
	});

	it('requests show what came, without the key', async () => {
		await enqueue(wiraya, entries(1));
		await enqueue(wiraya, [{}]);
		expect((await control('GET', 'requests?status=400')).json).toMatchObject({
			total: 1,
			items: [{ method: 'POST', path: '/api/EnqueueCommunications', key: 'right', headers: { 'x-apikey': '(right)' }, body: '{"communications":[{}]}', problem: 'communications.0.clientMessageId: Required' }],
		});
	});

	it('duplicates are listed', async () => {
		await enqueue(wiraya, entries(1));
		await enqueue(wiraya, entries(1));
		expect((await control('GET', 'duplicates')).json).toMatchObject({
			counts: { inRequest: 0, byId: 1, byContent: 1 },
			duplicates: [{ kind: 'byId', correlationId: 'id-0' }, { kind: 'byContent' }],
		});
	});

	it('the times of requests and the most at once are kept', async () => {
		sandbox.addFault({ kind: 'hold', count: 3 });
		const waiting = Promise.all([1, 2, 3].map(() => outcome(enqueue(wiraya, entries(1)))));
		await until(() => sandbox.counts().held === 3);
		sandbox.releaseHeld();
		await waiting;
		const { requestTimes, maxConcurrentRequests, maxConcurrentConnections } = sandbox.counts();
		expect([requestTimes.length, maxConcurrentRequests, maxConcurrentConnections]).toEqual([3, 3, 3]);
		expect(Math.abs(Date.now() - (requestTimes[0] ?? 0))).toBeLessThan(60_000);
	});
});

describe('ordering', () => {
	it('faults are added one or several at a time, listed and cleared', async () => {
		const added = await control('POST', 'faults', [{ kind: 'status', status: 503, retryAfter: 1 }, { kind: 'resetAfter' }]);
		expect(added).toEqual({ status: 201, json: { ids: [expect.any(Number), expect.any(Number)] } });
		expect((await enqueue(wiraya, entries(1))).status).toBe(503);
		const [first] = (added.json as { ids: number[] }).ids;
		expect((await control('DELETE', `faults/${first}`)).json).toEqual({ cleared: 1 });
		expect((await control('GET', 'faults')).json).toMatchObject([{ fault: { kind: 'resetAfter' } }]);
		expect((await control('DELETE', 'faults')).json).toEqual({ cleared: 1 });
		expect((await control('DELETE', 'faults/999999')).status).toBe(404);
	});

	it('recipients are refused and forgiven', async () => {
		await control('POST', 'recipients', { recipient: recipient(0), outcome: 'transient', times: 5 });
		expect(resultsOf(await enqueue(wiraya, entries(1)))['id-0']).toEqual({ success: false, isTransientError: true });
		expect((await control('GET', 'recipients')).json).toEqual([{ recipient: recipient(0), outcome: 'transient', times: 5, remaining: 4 }]);
		expect((await control('DELETE', 'recipients')).json).toEqual([]);
		expect(resultsOf(await enqueue(wiraya, entries(1)))['id-0']).toMatchObject({ success: true });
	});

	it('statuses of messages: by the newest rule, otherwise by age', async () => {
		const post = (rule: object) => control('POST', 'statuses', rule);
		expect(await post({ status: 'read' })).toEqual({ status: 201, json: [{ status: 'read' }] });
		await post({ provider: 'wiraya', recipient: recipient(0), status: 'failed' });
		await post({ correlationId: 'other', status: 'expired' });
		expect((await control('GET', 'statuses')).json).toHaveLength(3);
		expect((await control('DELETE', 'statuses')).json).toEqual([]);

		const journal = new Journal();
		const statuses = new Statuses(journal);
		const message = { channel: 'sms', recipient: '1', sender: null, text: 'a', details: {}, scheduledAt: null };
		journal.accept('p', ['a', 'b', 'c'].map((messageId) => ({ correlationId: `c-${messageId}`, messageId, verdict: 'accepted', message })));
		[0, 1500, 2500].forEach((age, i) => (journal.messages[i]!.receivedAt = new Date(Date.now() - age).toISOString()));
		expect(statuses.having('p', 'recipient', '1').map(({ status }) => status)).toEqual(['queued', 'sent', 'delivered']);
		expect(Date.parse(statuses.find('p', 'c')!.statusAt) - Date.parse(journal.messages[2]!.receivedAt)).toBe(2000);
		statuses.set({ recipient: '1', status: 'failed' });
		statuses.set({ messageId: 'b', status: 'hidden' });
		statuses.set({ provider: 'q', status: 'read' });
		expect(statuses.having('p', 'recipient', '1').map(({ messageId, status }) => [messageId, status])).toEqual([['a', 'failed'], ['c', 'failed']]);
		expect([statuses.find('p', 'b'), statuses.find('q', 'a')]).toEqual([undefined, undefined]);
	});

	it('a look-up finds new messages too, none of another provider or before a reset, and reads no message but its own', () => {
		const journal = new Journal();
		const statuses = new Statuses(journal);
		const accept = (provider: string, ids: string[]) => journal.accept(provider, ids.map((messageId) => ({ correlationId: `c-${messageId}`, messageId, verdict: 'accepted', message: { channel: 'sms', recipient: `to-${messageId}`, sender: null, text: 'a', details: {}, scheduledAt: null } })));
		const found = (key: 'recipient' | 'correlationId', value: string) => statuses.having('p', key, value).map(({ messageId }) => messageId);
		accept('p', Array.from({ length: 1_000 }, (_, i) => String(i)));
		accept('q', ['7']);
		const dates = jest.spyOn(Date, 'parse');
		expect([found('recipient', 'to-7'), found('correlationId', 'c-9'), found('recipient', 'c-9')]).toEqual([['7'], ['9'], []]);
		expect(dates).toHaveBeenCalledTimes(2);
		dates.mockRestore();
		accept('p', ['7', 'new']);
		expect([found('recipient', 'to-7'), found('recipient', 'to-new')]).toEqual([['7', '7'], ['new']]);
		journal.reset();
		accept('p', ['9']);
		expect([found('recipient', 'to-7'), found('correlationId', 'c-9')]).toEqual([[], ['9']]);
	});

	it('what customers write is kept, listed and forgotten', async () => {
		const message = { provider: 'wavy', sender: '5511900000001', recipient: '27182', text: 'Yes' };
		const added = await control('POST', 'inbound', message);
		expect(added).toEqual({ status: 201, json: { ...message, messageId: expect.any(String) as string, answers: null, receivedAt: expect.stringMatching(/Z$/) as string } });
		expect((await control('GET', 'inbound')).json).toEqual([added.json]);
		expect((await control('DELETE', 'inbound')).json).toEqual([]);
	});

	it('latency, release and reset', async () => {
		expect((await control('PUT', 'latency', { ms: 5 })).json).toEqual({ latencyMs: 5 });
		sandbox.addFault({ kind: 'hold' });
		const waiting = outcome(enqueue(wiraya, entries(1)));
		await until(() => sandbox.counts().held === 1);
		expect((await control('POST', 'release')).json).toEqual({ released: 1 });
		expect(await waiting).toBe('ECONNRESET');
		expect((await control('POST', 'reset')).json).toEqual({ reset: true });
		expect((await control('GET', 'state')).json).toMatchObject({ latencyMs: 0, counts: { requests: 0, accepted: 0, requestTimes: [] } });
	});

	it('the port closes for a while and opens by itself', async () => {
		expect((await control('POST', 'listening', { listening: false, forMs: 700 })).status).toBe(200);
		expect(await outcome(enqueue(wiraya, entries(1)))).toBe('ECONNREFUSED');
		while ((await outcome(enqueue(wiraya, entries(1)))) !== 200) await new Promise((resolve) => setTimeout(resolve, 5));
	});
});

describe('bad requests are explained', () => {
	it.each([
		['POST', 'faults', { kind: 'explode' }, 'kind'],
		['POST', 'faults', {}, 'kind'],
		['POST', 'faults', { kind: 'status' }, 'status'],
		['POST', 'faults', { kind: 'status', status: 99 }, 'status'],
		['POST', 'faults', { kind: 'truncate', rate: 2 }, 'rate'],
		['POST', 'faults', { kind: 'truncate', count: 0 }, 'count'],
		['POST', 'faults', { kind: 'truncate', retryAfter: 1 }, 'retryAfter'],
		['POST', 'faults', { kind: 'refuse', recipient: '1' }, 'recipient'],
		['POST', 'faults', [{ kind: 'truncate' }, { kind: 'slow' }], '1.ms'],
		['POST', 'recipients', { recipient: '1', outcome: 'maybe' }, 'outcome'],
		['POST', 'statuses', { status: 'lost' }, 'status'],
		['POST', 'statuses', { status: 'read', colour: 'red' }, 'colour'],
		['POST', 'inbound', { provider: 'wavy', sender: '1', recipient: '2' }, 'text'],
		['PUT', 'latency', { ms: -1 }, 'ms'],
		['POST', 'listening', { listening: false }, 'forMs'],
		['GET', 'messages?limit=x', undefined, 'limit'],
		['GET', 'messages?colour=red', undefined, 'colour'],
	])('%s %s %j names %s', async (method, path, body, name) => {
		const { status, json } = await control(method, path, body);
		expect(status).toBe(400);
		expect((json as { issues: string[] }).issues.join()).toContain(name);
		expect(sandbox.faults()).toEqual([]);
	});

	it('a body that is not JSON', async () => {
		const answer = await send(`${sandbox.url}/control/faults`, { headers: { 'x-sandbox-token': sandbox.token, 'content-type': 'application/json' }, body: '{' });
		expect([answer.status, typeof (JSON.parse(answer.body) as { error: unknown }).error]).toEqual([400, 'string']);
	});
});
