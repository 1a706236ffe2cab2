import type { IBinaryData, IBinaryKeyData, IExecuteFunctions } from 'n8n-workflow';

import type { Attachment, MissingAttachment } from '../../core/input/attachment';
import { jsonIn } from '../../core/wire/json';
import { binaries } from './host';

/** Some nodes leave the type of a file empty. A file without type would spoil the mail of the whole batch. */
const MEDIA_TYPE = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+/;
const UNKNOWN_TYPE = 'application/octet-stream';

/**
 * Finds the item's files by the names of its binary fields: a list, its JSON, or text with commas. A reference such as `$binary.file` counts as a name
 * if it is one of the item's own. An object that says where n8n stores a binary may come from outside and name someone else's file.
 * @returns the given value if it contains no name; the reader then refuses it
 */
export function filesOf(context: IExecuteFunctions, item: number, given: unknown): unknown {
	const own = context.getInputData()[item]!.binary ?? {};
	const entries = entriesOf(given);
	if (entries === null) return given;
	const reader = binaries(context);
	return entries.map((entry) => {
		if (typeof entry === 'string') return fileOf(context, reader, item, entry.trim());
		const name = nameOf(entry, own);
		return name === null ? { missing: entry.fileName ?? entry.id ?? '', known: Object.keys(own) } : fileOf(context, reader, item, name);
	});
}

type Reference = Partial<IBinaryData>;

/** Names and references; null if it contains anything else. */
function entriesOf(given: unknown): Array<string | Reference> | null {
	const entries = listed(given);
	if (!entries?.every((entry) => typeof entry === 'string' || isReference(entry))) return null;
	return (entries as Array<string | Reference>).filter((entry) => typeof entry !== 'string' || entry.trim() !== '');
}

function listed(given: unknown): unknown[] | null {
	if (typeof given === 'string') return listOf(given) ?? given.split(',');
	if (Array.isArray(given)) return (given as unknown[]).flat();
	if (typeof given !== 'object' || given === null) return null;
	// One reference, or all of them (`$binary`).
	return isReference(given) ? [given] : Object.values(given);
}

function isReference(entry: unknown): entry is Reference {
	return typeof entry === 'object' && entry !== null && ('mimeType' in entry || 'id' in entry);
}

/** The name of the item's own file; null if there is none or it is ambiguous. */
function nameOf(entry: Reference, own: IBinaryKeyData): string | null {
	// Expressions get a binary without its content.
	const said = Object.entries(entry).filter(([key, value]) => key !== 'data' && value !== undefined);
	const meant = Object.keys(own).filter((name) => said.every(([key, value]) => own[name]![key as keyof IBinaryData] === value));
	return said.length > 0 && meant.length === 1 ? meant[0]! : null;
}

function listOf(text: string): unknown[] | null {
	const list = text.trim().startsWith('[') ? jsonIn(text) : null;
	return Array.isArray(list) ? list : null;
}

function fileOf(context: IExecuteFunctions, reader: ReturnType<typeof binaries>, item: number, name: string): Attachment | MissingAttachment {
	let data: IBinaryData;
	try {
		data = reader.assertBinaryData(item, name);
	} catch {
		return { missing: name, known: Object.keys(context.getInputData()[item]!.binary ?? {}) };
	}
	return {
		name: data.fileName?.trim() || (data.fileExtension ? `${name}.${data.fileExtension}` : name),
		mimeType: MEDIA_TYPE.test(data.mimeType ?? '') ? data.mimeType : UNKNOWN_TYPE,
		bytes: sizeOf(data),
		read: async () => (await reader.getBinaryDataBuffer(item, data)).toString('base64'),
	};
}

/** In memory mode n8n holds the content as Base64. Data of older versions of n8n may have no size. */
function sizeOf({ bytes, id, data }: IBinaryData): number | null {
	if (id === undefined) return Buffer.byteLength(data, 'base64');
	return bytes ?? null;
}
