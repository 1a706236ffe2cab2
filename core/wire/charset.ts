const MARKS: ReadonlyArray<readonly [mark: readonly number[], charset: string]> = [
	[[0xef, 0xbb, 0xbf], 'utf-8'],
	[[0xff, 0xfe], 'utf-16le'],
	[[0xfe, 0xff], 'utf-16be'],
];

/** The longest prefix searched for an XML declaration. */
const DECLARATION_BYTES = 200;

/**
 * Decodes bytes in their declared character set: by byte-order mark, then the `charset` of the content type, then an XML declaration; UTF-8 if
 * nothing is declared. If any declaration says UTF-8 and the bytes are valid UTF-8, they are read as UTF-8, because servers declare contradicting
 * sets. The byte-order mark is removed; invalid bytes become U+FFFD.
 */
export function decodeText(bytes: Uint8Array, contentType = ''): string {
	const [, mark] = MARKS.find(([start]) => start.every((byte, i) => bytes[i] === byte)) ?? [];
	const [, header] = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(contentType) ?? [];
	const declared = [mark, header, declaredIn(bytes)].flatMap((label) => decoderOf(label) ?? []);
	const utf8 = declared.length === 0 || declared.some(({ encoding }) => encoding === 'utf-8') ? decoded(bytes, new TextDecoder('utf-8', { fatal: true })) : null;
	const other = declared.find(({ encoding }) => encoding !== 'utf-8');
	return utf8 ?? decodeAs(other ?? new TextDecoder(), bytes);
}

/** Bytes 80 to 9f of windows-1252, which WHATWG also means by ISO-8859-1 (encoding.spec.whatwg.org/index-windows-1252.txt). */
const WINDOWS_1252 = '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

/** Node 20 and 22 leave these bytes as control characters. */
function decodeAs(decoder: TextDecoder, bytes: Uint8Array): string {
	const text = decoder.decode(bytes);
	return decoder.encoding === 'windows-1252' ? text.replaceAll(/[\u0080-\u009f]/g, (control) => WINDOWS_1252[control.charCodeAt(0) - 0x80]!) : text;
}

function declaredIn(bytes: Uint8Array): string | undefined {
	const start = Buffer.from(bytes.subarray(0, DECLARATION_BYTES)).toString('latin1');
	return /^[\s\u00ef\u00bb\u00bf]*<\?xml\s[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/i.exec(start)?.[1];
}

/** Null for an unknown name; the other declarations then count. */
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
