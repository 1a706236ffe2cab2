/**
 * The user's template of a request: the API's own example with placeholders in its texts. It is cut once, before anything is sent, into fixed pieces
 * and the holes between them. An item's values go into the holes and are never parsed again, so a quotation mark or a placeholder in a value has no
 * effect.
 */
import { briefly } from '../../../core/http/failure';
import { describe, isObject, refuse } from '../../../core/input/schema';
import { EVALUATED, SLOT, SLOT_END, type Template } from '../../../core/input/template';
import { jsonIn, parseJson } from '../../../core/wire/json';
import { keysOf, type Path } from '../shared/paths';

export const PLACEHOLDERS = ['to', 'text', 'from', 'subject', 'sendAt', 'id'] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];

/** How to write the value of a hole: unchanged, within a JSON string, or as a JSON value. */
type Writing = 'plain' | 'inText' | 'json';

type Part = string | { hole: Placeholder | number; as: Writing };
/** Beside the list there may be an object with an entry for each message, for example values by recipient. */
type BesidePart = Part | { entries: number };

/** A piece of a message before it has an ID: a text, or the place of the ID and how to write it. */
export type Piece = string | { id: Writing };
/** A part beside the list: a text that all messages of a request share, or the place of their own entries. */
export type BesidePiece = string | { entries: number };

interface CompiledTemplate {
	/** One message in JSON; absent for a form. */
	message?: readonly Part[];
	/** The fields of a form, in their order. */
	fields?: ReadonlyArray<readonly [name: string, parts: readonly Part[]]>;
	/** The parts around the list of messages. */
	before: readonly BesidePart[];
	after: readonly BesidePart[];
	/** One message's entry in each object that has an entry for each message: key and value. */
	entries: ReadonlyArray<readonly Part[]>;
	/** All placeholders in the template. */
	uses: ReadonlySet<Placeholder>;
	/** The expressions of the columns, in the order of their slots. */
	expressions: readonly string[];
}

/** The values of an item's columns and fields. */
export interface Values {
	slots: readonly unknown[];
	fields: Readonly<Partial<Record<Placeholder, string | null>>>;
}

/** Marks a column that is a whole value: `"age": {{ $json.age }}`. */
const BARE = '\ufdd2';
/** A placeholder, a column within a text, and a column for a whole value. Braces after a `$` and double braces belong to the API. */
const TOKEN = new RegExp(`${SLOT}(\\d+)${SLOT_END}|(?<![{$])\\{([A-Za-z]\\w*)\\}(?!\\})`, 'g');
const BARE_VALUE = new RegExp(`^${BARE}(\\d+)${SLOT_END}$`);
/** A key that each message fills on its own. */
const KEY = /^\{(?:to|id)\}$/;

const EXAMPLE = 'Paste the example from the API\'s page, such as {"to": "{to}", "text": "{text}"}.';

/** Refuses the template. */
const say = (what: string, fix: string): never => refuse(what, fix, 'message');
/** Refuses a value of one item. */
const sayOfItem = (what: string, fix: string): never => refuse(what, fix, EVALUATED);

/**
 * @param shape.many whether many messages share a request, in a list
 * @throws Refusal
 */
export function compileTemplate({ text, expressions }: Template, shape: { many: boolean; asForm: boolean; listKey: string | null }): CompiledTemplate {
	const tree = parsed(text);
	if (/\{\{[^{}]*\$[^{}]*\}\}/.test(text)) say('has a column in double braces and is no expression', 'Switch the field to Expression, and n8n fills it in.');
	const writer = new Writer(shape.many ? listIn(tree, shape.listKey) : null);
	const compiled = { before: [], after: [], entries: writer.entries, uses: writer.uses, expressions };
	if (shape.asForm) {
		const fields = formFields(tree, writer);
		requireTo(writer.uses);
		return { ...compiled, fields };
	}
	const [before, message, after] = writer.json(tree);
	requireTo(writer.uses);
	return { ...compiled, before, message, after };
}

/** One message without its ID. @throws Refusal */
export function fillMessage({ message, fields }: CompiledTemplate, values: Values): Array<readonly [name: string, pieces: Piece[]]> {
	if (message) return [['', fill(message, values)]];
	return fields!.map(([name, parts]) => [name, fill(parts, values)]);
}

/** The parts before and after the list of messages. @throws Refusal */
export function fillBeside({ before, after }: CompiledTemplate, values: Values): [before: BesidePiece[], after: BesidePiece[]] {
	const filled = (parts: readonly BesidePart[]) => parts.map((part) => (typeof part === 'object' && 'entries' in part ? part : fill([part], values).join('')));
	return [filled(before), filled(after)];
}

/** The message's own entries in objects beside the list. @throws Refusal */
export function fillEntries({ entries }: CompiledTemplate, values: Values): Piece[][] {
	return entries.map((parts) => fill(parts, values));
}

