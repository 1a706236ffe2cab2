import { MalformedRequest } from './malformed.mts';

/** `communications[0][content][placeholders][1]`, the layout assumed in docs/wiraya-notes.md; the vendor publishes none. */
const FIELD = /^communications\[(\d+)\](?:\[(clientMessageId|recipient)\]|\[content\]\[([^[\]]+)\](?:\[(\d+)\])?)$/;

/**
 * Reads a form body into the shape of the JSON body. Texts become numbers where the JSON body has numbers.
 * A form writes an empty list as an empty value; the key itself is required.
 * @throws {MalformedRequest}
 */
export function parseForm(text: string): unknown {
	if (/%(?![0-9A-Fa-f]{2})/.test(text)) throw new MalformedRequest('the form has a broken percent escape');
	const entries: FormEntry[] = [];
	for (const [name, value] of new URLSearchParams(text)) addField(entries, name, value);
	if (entries.length === 0) throw new MalformedRequest('the form has no fields');
	return { communications: entries.map(finish) };
}

interface FormEntry {
	clientMessageId?: string;
	recipient?: string;
	content: Map<string, string | string[]>;
}

function addField(entries: FormEntry[], name: string, value: string): void {
	const match = FIELD.exec(name);
	if (match === null) throw new MalformedRequest(`${name}: unknown field`);
	const [, index, key, contentKey, listIndex] = match;
	if (Number(index) > entries.length) throw new MalformedRequest(`${name}: the entry before it is missing`);
	const entry = (entries[Number(index)] ??= { content: new Map() });
	if (key === 'clientMessageId' || key === 'recipient') {
		if (entry[key] !== undefined) throw new MalformedRequest(`${name}: given twice`);
		entry[key] = value;
	} else if (contentKey !== undefined) {
		addContent(entry.content, name, contentKey, listIndex, value);
	}
}

function addContent(content: FormEntry['content'], name: string, key: string, listIndex: string | undefined, value: string): void {
	const known = content.get(key);
	if (listIndex === undefined) {
		if (known !== undefined) throw new MalformedRequest(`${name}: given twice`);
		content.set(key, value);
		return;
	}
	const list = known ?? [];
	if (!Array.isArray(list) || Number(listIndex) !== list.length) throw new MalformedRequest(`${name}: out of order`);
	list.push(value);
	content.set(key, list);
}

function finish({ clientMessageId, recipient, content }: FormEntry): unknown {
	const fields: Record<string, unknown> = Object.fromEntries(content);
	const { projectId } = fields;
	if (typeof projectId === 'string' && /^-?\d+$/.test(projectId)) fields.projectId = Number(projectId);
	if (fields.placeholders === '') fields.placeholders = [];
	return { clientMessageId, recipient, content: fields };
}
