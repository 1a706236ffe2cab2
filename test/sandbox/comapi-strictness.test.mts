import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { BASIC, BEARER, IN_REGION, IN_SPACE, message, post } from './comapi-requests.mts';
import { send } from './raw-client.mts';

let sandbox: Sandbox;
let comapi: string;
beforeAll(async () => {
	sandbox = await startSandbox();
	comapi = sandbox.providerUrl('comapi');
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const GUID = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/) as string;
const without = (key: string) => ({ ...message(), [key]: undefined });

describe('the examples of the pages are accepted', () => {
	it.each([IN_SPACE, IN_REGION])('one message by %s: 201 with what was sent, an id and a status', async (path) => {
		const answer = await post(comapi, path, message());
		expect([answer.status, JSON.parse(answer.body)]).toEqual([
			201,
			expect.objectContaining({ ...message(), messageId: GUID, status: 'processing', statusDetails: { channelId: 'sms' }, sentOn: expect.stringMatching(/Z$/) as string }),
		]);
		expect(sandbox.accepted()).toEqual([expect.objectContaining({ provider: 'comapi', channel: 'sms', recipient: '447700900001', text: 'Hello', correlationId: 'id-1' })]);
	});

	it.each([IN_SPACE, IN_REGION])('a batch by %s: 202 with a row by index for each', async (path) => {
		const answer = await post(comapi, `${path}/batch`, [message(1), message(2)]);
		expect([answer.status, JSON.parse(answer.body)]).toEqual([202, [{ index: 0, messageId: GUID }, { index: 1, messageId: GUID }]]);
		expect(sandbox.accepted().map(({ messageId }) => messageId)).toEqual((JSON.parse(answer.body) as { messageId: string }[]).map(({ messageId }) => messageId));
	});

	it('every channel, in the inbox as its receiver sees it', async () => {
		await post(comapi, `${IN_REGION}/batch`, [
			message(1, { rules: ['email'], to: { email: 'ann@example.com' }, title: 'Subject', channelOptions: { email: { fromName: 'Shop', htmlBody: '<p>Hello</p>' } } }),
			message(2, { rules: ['nativePush', 'sms'], channelOptions: { sms: { from: 'Shop' } } }),
			message(3, { rules: ['fbMessenger'], to: { profileId: 'ann' } }),
			message(4, { body: undefined, customBody: { sms: { body: 'Later', from: 'Shop', deliverAfter: '2031-01-15T10:30:00Z' } } }),
			message(5, { rules: ['whatsApp'], body: undefined, messageParts: [{ type: 'text/plain', data: 'Part' }] }),
		]);
		expect(sandbox.accepted().map(({ channel, recipient, sender, text, scheduledAt }) => [channel, recipient, sender, text, scheduledAt])).toEqual([
			['email', 'ann@example.com', 'Shop', 'Hello', null],
			['sms', '447700900002', 'Shop', 'Hello', null],
			['messenger', 'ann', null, 'Hello', null],
			['sms', '447700900004', 'Shop', 'Later', '2031-01-15T10:30:00Z'],
			['whatsapp', '447700900005', null, 'Part', null],
		]);
		expect(sandbox.accepted()[0]!.details).toMatchObject({ subject: 'Subject' });
	});

	it('5,000 messages, and an API space without dashes', async () => {
		const answer = await post(comapi, `${IN_SPACE.replaceAll('-', '')}/batch`, Array.from({ length: 5000 }, (_, i) => message(i)));
		expect([answer.status, sandbox.counts().accepted]).toEqual([202, 5000]);
	});
});

/** Each differs from a good message in one point; with the key that the refusal names. */
const INVALID: [name: string, body: unknown, paramName: string][] = [
	['no JSON', '{"to":', ''],
	['bytes that are not UTF-8', Buffer.from([0x22, 0xff, 0x22]), ''],
	['no to', without('to'), 'to'],
	['an empty to', message(1, { to: {} }), 'to'],
	['a number with plus', message(1, { to: { phoneNumber: '+447700900001' } }), 'to.phoneNumber'],
	['an address that is no text', message(1, { to: { phoneNumber: 447700900001 } }), 'to.phoneNumber'],
	['an email that is none', message(1, { to: { email: 'ann' } }), 'to.email'],
	['no rules', without('rules'), 'rules'],
	['empty rules', message(1, { rules: [] }), 'rules'],
	['an unknown channel', message(1, { rules: ['sms', 'carrierPigeon'] }), 'rules[1]'],
	['a channel in another case', message(1, { rules: ['whatsapp'] }), 'rules[0]'],
	['nothing to send', without('body'), 'body'],
	['an SMS of 2,001 characters', message(1, { body: 'x'.repeat(2001) }), 'body'],
	['parts beside a body', message(1, { messageParts: [{ type: 'text/plain' }] }), 'messageParts'],
	['a part without type', message(1, { body: undefined, messageParts: [{ data: 'x' }] }), 'messageParts[0].type'],
	['a part for an unknown channel', message(1, { body: undefined, messageParts: [{ type: 'a', channels: ['pigeon'] }] }), 'messageParts[0].channels[0]'],
	['a sender of 2 characters', message(1, { channelOptions: { sms: { from: 'Me' } } }), 'channelOptions.sms.from'],
	['an unknown option', message(1, { channelOptions: { sms: { sender: 'Shop' } } }), 'channelOptions.sms.sender'],
	['options beside a custom body', message(1, { channelOptions: { sms: { from: 'Shop' } }, customBody: { sms: {} } }), 'channelOptions.sms'],
	['a time without Z', message(1, { expiresOn: '2031-01-15T10:30:00' }), 'expiresOn'],
	['a time with an offset', message(1, { expiresOn: '2031-01-15T10:30:00+01:00' }), 'expiresOn'],
	['metadata that is text', message(1, { metadata: 'a' }), 'metadata'],
	['opt-in as text', message(1, { requireOptIn: 'true' }), 'requireOptIn'],
	['null for nothing', message(1, { title: null }), 'title'],
	['an unknown key', message(1, { priority: 1 }), 'priority'],
];

describe('anything that the pages do not allow gets 400, which names it', () => {
	const named = (body: string) => (JSON.parse(body) as { validationFailures: { paramName: string }[] }).validationFailures[0]!.paramName;

	it.each(INVALID)('%s', async (_name, body, paramName) => {
		const answer = await post(comapi, IN_SPACE, body);
		expect([answer.status, named(answer.body)]).toEqual([400, paramName]);
		expect([sandbox.counts().accepted, sandbox.requests()[0]!.problem]).toEqual([0, expect.stringMatching(/\w/)]);
	});

	it.each(INVALID.filter(([, body]) => typeof body === 'object' && !Buffer.isBuffer(body)))('in a batch, with its index, and nothing is accepted: %s', async (_name, body, paramName) => {
		const answer = await post(comapi, `${IN_REGION}/batch`, [message(1), body, message(2)]);
		expect([answer.status, named(answer.body)]).toEqual([400, `[1].${paramName}`]);
		expect(sandbox.counts().accepted).toBe(0);
	});

	it.each<[string, string, unknown]>([
		['an array for one message', IN_SPACE, [message()]],
		['one message for a batch', `${IN_SPACE}/batch`, message()],
		['an empty batch', `${IN_SPACE}/batch`, []],
		['5,001 messages', `${IN_SPACE}/batch`, Array.from({ length: 5001 }, (_, i) => message(i))],
	])('%s', async (_name, path, body) => {
		expect((await post(comapi, path, body)).status).toBe(400);
		expect(sandbox.counts().accepted).toBe(0);
	});
});

describe('who asks, where and how', () => {
	it.each<[string, string, Record<string, string>, number, string]>([
		['no credential', IN_SPACE, {}, 401, 'missing'],
		['a wrong token', IN_SPACE, { authorization: 'Bearer other' }, 401, 'wrong'],
		['Basic for an API space', IN_SPACE, BASIC, 401, 'wrong'],
		['Bearer for a region', IN_REGION, BEARER, 401, 'wrong'],
		['a wrong password', IN_REGION, { authorization: `Basic ${Buffer.from('sandbox-user:other').toString('base64')}` }, 401, 'wrong'],
		['the token as password', IN_REGION, { authorization: `Basic ${Buffer.from('sandbox-token').toString('base64')}` }, 401, 'wrong'],
		["somebody else's API space", `/apispaces/${'0'.repeat(32)}/messages`, BEARER, 403, 'right'],
		['an API space that is no GUID', '/apispaces/mine/messages', BEARER, 404, 'missing'],
		['another path', '/cpaas/chats', BASIC, 404, 'right'],
		['the path of nothing', '/messages', BEARER, 404, 'missing'],
	])('%s', async (_name, path, headers, status, key) => {
		const answer = await send(comapi + path, { headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(message()) });
		expect([answer.status, sandbox.requests()[0]!.key, sandbox.counts().accepted]).toEqual([status, key, 0]);
	});

	it('a message that nobody sent is 404, which the credential test uses', async () => {
		for (const [path, headers] of [[IN_SPACE, BEARER], [IN_REGION, BASIC]] as const) {
			expect((await send(`${comapi}${path}/00000000-0000-4000-8000-000000000000`, { method: 'GET', headers })).status).toBe(404);
		}
	});

	it.each(['GET', 'PUT', 'DELETE'])('%s on a path of POST is 405', async (method) => {
		const answer = await send(comapi + IN_SPACE, { method, headers: BEARER });
		expect([answer.status, answer.headers.allow]).toEqual([405, 'POST']);
	});

	it('no credential is ever recorded', async () => {
		await post(comapi, IN_SPACE, message());
		await post(comapi, IN_REGION, message());
		expect(sandbox.requests().map(({ headers }) => headers.authorization)).toEqual(['(right)', '(right)']);
		expect(JSON.stringify(sandbox.requests())).not.toMatch(/sandbox-token|sandbox-password|c2FuZGJveC11c2Vy/);
	});

	it.each(['text/plain', 'application/xml', 'application/json; charset=latin1'])('%s is 415', async (type) => {
		expect((await post(comapi, IN_SPACE, message(), { headers: { 'content-type': type } })).status).toBe(415);
	});

	it('10 MB are taken and a byte more is 413', async () => {
		const padded = (bytes: number) => JSON.stringify([message(1, { rules: ['whatsApp'] })]).padEnd(bytes, ' ');
		expect((await post(comapi, `${IN_SPACE}/batch`, padded(10_000_000))).status).toBe(202);
		expect((await post(comapi, `${IN_SPACE}/batch`, padded(10_000_001))).status).toBe(413);
	});
});

describe('the status of a message', () => {
	const look = async (path: string, request: { headers?: Record<string, string>; body?: string } = {}) => await send(comapi + path, { method: 'GET', headers: BEARER, ...request });

	async function sent(body: object = message(1)): Promise<string> {
		const answer = JSON.parse((await post(comapi, IN_SPACE, body)).body) as { messageId: string };
		return answer.messageId;
	}

	it('the message as it was sent, with the status in the words of the page', async () => {
		const body = message(1, { channelOptions: { sms: { from: 'Comapi' } }, metadata: { order: 1, correlationId: 'id-1' }, title: 'T' });
		const id = await sent(body);
		sandbox.setStatus({ status: 'sent' });
		const { status, body: text } = await look(`${IN_SPACE}/${id}`);
		const info = { to: '447700900001', successful: true, clientRef: id };
		const updatedOn = expect.any(String) as string;
		expect([status, JSON.parse(text)]).toEqual([
			200,
			expect.objectContaining({
				...body,
				messageId: id,
				status: 'sent',
				statusDetails: { channel: 'sms', additionalInfo: info, channelStatus: { sms: { status: 'sent', details: info, updatedOn } } },
			}),
		]);
	});

	it('is the same under both hosts, for every accepted message', async () => {
		const batch = JSON.parse((await post(comapi, `${IN_REGION}/batch`, [message(1), message(2, { rules: ['fbMessenger', 'sms'] })])).body) as { messageId: string }[];
		sandbox.setStatus({ status: 'read' });
		for (const [path, headers] of [[IN_SPACE, BEARER], [IN_REGION, BASIC]] as const) {
			const found = await Promise.all(batch.map(async ({ messageId }) => JSON.parse((await look(`${path}/${messageId}`, { headers })).body) as object));
			expect(found).toMatchObject([{ status: 'read' }, { status: 'read', statusDetails: { channel: 'sms' } }]);
		}
	});

	it.each([
		['queued', 'processing'],
		['sent', 'sent'],
		['delivered', 'delivered'],
		['read', 'read'],
		['failed', 'failed'],
		['expired', 'expired'],
		['rejected', 'filtered'],
		['optedOut', 'failed'],
	] as const)('%s is %s', async (status, word) => {
		const id = await sent();
		sandbox.setStatus({ messageId: id, status });
		expect(JSON.parse((await look(`${IN_SPACE}/${id}`)).body)).toMatchObject({ status: word });
	});

	it('404 for a hidden message, and for a refused one', async () => {
		const id = await sent();
		sandbox.setStatus({ messageId: id, status: 'hidden' });
		expect((await look(`${IN_SPACE}/${id}`)).status).toBe(404);
		sandbox.refuseRecipient({ recipient: '447700900002', outcome: 'permanent' });
		expect((await look(`${IN_SPACE}/${await sent(message(2))}`)).status).toBe(404);
	});

	it.each<[string, string, { headers?: Record<string, string>; body?: string }, number]>([
		['a query', '?full=1', {}, 400],
		['a body', '', { body: '{}', headers: { ...BEARER, 'content-type': 'application/json' } }, 400],
		['no token', '', { headers: {} }, 401],
		['a deeper path', '/statuses', {}, 404],
		['another id', 'x', {}, 404],
	])('%s', async (_name, more, request, status) => {
		expect((await look(`${IN_SPACE}/${await sent()}${more}`, request)).status).toBe(status);
	});
});

describe('refused recipients', () => {
	it('a single message gets 201 with failed; in a batch its row is missing', async () => {
		sandbox.refuseRecipient({ recipient: '447700900001', outcome: 'permanent' });
		const single = await post(comapi, IN_SPACE, message(1));
		expect([single.status, JSON.parse(single.body)]).toEqual([201, expect.objectContaining({ status: 'failed' })]);
		const batch = await post(comapi, `${IN_SPACE}/batch`, [message(1), message(2)]);
		expect(JSON.parse(batch.body)).toEqual([{ index: 1, messageId: GUID }]);
		expect(sandbox.counts().accepted).toBe(1);
	});
});
