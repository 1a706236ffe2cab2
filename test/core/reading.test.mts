/** From the fields of an item to a message: what each kind of field takes, its words for a refused value, and the names that a message gets. */
import { DateTime } from 'luxon';

import * as fields from '../../core/input/fields.ts';
import { isProblem, type Problem } from '../../core/input/read.ts';
import type { ReadSettings } from '../../core/input/settings.ts';
import { isoWithOffset } from '../../core/input/time.ts';
import { correlationIdFrom, keyInRun, keyInTool, namesInRun, type Naming } from '../../core/ledger/ledger.ts';
import { contentOf, type Draft, type Message } from '../../core/send/message.ts';
import type { SendOperation } from '../../core/send/operation.ts';
import { readItem, refuseRepeatedIds } from '../../core/send/read.ts';
import { checkWords } from '../words.mts';
import { choice, text } from '../../core/input/form.ts';
import { formReader } from '../../core/input/formReader.ts';

const settings: ReadSettings = { timeZone: 'Europe/Stockholm', defaultCountry: 'GB', maxSegments: 2, now: 0 };

/** A field's result for a value, or its refusal with the advice. */
function read(field: fields.Reader<unknown>, value: unknown): unknown {
	const result = fields.attempt(field, value);
	if (!(result instanceof fields.Refusal)) return result.value;
	checkWords(result);
	return `${result.what} | ${result.fix}`;
}

describe('text', () => {
	const field = fields.text('Give it.', 5);
	test.each([
		[' abc ', 'abc'],
		[42, '42'],
		[0, '0'],
		[-1.5, '-1.5'],
		[123n, '123'],
		[true, 'true'],
		[false, 'false'],
		['', 'is missing | Give it.'],
		['  ', 'is missing | Give it.'],
		[undefined, 'is missing | Give it.'],
		[null, 'is missing | Give it.'],
		[{ a: 1 }, 'is {"a":1}, not text | It is an object: give the field within it.'],
		[['a'], 'is ["a"], not text | It is a list: give one of its entries, or make a row of each with Split Out.'],
		[NaN, 'is NaN, not a number | Check the expression: it calculates with something that is not a number.'],
		[2 ** 53, 'is 9007199254740992, a number with more digits than n8n can hold exactly | Give it as text: put quotation marks around it at its source.'],
		[Symbol.iterator, 'is symbol, not text | Give it.'],
		['😀😀😀😀😀', '😀😀😀😀😀'],
		['😀😀😀😀😀😀', 'is 6 characters long, more than the 5 allowed | Give it.'],
	])('%p', (given, expected) => {
		expect(read(field, given)).toBe(expected);
	});

	test('without a limit any length is allowed', () => {
		expect(read(fields.text('Give it.'), 'x'.repeat(100_000))).toHaveLength(100_000);
		expect(read(fields.text('Give it.'), Number.MAX_SAFE_INTEGER)).toBe('9007199254740991');
	});
});

describe('optional texts and ids', () => {
	test.each([
		[' abc ', 'abc'],
		['', null],
		[' ', null],
		[null, null],
		[undefined, null],
		[7, '7'],
		[{}, 'is {}, not text | It is an object: give the field within it.'],
	])('%p', (given, expected) => {
		expect(read(fields.optionalText('Give it.'), given)).toBe(expected);
		expect(read(fields.optionalId('Give it.'), given)).toBe(expected);
	});

	test('an id holds no control character', () => {
		expect(read(fields.optionalId('Give it.'), 'a\u0000b')).toBe('contains a line break or another control character | Write it in one line, without line breaks and tabs.');
		expect(read(fields.optionalId('Give it.'), 'a\u007fb')).toBe('contains a line break or another control character | Write it in one line, without line breaks and tabs.');
		expect(read(fields.optionalId('Give it.'), 'a b')).toBe('a b');
		expect(read(fields.optionalText('Give it.'), 'a\nb')).toBe('a\nb');
	});
});

