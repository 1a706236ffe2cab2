/** Pairs from the vendor's page "Enqueue Communications API Documentation": fields in, body out; answer in, rows out. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { Refusal } from '../../core/input/fields.ts';
import { isProblem } from '../../core/input/read.ts';
import type { ReadSettings } from '../../core/input/settings.ts';
import type { Message } from '../../core/send/message.ts';
import type { Row } from '../../core/send/outcome.ts';
import { readItem } from '../../core/send/read.ts';
import type { Content } from '../../providers/wiraya/enqueue/message.ts';
import { enqueue } from '../../providers/wiraya/enqueue/operation.ts';
import { namedReader } from '../named.mts';
import { checkWords } from '../words.mts';

const settings: ReadSettings = { timeZone: 'Europe/Stockholm', defaultCountry: null, maxSegments: null, now: Date.parse('2026-11-22T03:00:00Z') };
const naming = { seed: 'seed', runIndex: 0, isTool: false, nodeId: 'node' };
const wire = { wireFormat: 'json', baseUrl: 'https://api.example.com' };

/** The message of an item's fields, or their problem. */
function readOr(fields: unknown): Message<Content> | string {
	const reading = readItem(enqueue, namedReader(enqueue, settings), 0, fields, null, naming);
	if (!isProblem(reading)) return reading;
	checkWords(reading);
	return `${reading.what} | ${reading.fix}`;
}

function read(fields: unknown): Message<Content> {
	const reading = readOr(fields);
	if (typeof reading === 'string') throw new Error(reading);
	return reading;
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
		// Literally, including the order of keys: `$type` comes first.
		expect(request.body).toBe(JSON.stringify(body));
		expect(request).toMatchObject({ method: 'POST', url: 'https://api.example.com/api/EnqueueCommunications' });
	});
});

