/** Where a key may go: encrypted, or only to this machine; only to domains that the credential allows; and never to an address from an item. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Connection } from '../../core/http/connection.ts';
import { addressOf } from '../../n8n/edges/address.ts';
import { testCredential } from '../engine/credentialTest.mts';
import { runInEngine } from '../engine/engine.mts';
import { MODES, operationOf, REGISTRY, SECRETS } from '../registry.mts';

const here: Pick<Connection, 'baseUrl'> = { baseUrl: ({ baseUrl }) => String(baseUrl) };
const to = (baseUrl: string, more: IDataObject = {}) => () => addressOf(here, { baseUrl, ...more });

describe('without encryption', () => {
	test.each(['http://127.0.0.1:4010/wiraya', 'http://127.8.9.10', 'http://localhost:4010', 'http://LOCALHOST', 'http://[::1]:4010/comapi'])('%s is this machine', (baseUrl) => {
		expect(to(baseUrl)()).toBe(baseUrl);
	});

	test.each([
		'http://api.example.com',
		'HTTP://api.example.com',
		'http://10.0.0.1',
		'http://0.0.0.0',
		'http://127.0.0.1.example.com',
		'http://localhost.example.com',
		'http://127.example.com',
		'http://host.docker.internal:4010',
		'http://[::ffff:10.0.0.1]',
		'http://[::2]',
	])('%s is another, and the user must allow it', (baseUrl) => {
		expect(to(baseUrl)).toThrow("The credential's Base URL begins with http://, so key and messages could be read on the way. Let it begin with https://, or turn on Allow Unencrypted in the credential.");
		for (const allowUnencrypted of [false, 'true', 1, undefined]) expect(to(baseUrl, { allowUnencrypted })).toThrow();
		expect(to(baseUrl, { allowUnencrypted: true })()).toBe(baseUrl);
		expect(to(baseUrl.replace(/^http:/i, 'https:'))()).toMatch(/^https:/);
	});
});

describe("n8n's list of allowed domains", () => {
	const within = (baseUrl: string, allowedDomains: unknown) => to(baseUrl, { allowedHttpRequestDomains: 'domains', allowedDomains } as IDataObject);

	test.each([
		['https://api.example.com', 'api.example.com'],
		['https://API.Example.com:8443/v1', ' other.example , Api.example.com. '],
		['https://api.eu.example.com', '*.example.com'],
		['http://127.0.0.1:4010', '127.0.0.1'],
	])('%s is in %p', (baseUrl, list) => {
		expect(within(baseUrl, list)()).toBe(baseUrl);
	});

	test.each([
		['https://api.example.com', ''],
		['https://api.example.com', undefined],
		['https://api.example.com', 'example.com'],
		['https://example.com', '*.example.com'],
		['https://badexample.com', '*.example.com'],
		['https://api.example.com', '*'],
		['https://api.example.com', '*.'],
		['https://api.example.com.attacker.example', 'api.example.com, *.example.com'],
		['https://attacker.example/api.example.com', 'api.example.com'],
	])('%s is not in %p', (baseUrl, list) => {
		expect(within(baseUrl, list)).toThrow(`The credential's Allowed Domains leave out ${new URL(baseUrl).hostname}. Add it there, or choose All under Allowed HTTP Request Domains.`);
	});

	test.each(['all', 'none', undefined])('%p says nothing of our own requests, as in n8n', (allowedHttpRequestDomains) => {
		expect(to('https://api.example.com', { allowedHttpRequestDomains, allowedDomains: 'other.example' })()).toBe('https://api.example.com');
	});
});

describe('an item does not decide where a key goes', () => {
	let connections: Connection[];
	beforeAll(async () => {
		const operations = await Promise.all(REGISTRY.flatMap((samples) => samples.provider.operations.map(async (entry) => (entry.kind === 'local' ? { connections: [] } : await operationOf(entry, samples)))));
		connections = operations.flatMap((operation) => [...operation.connections]);
	});

	test.each(MODES.map((mode) => [mode.name, mode] as const))('%s: a field that changes the address takes no expression', (_name, { type, others, secrets }) => {
		const connection = connections.find(({ credential }) => credential === type.name)!;
		const filled = { ...Object.fromEntries(type.properties.map((property) => [property.name, property.default])), ...others, ...secrets };
		const goes = (fields: object) => {
			try {
				return addressOf(connection, { ...filled, ...fields });
			} catch (error) {
				return (error as Error).message;
			}
		};
		const deciding = type.properties.filter(({ name, options = [] }) => ['https://elsewhere.example', 'elsewhere.example', true, ...options.flatMap((option) => ('value' in option ? [option.value] : []))].some((value) => goes({ [name]: value }) !== goes({})));
		expect(deciding.map(({ name }) => name)).toContain('baseUrl');
		expect(deciding.filter(({ noDataExpression }) => noDataExpression !== true).map(({ name }) => name)).toEqual([]);
		expect(type.properties.find(({ name }) => name === 'allowUnencrypted')).toMatchObject({ noDataExpression: true, default: false });
	});

	test('Comapi: a region cannot change the host', () => {
		for (const region of ['attacker.example/x', 'attacker.example#', 'a@attacker.example/', '', 'r1.attacker.example/', 'R1']) expect(() => addressOf(connections.find(({ credential }) => credential === 'comapiApi')!, { mode: 'region', region })).toThrow("The credential's Region is not one of Dotdigital's");
	});
});

/** A server that accepts every request. Its host name is this machine for the network, but another machine for the rule. */
async function listen(): Promise<{ port: number; heard: string[]; close(): void }> {
	const heard: string[] = [];
	const server = http.createServer((request, response) => {
		heard.push(`${request.method} ${request.url}`);
		request.resume().on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'));
	});
	await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
	return {
		port: (server.address() as AddressInfo).port,
		heard,
		close: () => {
			server.closeAllConnections();
			server.close();
		},
	};
}

