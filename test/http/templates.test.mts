/** The template of a request: what the user may paste, what the node refuses before it sends anything, and what an item can never change. */
import fc from 'fast-check';
import { DateTime } from 'luxon';

import { attempt, Refusal } from '../../core/input/schema.ts';
import { cutTemplate } from '../../core/input/template.ts';
import { maker } from '../../providers/http/send/operation.ts';
import { bulkLimits, limits } from '../../providers/http/send/form.ts';
import { compileTemplate, fillBeside, fillEntries, fillMessage, withId, type Placeholder } from '../../providers/http/send/template.ts';

type Shape = Partial<Parameters<typeof compileTemplate>[1]>;

const compile = (message: string, shape: Shape = {}) => compileTemplate(cutTemplate(message, true), { many: false, asForm: false, listKey: null, ...shape });

function filled(message: string, slots: unknown[] = [], fields: Partial<Record<Placeholder, string>> = {}, shape: Shape = {}) {
	const template = compile(message, shape);
	const values = { slots, fields: { to: '+447700900123', text: 'Hello', ...fields } };
	const pieces = fillMessage(template, values).map(([name, parts]) => [name, withId(parts, 'id "1"')] as const);
	return shape.asForm ? pieces : JSON.parse(pieces[0]![1]);
}

const beside = (message: string, slots: unknown[] = [], listKey: string | null = null) =>
	fillBeside(compile(message, { many: true, listKey }), { slots, fields: { text: 'Hello' } }).map((pieces) => pieces.map((piece) => (typeof piece === 'string' ? piece : '(entries)')).join('')).join('…');

const refusal = (message: string, shape?: Shape) => {
	const made = attempt(() => compile(message, shape), null);
	return made instanceof Refusal ? `${made.what} | ${made.fix}` : made;
};

describe('an example pasted from the page', () => {
	test('placeholders are filled in, numbers and everything else stay', () => {
		expect(filled('{"to": ["{to}"], "body": {"text": "{text}!", "n": 1.5, "none": null, "is": true}, "ref": "a-{id}"}')).toEqual({
			to: ['+447700900123'],
			body: { text: 'Hello!', n: 1.5, none: null, is: true },
			ref: 'a-id "1"',
		});
	});

	test("an API's own placeholders stay", () => {
		const body = 'Hi ${name}, {{1}} {{ name }} { text } {1}';
		const template = compileTemplate(cutTemplate(JSON.stringify({ to: '{to}', body }), false), { many: false, asForm: false, listKey: null });
		const [[, pieces]] = fillMessage(template, { slots: [], fields: { to: '+447700900123' } }) as [[string, never]];
		expect(JSON.parse(withId(pieces, 'c'))).toEqual({ to: '+447700900123', body });
	});

	test('a column within quotation marks may be a date, and nothing else that is no text', () => {
		const message = '{"to": "{to}", "at": "at {{ $json.at }}"}';
		const at = new Date('2031-01-15T10:30:00Z');
		for (const date of [at, DateTime.fromJSDate(at, { zone: 'utc' })]) expect(filled(message, [date])).toMatchObject({ at: 'at 2031-01-15T10:30:00.000Z' });
		const refused = (given: string, value: unknown) => {
			const { what, fix } = attempt(() => filled(given, [value]), null) as Refusal;
			return `${what} | ${fix}`;
		};
		expect(refused(message, { a: 1 })).toBe('has a column that gives {"a":1} within a text | Take the quotation marks around it away, and it is put in as JSON.');
		expect(refused(message, undefined)).toBe('has a column that gives nothing | Check its name; where it may be missing, write {{ $json.name ?? "" }}.');
		expect(refused('{"to": "{to}", "x": {{ $json.x }}}', undefined)).toBe('has a column that gives nothing | Check its name; where it may be missing, write {{ $json.name ?? null }}.');
		expect(filled('{"to": "{to}", "x": {{ $json.x }}}', [at])).toMatchObject({ x: '2031-01-15T10:30:00.000Z' });
	});

	test('a column within quotation marks is text, without them it is the value itself', () => {
		const message = '{"to": "{to}", "hi": "Hi {{ $json.name }}!", "age": {{ $json.age }}, "tags": [{{ $json.tags }}, 1], "more": {{ $json.more }}}';
		expect(filled(message, ['Ann', 7, ['a'], { b: 1 }])).toEqual({ to: '+447700900123', hi: 'Hi Ann!', age: 7, tags: [['a'], 1], more: { b: 1 } });
		expect(filled(message, ['', '12', null, '{"b":[1]}'])).toEqual({ to: '+447700900123', hi: 'Hi !', age: 12, tags: [null, 1], more: { b: [1] } });
		expect(filled('{"to":"{to}","x":{{ $json.x }}}', ['words that are no JSON'])).toMatchObject({ x: 'words that are no JSON' });
		expect(filled('{"to":"{to}","n":"{{ $json.n }} of {{ $json.m }}"}', [3, true])).toMatchObject({ n: '3 of true' });
	});
});

