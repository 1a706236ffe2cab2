import { MalformedRequest } from './malformed.mts';
import { readXml, type XmlElement } from './xml-tree.mts';

const SCHEMA_INSTANCE = 'http://www.w3.org/2001/XMLSchema-instance';
const ROOT = 'EnqueueCommunicationsRequestModel';

/**
 * Reads an XML body into the shape of the JSON body. The layout is the one assumed in docs/wiraya-notes.md (the vendor publishes
 * none): elements in alphabetical order, the type of `content` in a schema-instance `type` attribute.
 * @throws {MalformedRequest}
 */
export function parseXml(text: string): unknown {
	const root = readXml(text);
	if (root.name !== ROOT) throw new MalformedRequest(`the root is not ${ROOT}`);
	const { prefix, rest } = schemaInstance(root);
	if (rest.length > 0) throw new MalformedRequest(`unknown attribute ${rest[0]}`);
	const { communications } = fields(root);
	if (communications === undefined) throw new MalformedRequest('communications is missing');
	return { communications: list(communications, 'communication').map((entry) => toCommunication(entry, prefix)) };
}

/** The prefix the root binds to the schema-instance namespace, and the attributes that are not namespaces. */
function schemaInstance(root: XmlElement): { prefix: string | undefined; rest: string[] } {
	const attributes = Object.entries(root.attributes);
	const bound = attributes.find(([name, value]) => name.startsWith('xmlns:') && value === SCHEMA_INSTANCE);
	const rest = attributes.map(([name]) => name).filter((name) => name !== 'xmlns' && !name.startsWith('xmlns:'));
	return { prefix: bound?.[0].slice('xmlns:'.length), rest };
}

function toCommunication(element: XmlElement, prefix: string | undefined): unknown {
	const { content, clientMessageId, recipient, ...unknown } = fields(plain(element));
	return {
		...unknown,
		clientMessageId: clientMessageId && leaf(clientMessageId),
		recipient: recipient && leaf(recipient),
		content: content && toContent(content, prefix),
	};
}

function toContent(element: XmlElement, prefix: string | undefined): unknown {
	const [[name, type] = [], ...others] = Object.entries(element.attributes);
	if (prefix === undefined || name !== `${prefix}:type` || others.length > 0) {
		throw new MalformedRequest('content has no type in the schema-instance namespace, or other attributes');
	}
	const { placeholders, projectId, ...texts } = fields({ ...element, attributes: {} });
	return {
		$type: type,
		...(placeholders && { placeholders: list(placeholders, 'string').map(leaf) }),
		...(projectId && { projectId: integer(leaf(projectId)) }),
		...Object.fromEntries(Object.entries(texts).map(([key, value]) => [key, value && leaf(value)])),
	};
}

/** The child elements by name. .NET's data contract serialiser drops elements out of alphabetical order, so they are refused. */
function fields(element: XmlElement): Partial<Record<string, XmlElement>> {
	requireNoText(element);
	const names = element.children.map((child) => child.name);
	const misplaced = names.find((name, index) => index > 0 && name <= (names[index - 1] ?? ''));
	if (misplaced !== undefined) throw new MalformedRequest(`${misplaced} stands twice or out of alphabetical order`);
	return Object.fromEntries(element.children.map((child) => [child.name, child]));
}

function list(element: XmlElement, entryName: string): XmlElement[] {
	requireNoText(plain(element));
	const stranger = element.children.find((child) => child.name !== entryName);
	if (stranger !== undefined) throw new MalformedRequest(`${stranger.name} stands among ${entryName} elements`);
	return element.children;
}

function leaf(element: XmlElement): string {
	if (plain(element).children.length > 0) throw new MalformedRequest(`${element.name} holds elements instead of text`);
	return element.text;
}

function plain(element: XmlElement): XmlElement {
	const [attribute] = Object.keys(element.attributes);
	if (attribute !== undefined) throw new MalformedRequest(`unknown attribute ${attribute} of ${element.name}`);
	return element;
}

function requireNoText(element: XmlElement): void {
	if (element.text.trim() !== '') throw new MalformedRequest(`${element.name} holds text between its elements`);
}

/** As a number if it is one; the schema refuses the rest. */
function integer(text: string): number | string {
	return /^-?\d+$/.test(text) ? Number(text) : text;
}
