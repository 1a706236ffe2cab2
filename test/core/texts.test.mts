import fc from 'fast-check';
import { DateTime } from 'luxon';

import { isProblem } from '../../core/input/read.ts';
import type { ReadSettings } from '../../core/input/settings.ts';
import { checkValues } from '../../core/input/texts.ts';
import { Refusal } from '../../core/input/schema.ts';
import type { SendOperation } from '../../core/send/operation.ts';
import { readItem } from '../../core/send/read.ts';
import { deduplicationKey } from '../../core/send/key.ts';
import { parseXml } from '../../core/wire/xml.ts';
import { send as capillary } from '../../providers/capillary/send/operation.ts';
import { send as comapi } from '../../providers/comapi/send/operation.ts';
import { send as wavy } from '../../providers/wavy/send/operation.ts';
import { enqueue as wiraya } from '../../providers/wiraya/enqueue/operation.ts';

const settings: ReadSettings = { timeZone: 'Europe/Stockholm', defaultCountry: null, maxSegments: null, now: Date.parse('2026-11-22T03:00:00Z') };

/** The reader of a field refuses a bad number that is the field's own value. */
test.each([2 ** 53, NaN, Infinity])('Comapi refuses %p as a text', (text) => {
	const message = readItem(comapi, comapi.reader(settings), 0, { rules: ['sms'], to, text }, null, { seed: 's', runIndex: 0, isTool: false, nodeId: 'n' });
	expect(isProblem(message) && message.what).toMatch(/^Text is .*, not text$/);
});

interface Wire {
	operation: SendOperation;
	format: string;
	fields: (text: string) => object;
	/** The text as the receiver of the request reads it. */
	textIn: (request: { url: string; body: string }) => unknown;
}

const to = '447700900123';
const json = (body: string) => JSON.parse(body) as Record<string, never>;
const wires: Record<string, Wire> = {
	'Capillary in JSON': { operation: capillary as never, format: 'json', fields: (text) => ({ channel: 'sms', to, text }), textIn: ({ body }) => (json(body) as never as { root: { sms: [{ body: string }] } }).root.sms[0].body },
	'Capillary in XML': { operation: capillary as never, format: 'xml', fields: (text) => ({ channel: 'sms', to, text }), textIn: ({ body }) => textOf(parseXml(body), 'body') },
	Comapi: { operation: comapi as never, format: 'json', fields: (text) => ({ rules: ['sms'], to, text }), textIn: ({ body }) => json(body).body },
	'Wavy by POST': { operation: wavy as never, format: 'post', fields: (text) => ({ to, text }), textIn: ({ body }) => json(body).messageText },
	'Wavy by GET': { operation: wavy as never, format: 'get', fields: (text) => ({ to, text }), textIn: ({ url }) => new URL(url).searchParams.get('messageText') },
	'Wiraya in JSON': { operation: wiraya as never, format: 'json', fields: wirayaFields, textIn: ({ body }) => (json(body) as never as { communications: [{ content: { text: string } }] }).communications[0].content.text },
	'Wiraya in XML': { operation: wiraya as never, format: 'xml', fields: wirayaFields, textIn: ({ body }) => textOf(parseXml(body), 'text') },
	'Wiraya as a form': { operation: wiraya as never, format: 'form', fields: wirayaFields, textIn: ({ body }) => new URLSearchParams(body).get('communications[0][content][text]') },
};

function wirayaFields(text: string): object {
	return { contentType: 'SMSFromAlpha', to, from: 'Shop', text };
}

/** The element with this name, anywhere in the document. */
function textOf(value: unknown, name: string): unknown {
	if (typeof value !== 'object' || value === null) return undefined;
	if (name in value) return (value as Record<string, unknown>)[name];
	return Object.values(value).map((one) => textOf(one, name)).find((one) => one !== undefined);
}

/** The text on the wire, with the warnings; or why it was refused. */
function sent({ operation, format, fields, textIn }: Wire, text: string): { text: unknown; warnings: string[] } | string {
	const message = readItem(operation, operation.reader(settings), 0, fields(text), null, { seed: 's', runIndex: 0, isTool: false, nodeId: 'n' });
	if (isProblem(message)) return message.what;
	return { text: textIn(operation.encode([message], { wireFormat: format, baseUrl: 'https://api.example.com' })), warnings: message.warnings };
}

