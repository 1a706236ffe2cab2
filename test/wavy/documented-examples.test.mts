/** The examples of the vendor's page "Envio de mensagens (MT)", one by one: fields in, body out; answer in, rows out. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { bodyOf, OPERATIONS, read, type OperationName } from './reading.mts';

interface Pair {
	page: string;
	operation: OperationName;
	items: object[];
	body: object;
}

const folder = join(__dirname, 'fixtures');
const pairs = readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Pair);

/** Examples that are not a whole request, with the reason. */
const LEFT_OUT = {
	'GET https://api-messaging.wavy.global/v1/send-sms?destination=..': 'the address breaks off; the whole query is tested in wire.test.mts',
	'POST https://api-messaging.wavy.global/v1/send-sms': 'an address without a body; its body is the curl that follows',
	'POST https://api-messaging.wavy.global/v1/send-bulk-sms': 'an address without a body; its bodies are the curl and the four examples',
};

/** White space and the order of keys do not count. */
function normal(value: unknown): string {
	return JSON.stringify(value, (_key, part: unknown) =>
		typeof part === 'object' && part !== null && !Array.isArray(part)
			? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
			: part,
	);
}

describe("every request on the vendor's page is produced from plain fields", () => {
	test('the page has six, and three addresses without a request', () => {
		expect(pairs.map(({ page }) => page).sort()).toEqual([
			'Exemplo 1',
			'Exemplo 2',
			'Exemplo 3',
			'Exemplo 4, com flowId e params',
			'curl under "Envio por método GET - Individual" (in fact a POST)',
			'curl under "Envio por método POST - Individual ou em lote" (its quotes mended)',
		]);
		expect(Object.keys(LEFT_OUT)).toHaveLength(3);
	});

	test.each(pairs.map((pair) => [pair.page, pair] as const))('%s', (_page, { operation, items, body }) => {
		const messages = items.map((item) => read(item));
		expect(new Set(messages.map((message) => OPERATIONS[operation].groupBy?.(message))).size).toBe(1);
		expect(normal(bodyOf(operation, ...messages))).toBe(normal(body));
		const { url, method, headers } = OPERATIONS[operation].encode(messages, { wireFormat: 'post', baseUrl: 'https://api.example.com' });
		expect([method, url, headers['Content-Type']]).toEqual([
			'POST',
			`https://api.example.com/v1/${operation === 'send' ? 'send-sms' : 'send-bulk-sms'}`,
			'application/json',
		]);
	});
});

describe("every answer on the vendor's page is read", () => {
	const decode = (operation: OperationName, body: string, ids: string[], sendCorrelationId = true) =>
		OPERATIONS[operation].decode({ status: 200, headers: {}, body }, ids.map((correlationId) => read({ destination: '5511900000000', messageText: 'x', correlationId, sendCorrelationId })));

	const single = '[\n  {\n  "id":"9cb87d36-79af-11e5-89f3-1b0591cdf807",\n  "correlationId":"myId"\n  }\n]';
	test('the single send: a list with one object', () => {
		const row = { id: '9cb87d36-79af-11e5-89f3-1b0591cdf807', correlationId: 'myId' };
		expect(decode('send', single, ['myId'])).toEqual([{ accepted: true, messageId: row.id, batchId: null, raw: row }]);
		// The page's request has no correlation id, so the one in the answer is not ours and is not compared.
		expect(decode('send', single, ['made'], false)).toMatchObject([{ accepted: true, messageId: row.id }]);
		expect(decode('send', single, ['another'])).toEqual([undefined]);
	});

	const bulk =
		'{"id":"ce528d70-013b-11e7-98f2-e27c463c8809","messages":[{"id":"ce528d71-013b-11e7-98f2-e27c463c8809"},{"id":"ce528d72-013b-11e7-98f2-e27c463c8809"}]}';
	test('the bulk: two ids that name nobody, so two messages are accepted without theirs', () => {
		const accepted = {
			accepted: true,
			messageId: null,
			batchId: 'ce528d70-013b-11e7-98f2-e27c463c8809',
			warnings: [expect.stringContaining('does not say which of its IDs')],
		};
		expect(decode('sendBulk', bulk, ['a', 'b'], false)).toEqual([accepted, accepted]);
	});

	test('the bulk under its curl: three messages and two ids, so nothing is known', () => {
		expect(decode('sendBulk', bulk, ['a', 'b', 'c'], false)).toEqual([undefined, undefined, undefined]);
	});
});
