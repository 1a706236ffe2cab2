/** Mail in the inbox: it looks like mail, its files can be saved, and nothing in it ever runs. */
import { createHash } from 'node:crypto';

import { startSandbox, type Sandbox } from '../../sandbox/server.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const Authorization = `Basic ${Buffer.from(`sandbox-till:${createHash('md5').update('sandbox-password').digest('hex')}`).toString('base64')}`;
const png = 'iVBORw0KGgo=';

async function post(body: string, files: object[]) {
	const email = { to: 'jo@example.com', from: 'shop@example.com', subject: 'Hi', body, attachments: { attachment: files } };
	const answer = await fetch(`${sandbox.providerUrl('capillary')}/v1.1/communications/sendMessage?channel=email`, {
		method: 'POST',
		headers: { Authorization, 'Content-Type': 'application/json' },
		body: JSON.stringify({ root: { email: [email] } }),
	});
	expect(answer.status).toBe(200);
	return sandbox.accepted().at(-1)!.sequence;
}

const get = async (path: string) => await fetch(`${sandbox.url}/inbox/messages/${path}`);

test('an image may be shown, anything else only saved; the contents are separate from the message', async () => {
	const sequence = await post('Hello', [
		{ file_name: 'a.png', file_type: 'png', file_data: png, file_encoding_type: 'base64' },
		{ file_name: "<b>'s page.html", file_type: 'html', file_data: '<script>alert(1)</script>' },
	]);
	const image = await get(`${sequence}/attachments/0`);
	expect([image.headers.get('content-type'), image.headers.get('content-disposition')]).toEqual(['image/png', "inline; filename*=UTF-8''a.png"]);
	expect(Buffer.from(await image.arrayBuffer()).toString('base64')).toBe(png);
	const page = await get(`${sequence}/attachments/1`);
	expect([page.headers.get('content-type'), page.headers.get('content-disposition')]).toEqual(['application/octet-stream', "attachment; filename*=UTF-8''%3Cb%3E%27s%20page.html"]);
	for (const { headers } of [image, page]) expect(headers.get('x-content-type-options')).toBe('nosniff');
	expect(JSON.stringify(sandbox.accepted())).not.toContain(png);
	expect((await get(`${sequence}/attachments/2`)).status).toBe(404);
	sandbox.reset();
	expect((await get(`${sequence}/attachments/0`)).status).toBe(404);
});

test('an HTML body has a policy that lets nothing run or load', async () => {
	const sequence = await post('<p onclick="alert(1)">Hi</p><script>alert(1)</script>', [{ file_name: 'a', file_type: 'txt', file_data: 'a' }]);
	const body = await get(`${sequence}/body`);
	expect(body.headers.get('content-security-policy')).toBe("sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'none'; frame-ancestors 'self'");
	expect(await body.text()).toContain('<p onclick');
	expect((await get('999999/body')).status).toBe(404);
});

test('the same mail with another file is another mail', async () => {
	const file = (data: string) => ({ file_name: 'a', file_type: 'txt', file_data: data });
	await post('Hi', [file('one')]);
	await post('Hi', [file('two')]);
	expect(sandbox.counts().duplicates.byContent).toBe(0);
	await post('Hi', [file('two')]);
	expect(sandbox.counts().duplicates.byContent).toBe(1);
});