/** Joins pieces, with the ID filled in. */
export function withId(pieces: readonly Piece[], id: string): string {
	let text = '';
	for (const piece of pieces) text += typeof piece === 'string' ? piece : written(id, piece.id);
	return text;
}

function parsed(text: string): unknown {
	if (text.trim() === '' || text.trim() === '{}') return say('is missing', EXAMPLE);
	try {
		return parseJson(withBareColumns(text));
	} catch (error) {
		return say(`is no JSON (${briefly(error).replace(new RegExp(`[${SLOT}${SLOT_END}${BARE}]`, 'g'), '')})`, `${EXAMPLE} A placeholder stands between quotation marks.`);
	}
}

/** Adds quotation marks around columns outside of strings. */
function withBareColumns(text: string): string {
	let isText = false;
	let read = '';
	for (let i = 0; i < text.length; i += 1) {
		const character = text[i]!;
		if (isText && character === '\\') {
			read += character + (text[(i += 1)] ?? '');
			continue;
		}
		if (character === '"') isText = !isText;
		if (character !== SLOT || isText) {
			read += character;
			continue;
		}
		const end = text.indexOf(SLOT_END, i);
		read += `"${BARE}${text.slice(i + 1, end + 1)}"`;
		i = end;
	}
	return read;
}

/** The path to the list of messages: the outermost list around {to}, or the path that the user gives. */
function listIn(tree: unknown, listKey: string | null): Path {
	const example = 'such as {"messages": [{"to": "{to}", "text": "{text}"}]}';
	const path = listKey === null ? outermostList(tree, []) : keysOf(listKey, 'listKey');
	if (path === null) return say('has no list around {to}', `Put the message into a list as the API's page has it, ${example}. Or send one message a request.`);
	const list = path.reduce<unknown>((value, key) => (typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined), tree);
	if (!Array.isArray(list)) return refuse(`is ${describe(listKey)}, where Message has no list`, `Give keys of Message with dots between them, ${example} has messages.`, 'listKey');
	if (list.length !== 1) return say(`has a list of ${list.length} messages`, 'Leave one message in the list: it stands for all.');
	if (!JSON.stringify(list).includes('{to}')) return refuse(`is ${describe(listKey)}, a list without {to}`, 'Give the list that has one entry a message.', 'listKey');
	return path;
}

function outermostList(node: unknown, path: Path): Path | null {
	if (typeof node !== 'object' || node === null || !JSON.stringify(node).includes('{to}')) return null;
	if (Array.isArray(node)) return path;
	for (const [key, value] of Object.entries(node)) {
		const found = outermostList(value, [...path, key]);
		if (found) return found;
	}
	return null;
}

function requireTo(uses: ReadonlySet<Placeholder>): void {
	if (!uses.has('to')) say('has no {to}', 'Put {to} where the API wants the recipient: To is checked, and nothing else can be sent to.');
}

/** Writes a tree as parts: before the message, the message, and after it. */
class Writer {
	readonly uses = new Set<Placeholder>();
	readonly entries: Part[][] = [];
	private readonly three: [BesidePart[], Part[], BesidePart[]] = [[], [], []];
	private current: BesidePart[] = this.three[0];

	/** @param list null if the whole body is one message */
	constructor(private readonly list: Path | null) {
		if (list === null) [, this.current] = this.three;
	}

	json(tree: unknown): [BesidePart[], Part[], BesidePart[]] {
		this.write(tree, []);
		return this.three;
	}

	/** One value of a form as text. */
	plain(text: string): Part[] {
		const parts: Part[] = (this.current = []);
		this.textParts(text, 'plain');
		return parts;
	}

	/** One value of a form as JSON. */
	value(node: unknown): Part[] {
		const parts: Part[] = (this.current = []);
		this.write(node, []);
		return parts;
	}

	private write(node: unknown, path: Path): void {
		if (typeof node === 'string') {
			const [, bare] = BARE_VALUE.exec(node) ?? [];
			if (bare !== undefined) return void this.current.push({ hole: Number(bare), as: 'json' });
			this.add('"');
			this.textParts(node, 'inText');
			this.add('"');
		} else if (Array.isArray(node)) {
			this.add('[');
			if (this.list && path.length === this.list.length && path.every((key, i) => key === this.list![i])) this.writeMessage(node[0], path);
			else node.forEach((one, i) => {
				if (i > 0) this.add(',');
				this.write(one, [...path, String(i)]);
			});
			this.add(']');
		} else if (isObject(node)) {
			this.add('{');
			Object.entries(node).forEach(([key, one], i) => {
				if (i > 0) this.add(',');
				if (KEY.test(key)) return this.writeEntry(key, one, [...path, key]);
				this.add(`${JSON.stringify(plainKey(key))}:`);
				this.write(one, [...path, key]);
			});
			this.add('}');
		} else {
			this.add(JSON.stringify(node));
		}
	}

