/** Pairs taken from the vendor's page "Enqueue Communications API Documentation": fields in, body out; answer in, rows out. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { isProblem, readItem } from '../../core/read.ts';
import type { Message } from '../../core/message.ts';
import type { ReadSettings } from '../../core/operation.ts';
import type { Row } from '../../core/outcome.ts';
import { enqueue } from '../../nodes/Wiraya/enqueue/operation.ts';
import type { Content } from '../../nodes/Wiraya/enqueue/message.ts';
import { checkWords } from '../words.mts';

const settings: ReadSettings = { timeZone: 'Europe/Stockholm', defaultCountry: null, maxSegments: null, now: Date.parse('2026-11-22T03:00:00Z') };
const naming = { seed: 'seed', runIndex: 0, isTool: false, nodeId: 'node' };
const wire = { wireFormat: 'json', baseUrl: 'https://api.example.com' };

function read(fields: unknown): Message<Content> {
	const reading = readItem(enqueue, enqueue.schema(settings), 0, fields, null, naming);
	if (!isProblem(reading)) return reading;
	checkWords(reading);
	throw new Error(reading.what);
}

function decode(body: unknown, ids: string[], status = 200): Array<Row | undefined> | null {
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	const batch = ids.map((correlationId) => ({ correlationId }) as Message<Content>);
	const rows = enqueue.decode({ status, headers: {}, body: text }, batch);
	for (const row of rows ?? []) if (row?.accepted === false) checkWords(row.failure);
	return rows;
}

const folder = join(__dirname, 'fixtures');
const pairs = readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as { page: string; fields: object; body: object });

describe("every request on the vendor's page is produced from plain fields", () => {
	test('the page has four', () => expect(pairs).toHaveLength(4));

	test.each(pairs.map((pair) => [pair.page, pair] as const))('%s', (_page, { fields, body }) => {
		const request = enqueue.encode([read(fields)], wire);
		// To the letter, the order of keys included: `$type` stands first.
		expect(request.body).toBe(JSON.stringify(body));
		expect(request).toMatchObject({ method: 'POST', url: 'https://api.example.com/api/EnqueueCommunications' });
	});
});

describe('XML and form, as docs/wiraya.md assumes them', () => {
	const message = read({ contentType: 'SMSProject', clientMessageId: '12345', recipient: '46701234567', projectId: 123, placeholders: ['John', 'Order #5678'], nextAttempt: '2031-01-15T11:30:00' });

	test('XML has its elements in alphabetical order and the type as an attribute', () => {
		const { body, headers } = enqueue.encode([message], { ...wire, wireFormat: 'xml' });
		expect(headers).toEqual({ 'Content-Type': 'application/xml', Accept: 'application/xml' });
		expect(body).toBe(
			'<EnqueueCommunicationsRequestModel xmlns:i="http://www.w3.org/2001/XMLSchema-instance"><communications><communication>' +
				'<clientMessageId>12345</clientMessageId><content i:type="SMSProject"><nextAttemptUtc>2031-01-15T10:30:00Z</nextAttemptUtc>' +
				'<placeholders><string>John</string><string>Order #5678</string></placeholders><projectId>123</projectId></content>' +
				'<recipient>46701234567</recipient></communication></communications></EnqueueCommunicationsRequestModel>',
		);
	});

	test('form has bracketed names, `$type` first', () => {
		const { body, headers } = enqueue.encode([message], { ...wire, wireFormat: 'form' });
		expect(headers['Content-Type']).toBe('application/x-www-form-urlencoded');
		expect([...new URLSearchParams(body)]).toEqual([
			['communications[0][clientMessageId]', '12345'],
			['communications[0][recipient]', '46701234567'],
			['communications[0][content][$type]', 'SMSProject'],
			['communications[0][content][projectId]', '123'],
			['communications[0][content][placeholders][0]', 'John'],
			['communications[0][content][placeholders][1]', 'Order #5678'],
			['communications[0][content][nextAttemptUtc]', '2031-01-15T10:30:00Z'],
		]);
	});
});

describe('answers', () => {
	const trackingId = 'abcdef1234567890abcdef1234567890';

	test("the page's own answer", () => {
		expect(decode({ results: { '12345': { trackingId, success: true, isTransientError: false } } }, ['12345'])).toEqual([
			{ accepted: true, messageId: trackingId, raw: { trackingId, success: true, isTransientError: false } },
		]);
	});

	test('isTransientError means something only after a failure, and may be absent', () => {
		const rows = decode(
			{
				results: {
					a: { trackingId, success: true, isTransientError: true },
					b: { success: false },
					c: { success: false, isTransientError: true, trackingId },
					d: { success: false, isTransientError: false },
				},
			},
			['a', 'b', 'c', 'd'],
		);
		expect(rows!.map((row) => (row!.accepted ? 'accepted' : `${row!.failure.status} ${row!.failure.next}`))).toEqual([
			'accepted',
			'rejected nothing',
			'notSent retry',
			'rejected nothing',
		]);
	});

	test('words beyond the page are handed on', () => {
		const [row] = decode({ results: { a: { success: false, reason: 'blocked' } } }, ['a'])!;
		expect(row).toMatchObject({ accepted: false, failure: { providerMessage: '{"reason":"blocked"}' } });
	});

	test.each([
		['a missing id', { results: { other: { success: true } } }],
		['no success', { results: { a: { trackingId } } }],
		['success that is neither', { results: { a: { success: 'perhaps' } } }],
		['a row that is none', { results: { a: null } }],
		['an inherited name', { results: {} }],
	])('%s says nothing of the message', (_name, body) => {
		expect(decode(body, ['a'])).toEqual([undefined]);
		expect(decode(body, ['constructor'])).toEqual([undefined]);
	});

	test.each(['', 'null', '[]', '{}', '{"results":[]}', '{"results":', '<html><body>Welcome</body></html>', '<results/>', 'OK'])(
		'%p is no answer',
		(body) => {
			expect(() => decode(body, ['a'])).toThrow();
		},
	);

	test('a status that is not good speaks for itself', () => {
		expect([decode({}, ['a'], 400), decode({}, ['a'], 500), decode('', ['a'], 302)]).toEqual([null, null, null]);
	});

	const value = (success: boolean) => `<isTransientError>false</isTransientError><success>${success}</success><trackingId>${trackingId}</trackingId>`;
	test.each([
		['entries of key and value', `<results><item><Key>12345</Key><Value>${value(true)}</Value></item><item><Key>b</Key><Value>${value(false)}</Value></item></results>`],
		['elements named after the id', `<results><_12345>${value(true)}</_12345><b>${value(false)}</b></results>`],
		['with namespaces', `<results xmlns:d="urn:d"><d:Pair><d:Key>12345</d:Key><d:Value>${value(true)}</d:Value></d:Pair><d:Pair><d:Key>b</d:Key><d:Value>${value(false)}</d:Value></d:Pair></results>`],
	])('XML: %s', (_name, results) => {
		const xml = `<?xml version="1.0"?><EnqueueCommunicationsResponseModel>${results}</EnqueueCommunicationsResponseModel>`;
		const rows = decode(xml, [results.includes('_12345') ? '_12345' : '12345', 'b'])!;
		expect(rows.map((row) => row?.accepted)).toEqual([true, false]);
		expect(rows[0]).toMatchObject({ messageId: trackingId });
	});

	test('XML with one entry, and with none', () => {
		const one = `<R><results><item><Key>a</Key><Value>${value(true)}</Value></item></results></R>`;
		expect(decode(one, ['a'])).toMatchObject([{ accepted: true }]);
		expect(decode('<R><results/></R>', ['a'])).toEqual([undefined]);
	});
});
