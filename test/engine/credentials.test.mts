/** Every credential's test in n8n's engine: what is right is good, what is wrong is told, and no message leaves. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ICredentialType } from 'n8n-workflow';

import { CapillaryApi } from '../../credentials/CapillaryApi.credentials.ts';
import { CapillaryOAuthApi } from '../../credentials/CapillaryOAuthApi.credentials.ts';
import { ComapiApi } from '../../credentials/ComapiApi.credentials.ts';
import { WavyApi } from '../../credentials/WavyApi.credentials.ts';
import { WirayaApi } from '../../credentials/WirayaApi.credentials.ts';
import { WirayaWaiApi } from '../../credentials/WirayaWaiApi.credentials.ts';
import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { credentialForms } from '../../scripts/host/credentials.mts';
import { testCredential } from './credentialTest.mts';

const TYPES: ICredentialType[] = [new CapillaryApi(), new CapillaryOAuthApi(), new ComapiApi(), new WavyApi(), new WirayaApi(), new WirayaWaiApi()];

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());

describe.each(TYPES.map((type) => [type.name, type] as const))('%s', (name, type) => {
	test('takes what is right, refuses what is wrong, and sends nothing', async () => {
		const forms = credentialForms({ url: sandbox.url, providerUrl: (provider) => sandbox.providerUrl(provider as never) })[name]!;
		for (const { right, wrong } of forms) {
			expect(await testCredential({ type, data: right as never })).toBeNull();
			for (const { fields, says } of Object.values(wrong)) expect(await testCredential({ type, data: { ...right, ...fields } as never })).toBe(says);
		}
		expect(sandbox.accepted()).toEqual([]);
	});

	test('says where nobody listens, and what is no address', async () => {
		const [{ right }] = credentialForms({ url: sandbox.url, providerUrl: (provider) => sandbox.providerUrl(provider as never) })[name]!;
		expect(await testCredential({ type, data: { ...right, baseUrl: 'http://127.0.0.1:1' } as never })).toBe('The service refused the connection - perhaps it is offline');
		expect(await testCredential({ type, data: { ...right, baseUrl: 'no address' } as never })).not.toBeNull();
	});
});

/** Which statuses are good, beside 2xx: those that only a good credential gets. A token's test is the request for the token, and never gets this far. */
const ALSO_GOOD: Array<[ICredentialType, number[]]> = [
	[new CapillaryApi(), [400, 500]],
	[new ComapiApi(), [404]],
	[new WavyApi(), [400, 404, 405, 412, 420, 429]],
	[new WirayaApi(), [400]],
];
const STATUSES = [200, 201, 204, 301, 302, 307, 308, 400, 401, 403, 404, 405, 412, 420, 429, 500, 501, 502, 503, 504];

test.each(ALSO_GOOD.map(([type, good]) => [type.name, type, good] as const))('%s: every status is judged, none is ignored', async (_name, type, alsoGood) => {
	const asked: Array<string | undefined> = [];
	let status = 0;
	const server = http.createServer((request, response) => {
		asked.push(request.url);
		request.resume().on('end', () => response.writeHead(status, { location: '/elsewhere', 'content-type': 'application/json' }).end(status === 204 ? undefined : '{}'));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const good: number[] = [];
	for (status of STATUSES) if ((await testCredential({ type, data: { baseUrl } })) === null) good.push(status);
	server.closeAllConnections();
	server.close();
	expect(good).toEqual([200, 201, 204, ...alsoGood]);
	expect(asked).not.toContain('/elsewhere');
});

test('Capillary: a refusal in the body of a good status is a refusal', async () => {
	const server = http.createServer((request, response) => request.resume().on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":{"code":401}}')));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	expect(await testCredential({ type: new CapillaryApi(), data: { baseUrl } })).toBe('Till user or password are wrong');
	server.closeAllConnections();
	server.close();
});
