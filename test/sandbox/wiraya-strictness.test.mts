import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { send } from './raw-client.mts';
import { enqueue, entries, entry, post, recipient, resultsOf } from './wiraya-requests.mts';

let sandbox: Sandbox;
let wiraya: string;

beforeAll(async () => {
	sandbox = await startSandbox();
	wiraya = sandbox.providerUrl('wiraya');
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const project = { $type: 'SMSProject', projectId: 123, placeholders: ['John', 'Order #5678'] };
const alpha = { $type: 'SMSFromAlpha', sender: 'Wiraya', text: 'Your verification code is 123456' };
function without(content: Record<string, unknown>, field: string): Record<string, unknown> {
	return Object.fromEntries(Object.entries(content).filter(([name]) => name !== field));
}

/** The page's four requests, copied literally. */
const PAGE_EXAMPLES: [type: string, channel: string, body: string][] = [
	['VoiceProject', 'voice', '{"communications":[{"clientMessageId":"12345","recipient":"46701234567","content":{"$type":"VoiceProject","projectId":123,"placeholders":["John","Order #5678"]}}]}'],
	['SMSProject', 'sms', '{"communications":[{"clientMessageId":"12345","recipient":"46701234567","content":{"$type":"SMSProject","projectId":123,"placeholders":["John","Order #5678"]}}]}'],
	['WhatsappProject', 'whatsapp', '{"communications":[{"clientMessageId":"67890","recipient":"46709876543","content":{"$type":"WhatsappProject","projectId":789,"placeholders":["Jane","Delivery on Monday"]}}]}'],
	['SMSFromAlpha', 'sms', '{"communications":[{"clientMessageId":"54321","recipient":"46705678901","content":{"$type":"SMSFromAlpha","sender":"Wiraya","text":"Your verification code is 123456"}}]}'],
];

describe('the examples of the page are accepted', () => {
	it.each(PAGE_EXAMPLES)('%s as in the page', async (type, channel, body) => {
		const answer = await post(wiraya, body);
		const [[id, result] = []] = Object.entries(resultsOf(answer));
		expect(answer.status).toBe(200);
		expect(result).toEqual({ trackingId: expect.stringMatching(/^[0-9a-f]{32}$/), success: true, isTransientError: false });
		expect(sandbox.accepted()).toEqual([
			expect.objectContaining({ provider: 'wiraya', channel, correlationId: id, messageId: result?.trackingId, details: expect.objectContaining({ type }) }),
		]);
	});

	it.each([
		['a schedule', { ...project, nextAttemptUtc: '2031-01-15T10:30:00Z' }],
		['a schedule with a fraction', { ...project, nextAttemptUtc: '2031-01-15T10:30:00.000Z' }],
		['no placeholders', { ...project, placeholders: [] }],
		['a sender of 11 characters', { ...alpha, sender: 'Abcdefghijk' }],
	])('%s', async (_name, content) => {
		expect((await enqueue(wiraya, [entry(1, content)])).status).toBe(200);
		expect(sandbox.counts().accepted).toBe(1);
	});

	it('keeps the schedule as it came', async () => {
		await enqueue(wiraya, [entry(1, { ...project, nextAttemptUtc: '2031-01-15T10:30:00Z' })]);
		expect(sandbox.accepted()[0]?.scheduledAt).toBe('2031-01-15T10:30:00Z');
	});

	it('an empty list has empty results and no effect', async () => {
		const answer = await enqueue(wiraya, []);
		expect([answer.status, resultsOf(answer), sandbox.counts().accepted]).toEqual([200, {}, 0]);
	});
});

/** Each of these differs from a good request in one point. */
const MALFORMED: [name: string, body: unknown][] = [
	['no JSON', '{"communications":['],
	['an empty body', ''],
	['an array', []],
	['null', null],
	['no communications', {}],
	['communications as an object', { communications: entry(1) }],
	['an unknown key beside communications', { communications: [entry(1)], dryRun: true }],
	['an unknown key of an entry', { communications: [{ ...entry(1), priority: 1 }] }],
	['an unknown key of a content', { communications: [entry(1, { ...project, sender: 'Wiraya' })] }],
	['an entry that is null', { communications: [null] }],
	['no clientMessageId', { communications: [{ ...entry(1), clientMessageId: undefined }] }],
	['a clientMessageId that is a number', { communications: [{ ...entry(1), clientMessageId: 1 }] }],
	['an empty clientMessageId', { communications: [{ ...entry(1), clientMessageId: '' }] }],
	['no recipient', { communications: [{ ...entry(1), recipient: undefined }] }],
	['a recipient that is a number', { communications: [{ ...entry(1), recipient: 46701740605 }] }],
	['no content', { communications: [{ ...entry(1), content: undefined }] }],
	['no $type', { communications: [entry(1, { projectId: 123, placeholders: [] })] }],
	['an unknown $type', { communications: [entry(1, { ...project, $type: 'EmailProject' })] }],
	['a $type in another case', { communications: [entry(1, { ...project, $type: 'WhatsAppProject' })] }],
	['$type not first', { communications: [entry(1, { projectId: 123, $type: 'SMSProject', placeholders: [] })] }],
	['$type not first in the second entry', { communications: [entry(1), entry(2, { text: 'x', sender: 'y', $type: 'SMSFromAlpha' })] }],
	['no projectId', { communications: [entry(1, without(project, 'projectId'))] }],
	['a projectId as text', { communications: [entry(1, { ...project, projectId: '123' })] }],
	['a projectId with a fraction', { communications: [entry(1, { ...project, projectId: 1.5 })] }],
	['no placeholders', { communications: [entry(1, without(project, 'placeholders'))] }],
	['placeholders as text', { communications: [entry(1, { ...project, placeholders: 'John' })] }],
	['placeholders by name', { communications: [entry(1, { ...project, placeholders: { name: 'John' } })] }],
	['a placeholder that is a number', { communications: [entry(1, { ...project, placeholders: ['John', 5] })] }],
	['a schedule without Z', { communications: [entry(1, { ...project, nextAttemptUtc: '2031-01-15T10:30:00' })] }],
	['a schedule with an offset', { communications: [entry(1, { ...project, nextAttemptUtc: '2031-01-15T10:30:00+01:00' })] }],
	['a schedule on a day that is none', { communications: [entry(1, { ...project, nextAttemptUtc: '2031-02-30T10:30:00Z' })] }],
	['a schedule that is a number', { communications: [entry(1, { ...project, nextAttemptUtc: 1926239400 })] }],
	['a schedule that is null', { communications: [entry(1, { ...project, nextAttemptUtc: null })] }],
	['a schedule on SMSFromAlpha', { communications: [entry(1, { ...alpha, nextAttemptUtc: '2031-01-15T10:30:00Z' })] }],
	['a sender of 12 characters', { communications: [entry(1, { ...alpha, sender: 'Abcdefghijkl' })] }],
	['no sender', { communications: [entry(1, without(alpha, 'sender'))] }],
	['no text', { communications: [entry(1, without(alpha, 'text'))] }],
	['one bad entry among good ones', { communications: [entry(1), entry(2, without(alpha, 'text')), entry(3)] }],
	['bytes that are not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d])],
];

describe('anything that the page does not allow gets 400 for the whole request', () => {
	it.each(MALFORMED)('%s', async (_name, body) => {
		const answer = await post(wiraya, body);
		expect([answer.status, JSON.parse(answer.body)]).toEqual([400, { message: 'Invalid input format' }]);
		expect(sandbox.counts().accepted).toBe(0);
		expect(sandbox.requests()[0]?.problem).toEqual(expect.stringMatching(/\w/));
	});
});

describe('who asks, where and how', () => {
	it.each([
		['a wrong key', { 'x-apikey': 'other' }, 'wrong'],
		['an empty key', { 'x-apikey': '' }, 'wrong'],
	])('%s is 401', async (_name, headers, key) => {
		const answer = await enqueue(wiraya, entries(1), { headers });
		expect([answer.status, JSON.parse(answer.body)]).toEqual([401, { message: 'Invalid API Key' }]);
		expect(sandbox.requests()[0]?.key).toBe(key);
		expect(sandbox.counts().accepted).toBe(0);
	});

	it('a missing key is 401, before anything else is checked', async () => {
		const answer = await send(`${wiraya}/api/EnqueueCommunications`, { body: 'x', headers: { 'content-type': 'image/png' } });
		expect([answer.status, sandbox.requests()[0]?.key]).toEqual([401, 'missing']);
	});

	it.each(['sandbox-key', 'anything'])('the key %s is never recorded', async (key) => {
		await enqueue(wiraya, entries(1), { headers: { 'x-apikey': key } });
		expect(sandbox.requests()[0]?.headers['x-apikey']).toMatch(/^\((right|wrong)\)$/);
		expect(JSON.stringify(sandbox.requests())).not.toContain(key);
	});

	it('other keys can be the right ones', async () => {
		const other = await startSandbox({ keys: { wiraya: ['mine'] } });
		const statuses = [];
		for (const key of ['mine', 'sandbox-key']) {
			statuses.push((await enqueue(other.providerUrl('wiraya'), entries(1), { headers: { 'x-apikey': key } })).status);
		}
		await other.close();
		expect(statuses).toEqual([200, 401]);
	});

	it.each(['GET', 'PUT', 'DELETE', 'PATCH'])('%s is 405 and says what is allowed', async (method) => {
		const answer = await send(`${wiraya}/api/EnqueueCommunications`, { method, headers: { 'x-apikey': 'sandbox-key' } });
		expect([answer.status, answer.headers.allow]).toEqual([405, 'POST']);
	});

	it.each(['', '/', '/api', '/api/enqueuecommunications', '/api/EnqueueCommunications/', '/api/SendSms'])('the path "%s" is 404', async (path) => {
		expect((await send(`${wiraya}${path}`, { headers: { 'x-apikey': 'sandbox-key' } })).status).toBe(404);
	});

	it.each(['text/plain', 'application/problem+json', 'application/json; charset=latin1', 'multipart/form-data; boundary=x'])('%s is 415', async (type) => {
		expect((await enqueue(wiraya, entries(1), { headers: { 'content-type': type } })).status).toBe(415);
	});

	it.each(['application/json', 'text/json', 'application/json; charset=utf-8', 'Application/JSON;charset="UTF-8"'])('%s is read', async (type) => {
		expect((await enqueue(wiraya, entries(1), { headers: { 'content-type': type } })).status).toBe(200);
	});

	it('more than 10 MB is 413 and counted', async () => {
		const answer = await post(wiraya, Buffer.alloc(10 * 1024 * 1024 + 1, 0x20));
		expect(answer.status).toBe(413);
		expect(sandbox.counts().byStatus).toEqual({ 413: 1 });
	});
});

describe('recipients and duplicates', () => {
	it.each(['+46701740605', '0046 70', '123456', '1234567890123456', 'anna@example.com'])('%s is refused for good, the others are not', async (odd) => {
		const answer = await enqueue(wiraya, [entry(1), { ...entry(2), recipient: odd }]);
		expect(answer.status).toBe(200);
		expect(resultsOf(answer)['id-2']).toEqual({ success: false, isTransientError: false });
		expect(sandbox.accepted().map((message) => message.recipient)).toEqual([recipient(1)]);
	});

	it('an id twice in a request is 400 and reported', async () => {
		const answer = await enqueue(wiraya, [entry(1), entry(2), entry(1)]);
		expect(answer.status).toBe(400);
		expect(sandbox.duplicates()).toEqual([{ kind: 'inRequest', provider: 'wiraya', correlationId: 'id-1', recipient: null }]);
		expect(sandbox.counts()).toMatchObject({ accepted: 0, duplicates: { inRequest: 1, byId: 0, byContent: 0 } });
	});

	it('the same message in two requests is accepted twice and counted by id and by content', async () => {
		await enqueue(wiraya, [entry(1)]);
		await enqueue(wiraya, [entry(1)]);
		expect(sandbox.counts()).toMatchObject({ accepted: 2, duplicates: { inRequest: 0, byId: 1, byContent: 1 } });
	});

	it('the same content under another id is a duplicate by content only', async () => {
		await enqueue(wiraya, [entry(1)]);
		await enqueue(wiraya, [{ ...entry(1), clientMessageId: 'other' }]);
		expect(sandbox.counts().duplicates).toEqual({ inRequest: 0, byId: 0, byContent: 1 });
	});

	it('the same id with other content is a duplicate by id only', async () => {
		await enqueue(wiraya, [entry(1)]);
		await enqueue(wiraya, [entry(1, alpha)]);
		expect(sandbox.counts().duplicates).toEqual({ inRequest: 0, byId: 1, byContent: 0 });
	});

	it('a refused message is no duplicate when it comes again', async () => {
		sandbox.refuseRecipient({ recipient: recipient(1), outcome: 'transient', times: 1 });
		await enqueue(wiraya, [entry(1)]);
		await enqueue(wiraya, [entry(1)]);
		expect(sandbox.counts()).toMatchObject({ accepted: 1, transient: 1, duplicates: { byId: 0, byContent: 0 } });
	});
});