test("an item's values cannot break the template or fill in placeholders", () => {
	const text = fc.oneof(fc.string(), fc.constantFrom('{to}', '{"a":1}', '","to":"+15550100","x":"', '\\', '{{ $json.x }}', '\ufdd00\ufdd1', '__proto__'));
	fc.assert(
		fc.property(text, text, text, (name, words, id) => {
			const template = compile('{"to":"{to}","text":"{text}","name":"{{ $json.name }}","id":"{id}","from":"{from}"}');
			const [[, pieces]] = fillMessage(template, { slots: [name], fields: { to: '+447700900123', text: words, from: '{to}' } }) as [[string, never]];
			expect(JSON.parse(withId(pieces, id))).toEqual({ to: '+447700900123', text: words, name, id, from: '{to}' });
		}),
		{ numRuns: 300 },
	);
});

describe('a list of messages', () => {
	test.each([
		['{"messages":[{"to":"{to}","text":"{text}"}]}', '{"messages":[…]}'],
		['[{"to":"{to}"}]', '[…]'],
		['{"from":"Shop","to":["{to}"],"body":"{text}"}', '{"from":"Shop","to":[…],"body":"Hello"}'],
		['{"content":[{"value":"{text}"}],"personalizations":[{"to":[{"email":"{to}"}]}],"x":1}', '{"content":[{"value":"Hello"}],"personalizations":[…],"x":1}'],
	])('%s is between %s', (message, expected) => {
		expect(beside(message)).toBe(expected);
	});

	test('another list, if the user names it', () => {
		expect(beside('{"messages":[{"destinations":[{"to":"{to}"}],"text":"{text}"}]}', [], 'messages.0.destinations')).toBe('{"messages":[{"destinations":[…],"text":"Hello"}]}');
	});

	test('an object beside it may have one entry per message', () => {
		expect(beside('{"to":["{to}"],"names":{"{to}":"{{ $json.n }}"}}', ['Ann'])).toBe('{"to":[…],"names":{(entries)}}');
		const template = compile('{"to":["{to}"],"names":{"{to}":"{{ $json.n }}"}}', { many: true });
		expect(fillEntries(template, { slots: ['A"n'], fields: { to: '+447700900123' } }).map((pieces) => withId(pieces, 'c'))).toEqual(['"+447700900123":"A\\"n"']);
	});

	test('columns may stand beside it', () => {
		expect(beside('{"campaign":"{{ $json.c }}","messages":[{"to":"{to}"}]}', ['spring'])).toBe('{"campaign":"spring","messages":[…]}');
	});
});

