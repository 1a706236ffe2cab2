import { XMLBuilder, XMLParser } from '../../vendor/fast-xml-parser';
import { NAMED_CHARACTERS } from './namedCharacters';

/** Deeper documents are refused: no provider nests further, and depth is what makes a parser slow. */
const DEEPEST = 32;

// eslint-disable-next-line no-control-regex -- the very characters meant
const NOT_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

const ATTRIBUTE = '@';

const builder = new XMLBuilder({ attributeNamePrefix: ATTRIBUTE, ignoreAttributes: false, suppressBooleanAttributes: false });

/**
 * Reads XML into plain objects: an element's text is its value, repeated elements are a list, all values are text.
 * Character references, XML's five entities and HTML's names of marks, currencies and accented letters are read, each as one character; a document type is refused. So a
 * document cannot grow or name a file.
 * @throws Error when the text is no well-formed XML, has a document type or nests too deep
 */
export function parseXml(text: string): unknown {
	if (/<!DOCTYPE|<!ENTITY/i.test(text)) throw new Error('a document type is not allowed');
	let depth = 0;
	const parser = new XMLParser({
		attributeNamePrefix: ATTRIBUTE,
		ignoreAttributes: false,
		ignoreDeclaration: true,
		ignorePiTags: true,
		parseTagValue: false,
		parseAttributeValue: false,
		removeNSPrefix: true,
		processEntities: true,
		// Character references (&#228;) are read only with this option.
		// A table is taken too, which the library's types do not say.
		htmlEntities: NAMED_CHARACTERS as unknown as boolean,
		updateTag: (_name, path) => {
			depth = Math.max(depth, String(path).split('.').length);
			return true;
		},
	});
	const parsed = parser.parse(text, true) as unknown;
	if (depth > DEEPEST) throw new Error(`more than ${DEEPEST} levels are not allowed`);
	return parsed;
}

/**
 * Writes plain objects as XML: a list repeats its element, a key that begins with `@` is an attribute. Control characters that
 * XML 1.0 has no way to write are left out; a carriage return is written so that a reader does not fold it.
 */
export function buildXml(root: Record<string, unknown>): string {
	return builder.build(root).replace(NOT_IN_XML, '').replaceAll('\r', '&#xD;');
}

/** The value as a list: repeated elements are one already, a single one is not, none is undefined or empty text. */
export function asList(value: unknown): unknown[] {
	if (value === undefined || value === null || value === '') return [];
	return Array.isArray(value) ? value : [value];
}
