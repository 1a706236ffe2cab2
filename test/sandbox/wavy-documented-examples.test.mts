import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
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

/** The page's requests, copied literally, except for the quotes of the bulk's curl, which do not work as printed. */
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

describe('the examples of the page are accepted', () => {
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

	it('messages appear in the inbox with their fields', async () => {
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

	it('parameters of a message override the defaults', async () => {
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

describe('fields for the root are discarded inside a message, as the older manual says, and the inbox shows them', () => {
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
