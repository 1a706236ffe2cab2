/**
 * Pairs of fields and body from the vendor's pages. We composed the WhatsApp template and the example with all options from the pages' tables, which
 * show no whole body. Numbers and addresses are replaced by ones reserved for fiction, because some may be real.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { send } from '../../providers/comapi/send/operation.ts';
import { sendBatch } from '../../providers/comapi/sendBatch/operation.ts';
import { messageRequest } from '../../sandbox/comapi/schema.mts';
import { read } from './reading.mts';

interface Pair {
	page: string;
	fields: Record<string, unknown>;
	body: Record<string, unknown>;
}

const wire = { wireFormat: 'json', baseUrl: 'https://api.example.com/apispaces/1' };
const folder = join(__dirname, 'fixtures');
const pairs = readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Pair);

/** Other examples on the pages, and why they are left out. */
const LEFT_OUT = {
	'Branch: a message with ruleSet': 'named rule sets exist on one of the two hosts only; Channel Rules say the same',
	'Additional options: the expiresOn line alone': 'a fragment of the example before it',
	'Custom Channels: a custom body as escaped JSON text': 'sent as given, see the test of text as custom body',
	'Calling the One API: impersonation token': 'no message',
	'OpenAPI: overrides of app messaging': 'no page says what a conversation override holds',
};

describe('every message of the pages is produced from plain fields', () => {
	test('ten of them, and five left out by name', () => expect([pairs.length, Object.keys(LEFT_OUT).length]).toEqual([10, 5]));

	test.each(pairs.map((pair) => [pair.page, pair] as const))('%s', (_page, { fields, body }) => {
		const request = send.encode([read(fields)], wire);
		expect(JSON.parse(request.body)).toEqual(body);
		expect(request).toMatchObject({ method: 'POST', url: `${wire.baseUrl}/messages`, headers: { 'Content-Type': 'application/json' } });
	});

	test.each(pairs.map((pair) => [pair.page, pair] as const))("%s, from the vendor's own shape", (_page, { body }) => {
		expect(JSON.parse(send.encode([read({ ...body, sendCorrelationId: false })], wire).body)).toEqual(body);
	});

	test('the sandbox accepts them all, except the custom channel, which this account does not have', () => {
		const refused = pairs.filter(({ body }) => !messageRequest.safeParse(body).success);
		expect(refused.map(({ page }) => page)).toEqual(['Custom Channels: sending messages']);
	});
});

test('a batch is the array of its messages', () => {
	const [first, second] = [read(pairs[0]!.fields), read(pairs[1]!.fields)];
	const { url, body } = sendBatch.encode([first, second], wire);
	expect(url).toBe(`${wire.baseUrl}/messages/batch`);
	expect(JSON.parse(body)).toEqual([pairs[0]!.body, pairs[1]!.body]);
});

describe('metadata and our correlation id', () => {
	const sms = { rules: 'sms', phoneNumber: '447700900123', body: 'Hello' };
	const sent = (fields: object) => {
		const message = read({ ...sms, ...fields });
		const { metadata } = JSON.parse(send.encode([message], wire).body) as { metadata?: Record<string, unknown> };
		return { id: message.correlationId, metadata };
	};

	test('our id is added to the user’s metadata, whether made or given', () => {
		const made = sent({ metadata: '{ "order": 1234 }' });
		expect(made.metadata).toEqual({ order: 1234, correlationId: made.id });
		expect(made.id).toMatch(/^[0-9a-f]{32}$/);
		expect(sent({ correlationId: 'a-1' })).toEqual({ id: 'a-1', metadata: { correlationId: 'a-1' } });
	});

	test('is left out if the user turns it off', () => {
		expect(sent({ correlationId: 'a-1', sendCorrelationId: false })).toEqual({ id: 'a-1', metadata: undefined });
	});

	test('an id that the metadata already has is the message\'s own; two that differ are refused', () => {
		expect(sent({ metadata: { correlationId: 'a-2' } })).toEqual({ id: 'a-2', metadata: { correlationId: 'a-2' } });
		expect(() => sent({ metadata: { correlationId: 'a-2' }, correlationId: 'a-1' })).toThrow(/^Metadata has a correlationId of its own/);
	});
});

test('the text of a custom channel goes unchanged', () => {
	const message = read({ rules: 'custom_email', otherAddresses: { loyaltyNumber: 77 }, customBody: { custom_email: '{"a":1}' } });
	expect(message).toMatchObject({ channel: 'custom_email', recipient: '77', content: { to: { loyaltyNumber: '77' }, customBody: { custom_email: '{"a":1}' } } });
});
