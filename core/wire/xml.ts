import { XMLBuilder, XMLParser } from '../../vendor/fast-xml-parser';
import { NAMED_CHARACTERS } from './namedCharacters';

/** Deeper documents are refused. No provider nests further, and depth makes a parser slow. */
const DEEPEST = 32;

// eslint-disable-next-line no-control-regex -- the very characters meant
const NOT_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

const ATTRIBUTE = '@';

const builder = new XMLBuilder({ attributeNamePrefix: ATTRIBUTE, ignoreAttributes: false, suppressBooleanAttributes: false });

/**
 * Parses XML into plain objects: the text of an element is its value, repeated elements become a list, all values are text. Reads character
 * references, XML's five entities and HTML's named characters, each as one character. Refuses document types, so a document can neither grow nor name
 * a file.
 * @throws Error if the text is not well-formed, has a document type or nests too deep
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
		// Character references (&#228;) are read only with this option. It also takes a table, which the library's types do not say.
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
 * Writes plain objects as XML: a list repeats its element, a key that begins with `@` is an attribute. Control characters that XML 1.0 cannot
 * represent are left out. A carriage return is written as a reference, because readers would turn it into a line feed.
 */
export function buildXml(root: Record<string, unknown>): string {
	return builder.build(root).replace(NOT_IN_XML, '').replaceAll('\r', '&#xD;');
}

/** The value as a list: as it is if elements were repeated, wrapped if single, empty for undefined or empty text. */
export function asList(value: unknown): unknown[] {
	if (value === undefined || value === null || value === '') return [];
	return Array.isArray(value) ? value : [value];
}
