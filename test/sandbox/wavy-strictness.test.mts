import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { send } from './raw-client.mts';
import { ask, destination, message, type WavyRow } from './wavy-requests.mts';

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
const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** The page's requests, copied letter by letter but for the quotes of the bulk's curl, which do not run as printed. */
const PAGE_EXAMPLES: Array<[name: string, path: string, body: string, texts: Array<string | null>]> = [
	['curl, single', '/v1/send-sms', '{"destination": "5511900000000" , "messageText": "linha\\nquebrada"}', ['linha\nquebrada']],
	[
		'curl, bulk',
		'/v1/send-bulk-sms',
		'{ "messages":[{ "destination":"5519999999999", "messageText":"First message" }, { "destination":"5519999999999" }, { "destination":"5519999999999" }], "defaultValues":{"messageText":"Default message" }}',
		['First message', 'Default message', 'Default message'],
	],
	[
		'Exemplo 1',
		'/v1/send-bulk-sms',
		'{"messages":[{"destination":"5519900001111","messageText":"First message"},{"destination":"5519900002222"},{"destination":"5519900003333"}],"defaultValues":{"messageText":"Default message"}}',
		['First message', 'Default message', 'Default message'],
	],
	[
		'Exemplo 2',
		'/v1/send-bulk-sms',
		'{"messages":[{"destination":"5519900001111","messageText":"First message"},{"destination":"5519900002222"}],"timeZone":"America/Sao_Paulo","scheduledDate": "2017-01-28T02:30:43","timeWindow": [12, 15, 20],"defaultValues":{"messageText":"Default message"}}',
		['First message', 'Default message'],
	],
	[
		'Exemplo 3',
		'/v1/send-bulk-sms',
		'{"messages":[{"destination":"5519900001111"},{"destination":"5519900002222"}],"defaultValues":{"messageText":"Default message","flashSMS":"true"}}',
		['Default message', 'Default message'],
	],
	[
		'Exemplo 4',
		'/v1/send-bulk-sms',
		'{"messages":[{"destination":"5519900001111","params": {"param1": "other_value1","param2": "other_value2"}},{"destination":"5519900002222"}],"defaultValues":{"params": {"param1": "value1","param2": "value2"}},"flowId": "14f8142d-e731-4971-8220-5a76a12c413f"}',
		[null, null],
	],
];

describe('what the page shows is accepted', () => {
	it.each(PAGE_EXAMPLES)('%s', async (_name, path, body, texts) => {
		expect((await ask(wavy, path, body)).status).toBe(200);
		expect(sandbox.accepted().map(({ text }) => text)).toEqual(texts);
	});

	it('the answers have its form, and repeat the ids that were given', async () => {
		expect(JSON.parse((await single(message(1))).body)).toEqual([{ id: expect.stringMatching(UUID), correlationId: 'id-1' }]);
		const { id, messages } = JSON.parse((await bulk({ messages: [message(2), { destination: destination(3), messageText: 'x' }] })).body) as { id: string; messages: WavyRow[] };
		expect(id).toMatch(UUID);
		expect(messages).toEqual([{ id: expect.stringMatching(UUID), correlationId: 'id-2' }, { id: expect.stringMatching(UUID) }]);
		expect(sandbox.accepted().map(({ messageId }) => messageId).slice(1)).toEqual(messages.map((row) => row.id));
	});

	it('messages show in the inbox with what was asked', async () => {
		await single(message(1, { timeWindow: [11], scheduledDate: '2031-01-15T10:30:00', timeZone: 'America/Sao_Paulo', extraInfo: 'x', flashSMS: true }));
		expect(sandbox.accepted()[0]).toMatchObject({
			provider: 'wavy',
			channel: 'sms',
			recipient: destination(1),
			text: 'Text 1',
			scheduledAt: '2031-01-15T10:30:00',
			details: { timeWindow: [11], timeZone: 'America/Sao_Paulo', extraInfo: 'x', flashSMS: true },
		});
	});

	it('parameters of a message stand over the default ones', async () => {
		await ask(wavy, PAGE_EXAMPLES[5]![1], PAGE_EXAMPLES[5]![2]);
		expect(sandbox.accepted().map(({ details }) => details.params)).toEqual([
			{ param1: 'other_value1', param2: 'other_value2' },
			{ param1: 'value1', param2: 'value2' },
		]);
	});

	it('1,000 messages, and the longest texts', async () => {
		const messages = Array.from({ length: 1000 }, (_, i) => message(i, { messageText: 'x'.repeat(1280), extraInfo: 'x'.repeat(255) }));
		expect((await bulk({ messages })).status).toBe(200);
		expect(sandbox.counts().accepted).toBe(1000);
	});

	it.each(['timeWindow=11&timeWindow=12', 'timeWindow=11,12', 'flashSMS=true', 'delayedInMinutes=45', 'scheduledAt=1926235800', 'timeZone=America/Sao_Paulo'])('GET with %s', async (query) => {
		expect((await get(`destination=${destination(1)}&messageText=a%20b&${query}`)).status).toBe(200);
		expect(sandbox.accepted()[0]!.text).toBe('a b');
	});
});

describe('what only works at the root is discarded inside a message, as the older manual says, and shown', () => {
	it('names what was lost, and the schedule is gone', async () => {
		const messages = [message(1, { scheduledDate: '2031-01-15T10:30:00', timeZone: 'UTC', campaignAlias: 'x' }), message(2, { timeWindow: 'rubbish' }), message(3)];
		expect((await bulk({ messages })).status).toBe(200);
		expect(sandbox.accepted().map(({ scheduledAt, details }) => [scheduledAt, details.discarded])).toEqual([
			[null, ['scheduledDate', 'timeZone', 'campaignAlias']],
			[null, ['timeWindow']],
			[null, undefined],
		]);
	});
});

/** Each of these is one step away from a good request. */
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

	it('a start by Unix time must be more than 30 minutes ahead, in the single send alone', async () => {
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

	it('a search for statuses finds nothing and has no effect', async () => {
		const answer = await ask(wavy, '/v1/sms/status/search', { ids: ['00000000-0000-0000-0000-000000000000'] });
		expect([answer.status, answer.body]).toEqual([200, '[]']);
		expect((await ask(wavy, '/v1/sms/status/search', { id: 'x' })).status).toBe(400);
	});
});
