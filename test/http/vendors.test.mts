/** Callbacks from the pages of the presets' vendors: a genuine one gives the right items, and a bent one never passes. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeParameters } from 'n8n-workflow';

import { HttpMessagesTrigger } from '../../nodes/HttpMessages/HttpMessagesTrigger.node.ts';
import { givenSecret } from '../../scripts/host/callbackSecret.mts';
import { hookContextOf } from '../engine/hooks.mts';
import { callTrigger, WEBHOOK_ID, type WebhookRequest } from '../engine/webhook.mts';
import { VENDORS, type Vendor } from './vendors.mts';

const OLDEST_MS = 25 * 3_600_000;
/** The secret made for the trigger, if the vendor signs nothing. */
const secretOf = ({ parameters, secret }: Vendor) => (parameters.authentication === 'basicAuth' ? givenSecret('http', secret, WEBHOOK_ID) : secret);
const credentials = ({ secret }: Vendor) => ({ communicationsCallbackApi: { secret } });
const tell = async (vendor: Vendor, request: WebhookRequest) => await callTrigger(new HttpMessagesTrigger(), request, { parameters: vendor.parameters, credentials: credentials(vendor) });
const isRefused = async (vendor: Vendor, request: WebhookRequest) => {
	const { status, answer, items } = await tell(vendor, request);
	return JSON.stringify([status, answer, items]) === JSON.stringify([401, 'not authorized', undefined]);
};

describe.each(VENDORS.map((vendor) => [vendor.name, vendor] as const))('%s', (_name, vendor) => {
	const { callbacks, request, proof, signs } = vendor;
	const secret = secretOf(vendor);
	const genuine = (at = Date.now()) => request(callbacks[0]!.body, secret, at);

	test('has the same values in the docs', () => {
		const page = readFileSync(join(__dirname, '..', '..', 'docs', 'http-messages.md'), 'utf8');
		const { receipt, reply, signature = {} } = vendor.parameters;
		const { publicKey: _key, verifyToken: _token, ...details } = signature as INodeParameters;
		const said = { base64: 'Base64', hex: 'Hexadecimal', sha1: 'SHA-1', sha256: 'SHA-256' };
		const examples = [receipt, reply].filter(Boolean).map((example) => JSON.stringify(JSON.parse(String(example))));
		for (const text of [...examples, ...Object.values(details)]) expect(page).toContain(said[text as 'hex'] ?? text);
	});

	test('can be published', async () => {
		const context = hookContextOf({ getNode: () => ({ webhookId: WEBHOOK_ID }), getNodeParameter: (name: string, fallback: unknown) => vendor.parameters[name] ?? fallback, getCredentials: async () => await Promise.resolve({ secret: vendor.secret }) });
		expect(await new HttpMessagesTrigger().webhookMethods.default.checkExists.call(context)).toBe(true);
	});

	test.each(callbacks.map((told, i) => [i + 1, told] as const))('callback %i', async (_number, { body, items: expected }) => {
		const { status, items = [] } = await tell(vendor, request(body, secret, Date.now()));
		expect(status).toBe(200);
		expect(items.map(({ json }) => json)).toEqual(expected.map((item) => expect.objectContaining({ provider: 'http', ...item }) as object));
		const again = await tell(vendor, request(body, secret, Date.now() - 1000));
		const ids = items.map(({ json }) => json.receiptId);
		expect(again.items?.map(({ json }) => json.receiptId) ?? []).toEqual(ids);
		expect(new Set(ids).size).toBe(items.length);
	});

	test('is refused with another secret, without its proof, or with a bent one', async () => {
		const good = genuine();
		const own = String(good.headers[proof]);
		expect(await isRefused(vendor, good)).toBe(false);
		expect(await isRefused(vendor, request(callbacks[0]!.body, `${secret}x`, Date.now()))).toBe(true);
		const { [proof]: _left, ...headers } = good.headers;
		expect(await isRefused(vendor, { ...good, headers })).toBe(true);
		for (const bent of ['', own.slice(0, -1), `${own}A`, own.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')), own.toLowerCase().toUpperCase(), ` ${own.slice(1)}`]) {
			if (bent !== own) expect([bent, await isRefused(vendor, { ...good, headers: { ...headers, [proof]: bent } })]).toEqual([bent, true]);
		}
	});

	test('is refused with another body', async () => {
		const good = genuine();
		const other = { ...good, body: String(good.body).replace('delivered', 'expired').replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + 1) % 10)) };
		expect(await isRefused(vendor, other)).toBe(signs.body);
	});

	test('is refused as a GET, whose query is not signed', async () => {
		expect(await isRefused(vendor, { ...genuine(), method: 'GET', query: { MessageSid: 'SM9', MessageStatus: 'delivered' } })).toBe(vendor.parameters.authentication !== 'basicAuth');
	});

	test('is refused at another address or if it is old, if the vendor signs these', async () => {
		for (const elsewhere of [{ query: { a: '1' } }, { baseUrl: 'https://n8n.example.org/' }]) expect(await isRefused(vendor, { ...genuine(), ...elsewhere })).toBe(signs.url === true);
		expect(await isRefused(vendor, genuine(Date.now() - OLDEST_MS + 60_000))).toBe(false);
		expect(await isRefused(vendor, genuine(Date.now() - OLDEST_MS - 60_000))).toBe(signs.time === true);
	});
});
