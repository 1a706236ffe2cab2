/** A file of an input item that goes with a message. n8n keeps its content until the engine writes the request. */
export interface Attachment {
	/** With extension: `invoice.pdf`. */
	name: string;
	mimeType: string;
	/** Size in bytes; null if unknown before it is read. */
	bytes: number | null;
	/** Returns the content in Base64. */
	read(): Promise<string>;
	/** The content in Base64; set by `withContents`. */
	content?: string;
}

/** A name for which the item has no file. */
export interface MissingAttachment {
	missing: string;
	/** The item's files. */
	known: readonly string[];
}

export function isMissing(file: Attachment | MissingAttachment): file is MissingAttachment {
	return 'missing' in file;
}

/** The room the files take in a request, in bytes. A file of unknown size counts as infinite, so that no two such files are loaded together. */
export function bytesOf(files: readonly Attachment[] | undefined): number {
	return files === undefined ? 0 : files.reduce((sum, { bytes }) => sum + (bytes ?? Infinity), 0);
}
