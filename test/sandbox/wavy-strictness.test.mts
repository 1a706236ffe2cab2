import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { send } from './raw-client.mts';
import { ask, destination, message } from './wavy-requests.mts';

let sandbox: Sandbox;
let wavy: string;

beforeAll(async () => {
	sandbox = await startSandbox();
	wavy = sandbox.providerUrl('wavy');
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const single = (body: unknown) => ask(wavy, '/v1/send-sms', body);
const bulk = (body: unknown) => ask(wavy, '/v1/send-bulk-sms', body);
const get = (query: string) => ask(wavy, `/v1/send-sms?${query}`, undefined, { method: 'GET' });

/** Each of these differs from a good request in one point. */
const MALFORMED: Array<[name: string, fields: object]> = [
	['no destination', { destination: undefined }],
	['a plus', { destination: '+5511900000000' }],
	['blanks', { destination: '55 11 90000 0000' }],
	['a number', { destination: 5511900000000 }],
	['no text', { messageText: undefined }],
	['an empty text', { messageText: '' }],
	['a text too long', { messageText: 'x'.repeat(1281) }],
	['an id too long', { correlationId: 'x'.repeat(65) }],
	['an info too long', { extraInfo: 'x'.repeat(256) }],
	['params without a flow', { params: { a: '1' } }],
	['a param that is no text', { flowId: 'f', params: { a: 1 } }],
	['flash as a word', { flashSMS: 'yes' }],
	['an unknown field', { sender: 'Shop' }],
	['the credential as a field', { authenticationtoken: 'sandbox-token' }],
];
const MALFORMED_ROOT: Array<[name: string, fields: object]> = [
	['an hour that is none', { timeWindow: [24] }],
	['no hours', { timeWindow: [] }],
	['an offset', { scheduledDate: '2031-01-15T10:30:00Z' }],
	['a fraction', { scheduledDate: '2031-01-15T10:30:00.000' }],
	['a date that is none', { expiresDate: '2031-02-30T10:30:00' }],
	['a zone that is none', { timeZone: 'Brasilia' }],
	['an offset as zone', { timeZone: '-03:00' }],
	['no minutes', { delayedInMinutes: 0 }],
	['minutes as text', { expiresInMinutes: '60' }],
	['two of the expiry', { expiresDate: '2031-01-15T10:30:00', expiresInMinutes: 5 }],
	['two of the start', { scheduledDate: '2031-01-15T10:30:00', delayedInMinutes: 5 }],
	['all three of the start', { scheduledAt: 1926235800, scheduledDate: '2031-01-15T10:30:00', delayedInMinutes: 5 }],
	['an unknown field', { scheduleDate: '2031-01-15T10:30:00' }],
];

async function expectRefused(answer: Promise<{ status: number; body: string }>): Promise<void> {
	const { status, body } = await answer;
	expect([status, JSON.parse(body)]).toEqual([400, { errorCode: 400, errorMessage: 'Bad Request' }]);
	expect(sandbox.counts().accepted).toBe(0);
	expect(sandbox.requests().at(-1)!.problem).toMatch(/.{8}/);
}

describe('malformed is 400, and nothing is accepted', () => {
	it.each([...MALFORMED, ...MALFORMED_ROOT])('single: %s', async (_name, fields) => {
		await expectRefused(single(message(1, fields)));
	});

	it.each(MALFORMED)('in one of a bulk: %s', async (_name, fields) => {
		await expectRefused(bulk({ messages: [message(1), message(2, fields)] }));
	});

	it.each(MALFORMED_ROOT)('at the root of a bulk: %s', async (_name, fields) => {
		await expectRefused(bulk({ messages: [message(1)], ...fields }));
	});

	it.each<[string, unknown]>([
		['no JSON', '{"messages":['],
		['a list', [message(1)]],
		['no messages', {}],
		['an empty list', { messages: [] }],
		['1,001 messages', { messages: Array.from({ length: 1001 }, (_, i) => message(i)) }],
		['a schedule among the defaults', { messages: [message(1)], defaultValues: { scheduledDate: '2031-01-15T10:30:00' } }],
		['a destination among the defaults', { messages: [message(1)], defaultValues: { destination: destination(1) } }],
	])('bulk: %s', async (_name, body) => {
		await expectRefused(bulk(body));
	});

	it.each([
		['no destination', 'messageText=x'],
		['a field twice', `destination=${destination(1)}&messageText=x&messageText=y`],
		['a broken escape', `destination=${destination(1)}&messageText=%zz`],
		['an unknown field', `destination=${destination(1)}&messageText=x&username=sandbox-user`],
		['the token', `destination=${destination(1)}&messageText=x&authenticationtoken=sandbox-token`],
		['parameters', `destination=${destination(1)}&flowId=f&params=%7B%7D`],
		['an hour that is none', `destination=${destination(1)}&messageText=x&timeWindow=noon`],
	])('GET: %s', async (_name, query) => {
		await expectRefused(get(query));
	});

	it('a start by Unix time must be more than 30 minutes ahead, only in the single send', async () => {
		const soon = Math.floor(Date.now() / 1000) + 29 * 60;
		await expectRefused(single(message(1, { scheduledAt: soon })));
		await expectRefused(single(message(1, { scheduledAt: soon * 1000 })));
		expect((await single(message(1, { scheduledAt: soon + 120 }))).status).toBe(200);
		expect((await bulk({ messages: [message(1)], scheduledAt: soon })).status).toBe(200);
	});
});

describe('everything else', () => {
	it.each([
		['no credential', { username: undefined, authenticationtoken: undefined }, 'missing'],
		['no token', { authenticationtoken: undefined }, 'missing'],
		['no user', { username: undefined }, 'missing'],
		['a wrong token', { authenticationtoken: 'wrong' }, 'wrong'],
		['another user', { username: 'another' }, 'wrong'],
	])('%s is 401 before anything is read', async (_name, wrong, key) => {
		const headers = Object.fromEntries(
			Object.entries({ username: 'sandbox-user', authenticationtoken: 'sandbox-token', ...wrong }).filter(([, value]) => value !== undefined),
		) as Record<string, string>;
		const answer = await send(`${wavy}/v1/send-bulk-sms`, { headers, body: 'rubbish' });
		expect([answer.status, JSON.parse(answer.body)]).toEqual([401, { errorCode: 401, errorMessage: 'Unauthorized' }]);
		expect(sandbox.requests()[0]).toMatchObject({ key, accepted: 0 });
		expect(JSON.stringify(sandbox.requests())).not.toMatch(/sandbox-(user|token)/);
	});

	it.each([
		['/v1/send-sms', 'PUT', 405],
		['/v1/send-bulk-sms', 'GET', 405],
		['/v2/send-sms', 'POST', 404],
		['/v1/sms-status', 'GET', 404],
	])('%s by %s is %d', async (path, method, status) => {
		expect((await ask(wavy, path, method === 'GET' ? undefined : message(1), { method })).status).toBe(status);
	});

	it('another content type is 415, a query beside a body 400', async () => {
		const form = { headers: { 'content-type': 'application/x-www-form-urlencoded' } };
		expect((await ask(wavy, '/v1/send-sms', message(1), form)).status).toBe(415);
		expect((await ask(wavy, '/v1/send-sms', message(1), { headers: { 'content-type': 'application/json; charset=UTF-8' } })).status).toBe(200);
		expect((await ask(wavy, '/v1/send-sms?flashSMS=true', message(1))).status).toBe(400);
	});

	it('a search for unknown ids finds nothing and has no effect', async () => {
		const answer = await ask(wavy, '/v1/sms/status/search', { ids: ['00000000-0000-0000-0000-000000000000'] });
		expect([answer.status, answer.body]).toEqual([200, '[]']);
		expect((await ask(wavy, '/v1/sms/status/search', { id: 'x' })).status).toBe(400);
	});

	it('a search for statuses finds messages by both ids, once, and only those that the carrier has', async () => {
		await ask(wavy, '/v1/send-bulk-sms', { messages: [message(1), message(2), message(3, { correlationId: undefined })] });
		const [first, second, third] = sandbox.accepted();
		sandbox.setStatus({ status: 'delivered' });
		sandbox.setStatus({ messageId: second!.messageId, status: 'queued' });
		const search = async (body: object) => JSON.parse((await ask(wavy, '/v1/sms/status/search', body)).body) as object[];
		expect(await search({ ids: [first!.messageId, third!.messageId], correlationIds: ['id-1', 'id-2'] })).toEqual([
			expect.objectContaining({ id: first!.messageId, correlationId: 'id-1', destination: first!.recipient, sentStatusCode: 2, deliveredStatusCode: 4, deliveredStatus: 'DELIVERED_SUCCESS' }),
			expect.not.objectContaining({ correlationId: expect.anything() as unknown }),
		]);
		for (const [status, code, word] of [['expired', 101, 'EXPIRED'], ['rejected', 103, 'REJECTED_BY_CARRIER'], ['optedOut', 204, 'DESTINATION_BLOCKED_BY_OPTOUT']] as const) {
			sandbox.setStatus({ messageId: second!.messageId, status });
			expect(await search({ ids: [second!.messageId] })).toMatchObject([{ sentStatusCode: code, sentStatus: word }]);
		}
	});

	it('a search for received messages has start, end and sub-account in its query, and goes five days back', async () => {
		await ask(wavy, '/v1/send-sms', message(1));
		const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
		const write = { provider: 'wavy', sender: destination(1), recipient: '27182' };
		for (const [days, text] of [[6, 'old'], [2, 'before'], [1, 'after']] as const) sandbox.write({ ...write, text, receivedAt: ago(days) });
		sandbox.write({ ...write, text: 'now', answers: sandbox.accepted()[0]!.messageId });
		const search = async (query: string) => await ask(wavy, `/v1/sms/receive/search${query}`, undefined, { method: 'GET' });
		const texts = async (query: string) => (JSON.parse((await search(query)).body) as { messages: { messageText: string }[] }).messages.map(({ messageText }) => messageText);
		expect(await texts('')).toEqual(['before', 'after', 'now']);
		expect(await texts(`?start=${ago(1.5)}`)).toEqual(['after', 'now']);
		expect(await texts(`?start=${ago(3)}&end=${ago(1.5)}`)).toEqual(['before']);
		expect(JSON.parse((await search('?subAccount=Shop')).body)).toMatchObject({ total: 3, messages: [{ subAccount: 'Shop' }, {}, { mt: { correlationId: 'id-1' } }] });
		for (const query of ['?from=x', '?start=2031-01-15T10:30:00', '?start=soon', '?subAccount=']) expect((await search(query)).status).toBe(400);
		expect((await ask(wavy, '/v1/sms/receive/search', {})).status).toBe(405);
	});

	it.each(['/v1/sms/status/list', '/v1/sms/receive/list'])('%s, which removes what it returns, is not imitated', async (path) => {
		expect((await ask(wavy, path, undefined, { method: 'GET' })).status).toBe(404);
	});
});
