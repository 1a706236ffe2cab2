/**
 * Reads dragged fields: text with `{{ $json.column }}` in it. n8n's expression engine takes 0.3 to 0.6 ms for each field and item; reading a property
 * takes almost none. This file reads only expressions that n8n evaluates to the same value, and leaves everything else to n8n. The rules are those of
 * n8n-workflow
 * (expression.ts, expression-sandboxing.ts), @n8n/tournament and @n8n/expression-runtime.
 */

/** A reader returns this if n8n must evaluate the parameter for this item. */
export const LEFT_TO_N8N = Symbol('left to n8n');

/** Returns the parameter's value for the `json` of an item, or LEFT_TO_N8N. */
export type ItemReader = (json: unknown) => unknown;

/** Names that n8n refuses in an expression, or that may resolve to a method or a global instead of the item's own key. */
const REFUSED = new Set([
	...['prototype', 'constructor', 'mainModule', 'binding', '_linkedBinding', '_load', 'prepareStackTrace', 'caller', 'callee', 'arguments'],
	...['getPrototypeOf', 'setPrototypeOf', 'getOwnPropertyDescriptor', 'getOwnPropertyDescriptors', 'defineProperty', 'defineProperties'],
	...['getBuiltinModule', 'dlopen', 'execve', 'loadEnvFile', '__sanitize', '___n8n_data', 'global', 'globalThis', 'window', 'this', '$'],
]);

/** Longer text may not fit into the memory of n8n's isolate. */
const LONGEST = 1_000_000;

/** Letters of Unicode versions since 2009 at the latest: n8n's parser does not take newer ones in a name. */
const LETTER = 'A-Za-z_$\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0400-\u0481\u048a-\u0523\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fc3\uac00-\ud7a3';
const BLANK = '[ \\t\\r\\n]*';
const quoted = (quote: string) => `${quote}((?:[^${quote}\\\\\\p{Cc}\\u2028\\u2029]|\\\\["'\\\\])*)${quote}`;

const START = new RegExp(`${BLANK}\\$json`, 'y');
/** `.name`, `[0]`, `["name"]` or `['name']`. */
const STEP = new RegExp(`${BLANK}(?:\\.${BLANK}([${LETTER}][${LETTER}0-9]*)|\\[${BLANK}(?:(0|[1-9]\\d{0,8})|${quoted('"')}|${quoted("'")})${BLANK}\\])`, 'uy');
const END = new RegExp(`${BLANK}$`, 'y');
const INDEX = /^(?:0|[1-9]\d{0,8})$/;

/** One step of a path into the item. */
interface Step {
	key: string;
	isIndex: boolean;
}

/**
 * @param raw a parameter as the workflow stores it: text, or a collection or list with expressions anywhere in it
 * @returns null if n8n must evaluate it for every item
 */
export function itemReader(raw: unknown): ItemReader | null {
	if (typeof raw === 'string' && raw.startsWith('=')) return expressionReader(raw.slice(1));
	if (typeof raw !== 'object' || raw === null) return () => raw;
	if (Array.isArray(raw)) return listReader(raw);
	return Object.hasOwn(raw, '__proto__') ? null : collectionReader(raw as Record<string, unknown>);
}

/** Names from n8n's *Variables and context* whose value stays the same for a whole execution. `$now` does not, and code may not. */
const OF_EXECUTION = /^\s*\$(?:vars\.[a-z_]\w*|env\.[a-z_]\w*|workflow\.(?:id|name|active)|execution\.(?:id|mode))\s*$/i;

/** Whether n8n evaluates a parameter's expressions to the same value for every item, so that once is enough. */
export function isSameForAll(raw: unknown): boolean {
	if (typeof raw === 'string' && raw.startsWith('=')) {
		const codes = raw.split('{{').slice(1);
		return codes.length > 0 && codes.every((code) => OF_EXECUTION.test(code.split('}}')[0]!));
	}
	return typeof raw !== 'object' || raw === null || Object.values(raw).every(isSameForAll);
}

function listReader(raw: readonly unknown[]): ItemReader | null {
	const readers = raw.map(itemReader);
	if (!all(readers)) return null;
	return (json) => {
		const values = readers.map((read) => read(json));
		return values.includes(LEFT_TO_N8N) ? LEFT_TO_N8N : values;
	};
}

