import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import type { File, MissingFile } from '../../core/input/file';
import { binaries } from './host';

/**
 * The files an item has under the names of its binary fields: a list, its JSON, or text with commas. Only names: an object that says where
 * a binary lies may come from outside, and name a file of somebody else's.
 * @returns what was given, where it names nothing; the schema refuses it then
 */
export function filesOf(context: IExecuteFunctions, item: number, given: unknown): unknown {
	const names = namesOf(given);
	if (names === null) return given;
	const reader = binaries(context);
	return names.map((name) => fileOf(context, reader, item, name));
}

function namesOf(given: unknown): string[] | null {
	const entries = typeof given === 'string' ? (listOf(given) ?? given.split(',')) : given;
	if (!Array.isArray(entries) || !entries.every((entry) => typeof entry === 'string')) return null;
	return entries.map((name) => name.trim()).filter((name) => name !== '');
}

function listOf(text: string): unknown {
	if (!text.trim().startsWith('[')) return null;
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return null;
	}
}

function fileOf(context: IExecuteFunctions, reader: ReturnType<typeof binaries>, item: number, name: string): File | MissingFile {
	let data: IBinaryData;
	try {
		data = reader.assertBinaryData(item, name);
	} catch {
		return { missing: name, known: Object.keys(context.getInputData()[item]!.binary ?? {}) };
	}
	return {
		name: data.fileName ?? (data.fileExtension ? `${name}.${data.fileExtension}` : name),
		mimeType: data.mimeType,
		bytes: sizeOf(data),
		read: async () => (await reader.getBinaryDataBuffer(item, data)).toString('base64'),
	};
}

/** In memory the content is at hand as Base64; elsewhere data of older versions of n8n may come without a size. */
function sizeOf({ bytes, id, data }: IBinaryData): number | null {
	if (id === undefined) return Buffer.byteLength(data, 'base64');
	return bytes ?? null;
}
