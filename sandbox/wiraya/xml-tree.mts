import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { MalformedRequest } from './malformed.mts';

/** An element with its attributes, its child elements in order, and its text. */
export interface XmlElement {
	name: string;
	attributes: Record<string, string>;
	children: XmlElement[];
	text: string;
}

const ATTRIBUTES = ':@';
const TEXT = '#text';
const CDATA = '#cdata';

/** This parser leaves entities alone and `decodeEntities` decodes them, so that only XML's own entities can expand. */
const parser = new XMLParser({
	preserveOrder: true,
	ignoreAttributes: false,
	attributeNamePrefix: '',
	ignoreDeclaration: true,
	ignorePiTags: true,
	parseTagValue: false,
	parseAttributeValue: false,
	trimValues: false,
	processEntities: false,
	cdataPropName: CDATA,
});

type RawNode = Record<string, unknown>;

/**
 * Reads a document into a tree.
 * @throws {MalformedRequest} for broken XML, and for any DOCTYPE: .NET forbids them, and so do we
 */
export function readXml(text: string): XmlElement {
	if (/<!DOCTYPE/i.test(text)) throw new MalformedRequest('the XML has a DOCTYPE');
	if (XMLValidator.validate(text) !== true) throw new MalformedRequest('the body is not well-formed XML');
	let roots: XmlElement[];
	try {
		roots = (parser.parse(text) as RawNode[]).filter((node) => !(TEXT in node)).map(toElement);
	} catch (error) {
		if (error instanceof MalformedRequest) throw error;
		throw new MalformedRequest('the body is not XML');
	}
	const [root] = roots;
	if (root === undefined || roots.length > 1) throw new MalformedRequest('the XML has not exactly one root');
	return root;
}

function toElement(node: RawNode): XmlElement {
	const name = Object.keys(node).find((key) => key !== ATTRIBUTES) ?? '';
	const content = node[name] as RawNode[];
	const attributes = (node[ATTRIBUTES] ?? {}) as Record<string, string>;
	return {
		name,
		attributes: Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, decodeEntities(value)])),
		children: content.filter((child) => !(TEXT in child) && !(CDATA in child)).map(toElement),
		text: content.map(textOf).join(''),
	};
}

function textOf(node: RawNode): string {
	if (TEXT in node) return decodeEntities(node[TEXT] as string);
	if (CDATA in node) return ((node[CDATA] as RawNode[])[0]?.[TEXT] as string | undefined) ?? '';
	return '';
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decodeEntities(text: string): string {
	return text.replace(/&([^;&\s]*);?/g, (whole, name: string) => {
		const code = /^#(?:x([0-9A-Fa-f]+)|([0-9]+))$/.exec(name);
		const character = code === null ? NAMED[name] : fromCodePoint(code[1] === undefined ? Number(code[2]) : parseInt(code[1], 16));
		if (character === undefined || !whole.endsWith(';')) throw new MalformedRequest(`the XML has the unknown entity ${whole}`);
		return character;
	});
}

/** XML 1.0 has no other characters below the space, no surrogates, and neither FFFE nor FFFF. */
function fromCodePoint(code: number): string | undefined {
	const allowed = code === 9 || code === 10 || code === 13 || (code >= 32 && code <= 0xd7ff) || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff);
	return allowed ? String.fromCodePoint(code) : undefined;
}
