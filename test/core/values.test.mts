import { DateTime } from 'luxon';

import { isCountry } from '../../core/input/phone.ts';
import { segmentsOf } from '../../core/input/segments.ts';
import { parseDateTime, utcSeconds } from '../../core/input/time.ts';
import { countries, summary, tally, type End } from '../../core/send/tally.ts';
import { parseJson } from '../../core/wire/json.ts';
import { buildForm } from '../../core/wire/urlencoded.ts';
import { asList, buildXml, parseXml } from '../../core/wire/xml.ts';

describe('segments', () => {
	test.each([
		['', 'GSM-7', 1],
		['a'.repeat(160), 'GSM-7', 1],
		['a'.repeat(161), 'GSM-7', 2],
		['a'.repeat(306), 'GSM-7', 2],
		['a'.repeat(307), 'GSM-7', 3],
		['€'.repeat(80), 'GSM-7', 1],
		['€'.repeat(81), 'GSM-7', 2],
		// A character with an escape takes two septets and 153 is odd, so a part holds 76 of them.
		['€'.repeat(152), 'GSM-7', 2],
		['€'.repeat(153), 'GSM-7', 3],
		['ä@Δ\n¿', 'GSM-7', 1],
		['ê', 'UCS-2', 1],
		['漢'.repeat(70), 'UCS-2', 1],
		['漢'.repeat(71), 'UCS-2', 2],
		['漢'.repeat(134), 'UCS-2', 2],
		['漢'.repeat(135), 'UCS-2', 3],
		['😀'.repeat(35), 'UCS-2', 1],
		['😀'.repeat(36), 'UCS-2', 2],
		// 67 is odd, and a character of two units is never cut, so a part holds 33.
		['😀'.repeat(66), 'UCS-2', 2],
		['😀'.repeat(67), 'UCS-2', 3],
	])('%#: %.12s', (text, encoding, count) => {
		expect(segmentsOf(text)).toEqual({ encoding, count });
	});
});

test('countries are recognised by their codes', () => {
	expect([isCountry('SE'), isCountry('XX'), isCountry('se')]).toEqual([true, false, false]);
});

describe('date-times', () => {
	const zone = 'America/Sao_Paulo';
	test.each([
		['2031-01-15T10:30:00', '2031-01-15T13:30:00Z'],
		['2031-01-15 10:30:00', '2031-01-15T13:30:00Z'],
		['2031-01-15T10:30:00+01:00', '2031-01-15T09:30:00Z'],
		['2031-01-15T10:30:00.750Z', '2031-01-15T10:30:00Z'],
		['2031-01-15', '2031-01-15T03:00:00Z'],
		[' 2031-01-15T10:30:00 ', '2031-01-15T13:30:00Z'],
		['20310115T103000', '2031-01-15T13:30:00Z'],
		['2031-01-15 10:30:00 +01:00', '2031-01-15T09:30:00Z'],
		[DateTime.fromISO('2031-01-15T10:30:00', { zone: 'Asia/Kolkata' }), '2031-01-15T05:00:00Z'],
		[new Date('2031-01-15T10:30:00Z'), '2031-01-15T10:30:00Z'],
	])('%s', (given, expected) => {
		expect(utcSeconds(parseDateTime(given, zone)!)).toBe(expected);
	});

	test('on both sides of a change of daylight-saving time', () => {
		const utc = (text: string) => utcSeconds(parseDateTime(text, 'Europe/Stockholm')!);
		expect(utc('2031-03-30T01:59:00')).toBe('2031-03-30T00:59:00Z');
		expect(utc('2031-03-30T03:00:00')).toBe('2031-03-30T01:00:00Z');
		expect(utc('2031-10-26T03:00:00')).toBe('2031-10-26T02:00:00Z');
		expect(utcSeconds(parseDateTime('2018-11-03T12:00:00', zone)!)).toBe('2018-11-03T15:00:00Z');
		expect(utcSeconds(parseDateTime('2018-11-04T12:00:00', zone)!)).toBe('2018-11-04T14:00:00Z');
	});

	test.each(['on 2031-01-15', 'x20310115T10', '1T10', '20310115Tx', '20310115', 'tomorrow', '10:30', '12', '123456', '2031', '2031-13-01', '15/01/2031', 42, {}, DateTime.invalid('test'), new Date(NaN)])('%p is invalid', (given) => {
		expect(parseDateTime(given, zone)).toBeNull();
	});

	test("the user's offset is kept", () => {
		expect(parseDateTime('2031-01-15 10:30:00 +05:30', zone)!.toISO({ suppressMilliseconds: true })).toBe('2031-01-15T10:30:00+05:30');
		expect(parseDateTime(new Date('2031-01-15T10:30:00Z'), zone)!.toISO({ suppressMilliseconds: true })).toBe('2031-01-15T07:30:00-03:00');
		expect(parseDateTime('2031-01-15T10:30:00+05:30', zone)!.toISO({ suppressMilliseconds: true })).toBe('2031-01-15T10:30:00+05:30');
	});
});

