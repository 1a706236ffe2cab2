/** The `dress` fault: the bytes of the answer, for each option on its own. */
import http from 'node:http';
import { gunzipSync } from 'node:zlib';

import { startSandbox, type Fault, type Sandbox } from '../../sandbox/server.mts';

type Dress = Omit<Extract<Fault, { kind: 'dress' }>, 'kind'>;

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

/** Capillary's answer to one SMS, dressed. */
async function answered(dress: Dress, accept = 'application/json'): Promise<{ status: number; headers: http.IncomingHttpHeaders; bytes: Buffer }> {
	sandbox.addFault({ kind: 'dress', ...dress });
	const authorization = `Basic ${Buffer.from('sandbox-till:911b7bf55b7b03cdfe2af9d1e68e4897').toString('base64')}`;
	const body = JSON.stringify({ root: { sms: [{ to: '447700900123', body: 'für 5 €' }] } });
	return await new Promise((resolve, reject) => {
		const request = http.request(`${sandbox.providerUrl('capillary')}/v1.1/communications/sendMessage?channel=sms`, { method: 'POST', headers: { authorization, accept, 'content-type': 'application/json' } }, (response) => {
			const chunks: Buffer[] = [];
			response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => resolve({ status: response.statusCode!, headers: response.headers, bytes: Buffer.concat(chunks) }));
		});
		request.on('error', reject).end(body);
	});
}

const json = async (dress: Dress) => JSON.parse((await answered(dress)).bytes.toString()) as { status: object; smsList: Array<{ sms: object }> };

test('numbers, texts', async () => {
	expect(await json({ numbers: true })).toMatchObject({ status: { code: 200, success: true }, smsList: [{ sms: { to: 447700900123 } }] });
	expect(await json({ texts: true })).toMatchObject({ status: { code: '200', success: 'true' }, smsList: [{ sms: { to: '447700900123' } }] });
	expect(await json({ texts: true, words: 'pascal' })).toMatchObject({ status: { success: 'True' } });
});

test('keys, further fields and null; an empty object has none', async () => {
	expect(await json({ keys: 'pascal' })).toMatchObject({ Status: { Code: 200 }, SmsList: [{ Sms: { To: '447700900123' } }] });
	expect(await json({ extra: true })).toMatchObject({ traceId: expect.any(String) as string, error: null, status: { message: 'Success', errors: null }, smsList: [{ sms: { meta: { took: 12, node: null } } }] });
});

test('in XML: elements, words, further elements', async () => {
	const { bytes } = await answered({ keys: 'upper', words: 'lower', extra: true }, 'application/xml');
	expect(bytes.toString()).toMatch(/^<RESPONSE><STATUS>.*<STATUS>queued<\/STATUS>.*<TRACEID>\w+<\/TRACEID><META><TOOK>12<\/TOOK>/);
});

test('ISO-8859-1: one byte per character, others escaped; declared in both places or in one', async () => {
	const plain = await answered({ charset: 'iso-8859-1' });
	expect([plain.headers['content-type'], plain.bytes.toString('latin1')]).toEqual(['application/json; charset=ISO-8859-1', expect.stringContaining('"für 5 \\u20ac"')]);
	const declared = await answered({ charset: 'iso-8859-1', declaredIn: 'declaration' }, 'application/xml');
	expect([declared.headers['content-type'], declared.bytes.toString('latin1')]).toEqual(['application/xml', expect.stringMatching(/^<\?xml version="1.0" encoding="ISO-8859-1"\?>.*für 5 &#8364;/)]);
	const told = await answered({ charset: 'iso-8859-1', declaredIn: 'header' }, 'application/xml');
	expect([told.headers['content-type'], told.bytes.toString('latin1').slice(0, 10)]).toEqual(['application/xml; charset=ISO-8859-1', '<response>']);
});

test('the byte order mark, in UTF-8 and UTF-16', async () => {
	expect((await answered({ byteOrderMark: true })).bytes.subarray(0, 4).toString('hex')).toBe('efbbbf7b');
	expect((await answered({ byteOrderMark: true, charset: 'utf-16' })).bytes.subarray(0, 4).toString('hex')).toBe('fffe7b00');
});

test('another type, another good status, no length, compressed', async () => {
	const { status, headers, bytes } = await answered({ contentType: 'text/plain', status: 202, chunked: true, gzip: true });
	expect([status, headers['content-type'], headers['content-length'], headers['transfer-encoding'], headers['content-encoding']]).toEqual([202, 'text/plain', undefined, 'chunked', 'gzip']);
	expect(JSON.parse(gunzipSync(bytes).toString())).toMatchObject({ status: { code: 200 } });
	expect(sandbox.counts()).toMatchObject({ accepted: 1, faults: { dress: 1 } });
});

test('a bad status stays; IDs that are numbers are kept as such', async () => {
	sandbox.addFault({ kind: 'dress', status: 202, count: 'always' });
	expect((await fetch(`${sandbox.providerUrl('wavy')}/v1/send-sms`, { method: 'POST' })).status).toBe(401);
	sandbox.clearFaults();
	sandbox.addFault({ kind: 'dress', numbers: true });
	const headers = { username: 'sandbox-user', authenticationtoken: 'sandbox-token', 'content-type': 'application/json' };
	const answer = await fetch(`${sandbox.providerUrl('wavy')}/v1/send-sms`, { method: 'POST', headers, body: JSON.stringify({ destination: '447700900123', messageText: 'Hi', correlationId: '0123456789abcdef0123456789abcdef' }) });
	const [row] = (await answer.json()) as Array<{ id: number; correlationId: string }>;
	expect(row!.correlationId).toBe('0123456789abcdef0123456789abcdef');
	expect(sandbox.accepted().map(({ messageId }) => messageId)).toEqual([String(row!.id)]);
	expect(Number.isSafeInteger(row!.id)).toBe(true);
});

test('a redirect to the same address over https', async () => {
	sandbox.addFault({ kind: 'redirect', status: 302, toHttps: true });
	const { status, headers } = await fetch(`${sandbox.providerUrl('wavy')}/v1/sms/receive/search?subAccount=a`, { redirect: 'manual' });
	expect([status, headers.get('location')]).toEqual([302, `${sandbox.providerUrl('wavy').replace('http:', 'https:')}/v1/sms/receive/search?subAccount=a`]);
});
