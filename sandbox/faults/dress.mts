/** Rewrites an answer so that it says the same in another form, as serialisers, proxies and servers may do. */
import type { Act, Answer, Row } from '../contract.mts';
import type { Fault } from './schema.mts';

export type Dress = Extract<Fault, { kind: 'dress' }>;

/** A provider's id as text: a UUID, with or without dashes. */
const UUID = /^[\da-f]{8}-?[\da-f]{4}-?[\da-f]{4}-?[\da-f]{4}-?[\da-f]{12}$/i;

/** This many hex digits of a UUID (52 bits) make a number that every JSON reader can hold. */
const HEX_DIGITS = 13;

/** Whole numbers without a leading zero, which a number would lose. */
const DIGITS = /^[1-9]\d{0,18}$/;

/** Keys with the caller's own IDs, which come back unchanged. */
const OWN_ID = /correlation/i;

/** Keys with the vendor's words for a status. */
const STATUS = /status$/i;

/** Extra fields, as from a server that returns every field of its class. They never replace a field, and an empty object stays empty. */
const EXTRA: Readonly<Record<string, string>> = { error: 'null', errors: 'null', message: 'null', traceId: '"0af7651916cd43dd"', links: '[]', meta: '{"took":12,"node":null}' };

const IN_XML = '<traceId>0af7651916cd43dd</traceId><meta><took>12</took><node/></meta>';

const BEYOND_LATIN_1 = /[\u{100}-\u{10ffff}]/gu;

const ENCODINGS = { 'iso-8859-1': 'latin1', 'utf-16': 'utf16le' } as const;

/** The provider's ids, if it answers with numbers. */
export function renumberedRows(fault: Fault | undefined, rows: readonly Row[]): readonly Row[] {
	if (fault?.kind !== 'dress' || fault.numbers !== true) return rows;
	return rows.map((row) => {
		const messageId = numberOf(row.messageId);
		return { ...row, messageId, correlationId: row.correlationId === row.messageId ? messageId : row.correlationId };
	});
}

export function renumberedAct(fault: Fault | undefined, act: Act): Act {
	return fault?.kind === 'dress' && fault.numbers === true ? { ...act, id: numberOf(act.id) } : act;
}

/** The answer in this dress. A body that is neither JSON nor XML stays the same. */
export function dressed(dress: Dress, answer: Answer): Answer {
	const isXml = answer.body.startsWith('<');
	const written = isXml ? inXml(dress, answer.body) : inJson(dress, answer.body);
	const { body, encoding } = inCharset(dress, written, isXml);
	return {
		...answer,
		status: dress.status !== undefined && answer.status >= 200 && answer.status < 300 ? dress.status : answer.status,
		contentType: contentTypeOf(dress, answer.contentType),
		body: dress.byteOrderMark === true && encoding !== 'latin1' ? `\ufeff${body}` : body,
		...(encoding && { encoding }),
	};
}

function numberOf(id: string): string {
	return UUID.test(id) ? String(Number.parseInt(id.replaceAll('-', '').slice(0, HEX_DIGITS), 16) + 1) : id;
}

/** Works token by token, because parsing would round large numbers and reorder keys that look like numbers. */
function inJson({ numbers, texts, keys, words, extra }: Dress, body: string): string {
	const objects: Array<Set<string>> = [];
	let key = '';
	return body.replace(/"((?:[^"\\]|\\.)*)"(\s*:)?|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\b(?:true|false)\b|[{}]/g, (token, text: string | undefined, colon: string | undefined) => {
		if (token === '{') objects.push(new Set());
		if (token === '{') return token;
		if (token === '}') return `${extra === true ? extraOf(objects.pop()!, keys) : ''}}`;
		if (colon !== undefined) {
			key = text!;
			objects.at(-1)?.add(key);
			return `"${inCase(key, keys)}":`;
		}
		if (text === undefined) return texts === true ? `"${inCase(token, words)}"` : token;
		if (numbers === true && !OWN_ID.test(key) && UUID.test(text)) return numberOf(text);
		if (numbers === true && DIGITS.test(text)) return text;
		return STATUS.test(key) ? `"${inCase(text, words)}"` : token;
	});
}

function extraOf(known: ReadonlySet<string>, keys: Dress['keys']): string {
	if (known.size === 0) return '';
	const folded = new Set([...known].map((key) => key.toLowerCase()));
	const added = Object.entries(EXTRA).filter(([key]) => !folded.has(key.toLowerCase()));
	return added.map(([key, value]) => `,"${inCase(key, keys)}":${value}`).join('');
}

/** Elements are keys; everything in XML is text as it is. */
function inXml({ keys, words, extra }: Dress, body: string): string {
	const more = extra === true ? body.replace(/<\/\w+>(?=<\/)/g, (end) => end + IN_XML) : body;
	const said = more.replace(/<(\w*status)>([^<]*)</gi, (_all, name: string, word: string) => `<${name}>${inCase(word, words)}<`);
	return said.replace(/<(\/?)(\w+)/g, (_all, slash: string, name: string) => `<${slash}${inCase(name, keys)}`);
}

function inCase(word: string, letterCase: Dress['keys']): string {
	switch (letterCase) {
		case 'lower':
			return word.toLowerCase();
		case 'upper':
			return word.toUpperCase();
		case 'camel':
			return word.slice(0, 1).toLowerCase() + word.slice(1);
		case 'pascal':
			return word.slice(0, 1).toUpperCase() + word.slice(1);
		default:
			return word;
	}
}

/** Escapes characters that the character set lacks. */
function inCharset({ charset, declaredIn = 'both' }: Dress, body: string, isXml: boolean): Pick<Answer, 'body' | 'encoding'> {
	if (charset === undefined) return { body };
	const declared = isXml && declaredIn !== 'header' ? `<?xml version="1.0" encoding="${charset.toUpperCase()}"?>${body}` : body;
	const encoding = ENCODINGS[charset];
	if (encoding === 'utf16le') return { body: declared, encoding };
	const inJson = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
	const escaped = declared.replace(BEYOND_LATIN_1, (character) => (isXml ? `&#${character.codePointAt(0)};` : [...Array(character.length).keys()].map((i) => inJson(character[i]!)).join('')));
	return { body: escaped, encoding };
}

function contentTypeOf({ contentType, charset, declaredIn = 'both' }: Dress, usual: string): string {
	const [type] = (contentType ?? usual).split(';', 1);
	if (charset !== undefined) return declaredIn === 'declaration' ? type! : `${type}; charset=${charset.toUpperCase()}`;
	return contentType ?? usual;
}