describe('JSON', () => {
	test('ordinary fractions stay as they are, and long texts do not exhaust the stack', () => {
		const value = { a: 0.1 + 0.2, b: -1.7976931348623157e308, c: 1234567890123456.5, text: `${'x'.repeat(9_000_000)}\\"1` };
		expect(parseJson(JSON.stringify(value))).toEqual(value);
	});

	test('up to a fixed depth; brackets in text do not count', () => {
		const nested = (depth: number) => '[{"a":'.repeat(depth / 2) + '1' + '}]'.repeat(depth / 2);
		expect(() => parseJson(nested(64))).not.toThrow();
		expect(() => parseJson(nested(66))).toThrow(new SyntaxError('more than 64 levels are not allowed'));
		const wide = Array.from({ length: 100 }, () => [{}]);
		expect(parseJson(JSON.stringify(wide))).toEqual(wide);
		const text = `${'['.repeat(100)}\\"${'{'.repeat(100)}`;
		expect(parseJson(JSON.stringify([text, text]))).toEqual([text, text]);
	});

	test.each([
		['9999999999999999', '9999999999999999'],
		['-9999999999999999', '-9999999999999999'],
		['[9999999999999999]', ['9999999999999999']],
		['[1,9999999999999999]', [1, '9999999999999999']],
		['{"id":9999999999999999}', { id: '9999999999999999' }],
		['[1, 9999999999999999]', [1, '9999999999999999']],
		['[\n9999999999999999]', ['9999999999999999']],
	])('a large number wherever JSON may have one: %p', (text, expected) => {
		expect(parseJson(text)).toEqual(expected);
	});

	test('large whole numbers keep their digits', () => {
		expect(parseJson('{"id":1234567890123456789,"n":-98765432109876543210,"small":9007199254740991,"f":1.2345678901234567,"e":1e30}')).toEqual({
			id: '1234567890123456789',
			n: '-98765432109876543210',
			small: 9007199254740991,
			f: 1.2345678901234567,
			e: 1e30,
		});
	});

	test('whatever is around them', () => {
		expect(parseJson('[1234567890123456789,-1234567890123456789, 1.12345678901234567890, 1234567890123456789e2, 1E12345678901234567890, 12e-00000000000000000001]')).toEqual([
			'1234567890123456789',
			'-1234567890123456789',
			1.1234567890123457,
			1.2345678901234568e20,
			Infinity,
			1.2,
		]);
	});

	test('digits within text stay as they are', () => {
		const value = { text: 'call 12345678901234567890, "quoted" \\ 99999999999999999999', list: ['1234567890123456789'] };
		expect(parseJson(JSON.stringify(value))).toEqual(value);
	});
});

describe('XML', () => {
	test('written XML is read back the same', () => {
		const text = `a & b < c > "d" 'e' ü 漢`;
		const written = buildXml({ root: { '@kind': 'x', item: [{ text }, { text: '007' }] } });
		expect(parseXml(written)).toEqual({ root: { '@kind': 'x', item: [{ text }, { text: '007' }] } });
	});

	test.each([
		['&eacute;&Atilde;&ntilde;&ccedil;&auml;&Ouml;&aring;&scaron;', 'éÃñçäÖåš'],
		['&szlig;&oslash;&AElig;&iquest;&euro;&hellip;&ldquo;', 'ßøÆ¿€…“'],
		['&amp;eacute;', '&eacute;'],
		['&#233;&#xE9;&lt;&amp;', 'éé<&'],
		['&nobody;', '&nobody;'],
	])('the characters %s are %s', (written, expected) => expect(parseXml(`<a>${written}</a>`)).toEqual({ a: expected }));

	test('entities are not expanded and documents cannot grow', () => {
		const bomb = '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>';
		expect(() => parseXml(bomb)).toThrow('document type');
		expect(() => parseXml('<a>'.repeat(100) + '</a>'.repeat(100))).toThrow('levels');
		expect(parseXml('<a>&unknown; &amp;</a>')).toEqual({ a: '&unknown; &' });
	});

	test('declarations, instructions and prefixes are left out; numbers stay text, in attributes too', () => {
		const text = '<?xml version="1.0"?><?style x?><s:a xmlns:s="u" s:n="007"><s:b>1e3</s:b></s:a>';
		expect(parseXml(text)).toEqual({ a: { '@n': '007', b: '1e3' } });
	});

	test('characters may be written by number or by name, and are decoded once', () => {
		expect(parseXml('<a b="&#228;">&#228;&#xE4;&#x1F600;&lt;&gt;&quot;&apos;&amp;#228;&copy;&nobody;</a>')).toEqual({ a: { '#text': `ää😀<>"'&#228;©&nobody;`, '@b': 'ä' } });
		expect(parseXml('<a>&#0;&#x110000;&#xD800;&#99999999999;</a>')).toBeTruthy();
		expect(parseXml('<a><![CDATA[&#228;]]></a>')).toEqual({ a: '&#228;' });
		expect(parseXml(`<a>${'&#65;'.repeat(100_000)}</a>`)).toEqual({ a: 'A'.repeat(100_000) });
	});

	test('as deep as any provider goes, and not deeper', () => {
		const nested = (depth: number) => '<a>'.repeat(depth) + '</a>'.repeat(depth);
		expect(() => parseXml(nested(33))).toThrow('more than 32 levels are not allowed');
		expect(() => parseXml(nested(32))).not.toThrow();
		expect(() => parseXml('<!entity x><a/>')).toThrow('a document type is not allowed');
	});

	test('attributes are written, also those that are true', () => {
		expect(buildXml({ a: { '@b': 'true', '@c': 'x & y', '#text': 't' } })).toBe('<a b="true" c="x &amp; y">t</a>');
	});

	test.each(['', 'no xml', '<a>', '<a></b>', '<a', '{"a":1}'])('%p is refused', (text) => {
		expect(() => parseXml(text)).toThrow();
	});

	test('characters XML cannot hold are left out', () => {
		expect(buildXml({ a: 'x\u0000\u0007y\r\n' })).toBe('<a>xy&#xD;\n</a>');
	});

	test('lists', () => {
		expect([asList(undefined), asList(''), asList('a'), asList(['a', 'b'])]).toEqual([[], [], ['a'], ['a', 'b']]);
	});
});