function collectionReader(raw: Readonly<Record<string, unknown>>): ItemReader | null {
	const keys = Object.keys(raw);
	const readers = keys.map((key) => itemReader(raw[key]));
	if (!all(readers)) return null;
	return (json) => {
		const values: Record<string, unknown> = {};
		for (let i = 0; i < keys.length; i += 1) {
			const value = readers[i]!(json);
			if (value === LEFT_TO_N8N) return LEFT_TO_N8N;
			values[keys[i]!] = value;
		}
		return values;
	};
}

function all(readers: Array<ItemReader | null>): readers is ItemReader[] {
	return !readers.includes(null);
}

function expressionReader(expression: string): ItemReader | null {
	// n8n refuses the word anywhere, also in text.
	if (/\.\s*constructor/.test(expression) || expression in {}) return null;
	const parts = split(expression);
	if (parts === null) return null;
	if (parts.length === 0) return () => '';
	const [first] = parts;
	if (parts.length === 1) return typeof first === 'string' ? () => first : (json) => valueAt(json, first!);
	return (json) => {
		let text = '';
		for (const part of parts) {
			const value = typeof part === 'string' ? part : valueAt(json, part);
			if (value === LEFT_TO_N8N) return LEFT_TO_N8N;
			text += value === null || value === undefined ? '' : String(value);
		}
		return text;
	};
}

/** The texts and paths of an expression, in order and without empty texts; null if it contains anything else. */
function split(expression: string): Array<string | Step[]> | null {
	const parts: Array<string | Step[]> = [];
	let at = 0;
	while (at < expression.length) {
		const open = expression.indexOf('{{', at);
		const text = expression.slice(at, open === -1 ? undefined : open);
		if (!isPlainText(text)) return null;
		if (text !== '') parts.push(text);
		if (open === -1) break;
		const close = expression.indexOf('}}', open);
		const path = close === -1 ? null : pathOf(expression.slice(open + 2, close));
		if (path === null) return null;
		parts.push(path);
		at = close + 2;
	}
	return parts;
}

/** n8n reads two backslashes as one, and one before braces as an escape. */
function isPlainText(text: string): boolean {
	return !text.includes('\\\\') && !text.endsWith('\\') && !isFragile(text);
}

function pathOf(code: string): Step[] | null {
	const steps: Step[] = [];
	if (!moves(START, code, 0)) return null;
	let at = START.lastIndex;
	while (!moves(END, code, at)) {
		STEP.lastIndex = at;
		const match = STEP.exec(code);
		if (match === null) return null;
		const [, name, index, doubleQuoted, singleQuoted] = match;
		const key = name ?? index ?? (doubleQuoted ?? singleQuoted)!.replace(/\\(.)/g, '$1');
		if (!isReadable(key)) return null;
		steps.push({ key, isIndex: INDEX.test(key) });
		at = STEP.lastIndex;
	}
	return steps.length === 0 ? null : steps;
}

function moves(pattern: RegExp, text: string, at: number): boolean {
	pattern.lastIndex = at;
	return pattern.test(text);
}

function isReadable(key: string): boolean {
	// n8n takes `.first (` and `$if (` for calls of its own, also between quotes.
	return !REFUSED.has(key) && !(key in {}) && !/(?:\.|\$if)[^]*\(/.test(key) && !isFragile(key);
}

function valueAt(json: unknown, steps: readonly Step[]): unknown {
	let value = json;
	let isMissing = false;
	for (const { key, isIndex } of steps) {
		if (isMissing || typeof value !== 'object' || value === null || !(Array.isArray(value) ? isIndex : isPlain(value))) return LEFT_TO_N8N;
		isMissing = !Object.hasOwn(value, key);
		if (isMissing && key in value) return LEFT_TO_N8N;
		value = (value as Record<string, unknown>)[key];
	}
	return isSimple(value) ? value : LEFT_TO_N8N;
}

/** An object without a class, of any realm: n8n's Code node may make its items in another one. */
function isPlain(value: object): boolean {
	const prototype = Object.getPrototypeOf(value) as object | null;
	return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Values that every expression engine of n8n reads alike, alone and within text. */
function isSimple(value: unknown): boolean {
	if (typeof value === 'string') return value.length <= LONGEST && !isFragile(value);
	if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0);
	return typeof value === 'boolean' || value === null || value === undefined;
}

/** Half a character and a NUL do not survive the way into QuickJS and back. */
function isFragile(text: string): boolean {
	return /[\0\p{Surrogate}]/u.test(text);
}