describe('the text of an SMS', () => {
	const field = fields.smsText(settings);
	test('has its parts, and keeps its blanks', () => {
		expect(read(field, ' hi ')).toEqual({ text: ' hi ', segments: { encoding: 'GSM-7', count: 1 } });
		expect(read(field, 7)).toEqual({ text: '7', segments: { encoding: 'GSM-7', count: 1 } });
		expect(read(field, 'ê')).toEqual({ text: 'ê', segments: { encoding: 'UCS-2', count: 1 } });
	});

	test('uses plain characters if turned on, and says so', () => {
		const text = `${'x'.repeat(69)}’s`;
		expect(read(fields.smsText(settings), text)).toEqual({ text, segments: { encoding: 'UCS-2', count: 2 } });
		expect(read(fields.smsText({ ...settings, plainCharacters: 'off' }), text)).toEqual({ text, segments: { encoding: 'UCS-2', count: 2 } });
		expect(read(fields.smsText({ ...settings, maxSegments: 1, plainCharacters: 'plain' }), text)).toEqual({
			text: `${'x'.repeat(69)}'s`,
			segments: { encoding: 'GSM-7', count: 1, saved: 1, replaced: [{ code: 'U+2019', from: '’', to: "'", count: 1 }] },
		});
		expect(read(fields.smsText({ ...settings, plainCharacters: 'plain' }), 'ż')).toEqual({ text: 'ż', segments: { encoding: 'UCS-2', count: 1 } });
		expect(read(fields.smsText({ ...settings, plainCharacters: 'accents' }), 'ż')).toMatchObject({ text: 'z' });
	});

	test('a character that costs parts is named', () => {
		expect(read(fields.smsText({ ...settings, maxSegments: 1 }), `‘${'x'.repeat(100)}`)).toBe(
			'takes 2 SMS parts, more than the 1 allowed: an SMS with "‘" has room for less | Replace such characters, which Plain Characters may do, shorten the text, or raise Options > Maximum SMS Parts.',
		);
	});

	test('takes no more parts than allowed', () => {
		expect(read(field, 'x'.repeat(306))).toMatchObject({ segments: { count: 2 } });
		const tooLong = 'takes 3 SMS parts, more than the 2 allowed | Shorten the text, or raise Options > Maximum SMS Parts.';
		expect(read(field, 'x'.repeat(307))).toBe(tooLong);
		// The reader must not remember a refused value as read.
		expect(read(field, 'x'.repeat(307))).toBe(tooLong);
		expect(read(fields.smsText({ ...settings, maxSegments: null }), 'x'.repeat(307))).toMatchObject({ segments: { count: 3 } });
	});

	test('is required', () => {
		expect(read(field, '')).toBe('is missing | Give the text of the message.');
		expect(read(field, '   ')).toBe('is missing | Give the text of the message.');
		expect(read(field, undefined)).toBe('is missing | Give the text of the message.');
		expect(read(field, {})).toBe('is {}, not text | It is an object: give the field within it.');
	});

	test('the same text again is read once', () => {
		expect(read(field, 'again')).toBe(read(field, 'again'));
		expect(read(field, 'another')).toMatchObject({ text: 'another' });
	});
});

describe('whole numbers', () => {
	test.each([
		[7, 7],
		['7', 7],
		[' -7 ', -7],
		[0, 0],
		['', 'is missing | Give one.'],
		[null, 'is missing | Give one.'],
		[undefined, 'is missing | Give one.'],
		[1.5, 'is 1.5, not a whole number | Give one.'],
		['1.5', 'is "1.5", not a whole number | Give one.'],
		['x7', 'is "x7", not a whole number | Give one.'],
		['42', 42],
		[[7], 'is [7], not a whole number | Give one.'],
		['7x', 'is "7x", not a whole number | Give one.'],
		[2 ** 53, 'is 9007199254740992, not a whole number | Give one.'],
		['9007199254740993', 'is "9007199254740993", not a whole number | Give one.'],
		[true, 'is true, not a whole number | Give one.'],
	])('%p', (given, expected) => {
		expect(read(fields.integer('Give one.'), given)).toBe(expected);
	});
});