describe('a form', () => {
	test('a list repeats its name, an object is JSON', () => {
		expect(filled('{"To":"{to}","Body":"Hi {{ $json.n }}: {text}","MediaUrl":["a","b"],"ContentVariables":{"1":"{{ $json.n }}","2":"{id}"},"Age":{{ $json.n }},"None":null,"Is":true}', ['O"Neil'], {}, { asForm: true })).toEqual([
			['To', '+447700900123'],
			['Body', 'Hi O"Neil: Hello'],
			['MediaUrl', 'a'],
			['MediaUrl', 'b'],
			['ContentVariables', '{"1":"O\\"Neil","2":"id \\"1\\""}'],
			['Age', 'O"Neil'],
			['Is', 'true'],
		]);
	});
});

test.each<[string, RegExp, Shape]>(([
	['', /^is missing/],
	['{}', /^is missing/],
	['{"to": {to}}', /^is no JSON.*quotation marks/],
	['{"to": "{to}"', /^is no JSON/],
	['{"to": "{to}", "a": "{{ $json.x }}}', /^is no JSON/],
	['{"to": "447700900123", "text": "{text}"}', /^has no \{to\}/],
	['{"to": "{{ $json.phone }}"}', /^has no \{to\}/],
	['{{ $json.whole }}', /^has no \{to\}/],
	['{"to": "{to}", "text": "{name}"}', /^has \{name\}, which the node does not know.*\{\{ \$json\.name \}\}/],
	['{"to": "{to}", "text": "{Text}"}', /^has \{Text\}, which the node does not know/],
	['{"x{to}": 1, "a": "{to}"}', /^has a placeholder or a column for a key/],
	['{"{text}": 1, "a": "{to}"}', /^has a placeholder or a column for a key/],
	['{"{{ $json.key }}": "{to}"}', /^has a placeholder or a column for a key/],
	['{"to": "{to}", "__proto__": {"a": 1}}', /^has the key "__proto__"/],
	['{"to": "{to}"}', /^has no list around \{to\}.*one message a request/, { many: true }],
	['{"messages": [{"to": "{to}"}, {"to": "{to}"}]}', /^has a list of 2 messages/, { many: true }],
	['{"id": "{id}", "messages": [{"to": "{to}"}]}', /^has \{id\} beside the list/, { many: true }],
	['{"messages": [{"to": "{to}"}]}', /^is "nowhere", where Message has no list/, { many: true, listKey: 'nowhere' }],
	['{"messages": [{"to": "{to}"}], "tags": ["a"]}', /^is "tags", a list without \{to\}/, { many: true, listKey: 'tags' }],
	['{"messages": [{"to": "{to}"}]}', /^has the key "__proto__", which every object has/, { many: true, listKey: '__proto__.x' }],
	['{"messages": [{"to": "{to}"}]}', /^is "a\.\.b", with a key that is empty/, { many: true, listKey: 'a..b' }],
	['["{to}"]', /^is no JSON object/, { asForm: true }],
] as Array<[string, RegExp, Shape?]>).map(([message, expected, shape = {}]) => [message, expected, shape]))('%s is refused: %s', (message, expected, shape) => {
	expect(refusal(message, shape)).toMatch(expected);
});

test('a field with a column that is not an expression is refused', () => {
	expect(attempt(() => compileTemplate(cutTemplate('{"to":"{to}","name":"{{ $json.name }}"}', false), { many: false, asForm: false, listKey: null }), null)).toMatchObject({ what: 'has a column in double braces and is no expression' });
});

