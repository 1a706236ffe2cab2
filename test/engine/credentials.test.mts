/** Every credential's test in n8n's engine: it accepts a right credential, explains a wrong one, and sends no message. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ICredentialType } from 'n8n-workflow';

import { CapillaryApi } from '../../credentials/CapillaryApi.credentials.ts';
import { ComapiApi } from '../../credentials/ComapiApi.credentials.ts';
import { HttpMessagesApi } from '../../credentials/HttpMessagesApi.credentials.ts';
import { WavyApi } from '../../credentials/WavyApi.credentials.ts';
import { WirayaApi } from '../../credentials/WirayaApi.credentials.ts';
import { networkWords } from '../../core/http/network.ts';
import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { credentialForms } from '../../scripts/host/credentials.mts';
import { MODES } from '../registry.mts';
import { testCredential } from './credentialTest.mts';

const TYPES = new Map(MODES.map(({ type }) => [type.name, type]));

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());

describe.each([...TYPES])('%s', (name, type) => {
	test('accepts right values, refuses wrong ones, and sends nothing', async () => {
		const forms = credentialForms({ url: sandbox.url, providerUrl: (provider) => sandbox.providerUrl(provider as never) })[name]!;
		for (const { right, wrong } of forms) {
			expect(await testCredential({ type, data: right as never })).toBeNull();
			for (const { fields, says } of Object.values(wrong)) expect(await testCredential({ type, data: { ...right, ...fields } as never })).toBe(says);
		}
		expect(sandbox.accepted()).toEqual([]);
	});

	test('says in plain words what is wrong with the address', async () => {
		const [{ right }] = credentialForms({ url: sandbox.url, providerUrl: (provider) => sandbox.providerUrl(provider as never) })[name]!;
		const said = async (baseUrl: string) => (await testCredential({ type, data: { ...right, baseUrl } as never })) ?? 'good';
		expect(await said('http://127.0.0.1:1')).toMatch(/^Nothing answers at this address: check ./);
		expect(await said('https://nowhere.invalid')).toMatch(/^There is no such host name: check ./);
		expect(await said('no address')).toMatch(/Base URL is not a web address/);
		// A server without TLS.
		expect(await said(sandbox.url.replace('http:', 'https:'))).toMatch(/^This address does not answer to https: check ./);
		for (const status of [200, 404]) {
			const server = http.createServer((request, response) => request.resume().on('end', () => response.writeHead(status, { 'content-type': 'text/html' }).end('<!DOCTYPE html><title>Portal</title>')));
			await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
			const words = await said(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
			server.closeAllConnections();
			server.close();
			expect(words).toMatch(status === 404 && type.properties.some((property) => property.name === 'issued') ? /has nothing at this address: check ./ : /^A web page answers at this address, not (the )?\w+: check ./);
		}
	});
});

/** Statuses besides 2xx that only a good credential gets. The test of a credential with a token is the token request, so it has none. */
const ALSO_GOOD: Array<[ICredentialType, number[]]> = [
	[new CapillaryApi(), [400, 500]],
	[new ComapiApi(), [404]],
	// Without a Test Path, every answer except a refusal shows that the address works.
	[new HttpMessagesApi(), [400, 404, 405, 412, 420, 429]],
	[new WavyApi(), [400, 404, 405, 412, 420, 429]],
	[new WirayaApi(), [400]],
];

test('every type without a token is in the list', () => {
	const types = new Set(MODES.filter(({ renewed }) => !renewed).map(({ type }) => type.name));
	expect(ALSO_GOOD.map(([type]) => type.name).sort()).toEqual([...types].sort());
});

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

test.each([
	['ECONNREFUSED', 'Nothing answers at this address: check Base URL'],
	['ENOTFOUND', 'There is no such host name: check Base URL'],
	['EHOSTUNREACH', 'n8n cannot reach this address: check Base URL'],
	['ECONNABORTED', 'Wiraya did not answer in time: try again, or check Base URL'],
	['DEPTH_ZERO_SELF_SIGNED_CERT', 'The certificate of this address is not trusted: check Base URL'],
	['CERT_HAS_EXPIRED', 'The certificate of this address is not trusted: check Base URL'],
	['ERR_SSL_WRONG_VERSION_NUMBER', 'This address does not answer to https: check Base URL'],
	['ECONNRESET', 'The connection to Wiraya broke off: try again, or check Base URL'],
])('a network that says %s', (code, words) => {
	expect(networkWords('Wiraya', code, 'Base URL')).toBe(words);
	// n8n replaces a message that contains a network code.
	expect(words).not.toMatch(/[A-Z]{5}/);
});

test('Capillary: a refusal in the body of a good status is a refusal', async () => {
	const server = http.createServer((request, response) => request.resume().on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":{"code":401}}')));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	expect(await testCredential({ type: new CapillaryApi(), data: { baseUrl } })).toBe('Capillary does not know this till user with this password');
	server.closeAllConnections();
	server.close();
});