describe('in the engine no request leaves', () => {
	let listener: Awaited<ReturnType<typeof listen>>;
	beforeAll(async () => {
		listener = await listen();
	});
	beforeEach(() => void listener.heard.splice(0));
	afterAll(() => listener.close());

	const foreign = () => ({ baseUrl: `http://0.0.0.0:${listener.port}` });
	/** Refused credentials, the reason, and the change that would allow them. */
	const REFUSED: Array<[string, () => IDataObject, string, IDataObject]> = [
		['without encryption', foreign, "The credential's Base URL begins with http://", { allowUnencrypted: true }],
		['to a domain left out', () => ({ baseUrl: `http://127.0.0.1:${listener.port}`, allowedHttpRequestDomains: 'domains', allowedDomains: 'api.example.com' }), "The credential's Allowed Domains leave out 127.0.0.1", { allowedDomains: '127.0.0.1' }],
	];
	const played = Object.entries(SECRETS).flatMap(([name, row]) => row.modes.map((mode) => [`${name} (${mode.name})`, row, mode] as const));

	describe.each(REFUSED)('%s', (_how, address, why, cure) => {
		test.each(played)('%s', async (_name, row, mode) => {
			const run = async (fields: IDataObject) =>
				await runInEngine({
					node: row.node,
					credential: { type: mode.type, data: { ...mode.others, ...mode.secrets, ...address(), ...fields } },
					parameters: { ...mode.parameters, ...row.parameters, options: { maxTries: 1, longestWait: 1, ...(row.parameters.options as INodeParameters) } },
					items: [row.item(0)],
					settings: { onError: 'continueErrorOutput' },
				});
			const { errors } = await run({});
			expect([listener.heard, errors.map(({ json }) => json.error)]).toEqual([[], [expect.objectContaining({ status: 'notSent', code: 'configuration', message: expect.stringContaining(why) })]]);
			await run(cure);
			expect(listener.heard.length).toBeGreaterThan(0);
		});

		test.each(MODES.map((mode) => [mode.name, mode] as const))("the credential's test: %s", async (_name, mode) => {
			const test = async (fields: IDataObject) => await testCredential({ type: mode.type, data: { ...mode.others, ...mode.secrets, ...address(), ...fields } });
			expect([await test({}), listener.heard]).toEqual([expect.stringContaining(why), []]);
			await test(cure);
			expect(listener.heard.length).toBeGreaterThan(0);
		});
	});
});
