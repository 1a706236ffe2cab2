/** Makes random parameters and items: text that people drag and type, and text that only looks similar. */
import fc from 'fast-check';
import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

/** A parameter as the workflow stores it, and its items. */
export interface Drawn {
	raw: unknown;
	items: IDataObject[];
}

/** Items per parameter. For n8n a new expression costs far more than a new item. */
export const ITEMS = 4;

type Path = Array<string | number>;

const KEYS = [
	...['phone', 'name', 'first_name', '$id', '_id', 'a', 'b', 'x1', 'Größe', 'имя', '名前', 'ñandú'],
	...['First Name', 'e-mail', 'a.b', "it's", 'say "hi"', 'back\\slash', '', ' ', '0', '1', '01', '-1', '1.5', 'tab\there', 'line\nbreak', 'mobile (work)', 'x.first (', '$if (', '{a}', '}}', '😀', '\u2028', '\0', '\ud800', '#', '[0]', '`'],
	...['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty', '__defineGetter__', 'caller', 'arguments', 'mainModule', '_load', '__sanitize', '___n8n_data'],
	...['length', 'isEmpty', 'first', 'toJSON', 'then', 'json', '$json', 'item', '$', '$input', 'this', 'global', 'globalThis', 'window', 'class', 'if', 'default', 'null', 'undefined', 'true'],
	...['__isObject', '__isArray', '__isError', '__isDate', '__keys', 'name', 'message', 'isProxy'],
];

const TEXTS = ['', ' ', 'Hi ', ', your order ', '"', "'", '`', '\n', '\r\n', '\t', '\\', '\\\\', '\\n', '\\{{ ', '}}', '}', '{', '{ "a": ', ' }', '${a}', '<b>&amp;</b>', '=', '0', 'null', 'ü', '名', '😀', '\ud83d', '\0', '\u2028', '\u00a0', '.constructor', '. constructor', '$if(', '.first(', '//', '/*', '*/', '%%', 'toString', '__proto__'];

const keys = fc.oneof({ weight: 16, arbitrary: fc.constantFrom(...KEYS.slice(0, 12)) }, { weight: 6, arbitrary: fc.constantFrom(...KEYS) }, { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) });

const texts = fc.oneof({ weight: 12, arbitrary: fc.constantFrom('', ' ', 'Hi ', ', your order ', '"', '\n', '😀', 'ü') }, { weight: 2, arbitrary: fc.constantFrom(...TEXTS) }, { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) });

const strings = fc.oneof(
	fc.constantFrom('447700900123', 'Ana', '', ' ', '0', 'false', 'null', '={{ $json.a }}', '{{ $json.a }}', '2026-11-29T10:00:00.000Z', '😀', 'a\0b', '\ud800', 'e\u0301', '\u2028', '"', '\\', '[object Object]'),
	fc.constantFrom('447700900123', 'Ana', ''),
	fc.string({ unit: 'grapheme', maxLength: 12 }),
	fc.string({ unit: 'binary', maxLength: 8 }),
);

const numbers = fc.oneof(
	fc.constantFrom(0, -0, 1, -1, 0.1, 0.1 + 0.2, 1e21, 1e-7, 123456789012345680000, 2 ** 31, 2 ** 32, 2 ** 53, -(2 ** 53), Number.MAX_VALUE, Number.MIN_VALUE, Number.EPSILON, Infinity, -Infinity, NaN, 447700900123),
	fc.double(),
	fc.integer(),
);

const others: fc.Arbitrary<unknown> = fc.constantFrom<unknown>(null, undefined, new Date(0), new Date(NaN), DateTime.fromISO('2026-11-29T10:00:00Z'), /x/g, new Map([['a', 1]]), 10n, new Uint8Array([1, 2]), () => 'called', Object.create({ a: 'inherited' }));

const simple = fc.oneof({ weight: 16, arbitrary: strings }, { weight: 6, arbitrary: numbers }, { weight: 3, arbitrary: fc.boolean() }, { weight: 1, arbitrary: others });

/** An object with these entries as its own properties, whatever their names. */
function own(entries: Array<[string, unknown]>): IDataObject {
	const object: IDataObject = {};
	for (const [key, value] of entries) Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
	return object;
}

const { value: values } = fc.letrec<{ value: unknown }>((tie) => ({
	value: fc.oneof(
		{ maxDepth: 3, withCrossShrink: true },
		{ weight: 5, arbitrary: simple },
		{ weight: 2, arbitrary: fc.array(fc.tuple(keys, tie('value')), { maxLength: 4 }).map(own) },
		{ weight: 1, arbitrary: fc.array(tie('value'), { maxLength: 4 }) },
	),
}));

/** The other items keep, change or lack the values of the first. */
const changes = fc.tuple(...Array.from({ length: ITEMS - 1 }, () => fc.oneof({ weight: 6, arbitrary: fc.constant('kept' as const) }, { weight: 1, arbitrary: fc.constant('absent' as const) }, { weight: 3, arbitrary: fc.record({ value: values }) })));