describe('phone numbers', () => {
	const missing = 'Give this row a phone number. If every row lacks it, check which column the field reads.';
	test.each([
		['+44 7700 900123', '447700900123'],
		['07700 900123', '447700900123'],
		[447700900123, '447700900123'],
		['', `is missing | ${missing}`],
		[undefined, `is missing | ${missing}`],
		['nobody', 'is "nobody", which has no digits and cannot be a phone number | Give a phone number, such as +44 7700 900123.'],
		[{}, 'is {}, not a phone number | It is an object: give the field within it.'],
		[['+44 7700 900123'], 'is ["+44 7700 900123"], not a phone number | It is a list: give one of its entries, or make a row of each with Split Out.'],
		[2 ** 53, 'is 9007199254740992, a number with more digits than n8n can hold exactly | Give it as text: put quotation marks around it at its source.'],
	])('%p', (given, expected) => {
		expect(read(fields.phone(settings), given)).toBe(expected);
	});

	test('are not guessed', () => {
		expect(read(fields.phone({ ...settings, defaultCountry: 'DE' }), '46701740605')).toBe(
			'is "46701740605", which may be +4946701740605 (Germany) or +46701740605 (Sweden) | Write it with a plus and its country code.',
		);
	});
});

describe('optional date-times', () => {
	const field = fields.optionalDateTime(settings);
	test('mean the time on the clock of the workflow, or their own offset', () => {
		const iso = (given: unknown) => isoWithOffset(read(field, given) as DateTime);
		expect(iso('2031-01-15T10:30:00')).toBe('2031-01-15T10:30:00+01:00');
		expect(iso('2031-01-15T10:30:00-03:00')).toBe('2031-01-15T10:30:00-03:00');
		expect(iso(DateTime.fromISO('2031-07-15T10:30:00', { zone: 'Asia/Kolkata' }))).toBe('2031-07-15T10:30:00+05:30');
	});

	test('an empty value is null', () => {
		expect([undefined, null, ''].map((given) => read(field, given))).toEqual([null, null, null]);
	});

	test('anything else is refused', () => {
		expect(read(field, 'soon')).toBe('is "soon", not a date-time | Give a date-time such as 2031-01-15T10:30:00 or 2031-01-15T10:30:00+01:00.');
	});

	test('the same text again gives the same date-time', () => {
		expect(read(field, '2031-01-15T10:30:00')).toBe(read(field, '2031-01-15T10:30:00'));
	});
});

describe('lists of texts', () => {
	test.each([
		[undefined, []],
		[null, []],
		['', []],
		['a', ['a']],
		[7, ['7']],
		[['a', 7, true], ['a', '7', 'true']],
		[['a', ['b', 'c']], ['a', 'b', 'c']],
		['["a", 1]', ['a', '1']],
		[' ["a"]', ['a']],
		['[no JSON', ['[no JSON']],
		[['a', null], 'has an entry that is missing (entry 2) | Give texts.'],
		[['a', undefined, 'b'], 'has an entry that is missing (entry 2) | Give texts.'],
		[[{}], 'has an entry that is no text (entry 1) | Give texts.'],
		[{ a: 1 }, 'has an entry that is no text (entry 1) | Give texts.'],
	])('%p', (given, expected) => {
		expect(read(fields.textList('Give texts.'), given)).toEqual(expected);
	});
});

test('a value in an error is short', () => {
	expect(fields.describe('x'.repeat(58))).toBe(`"${'x'.repeat(58)}"`);
	expect(fields.describe('x'.repeat(59))).toBe(`"${'x'.repeat(56)}…`);
	expect([undefined, null, ''].map(fields.describe)).toEqual(['empty', 'empty', 'empty']);
	expect(fields.describe([1])).toBe('[1]');
	expect(fields.describe(() => 0)).toBe('function');
});

/** A letter or a card; `kind` decides which. */
const form = {
	kind: choice({ label: 'Kind', choices: [{ value: 'letter', label: 'Letter' }, { value: 'card', label: 'Card' }], fallback: 'letter', required: true }),
	to: text({ label: 'To Whom', fix: 'Name somebody.', required: true, when: { kind: ['letter'] } }),
	id: text({ label: 'ID', fix: 'Give it.', when: { kind: ['letter'] } }),
};
const operation = {
	fields: [
		{ name: 'kind', displayName: 'Kind' },
		{ name: 'to', displayName: 'To Whom' },
	],
	reader: () => {
		const read = formReader(form, settings as never);
		return (item: unknown) => {
			const given = read(item);
			return { channel: 'post', recipient: given.to, correlationId: given.id, scheduledAt: null, warnings: [], content: given.kind };
		};
	},
} as unknown as SendOperation<string>;