	/** Writes an entry whose key each message fills: in place within the message, or beside the list, one for each message of the request. */
	private writeEntry(key: string, value: unknown, path: Path): void {
		const { current, three } = this;
		const isBeside = this.list !== null && (current === three[0] || current === three[2]);
		if (isBeside) this.entries.push((this.current = [] as Part[]));
		this.add('"');
		this.textParts(key, 'inText');
		this.add('":');
		this.write(value, path);
		this.current = current;
		if (isBeside) current.push({ entries: this.entries.length - 1 });
	}

	private writeMessage(node: unknown, path: Path): void {
		const { three } = this;
		this.current = three[1];
		this.write(node, [...path, '0']);
		this.current = three[2];
	}

	private textParts(text: string, as: 'plain' | 'inText'): void {
		let at = 0;
		for (const match of text.matchAll(TOKEN)) {
			const [whole, slot, name] = match;
			this.add(written(text.slice(at, match.index), as));
			this.current.push({ hole: slot === undefined ? this.placeholder(name!) : Number(slot), as });
			at = match.index + whole.length;
		}
		this.add(written(text.slice(at), as));
	}

	private placeholder(name: string): Placeholder {
		const known = PLACEHOLDERS.find((one) => one === name);
		if (known === undefined) return say(`has {${name}}, which the node does not know`, `It knows ${PLACEHOLDERS.map((one) => `{${one}}`).join(', ')}. For a column, drag it in: {{ $json.${name} }}.`);
		const isBeside = this.current === this.three[0] || this.current === this.three[2];
		if (this.list && isBeside && (known === 'to' || known === 'id')) say(`has {${known}} beside the list of messages`, 'Put it into the message: each has its own.');
		this.uses.add(known);
		return known;
	}

	private add(text: string): void {
		const last = this.current.length - 1;
		if (typeof this.current[last] === 'string') this.current[last] += text;
		else if (text !== '') this.current.push(text);
	}
}

/** A fixed key of the template. */
function plainKey(key: string): string {
	if (key === '__proto__') return say('has the key "__proto__"', 'Take it out.');
	const [found] = key.match(TOKEN) ?? [];
	return found === undefined && !key.includes(BARE) ? key : say('has a placeholder or a column for a key', 'Only values are filled in, and a key that is {to} or {id}.');
}

/** The fields of a form: a list repeats its name, an object becomes JSON text. */
function formFields(tree: unknown, writer: Writer): Array<readonly [string, Part[]]> {
	if (!isObject(tree)) return say('is no JSON object', 'For a form give an object with a key a field.');
	return Object.entries(tree).flatMap(([key, value]) => [value].flat().flatMap((one): Array<readonly [string, Part[]]> => {
		const name = plainKey(key);
		if (one === null) return [];
		if (typeof one === 'string' && !BARE_VALUE.test(one)) return [[name, writer.plain(one)]];
		return [[name, typeof one === 'string' ? writer.plain(one.replace(BARE, SLOT)) : writer.value(one)]];
	}));
}

function fill(parts: readonly Part[], { slots, fields }: Values): Piece[] {
	const pieces: Piece[] = [];
	let text = '';
	for (const part of parts) {
		if (typeof part === 'string') text += part;
		else if (part.hole === 'id') {
			pieces.push(text, { id: part.as });
			text = '';
		} else if (typeof part.hole === 'number') text += part.as === 'json' ? jsonOf(slots[part.hole]) : written(textOf(slots[part.hole]), part.as);
		else text += written(fields[part.hole] ?? refuse('is missing', `Fill it in, or take {${part.hole}} out of Message.`, part.hole), part.as);
	}
	pieces.push(text);
	return pieces;
}

function written(text: string, as: Writing): string {
	return as === 'plain' ? text : JSON.stringify(text).slice(1, -1);
}

/** The value of a column within a string. */
function textOf(value: unknown): string {
	if (value === undefined) return sayOfItem('has a column that gives nothing', 'Check its name; where it may be missing, write {{ $json.name ?? "" }}.');
	if (value === null) return '';
	if (typeof value !== 'object') return String(value);
	const iso = (value as { toISO?(): string }).toISO?.() ?? (value instanceof Date ? value.toISOString() : undefined);
	return iso ?? sayOfItem(`has a column that gives ${describe(value)} within a text`, 'Take the quotation marks around it away, and it is put in as JSON.');
}

/** The value of a column that is a whole JSON value. Text that JSON.stringify could have written is used as JSON. */
function jsonOf(value: unknown): string {
	if (value === undefined) return sayOfItem('has a column that gives nothing', 'Check its name; where it may be missing, write {{ $json.name ?? null }}.');
	if (typeof value !== 'string') return JSON.stringify(value);
	const read = jsonIn(value);
	return JSON.stringify(read === undefined ? value : read);
}
