/** The sandbox's vendors accept the requests on their pages, and refuse small variations in the vendor's own words. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { discoverPresets } from '../../../sandbox/discovery.mts';
import { openSandbox, type DirectSandbox } from '../../../sandbox/direct.mts';
import type { Source } from '../../../sandbox/presets/vendor.mts';
import { REQUESTS, type VendorRequests } from './requests.mts';

let sandbox: DirectSandbox;
beforeAll(async () => {
	sandbox = await openSandbox({ extraProviders: await discoverPresets() });
});
beforeEach(() => sandbox.reset());

interface Asked {
	method?: string;
	path?: string;
	headers?: Readonly<Record<string, string>>;
	fields?: Readonly<Record<string, unknown>>;
}

function ask(vendor: string, { method = 'POST', path, headers, fields = {} }: Asked = {}): { status: number; body: unknown; headers: Record<string, string> } {
	const { path: own, headers: right, good, isForm = false } = REQUESTS[vendor]!;
	const given = { ...good, ...fields };
	const body = isForm ? new URLSearchParams(Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [[name, value as string]]))).toString() : JSON.stringify(given);
	const contentType = isForm ? 'application/x-www-form-urlencoded' : 'application/json';
	const { answer } = sandbox.ask({ method, url: `${sandbox.providerUrl(vendor)}${path ?? own}`, headers: { 'content-type': contentType, ...(headers ?? right) }, body })!;
	return { status: answer!.status, body: answer!.body === '' ? null : (JSON.parse(answer!.body) as unknown), headers: answer!.headers ?? {} };
}

test.each(Object.keys(REQUESTS))('docs/http-messages-notes.md names the pages that %s is from, and when they were read', async (vendor) => {
	const { source } = (await import(`../../../sandbox/presets/${vendor}/provider.mts`)) as { source: Source };
	const line = readFileSync(join(__dirname, '../../../docs/http-messages-notes.md'), 'utf8').split('\n').find((one) => one.includes(`<${source.pages[0]!}>`));
	expect(line).toContain(`read on ${source.readOn}: ${source.pages.map((page) => `<${page}>`).join(', ')}.`);
	expect(line).toContain(source.unknown.slice(1));
});

test('every vendor has its requests', async () => {
	expect((await discoverPresets()).map(({ name }) => name)).toEqual(Object.keys(REQUESTS).sort());
});

describe.each(Object.entries(REQUESTS))('%s', (vendor, { accepted, inbox, wrongKey, refused }: VendorRequests) => {
	it('accepts the request of its page', () => {
		const { status, body } = ask(vendor);
		expect({ status, body }).toEqual(accepted);
		expect(sandbox.accepted()[0]).toMatchObject({ provider: vendor, ...inbox });
	});

	it('refuses a wrong key and a missing one', () => {
		const { headers, ...refusal } = wrongKey;
		for (const given of [headers, {}]) expect(ask(vendor, { headers: given })).toMatchObject(refusal);
		expect(sandbox.counts().accepted).toBe(0);
	});

	it('refuses another path and GET', () => {
		const elsewhere = [ask(vendor, { path: '/elsewhere' }).status, ask(vendor, { method: 'GET' }).status];
		expect(elsewhere).toEqual([404, vendor === 'zalo' ? 200 : 405]);
		expect(sandbox.counts().accepted).toBe(0);
	});

	it.each(refused)('refuses %s', (_name, fields, status, body) => {
		const answer = ask(vendor, { fields });
		expect([answer.status, answer.body]).toEqual([status, body]);
		expect(sandbox.counts().accepted).toBe(0);
		expect(sandbox.requests().at(-1)!.problem).toMatch(/.{8}/);
	});

	it('refuses fields in the query and a body of another type', () => {
		const { path, isForm = false } = REQUESTS[vendor]!;
		expect(ask(vendor, { path: `${path}?a=b` })).not.toEqual(accepted);
		expect(ask(vendor, { headers: { ...REQUESTS[vendor]!.headers, 'content-type': isForm ? 'application/json' : 'text/plain' } }).status).toBe(vendor === 'zalo' ? 200 : 415);
		expect(sandbox.counts().accepted).toBe(0);
	});
});

test('Infobip refuses a row alone: an invalid address, and a repeated ID', () => {
	const destinations = [{ to: '447700900123', messageId: 'a' }, { to: '07700 900124', messageId: 'b' }, { to: '447700900125', messageId: 'a' }];
	const { body } = ask('infobip', { fields: { messages: destinations.map((one) => ({ destinations: [one], content: { text: 'Hi' } })) } }) as { body: { messages: Array<{ status: { name: string } }> } };
	expect(body.messages.map(({ status }) => status.name)).toEqual(['PENDING_ACCEPTED', 'REJECTED_DESTINATION', 'REJECTED_DUPLICATE_MESSAGE_ID']);
	expect(sandbox.counts().accepted).toBe(1);
});

test.each(['twilio', 'vonage', 'telnyx', 'meta', 'zalo'])('%s refuses one recipient for good and another for the moment, when told so', (vendor) => {
	const recipient = REQUESTS[vendor]!.inbox.recipient;
	sandbox.refuseRecipient({ recipient, outcome: 'transient', times: 1 });
	const first = ask(vendor).status;
	sandbox.refuseRecipient({ recipient, outcome: 'permanent' });
	const second = ask(vendor).status;
	expect([first, second]).toEqual(vendor === 'zalo' ? [200, 200] : [429, vendor === 'vonage' ? 422 : 400]);
	expect(sandbox.counts().accepted).toBe(0);
});

test('SendGrid returns the ID of a request in a header', () => {
	expect(ask('sendgrid').headers['x-message-id']).toMatch(/^[\w-]{22}$/);
});