describe('XML and form, as docs/wiraya-notes.md assumes them', () => {
	const message = read({ contentType: 'SMSProject', clientMessageId: '12345', recipient: '46701234567', projectId: 123, placeholders: ['John', 'Order #5678'], nextAttempt: '2031-01-15T11:30:00' });

	test('XML has its elements in alphabetical order and the type as an attribute', () => {
		const { body, headers } = enqueue.encode([message], { ...wire, wireFormat: 'xml' });
		expect(headers).toEqual({ 'Content-Type': 'application/xml', Accept: 'application/json' });
		expect(body).toBe(
			'<EnqueueCommunicationsRequestModel xmlns:i="http://www.w3.org/2001/XMLSchema-instance"><communications><communication>' +
				'<clientMessageId>12345</clientMessageId><content i:type="SMSProject"><nextAttemptUtc>2031-01-15T10:30:00Z</nextAttemptUtc>' +
				'<placeholders><string>John</string><string>Order #5678</string></placeholders><projectId>123</projectId></content>' +
				'<recipient>46701234567</recipient></communication></communications></EnqueueCommunicationsRequestModel>',
		);
	});

	test('form without placeholders has their key', () => {
		const none = read({ contentType: 'SMSProject', clientMessageId: '12345', recipient: '46701234567', projectId: 123 });
		const { body } = enqueue.encode([none], { ...wire, wireFormat: 'form' });
		expect(new URLSearchParams(body).get('communications[0][content][placeholders]')).toBe('');
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

const project = { contentType: 'SMSProject', recipient: '46701234567', projectId: 123 };
const alpha = { contentType: 'SMSFromAlpha', recipient: '46701234567', sender: 'Wiraya', text: 'Hi' };

describe('reading an item', () => {
	test.each([
		['VoiceProject', 'voice'],
		['SMSProject', 'sms'],
		['WhatsappProject', 'whatsapp'],
	])('%s has the channel %s', (contentType, channel) => {
		expect(read({ ...project, contentType })).toMatchObject({ channel, recipient: '46701234567', scheduledAt: null, warnings: [], content: { $type: contentType, projectId: 123, placeholders: [] } });
	});

	test('an SMS from a name, with its parts', () => {
		expect(read({ ...alpha, clientMessageId: ' own ' })).toMatchObject({
			channel: 'sms',
			correlationId: 'own',
			scheduledAt: null,
			segments: { encoding: 'GSM-7', count: 1 },
			warnings: [],
			content: { $type: 'SMSFromAlpha', sender: 'Wiraya', text: 'Hi' },
		});
	});

	test("the vendor's own layout gives the same message", () => {
		const { contentType: $type, recipient, ...content } = project;
		expect(read({ recipient, content: { $type, ...content, placeholders: ['a'] } })).toMatchObject({ recipient: '46701234567', content: { $type: 'SMSProject', projectId: 123, placeholders: ['a'] } });
		expect(readOr({ recipient, content: { $type: 5 } })).toContain('Content Type is missing | Give each row a column channel with one of sms, voice, whatsapp, or a column contentType');
		expect(readOr({ recipient, content: 'x' })).toContain('Content Type is missing');
		for (const given of [null, 'text', [project], 7]) expect(() => enqueue.reader(settings)(given)).toThrow(Refusal);
	});

	test("Send At is in the workflow's zone, Wiraya's own field is in UTC; ours comes first", () => {
		const at = (fields: object) => read({ ...project, ...fields }).scheduledAt?.toUTC().toISO();
		const time = '2031-01-15T11:30:00';
		expect([at({ nextAttempt: time }), at({ nextAttemptUtc: time }), at({ nextAttempt: time, nextAttemptUtc: '2031-01-16T11:30:00' }), at({ nextAttempt: '' })]).toEqual([
			'2031-01-15T10:30:00.000Z',
			'2031-01-15T11:30:00.000Z',
			'2031-01-15T10:30:00.000Z',
			undefined,
		]);
	});

	test.each<[object, string[]]>([
		[{ ...project, nextAttempt: '2026-11-22T02:59:59Z' }, ['Send At is in the past. Wiraya does not say what it does then.']],
		[{ ...project, nextAttempt: '2026-11-22T03:00:00Z' }, []],
		[{ ...alpha, sender: 'Wi' }, ['From "Wi" has fewer than 3 characters, or others than A-Z, a-z and 0-9, and may not reach every phone.']],
		[{ ...alpha, sender: 'Wir' }, []],
		[{ ...alpha, sender: 'Wiraya12345' }, []],
		[{ ...alpha, sender: 'Wiraya & Co' }, [expect.stringMatching(/^From "Wiraya & Co" has/) as string]],
		[{ ...alpha, sender: '+Wiraya' }, [expect.stringMatching(/^From/) as string]],
	])('%j is warned of: %j', (fields, warnings) => expect(read(fields).warnings).toEqual(warnings));

	test.each<[object, string]>([
		[{ ...project, contentType: 'Fax' }, 'Content Type is "Fax", which the provider does not know'],
		[{ ...project, contentType: '', channel: 'fax' }, 'channel is "fax", which Wiraya does not know | Give one of sms, voice, whatsapp.'],
		[{ ...project, recipient: 'you' }, 'To is "you", which has no digits and cannot be a phone number'],
		[{ ...project, projectId: '' }, 'Project ID is missing | Give the number of the project in Wiraya, such as 123.'],
		[{ ...project, projectId: 'x' }, 'Project ID is "x", not a whole number'],
		[{ ...project, placeholders: [{}] }, 'Placeholders has an entry that is no text (entry 1) | Give every placeholder as text.'],
		[{ ...project, nextAttempt: 'soon' }, 'Send At is "soon", not a date-time'],
		[{ ...project, clientMessageId: {} }, 'Correlation ID is {}, not text | It is an object'],
		[{ ...alpha, sender: '' }, 'From is missing | Give a sender of 1 to 11 characters.'],
		[{ ...alpha, sender: 'Wiraya123456' }, 'From is 12 characters long, more than the 11 allowed'],
		[{ ...alpha, text: '' }, 'Text is missing'],
		[{ ...alpha, nextAttempt: '2031-01-15T11:30:00' }, 'Send At cannot be given with SMSFromAlpha, which Wiraya sends at once | Leave it empty for this item, or use an SMS project.'],
		[{ ...alpha, nextAttemptUtc: '2031-01-15T11:30:00' }, 'cannot be given with SMSFromAlpha'],
	])('%j is refused', (fields, what) => expect(readOr(fields)).toContain(what));

	test('a name may be sent with times that are empty', () => {
		for (const nextAttempt of ['', null, undefined]) expect(read({ ...alpha, nextAttempt, nextAttemptUtc: nextAttempt }).scheduledAt).toBeNull();
	});
});

describe('every format', () => {
	const batch = [read({ ...project, clientMessageId: 'a' }), read({ ...alpha, clientMessageId: 'b' })];

	test.each([
		['json', 'application/json', 'application/json'],
		['xml', 'application/xml', 'application/json'],
		['form', 'application/x-www-form-urlencoded', 'application/json'],
	])('%s: content type and Accept', (wireFormat, type, accept) => {
		expect(enqueue.encode(batch, { ...wire, wireFormat })).toMatchObject({ method: 'POST', url: 'https://api.example.com/api/EnqueueCommunications', headers: { 'Content-Type': type, Accept: accept } });
	});

	test('several in one request, of several kinds', () => {
		expect(JSON.parse(enqueue.encode(batch, wire).body)).toEqual({
			communications: [
				{ clientMessageId: 'a', recipient: '46701234567', content: { $type: 'SMSProject', projectId: 123, placeholders: [] } },
				{ clientMessageId: 'b', recipient: '46701234567', content: { $type: 'SMSFromAlpha', sender: 'Wiraya', text: 'Hi' } },
			],
		});
		expect(enqueue.encode([batch[1]!], { ...wire, wireFormat: 'xml' }).body).toContain('<content i:type="SMSFromAlpha"><sender>Wiraya</sender><text>Hi</text></content><recipient>46701234567</recipient>');
	});
});

describe('answers', () => {
	const trackingId = 'abcdef1234567890abcdef1234567890';

	test("the page's own answer", () => {
		expect(decode({ results: { '12345': { trackingId, success: true, isTransientError: false } } }, ['12345'])).toEqual([
			{ accepted: true, messageId: trackingId, raw: { trackingId, success: true, isTransientError: false } },
		]);
	});

	test('numbers for text, another case of keys, words and our ids, extra and null fields', () => {
		const dressed = { Results: { 'order-1': { TrackingId: 17, Success: 'TRUE', isTransientError: null, extra: [1] } } };
		expect(decode(dressed, ['Order-1'])).toMatchObject([{ accepted: true, messageId: '17' }]);
		expect(decode({ results: { 'order-1': { success: true } } }, ['Order-1', 'ORDER-1'])).toEqual([undefined, undefined]);
		expect(decode({ results: { 'order-1': { success: true }, 'Order-1': { success: false } } }, ['Order-1'])).toEqual([undefined]);
	});

	test('isTransientError means something only after a failure, and may be absent', () => {
		const rows = decode(
			{
				results: {
					a: { trackingId, success: true, isTransientError: true },
					b: { success: false },
					c: { success: false, isTransientError: true, trackingId },
					d: { success: false, isTransientError: false, trackingId },
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
		// A message that will be sent again has no id yet.
		expect(rows!.map((row) => row!.messageId ?? null)).toEqual([trackingId, null, null, trackingId]);
	});

	test('a refusal comes with a fix', () => {
		const [later, never] = decode({ results: { a: { success: 'false', isTransientError: 'true' }, b: { success: false } } }, ['a', 'b'], 299)!;
		expect(later).toMatchObject({
			failure: { code: 'transient', what: 'Wiraya could not take the message for the moment', fix: 'Run the workflow again later.', httpStatus: 299, retryable: true, providerMessage: null },
			raw: { success: 'false', isTransientError: 'true' },
		});
		expect(never).toMatchObject({ failure: { code: 'rejected', what: 'Wiraya refused the message for good', fix: expect.stringMatching(/^Wiraya gives no reason: check/) as string, httpStatus: 299, retryable: false } });
	});

	test('an id may be missing, and words may have any length', () => {
		const rows = decode({ results: { a: { success: true, trackingId: '' }, b: { success: true, trackingId: null }, c: { success: false, reason: 'x'.repeat(400) } } }, ['a', 'b', 'c'])!;
		expect(rows.slice(0, 2)).toMatchObject([{ messageId: null }, { messageId: null }]);
		expect(rows[2]).toMatchObject({ failure: { providerMessage: `{"reason":"${'x'.repeat(289)}` } });
	});

	test('undocumented words are passed on', () => {
		const [row] = decode({ results: { a: { success: false, reason: 'blocked' } } }, ['a'])!;
		expect(row).toMatchObject({ accepted: false, failure: { providerMessage: '{"reason":"blocked"}' } });
	});

	test.each([
		['a missing id', { results: { other: { success: true } } }],
		['no success', { results: { a: { trackingId } } }],
		['success that is neither', { results: { a: { success: 'perhaps' } } }],
		['a row that is none', { results: { a: null } }],
		['an inherited name', { results: {} }],
	])('%s proves nothing about the message', (_name, body) => {
		expect(decode(body, ['a'])).toEqual([undefined]);
		expect(decode(body, ['constructor'])).toEqual([undefined]);
	});

	test.each(['', 'null', '[]', '{}', '{"results":[]}', '{"results":', '<html><body>Welcome</body></html>', '<results/>', 'OK'])(
		'%p is no answer',
		(body) => {
			expect(() => decode(body, ['a'])).toThrow();
		},
	);

	test('for a bad status the HTTP status decides', () => {
		expect([400, 500, 302, 300, 199].map((status) => decode('', ['a'], status))).toEqual([null, null, null, null, null]);
		expect(() => decode({ results: [] }, ['a'], 201)).toThrow(new Error('it has no "results" by client message id'));
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
		expect(decode(` \n${one}`, ['a'])).toMatchObject([{ accepted: true }]);
		for (const none of ['<R>text</R>', '<R><results>text</results></R>', '<R/>']) expect(() => decode(none, ['a'])).toThrow(new Error('it has no "results" by client message id'));
	});

	test('XML: two entries for one message prove nothing; an entry without a value is ignored', () => {
		const entry = (key: string, success: boolean) => `<item><Key>${key}</Key><Value>${value(success)}</Value></item>`;
		expect(decode(`<R><results>${entry('a', true)}${entry('b', true)}${entry('a', true)}</results></R>`, ['a', 'b'])).toMatchObject([undefined, { accepted: true }]);
		expect(decode(`<R><results>${entry('a', true)}<item><Key>b</Key></item></results></R>`, ['a', 'b'])).toEqual([undefined, undefined]);
		expect(decode(`<R><results>${entry('a', true)}<item><Value>${value(true)}</Value></item></results></R>`, ['a'])).toEqual([undefined]);
	});
});