const naming: Naming = { seed: 'seed', runIndex: 0, isTool: false, nodeId: 'node' };

function item(given: unknown, key: string | null = null, other: Partial<Naming> = {}, index = 3): Message<string> | Problem {
	return readItem(operation, operation.reader(settings) as never, index, given, key, { ...naming, ...other });
}

describe('an item', () => {
	test('that is valid becomes a message with its names', () => {
		const message = item({ kind: 'letter', to: 'Ann' }) as Message<string>;
		expect(isProblem(message)).toBe(false);
		expect(message).toMatchObject({ item: 3, recipient: 'Ann', content: 'letter', deduplicationKey: null });
		expect(message.ledgerKey).toMatch(/^0\.3\.[0-9a-f]{16}$/);
		expect(message.correlationId).not.toContain(message.ledgerKey.slice(4));
		expect(message.correlationId).toMatch(/^[0-9a-f]{32}$/);
	});

	test("keeps the user's own id", () => {
		expect(item({ kind: 'letter', to: 'Ann', id: 'mine' }, 'key')).toMatchObject({ correlationId: 'mine' });
	});

	test.each([
		[{ kind: 'letter', to: '' }, 'To Whom', 'To Whom is missing', 'Name somebody.'],
		[{ kind: 'fax' }, 'Kind', 'Kind is "fax", which the provider does not know', 'Give one of letter, card.'],
		[{}, 'Kind', 'Kind is missing', 'Give one of letter, card.'],
		[{ kind: 'letter', to: 'Ann', id: {} }, 'id', 'id is {}, not text', 'It is an object: give the field within it.'],
		['text', 'Message', 'Message is "text", not a JSON object', 'Give one JSON object an item.'],
		[null, 'Message', 'Message is empty, not a JSON object', 'Give one JSON object an item.'],
		[[1], 'Message', 'Message is [1], not a JSON object', 'Give one JSON object an item.'],
	])('%p is none, and says why', (given, field, what, fix) => {
		expect(item(given)).toEqual({ item: 3, field, what, fix });
		expect(isProblem(item(given))).toBe(true);
	});
});

describe('the names of a message', () => {
	const names = (given: object = {}, key: string | null = null, other: Partial<Naming> = {}, index = 3) => item({ kind: 'letter', to: 'Ann', ...given }, key, other, index) as Message<string>;

	test('the ledger knows it by run, item, channel and recipient', () => {
		const { ledgerKey } = names();
		expect(names().ledgerKey).toBe(ledgerKey);
		const others = [names({ to: 'Jo' }), names({}, null, { runIndex: 1 }), names({}, null, {}, 4)].map((one) => one.ledgerKey);
		expect(new Set([ledgerKey, ...others]).size).toBe(4);
		expect(names({}, 'key', { nodeId: 'other' }).ledgerKey).toBe(ledgerKey);
	});

	test('its own id is made from the seed, the same in every try', () => {
		expect(names({}, null, { seed: 'other' }).correlationId).not.toBe(names().correlationId);
		expect(names({}, null, { nodeId: 'other' }).correlationId).toBe(names().correlationId);
	});

	test('a deduplication key counts for one recipient of one node, in every execution', () => {
		const { deduplicationKey, correlationId } = names({}, 'key');
		expect(correlationId).toBe(deduplicationKey);
		expect(names({}, 'key', { seed: 'other', runIndex: 5 }, 9).deduplicationKey).toBe(deduplicationKey);
		const others = [names({ to: 'Jo' }, 'key'), names({}, 'other'), names({}, 'key', { nodeId: 'other' })].map((one) => one.deduplicationKey);
		expect(new Set([deduplicationKey, ...others]).size).toBe(4);
	});

	test('as a tool, its content and the scheduled minute name it, not the run', () => {
		const draft = (given: Partial<Draft<string>> = {}): Draft<string> => ({ channel: 'post', recipient: 'Ann', correlationId: null, scheduledAt: null, warnings: [], content: 'hi', ...given });
		const tool = (given: Partial<Draft<string>> = {}, other: Partial<Naming> = {}) =>
			(readItem(operation, () => draft(given), 3, {}, null, { ...naming, isTool: true, ...other }) as Message<string>).ledgerKey;
		const at = (text: string) => ({ scheduledAt: DateTime.fromISO(text, { setZone: true }) });
		expect(tool()).toMatch(/^tool\.3\.[\w-]{12}$/);
		expect(tool({}, { runIndex: 7 })).toBe(tool());
		expect(tool(at('2031-01-15T10:30:10Z'))).toBe(tool(at('2031-01-15T11:30:50+01:00')));
		const all = [tool(), tool({ content: 'ho' }), tool({ recipient: 'Jo' }), tool({ channel: 'sms' }), tool({ reference: '1' }), tool({ reference: '2' }), tool(at('2031-01-15T10:30:00Z')), tool(at('2031-01-15T10:31:00Z'))];
		expect(new Set(all).size).toBe(all.length);
	});
});

