import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { MalformedRequest } from './malformed.mts';

/** Elements that may repeat: the messages, and an email's attachments. */
const LISTED = new Set(['root.sms', 'root.whatsappMessage', 'root.zaloMessage', 'root.email', 'root.email.attachments.attachment']);

const parser = new XMLParser({
	ignoreAttributes: false,
	attributeNamePrefix: '@',
	ignoreDeclaration: true,
	parseTagValue: false,
	trimValues: false,
	processEntities: true,
	htmlEntities: true,
	isArray: (_name, path) => LISTED.has(String(path)),
});

/**
 * Reads the page's `<root>` with repeated elements into the shape of the JSON body. Attributes stay, so the schema refuses them.
 * @throws {MalformedRequest}
 */
export function parseXml(text: string): unknown {
	if (/<!DOCTYPE/i.test(text)) throw new MalformedRequest('the XML has a DOCTYPE');
	if (XMLValidator.validate(text) !== true) throw new MalformedRequest('the body is not well-formed XML');
	return withoutBlanks(parser.parse(text) as unknown);
}

/** Text between elements may only be blank. */
function withoutBlanks(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withoutBlanks);
	if (typeof value !== 'object' || value === null) return value;
	const { '#text': text, ...elements } = value as Record<string, unknown>;
	if (typeof text === 'string' && text.trim() !== '') throw new MalformedRequest('there is text between elements');
	return Object.fromEntries(Object.entries(elements).map(([name, child]) => [name, withoutBlanks(child)]));
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' };

/** Writes nested elements; a list repeats its element. */
export function writeXml(name: string, value: unknown): string {
	if (Array.isArray(value)) return value.map((one) => writeXml(name, one)).join('');
	const inner =
		typeof value === 'object' && value !== null
			? Object.entries(value).map(([child, content]) => writeXml(child, content)).join('')
			: String(value).replace(/[&<>"\r]/g, (character) => ESCAPES[character] ?? character);
	return `<${name}>${inner}</${name}>`;
}