test.each<[string, Record<string, unknown>, string, boolean]>(([
	['a whole address', { path: 'https://elsewhere.example/v1' }, 'path'],
	['an address without its scheme', { path: '//elsewhere.example/v1' }, 'path'],
	['a path with a blank', { path: '/v1/a b' }, 'path'],
	['a placeholder in the path', { path: '/v1/{to}' }, 'path'],
	['no path', { path: ' ' }, 'path'],
	['a header that is none', { idempotencyHeader: 'Idempotency Key' }, 'idempotencyHeader'],
	['the header of the credential', { idempotencyHeader: 'authorization' }, 'idempotencyHeader'],
	['a header that is none, for waits', { retryAfterHeader: 'a: b' }, 'retryAfterHeader'],
	['one key for many messages', { idempotencyHeader: 'Idempotency-Key', message: cutTemplate('[{"to":"{to}"}]', false) }, 'idempotencyHeader', true],
	['a form of many messages', { bodyFormat: 'form', message: cutTemplate('[{"to":"{to}"}]', false) }, 'bodyFormat', true],
	['a list where one message travels', { listKey: 'messages' }, 'listKey'],
	['a format that is none', { bodyFormat: 'xml' }, 'bodyFormat'],
] as Array<[string, Record<string, unknown>, string, boolean?]>).map(([name, given, field, many = false]) => [name, given, field, many]))('%s is refused, and by which field', (_name, given, field, many) => {
	const make = maker(many ? bulkLimits : limits);
	const made = attempt(() => make({ path: '/v1/messages', message: cutTemplate('{"to":"{to}"}', false), ...given }), null);
	expect([made instanceof Refusal, (made as Refusal).field]).toEqual([true, field]);
});

test.each([['.elsewhere.example/x', '/.elsewhere.example/x'], ['@elsewhere.example/x', '/@elsewhere.example/x'], ['v1/messages?version=2', '/v1/messages?version=2']])('a path cannot name another server: %s', (path, expected) => {
	const operation = maker(limits)({ path, message: cutTemplate('{"to":"{to}"}', false) });
	const draft = operation.reader({ timeZone: 'utc', defaultCountry: null, maxSegments: null, now: 0 })({ to: '+447700900123' });
	const request = operation.encode([{ ...draft, item: 0, correlationId: 'c', hasOwnId: false, idempotencyKey: 'i', ledgerKey: 'k', deduplicationKey: null }], { wireFormat: 'json', baseUrl: 'https://api.example.com' });
	expect(request.url).toBe(`https://api.example.com${expected}`);
	expect(new URL(request.url).host).toBe('api.example.com');
});

test.each([undefined, null, '', ' \n'])('an empty text (%p) is refused if Message has {text}, otherwise left out', (text) => {
	const read = (message: string) => attempt(maker(limits)({ path: '/m', message: cutTemplate(message, false), channel: 'whatsapp' }).reader({ timeZone: 'utc', defaultCountry: null, maxSegments: null, now: 0 }), { to: '+447700900123', text });
	expect(read('{"to":"{to}","text":"{text}"}')).toMatchObject({ what: 'is missing', field: 'text' });
	expect(read('{"to":"{to}"}')).toMatchObject({ value: { channel: 'whatsapp' } });
});

test.each([
	['digits', null, '447700900123', '447700900123'],
	['plus', null, '+447700900123', '+447700900123'],
	['national', 'GB', '7700900123', '447700900123'],
])('numbers as %s', (numberFormat, defaultCountry, wire, shown) => {
	const operation = maker(limits)({ path: '/m', message: cutTemplate('{"to":"{to}"}', false), numberFormat });
	const draft = operation.reader({ timeZone: 'utc', defaultCountry, maxSegments: null, now: 0 })({ to: '+44 7700 900123' });
	expect([(draft.content as { to: string }).to, draft.recipient]).toEqual([wire, shown]);
});

test.each([
	[null, '+44 7700 900123', 'has no country to be national in'],
	['SE', '+44 7700 900123', "is a number of GB, and without its country code it would be another's"],
	['GB', '+1 242 365 1234', "is a number of BS, and without its country code it would be another's"],
])('a national number is sent only to the Default Country (%s)', (defaultCountry, to, what) => {
	const operation = maker(limits)({ path: '/m', message: cutTemplate('{"to":"{to}"}', false), numberFormat: 'national' });
	expect(attempt(operation.reader({ timeZone: 'utc', defaultCountry, maxSegments: null, now: 0 }), { to })).toMatchObject({ what, field: 'to' });
});