describe.each(Object.entries(wires))('a text through %s', (_name, wire) => {
	const units = fc.array(fc.oneof({ weight: 8, arbitrary: fc.integer({ min: 0x20, max: 0x7e }) }, { weight: 2, arbitrary: fc.integer({ min: 0, max: 0xffff }) }, { weight: 1, arbitrary: fc.integer({ min: 0xd7f0, max: 0xe010 }) }), { minLength: 1, maxLength: 40 });

	it('with any characters arrives unchanged, or is refused', () => {
		fc.assert(
			fc.property(units, (codes) => {
				const text = `a${String.fromCharCode(...codes)}z`;
				const result = sent(wire, text);
				if (typeof result === 'string') expect(result).toMatch(/half a character|an invisible character/);
				else expect(result.text).toBe(text.replaceAll('\u000b', '\n').replaceAll('\u000c', '\n'));
			}),
			{ numRuns: 150 },
		);
	});

	it.each([
		['half an emoji', 'Thanks a lot for it \ud83d', 'which contains half a character: an emoji was cut in two'],
		['the other half', '\ude00 hi', 'which contains half a character: an emoji was cut in two'],
		['a NUL', 'a\u0000b', 'contains an invisible character, U+0000, in place 2'],
		['a bell', 'a\u0007b', 'contains an invisible character, U+0007, in place 2'],
		['a character that is none', 'a\uffffb', 'contains an invisible character, U+FFFF, in place 2'],
	])('with %s is refused', (_case, text, what) => {
		expect(sent(wire, text)).toContain(what);
	});

	it("with Word's line break has an ordinary one, and says so", () => {
		expect(sent(wire, 'One\u000bTwo')).toMatchObject({ text: 'One\nTwo', warnings: expect.arrayContaining([expect.stringMatching(/contains a line break of Word or Excel/)]) });
	});

	it.each([
		['[object Object]', 'Hi [object Object]', /contains "\[object Object\]": an expression gave an object/],
		['Invalid DateTime', 'See you on Invalid DateTime', /contains "Invalid DateTime": an expression could not read a date/],
		['an expression', 'Hi {{ $json.name }}!', /contains \{\{ \$json\.name \}\} as plain text: switch the field to Expression/],
	])('with %s is sent with a warning', (_case, text, warning) => {
		expect(sent(wire, text)).toMatchObject({ text, warnings: expect.arrayContaining([expect.stringMatching(warning)]) });
	});

	it('with a merge field of a provider or an emoji is sent without one', () => {
		for (const text of ['Hi {{profile.firstName}} 😀', 'Hi {{name}}, é ä 漢']) expect(sent(wire, text)).toMatchObject({ text, warnings: expect.not.arrayContaining([expect.stringMatching(/contains/)]) });
	});
});

describe('nested values', () => {
	const refused = (fields: object, skip?: string) => {
		try {
			return checkValues(fields, skip).fields;
		} catch (error) {
			return [(error as Refusal).field, (error as Refusal).what];
		}
	};

	// 2^53 and beyond: n8n's JSON parser has rounded them already.
	it.each([
		[{ metadata: { order: 2 ** 53 } }, ['metadata', 'contains 9007199254740992, a number with more digits than n8n can hold exactly']],
		[{ otherAddresses: { loyalty: 2 ** 63 } }, ['otherAddresses', 'contains 9223372036854776000, a number with more digits than n8n can hold exactly']],
		[{ params: [{ value: NaN }] }, ['params', 'contains NaN, not a number']],
		[{ customBody: { sms: { body: 'a\ud83d' } } }, ['customBody', 'is "a\ufffd", which contains half a character: an emoji was cut in two']],
		[{ metadata: { 'a\u0000': 1 } }, ['metadata', 'contains an invisible character, U+0000, in place 2']],
	])('%j is refused', (fields, expected) => {
		expect(refused(fields)).toEqual(expected);
	});

	it('must be exact if they are numbers; the reader of a field checks the field itself', () => {
		const most = Number.MAX_SAFE_INTEGER;
		const exact = { own: 2 ** 53, list: [most, -most, 1.5] };
		expect(checkValues(exact).fields).toBe(exact);
		for (const number of [most + 1, -most - 1, NaN, Infinity]) {
			expect(() => checkValues({ list: [number] })).toThrow(Refusal);
			expect(() => checkValues({ more: { deep: number } })).toThrow(Refusal);
		}
	});

	it('are checked within twenty others, and left as they are below', () => {
		const nested = (depth: number) => ({ list: Array.from({ length: depth }).reduce<unknown>((inner) => [inner], 'a\u000bb') });
		expect(JSON.stringify(checkValues(nested(21)).fields)).toContain('a\\nb');
		expect(JSON.stringify(checkValues(nested(22)).fields)).toContain('a\\u000bb');
	});

	it('stay the same object if there is nothing to report', () => {
		const fields = { text: 'Hi', at: DateTime.utc(2031), list: ['a', 1.5, null, true], more: { deep: { deeper: [1] } } };
		expect(refused(fields)).toBe(fields);
	});

	it('are changed in a copy', () => {
		const fields = { list: ['a\u000bb'], more: { deep: 'c\u000cd' }, same: [1] };
		expect(refused(fields)).toEqual({ list: ['a\nb'], more: { deep: 'c\nd' }, same: [1] });
		expect(fields.list[0]).toBe('a\u000bb');
	});

	it('in file fields are left alone', () => {
		const files = [{ name: 'a\u0000', bytes: NaN }];
		expect(refused({ attachments: files }, 'attachments')).toEqual({ attachments: files });
	});

	it('that are not objects are left to the reader', () => expect(checkValues('text').fields).toBe('text'));
});

describe('a deduplication key', () => {
	it.each([[' order-1 ', 'order-1'], [42, '42'], [0, '0'], ['0', '0']])('%p is %p', (given, key) => expect(deduplicationKey(given)).toBe(key));

	it.each([
		[NaN, 'NaN: an expression gave nothing'],
		[Infinity, 'Infinity: an expression gave nothing'],
		[2 ** 53, '9007199254740992, a number with more digits than n8n can hold exactly'],
		['', 'empty'],
		[' \u00a0\t', 'empty'],
		[null, 'empty'],
		[{}, '{}, not text'],
		[true, 'true, not text'],
		['undefined', '"undefined": an expression gave nothing'],
		['NaN', '"NaN": an expression gave nothing'],
		['[object Object]-1', '"[object Object]-1": an expression gave nothing'],
		['{{ $json.orderId }}', '"{{ $json.orderId }}": an expression gave nothing'],
		['a\ud83d', 'a text with half a character or a control character in it'],
	])('%p is refused', (given, what) => {
		expect(() => deduplicationKey(given)).toThrow(new Refusal(`is ${what}`, ''));
	});
});
