const MARKS: ReadonlyArray<readonly [mark: readonly number[], charset: string]> = [
	[[0xef, 0xbb, 0xbf], 'utf-8'],
	[[0xff, 0xfe], 'utf-16le'],
	[[0xfe, 0xff], 'utf-16be'],
];

/** How far into a document its XML declaration reaches at most. */
const DECLARATION_BYTES = 200;

/**
 * Reads bytes as text in the character set they are declared in: by a byte-order mark, the `charset` of the content type, or an XML declaration,
 * in this order; UTF-8 where nothing is declared. Bytes that are UTF-8 are read as such wherever one of them says so: servers that
 * declare two sets mean the one that fits. The mark is not part of the text; what a set cannot say becomes U+FFFD.
 */
export function decodeText(bytes: Uint8Array, contentType = ''): string {
	const [, mark] = MARKS.find(([start]) => start.every((byte, i) => bytes[i] === byte)) ?? [];
	const [, header] = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(contentType) ?? [];
	const declared = [mark, header, declaredIn(bytes)].flatMap((label) => decoderOf(label) ?? []);
	const utf8 = declared.length === 0 || declared.some(({ encoding }) => encoding === 'utf-8') ? decoded(bytes, new TextDecoder('utf-8', { fatal: true })) : null;
	const other = declared.find(({ encoding }) => encoding !== 'utf-8');
	return utf8 ?? (other ?? new TextDecoder()).decode(bytes);
}

function declaredIn(bytes: Uint8Array): string | undefined {
	const start = Buffer.from(bytes.subarray(0, DECLARATION_BYTES)).toString('latin1');
	return /^[\s\u00ef\u00bb\u00bf]*<\?xml\s[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/i.exec(start)?.[1];
}

/** Null for a name nobody knows: then the other declarations count. */
function decoderOf(label: string | undefined): TextDecoder | null {
	if (label === undefined) return null;
	try {
		return new TextDecoder(label);
	} catch {
		return null;
	}
}

function decoded(bytes: Uint8Array, decoder: TextDecoder): string | null {
	try {
		return decoder.decode(bytes);
	} catch {
		return null;
	}
}