test('ids are long enough: each of their places takes every digit', () => {
	const draft: Draft<string> = { channel: 'post', recipient: 'Ann', correlationId: null, scheduledAt: null, warnings: [], content: '' };
	const all = Array.from({ length: 2_000 }, (_, i) => ({ tool: keyInTool(0, contentOf({ ...draft, content: `Parcel ${i}` })), ...namesInRun('seed', 0, 0, ['post', `r${i}`]) }));
	/** The bits of an id: those of the digits that its places take. */
	const bitsOf = (ids: string[]) => [...ids[0]!].map((_, place) => Math.log2(new Set(ids.map((id) => id[place])).size)).reduce((sum, bits) => sum + bits, 0);
	expect(bitsOf(all.map(({ correlationId }) => correlationId))).toBe(128);
	expect(bitsOf(all.map(({ ledgerKey }) => ledgerKey))).toBe(64);
	expect(bitsOf(all.map(({ tool }) => tool))).toBe(72);
});

test('a name in the ledger, and an id, belong to one execution, run, item and recipient', () => {
	const named = (seed = 'seed', run = 0, item = 0, recipient = 'Ann') => namesInRun(seed, run, item, ['post', recipient]);
	const all = [named(), named('other'), named('seed', 1), named('seed', 0, 1), named('seed', 0, 0, 'Bob'), named('seed', 11, 1), named('seed', 1, 11)];
	expect(named()).toEqual(all[0]);
	expect(new Set(all.map(({ correlationId }) => correlationId)).size).toBe(all.length);
	for (const { correlationId, ledgerKey } of all) expect([correlationId, ledgerKey]).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/), expect.stringMatching(/^\d+\.\d+\.[0-9a-f]{16}$/)]);
	const keys = [keyInRun(0, 0, ['Ann']), keyInRun(1, 0, ['Ann']), keyInRun(0, 1, ['Ann']), keyInRun(0, 0, ['Bob'])];
	expect(keys[0]).toMatch(/^0\.0\.[\w-]{12}$/);
	expect(new Set(keys).size).toBe(keys.length);
	expect(correlationIdFrom('node', 'key', 'Ann')).toMatch(/^[0-9a-f]{32}$/);
	expect(correlationIdFrom('node', 'key', 'Ann')).not.toBe(correlationIdFrom('node', 'keyAnn'));
});

describe('repeated ids', () => {
	const message = (index: number, correlationId: string, deduplicationKey: string | null = null) => ({ item: index, correlationId, hasOwnId: true, deduplicationKey }) as Message<string>;
	const problem: Problem = { item: 9, field: 'To', what: 'To is missing', fix: 'Give it.' };

	test('the second is refused, and names the first', () => {
		const [first, second, third, fourth, fifth] = refuseRepeatedIds([message(0, 'a'), message(1, 'b'), message(2, 'a'), problem, problem], 'My ID');
		expect([first, second, fourth, fifth]).toEqual([message(0, 'a'), message(1, 'b'), problem, problem]);
		expect(third).toEqual({
			item: 2,
			field: 'My ID',
			what: 'My ID "a" is also that of row 1',
			fix: 'Give every message its own id, or leave the field empty and one is made.',
		});
	});

	test('unless both are one message by their deduplication key', () => {
		expect(refuseRepeatedIds([message(0, 'a', 'k'), message(1, 'a', 'k')], 'My ID').some(isProblem)).toBe(false);
		expect(refuseRepeatedIds([message(0, 'a', 'k'), message(1, 'a', 'l')], 'My ID').map(isProblem)).toEqual([false, true]);
	});
});
