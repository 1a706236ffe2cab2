/** A file of an input item that travels with a message. Its content stays where n8n keeps it until its request is written. */
export interface Attachment {
	/** With its ending: `invoice.pdf`. */
	name: string;
	mimeType: string;
	/** Size in bytes; null where that is not known before it is read. */
	bytes: number | null;
	/** Gives the content in Base64. */
	read(): Promise<string>;
	/** The content in Base64: only in a batch that came from `withContents`. */
	content?: string;
}

/** A name for which the item has no file. */
export interface MissingAttachment {
	missing: string;
	/** Names for which it has one. */
	known: readonly string[];
}

export function isMissing(file: Attachment | MissingAttachment): file is MissingAttachment {
	return 'missing' in file;
}

/**
 * How much of a request's room for files they take, in bytes. A file of unknown size takes all of it, so that no two are
 * loaded together.
 */
export function bytesOf(files: readonly Attachment[] | undefined): number {
	return files === undefined ? 0 : files.reduce((sum, { bytes }) => sum + (bytes ?? Infinity), 0);
}
