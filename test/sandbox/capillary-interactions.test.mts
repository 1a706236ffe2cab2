/** "Get Customer Interactions" as its page shows it. */
import { createHash } from 'node:crypto';

import { startSandbox, type Sandbox } from '../../sandbox/server.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const pair = `sandbox-till:${createHash('md5').update('sandbox-password').digest('hex')}`;
const headers = { Authorization: `Basic ${Buffer.from(pair).toString('base64')}`, 'Content-Type': 'application/json' };
const mobile = '447700900123';

async function look(query: string, request: RequestInit = {}) {
	const answer = await fetch(`${sandbox.providerUrl('capillary')}/v2/customers/interaction?${query}`, { headers, ...request });
	const text = await answer.text();
	return { status: answer.status, text, json: JSON.parse(text) as { interaction: Array<{ name: string; count: number; messageList?: object[] }>; errors: Array<{ code: number }> } };
}

async function send(channel: string, body: object): Promise<void> {
	await fetch(`${sandbox.providerUrl('capillary')}/v1.1/communications/sendMessage?channel=${channel}`, { method: 'POST', headers, body: JSON.stringify({ root: body }) });
}

const byMobile = `identifierName=mobile&identifierValue=${mobile}`;

test("every list of the page's example, an SMS in two of them, ids as numbers", async () => {
	await send('sms', { sms: [{ to: mobile, body: 'Hello' }] });
	await send('whatsapp', { whatsappMessage: [{ receiver: mobile, template: 'Hi' }] });
	sandbox.setStatus({ status: 'delivered' });
	const { status, text, json } = await look(`${byMobile}&network=capillary`);
	expect(status).toBe(200);
	expect(json.interaction.map(({ name, count }) => [name, count])).toEqual([['survey', 0], ['line', 0], ['viber', 0], ['email', 0], ['whatsapp', 1], ['phone', 1], ['sms', 1], ['zalo', 0], ['missed_call', 0]]);
	expect(text).toMatch(
		/"messageList":\[\{"id":\d{13},"receiver":"447700900123","subject":"Hello","campaignId":-1,"status":"DELIVERED","sentDate":"\d\d-\d\d-\d{4} \d\d:\d\d:\d\d","deliveredTime":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ","userId":432796209\}\]/,
	);
	const whatsapp = await look(`${byMobile}&type=whatsapp`);
	expect(whatsapp.json.interaction.filter(({ count }) => count > 0).map(({ name }) => name)).toEqual(['whatsapp']);
	expect((await look(`${byMobile}&network=twitter`)).json.interaction.every(({ count }) => count === 0)).toBe(true);
});

test.each([
	['sent', 'SENT'],
	['read', 'OPENED'],
	['failed', 'FAILED'],
	['expired', 'NOT-DELIVERED'],
	['rejected', 'GTW_NOT_FOUND'],
] as const)('%s is %s', async (status, word) => {
	await send('email', { email: [{ to: 'jo@example.com', from: 'shop@example.com', subject: 'S', body: 'B' }] });
	sandbox.setStatus({ status });
	const { json } = await look('identifierName=email&identifierValue=jo%40example.com');
	expect(json.interaction.find(({ name }) => name === 'email')!.messageList).toMatchObject([{ subject: 'S', status: word }]);
});

test('a queued message is not in the log; a number without messages is not a customer', async () => {
	await send('sms', { sms: [{ to: mobile, body: 'Hello' }] });
	sandbox.setStatus({ status: 'queued' });
	expect((await look(byMobile)).json.interaction.every(({ count }) => count === 0)).toBe(true);
	const { status, json } = await look('identifierName=mobile&identifierValue=447700900124');
	expect([status, json.errors]).toMatchObject([400, [{ code: 1012 }]]);
});

test.each<[string, string, RequestInit, number]>([
	['no identifier', '', {}, 400],
	['another identifier', 'identifierName=fax&identifierValue=1', {}, 400],
	['a parameter the page does not know', `${byMobile}&colour=red`, {}, 400],
	['another type', `${byMobile}&type=sms`, {}, 400],
	['another method', byMobile, { method: 'POST', body: '{}' }, 405],
	['no credential', byMobile, { headers: {} }, 401],
])('%s', async (_name, query, request, status) => {
	expect((await look(query, request)).status).toBe(status);
});
