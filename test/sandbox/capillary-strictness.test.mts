/** The sandbox accepts the examples of the vendor's page "Send message" and refuses everything that the page does not name. */
import { createHash } from 'node:crypto';

import { startSandbox, type Sandbox } from '../../sandbox/server.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const PATH = '/v1.1/communications/sendMessage';
const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`;
const Authorization = basic(`sandbox-till:${createHash('md5').update('sandbox-password').digest('hex')}`);

interface Post {
	path?: string;
	method?: string;
	headers?: Record<string, string>;
}

async function post(channel: string, body: unknown, { path = PATH, method = 'POST', headers }: Post = {}) {
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	const type = text.startsWith('<') ? 'application/xml' : 'application/json';
	const answer = await fetch(`${sandbox.providerUrl('capillary')}${path}${channel}`, {
		method,
		headers: { Authorization, 'Content-Type': type, ...headers },
		...(method !== 'GET' && { body: text }),
	});
	const given = await answer.text();
	return { status: answer.status, body: given, json: given.startsWith('{') ? (JSON.parse(given) as Record<string, unknown>) : {} };
}

const time = '2024-02-22T00:25:06+05:30';
const sms = { to: '919591471711', body: 'Hello', scheduledTime: time };
const email = { to: 'jo@example.com', cc: '', bcc: '', from: 'shop@example.com', subject: 'Testingemail', scheduledTime: time };
const chat = { receiver: '919591471711', template: 'Hello' };

test.each<[string, string, object, string]>([
	['sms', '?channel=sms', { sms: [sms, sms] }, 'smsList'],
	['sms by default', '', { sms: [sms] }, 'smsList'],
	['email', '?channel=EMAIL', { email: [email] }, 'emails'],
	['whatsapp', '?channel=WhatsApp', { whatsappMessage: [chat] }, 'whatsapp'],
	['zalo', '?channel=zalo', { zaloMessage: [chat] }, 'zalo'],
])('%s is accepted, with its channel in any case', async (_name, query, root, list) => {
	const { status, json } = await post(query, { root });
	expect([status, json.status]).toMatchObject([200, { code: 200, success: true, statusCode: { status: true } }]);
	expect(json[list]).toHaveLength(sandbox.accepted().length);
});

const attachment = { file_name: 'a.png', file_type: 'png', file_data: 'iVBORw0KGgo=', file_encoding_type: 'base64' };
const withAttachment = (given: object) => ({ root: { email: [{ ...email, attachments: { attachment: [given] } }] } });
test('an email has its subject and its attachments in the inbox', async () => {
	await post('?channel=email', { root: { email: [{ ...email, body: 'Hi', attachments: { attachment: [attachment] } }] } });
	expect(sandbox.accepted()).toMatchObject([
		{ channel: 'email', sender: 'shop@example.com', text: 'Hi', details: { subject: 'Testingemail', attachments: [{ name: 'a.png', type: 'png', encoding: 'base64', bytes: 8 }] } },
	]);
});

test.each<[string, string, unknown]>([
	['another channel', '?channel=fax', { root: { sms: [sms] } }],
	['a parameter the page does not know', '?channel=sms&dry=1', { root: { sms: [sms] } }],
	['no root', '?channel=sms', { sms: [sms] }],
	["another channel's list", '?channel=sms', { root: { zaloMessage: [chat] } }],
	['two lists', '?channel=sms', { root: { sms: [sms], email: [email] } }],
	['an empty list', '?channel=sms', { root: { sms: [] } }],
	['a field the page does not know', '?channel=sms', { root: { sms: [{ ...sms, id: 1 }] } }],
	["XML's name in JSON", '?channel=sms', { root: { sms: [{ to: '919591471711', body: 'Hi', scheduled_time: time }] } }],
	["JSON's name in XML", '?channel=sms', `<root><sms><to>919591471711</to><body>Hi</body><scheduledTime>${time}</scheduledTime></sms></root>`],
	['a number that is a number', '?channel=sms', { root: { sms: [{ ...sms, to: 919591471711 }] } }],
	['no text', '?channel=whatsapp', { root: { whatsappMessage: [{ receiver: '919591471711' }] } }],
	['to in place of receiver', '?channel=zalo', { root: { zaloMessage: [{ to: '919591471711', template: 'Hi' }] } }],
	['no subject', '?channel=email', { root: { email: [{ ...email, subject: '' }] } }],
	['a time without offset', '?channel=sms', { root: { sms: [{ ...sms, scheduledTime: '2024-02-22T00:25:06' }] } }],
	['a time with a fraction', '?channel=sms', { root: { sms: [{ ...sms, scheduledTime: '2024-02-22T00:25:06.000Z' }] } }],
	['camel case in an attachment', '?channel=email', { root: { email: [{ ...email, attachments: { attachment: [{ fileName: 'a' }] } }] } }],
	['an image that does not say its encoding', '?channel=email', withAttachment({ ...attachment, file_encoding_type: undefined })],
	['Base64 that is none', '?channel=email', withAttachment({ ...attachment, file_data: 'iVBORw0KGgo' })],
	['another encoding', '?channel=email', withAttachment({ ...attachment, file_encoding_type: 'hex' })],
	['a file without a name', '?channel=email', withAttachment({ ...attachment, file_name: '' })],
	['no attachment in the list', '?channel=email', { root: { email: [{ ...email, attachments: { attachment: [] } }] } }],
	['broken JSON', '?channel=sms', '{"root":'],
	['broken XML', '?channel=sms', '<root><sms></root>'],
	['a document type', '?channel=sms', '<!DOCTYPE root><root><sms><to>919591471711</to><body>Hi</body></sms></root>'],
	['an attribute', '?channel=sms', '<root><sms id="1"><to>919591471711</to><body>Hi</body></sms></root>'],
	['text between elements', '?channel=sms', '<root>Hi<sms><to>919591471711</to><body>Hi</body></sms></root>'],
])('%s: 400', async (_name, query, body) => {
	const { status, json, body: text } = await post(query, body);
	expect([status, text.startsWith('<') ? 400 : (json.status as { code: number }).code]).toEqual([400, 400]);
	expect(sandbox.requests()[0]!.problem).toEqual(expect.any(String));
	expect(sandbox.accepted()).toEqual([]);
});

test.each<[number, string, Post]>([
	[404, 'another path', { path: '/v2/communications/sendMessage' }],
	[405, 'GET', { method: 'GET' }],
	[401, 'a plain password', { headers: { Authorization: basic('sandbox-till:sandbox-password') } }],
	[401, 'another scheme', { headers: { Authorization: 'Bearer sandbox-token' } }],
	[415, 'a form', { headers: { 'Content-Type': 'application/x-www-form-urlencoded' } }],
])('%i for %s', async (status, _name, given) => {
	expect((await post('?channel=sms', { root: { sms: [sms] } }, given)).status).toBe(status);
	expect(JSON.stringify(sandbox.requests())).not.toContain(Authorization);
});

test('XML in, XML out: totalCount, an id, and 91 before a national number', async () => {
	const { body } = await post('?channel=sms', '<root><sms><to>8971345617</to><body>Testing &#38; body 1</body></sms></root>');
	expect(body).toMatch(
		/^<response><status><message>Success<\/message><code>200<\/code><success>true<\/success><totalCount>1<\/totalCount><successCount>1<\/successCount><\/status><messages><smsData><sms><status>Queued<\/status><nsAdminId>\d{13}<\/nsAdminId><to>918971345617<\/to><body>Testing &amp; body 1<\/body><scheduledTime>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d<\/scheduledTime><sender><\/sender><\/sms><\/smsData><\/messages><\/response>$/,
	);
});

test('an unreachable recipient is refused alone: 201 for some, 500 for all, inside HTTP 200', async () => {
	const some = await post('?channel=sms', { root: { sms: [sms, { ...sms, to: 'nobody' }] } });
	expect([some.status, some.json.status]).toMatchObject([200, { code: 201, success: false, count: 2, successCount: 1 }]);
	const all = await post('?channel=email', { root: { email: [{ ...email, to: 'nobody' }] } });
	expect([all.status, all.json]).toMatchObject([200, { status: { code: 500, successCount: 0 }, emails: [{ errors: [{ code: 8056 }] }] }]);
});
