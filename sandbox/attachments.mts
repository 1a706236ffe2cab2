import { hash } from 'node:crypto';

/** How much to keep for the inbox; the oldest go first. */
const KEPT_BYTES = 64_000_000;

type Details = Record<string, unknown>;

/** The contents of files, kept apart from their messages: messages are kept longer, and sent to every open inbox. */
export class Attachments {
	private kept = new Map<string, Buffer>();
	private bytes = 0;

	/** Returns the details with size and hash of every file in place of its content (`data`, in Base64 if `encoding` says so). */
	take(sequence: number, details: Details): Details {
		if (!Array.isArray(details.attachments)) return details;
		const attachments = (details.attachments as Details[]).map((file, index) => {
			const { data, ...rest } = file;
			if (typeof data !== 'string') return file;
			const content = Buffer.from(data, rest.encoding === 'base64' ? 'base64' : 'utf8');
			this.keep(`${sequence}/${index}`, content);
			return { ...rest, bytes: content.length, sha256: hash('sha256', content) };
		});
		return { ...details, attachments };
	}

	/** The content of a message's file, counted from 0; undefined if there is none or it is gone already. */
	find(sequence: number, index: number): Buffer | undefined {
		return this.kept.get(`${sequence}/${index}`);
	}

	clear(): void {
		this.kept = new Map();
		this.bytes = 0;
	}

	private keep(name: string, content: Buffer): void {
		this.kept.set(name, content);
		this.bytes += content.length;
		for (const [oldest, { length }] of this.kept) {
			if (this.bytes <= KEPT_BYTES) break;
			this.kept.delete(oldest);
			this.bytes -= length;
		}
	}
}