test('form fields have bracketed names', () => {
	const form = buildForm({ messages: [{ to: '1', list: ['a b', 'c&d'], none: null, also: undefined }], n: 3 });
	expect([...new URLSearchParams(form)]).toEqual([
		['messages[0][to]', '1'],
		['messages[0][list][0]', 'a b'],
		['messages[0][list][1]', 'c&d'],
		['n', '3'],
	]);
});

test('a summary names the three most frequent texts, and counts the rest', () => {
	const texts = (counts: Record<string, number>) => Object.entries(counts).flatMap(([text, count]) => Array<string>(count).fill(text));
	expect(summary([])).toBe('');
	expect(summary(texts({ a: 1, b: 1_200, c: 2 }))).toBe('1,200 × b, 2 × c, 1 × a');
	expect(summary(texts({ a: 1, b: 2, c: 3, d: 4 }))).toBe('4 × d, 3 × c, 2 × b, 1 other');
	expect(summary(texts({ a: 2, b: 3, c: 4, d: 5, e: 1 }))).toBe('5 × d, 4 × c, 3 × b, 3 others');
	expect(summary(['To is "a".', 'To is "b".', 'Row 17 is bad', 'Row 18 is bad', 'Row 18 is bad'])).toBe('3 × Row … is bad, 2 × To is …');
	expect(summary(['x'.repeat(120), 'y'.repeat(121)])).toBe(`1 × ${'x'.repeat(120)}, 1 × ${'y'.repeat(120)}…`);
});

test('the countries of the recipients are named if there are several', () => {
	const numbers = (counts: Record<string, number>) => Object.entries(counts).flatMap(([number, count]) => Array<string>(count).fill(number));
	expect(countries(numbers({ '447700900123': 3 }))).toBe('');
	expect(countries([...numbers({ '+447700900123': 1, '46700000000': 2 }), null, 'ann@example.com', '12345'])).toBe('SE 2, GB 1');
	const six = numbers({ '447700900123': 6, '46700000000': 5, '4915100000000': 4, '33600000000': 3, '34600000000': 2, '31600000000': 1 });
	expect(countries(six)).toBe('GB 6, SE 5, DE 4, FR 3, ES 2, 1 more country');
});

test('the tally counts results in a fixed order', () => {
	const ends = (end: End, count: number) => Array.from({ length: count }, () => ({ status: end }));
	expect(tally([...ends('unknown', 1), ...ends('rejected', 2), ...ends('accepted', 1997)])).toBe('1,997 accepted, 2 rejected, 1 unknown');
	const each: End[] = ['unknown', 'notSent', 'rejected', 'notFound', 'empty', 'answered', 'dryRun', 'duplicate', 'accepted'];
	expect(tally(each.map((status) => ({ status })))).toBe('1 accepted, 1 not sent again, 1 not sent (dry run), 1 answered, 1 answered with nothing, 1 not found, 1 rejected, 1 not sent, 1 unknown');
	expect(tally([])).toBe('No items');
});