const rows = fc.array(fc.record({ key: keys, value: values, changes }), { minLength: 1, maxLength: 6 }).map((columns) =>
	Array.from({ length: ITEMS }, (_, item) =>
		own(
			columns.flatMap(({ key, value, changes: others }): Array<[string, unknown]> => {
				const change = item === 0 ? 'kept' : others[item - 1]!;
				if (change === 'absent') return [];
				return [[key, change === 'kept' ? value : change.value]];
			}),
		),
	),
);

/** A path through the item that the numbers choose, so that most paths find something; or a stray path. */
function pathIn(json: IDataObject, choices: readonly number[], stray: Path | null): Path {
	if (stray !== null) return stray;
	const path: Path = [];
	let at: unknown = json;
	for (const choice of choices) {
		if (typeof at !== 'object' || at === null) break;
		const found = Object.keys(at);
		if (found.length === 0) break;
		const key = found[choice % found.length]!;
		path.push(Array.isArray(at) ? Number(key) : key);
		at = (at as IDataObject)[key];
	}
	return path;
}

const spaces = fc.oneof({ weight: 20, arbitrary: fc.constant(' ') }, { weight: 5, arbitrary: fc.constant('') }, { weight: 1, arbitrary: fc.constantFrom('  ', '\n', '\t', '\r\n', '\u00a0', '/**/', '\u2028') });
const inner = fc.oneof({ weight: 20, arbitrary: fc.constant('') }, { weight: 1, arbitrary: spaces });
const spelling = fc.record({ lead: spaces, trail: spaces, inner, style: fc.nat(23), end: fc.oneof({ weight: 30, arbitrary: fc.constant('') }, { weight: 1, arbitrary: fc.constantFrom('.length', '?.a', '.isEmpty()', '.toString()', ';', ' + 1', '[0]', '!', ' // x', "['a' + 'b']", '.first()', ' ?? ""', '..a', '.', '[', '[]', '[-1]', '[01]', '[1.0]') }) });
type Spelling = { lead: string; trail: string; inner: string; style: number; end: string };

/** The path as the editor writes it, or as people do. */
function spelled(path: Path, { lead, trail, inner: blank, style, end }: Spelling): string {
	const root = style === 23 ? '$input.item.json' : '$json';
	return lead + root + path.map((key) => step(key, style, blank)).join('') + end + trail;
}

function step(key: string | number, style: number, blank: string): string {
	if (typeof key === 'number') return `${blank}[${blank}${style === 5 ? `"${key}"` : key}${blank}]`;
	if (style < 16 && /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(key)) return `${blank}.${blank}${key}`;
	const quote = style % 2 === 0 ? "'" : '"';
	// The editor only escapes its quotes.
	const escaped = style % 3 === 0 ? key.replaceAll(quote, `\\${quote}`) : JSON.stringify(key).slice(1, -1).replaceAll(quote, style % 2 === 0 ? "\\'" : quote);
	return `${blank}[${blank}${quote}${escaped}${quote}${blank}]`;
}

const pieces = fc.record({
	text: texts,
	choices: fc.array(fc.nat(5), { minLength: 5, maxLength: 5 }),
	stray: fc.oneof({ weight: 12, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.array(fc.oneof(keys, fc.nat(3)), { maxLength: 3 }) }),
	spelling,
});

/** An expression of up to four pieces. Half of them are a single piece. */
const expressions = fc.oneof(
	fc.record({ pieces: fc.array(pieces, { minLength: 1, maxLength: 1 }), alone: fc.constant(true), last: fc.constant('') }),
	fc.record({ pieces: fc.array(pieces, { maxLength: 4 }), alone: fc.constant(false), last: texts }),
);
type Expression = typeof expressions extends fc.Arbitrary<infer Value> ? Value : never;

function written({ pieces: all, alone, last }: Expression, json: IDataObject): string {
	return `=${all.map(({ text, choices, stray, spelling: how }) => `${alone ? '' : text}{{${spelled(pathIn(json, choices, stray), how)}}}`).join('')}${last}`;
}

/** All places where a node may have an expression: a text in a JSON body, a list of fields, a collection in a collection. */
const shapes = fc.constantFrom('one', 'one', 'one', 'collection', 'list', 'fixedCollection', 'body');

export const drawn: fc.Arbitrary<Drawn> = fc
	.record({ items: rows, shape: shapes, all: fc.array(expressions, { minLength: 1, maxLength: 3 }), fixed: fc.constantFrom<unknown>('fixed', '', 7, true, null, 'a {{ b }}') })
	.map(({ items, shape, all, fixed }) => ({ items, raw: shaped(shape, all.map((expression) => written(expression, items[0]!)), fixed) }));

function shaped(shape: string, [one = '=', ...more]: string[], fixed: unknown): unknown {
	switch (shape) {
		case 'collection':
			return { one, fixed, more: { two: more[0] ?? fixed } };
		case 'list':
			return [one, fixed, ...more];
		case 'fixedCollection':
			return { values: [one, ...more].map((value) => ({ key: fixed, value })) };
		case 'body':
			return `={\n\t"a": "${one.slice(1)}",\n\t"b": [${more.map((text) => text.slice(1)).join(', ')}]\n}`;
		default:
			return one;
	}
}
