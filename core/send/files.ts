import type { Failure } from '../http/failure';
import type { WireRequest } from '../http/http';
import type { Limits } from '../http/limits';
import type { Attachment } from '../input/attachment';
import { filesTooLarge, fileUnreadable } from './notSent';
import type { Message } from './message';

interface LoadedBatch<Content> {
	/** The messages without files, and those whose files could be read. */
	due: ReadonlyArray<Message<Content>>;
	/** The same messages with the contents of their files. */
	loaded: ReadonlyArray<Message<Content>>;
	/** The messages whose files cannot be read. The others are sent without them. */
	refused: ReadonlyArray<readonly [Message<Content>, Failure]>;
}

/** Loads the files of a batch that is about to be encoded. Never throws. */
export async function withContents<Content>(batch: ReadonlyArray<Message<Content>>, { fileBytes = 0 }: Limits): Promise<LoadedBatch<Content>> {
	if (!batch.some(hasFiles)) return { due: batch, loaded: batch, refused: [] };
	const due: Array<Message<Content>> = [];
	const loaded: Array<Message<Content>> = [];
	const refused: Array<readonly [Message<Content>, Failure]> = [];
	for (const message of batch) {
		const read = hasFiles(message) ? await load(message, fileBytes) : message;
		if ('code' in read) {
			refused.push([message, read]);
			continue;
		}
		due.push(message);
		loaded.push(read);
	}
	return { due, loaded, refused };
}

/** Whether a request is within its size. Files are not counted again: Base64 has the same length in every format. */
export function fits({ body }: WireRequest, loaded: readonly Message[], { bodyBytes }: Limits): boolean {
	return Buffer.byteLength(body) - contentBytes(loaded) <= bodyBytes;
}

function contentBytes(batch: readonly Message[]): number {
	return batch.filter(hasFiles).flatMap(({ files = [] }) => files).reduce((sum, { content = '' }) => sum + content.length, 0);
}

function hasFiles({ files }: Message): boolean {
	return files !== undefined && files.length > 0;
}

async function load<Content>(message: Message<Content>, fileBytes: number): Promise<Message<Content> | Failure> {
	const files: Attachment[] = [];
	let room = fileBytes;
	for (const file of message.files!) {
		try {
			const content = await file.read();
			room -= Buffer.byteLength(content, 'base64');
			files.push({ ...file, content });
		} catch (error) {
			return fileUnreadable(file.name, error);
		}
		if (room < 0) return filesTooLarge(fileBytes);
	}
	return { ...message, files };
}
