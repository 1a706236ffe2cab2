/** Deeper documents are refused. No provider nests further, and deep values break n8n when it writes them. */
const DEEPEST = 64;

/** A place where a number may stand. A match within a string does no harm. */
const LARGE_INTEGER = /(?:^|[[:,\s])-?\d{16}/;

const [QUOTE, BACKSLASH, ARRAY, OBJECT, END_OF_ARRAY, END_OF_OBJECT] = [...'"\\[{]}'].map((character) => character.charCodeAt(0));

/**
 * Parses JSON without losing digits: integers beyond what a JavaScript number holds become text. Providers use 64-bit IDs, and a rounded ID belongs
 * to another message. A byte-order mark is ignored.
 * @throws SyntaxError if the text is not JSON or nests too deep
 */
export function parseJson(given: string): unknown {
	const text = given.startsWith('\ufeff') ? given.slice(1) : given;
	if (isDeep(text)) throw new SyntaxError(`more than ${DEEPEST} levels are not allowed`);
	// Parse first, so that the pass below only sees well-formed JSON: in a string that never ends it would search again from every quote.
	const parsed = JSON.parse(text) as unknown;
	return LARGE_INTEGER.test(text) ? (JSON.parse(quoteLargeIntegers(text)) as unknown) : parsed;
}

/** The same, but undefined if the text is not JSON. */
export function jsonIn(text: string): unknown {
	try {
		return parseJson(text);
	} catch {
		return undefined;
	}
}

/** Whether brackets nest too deep. Brackets within strings do not count. */
function isDeep(text: string): boolean {
	let depth = 0;
	for (let i = 0; i < text.length; i += 1) {
		const character = text.charCodeAt(i);
		if (character === QUOTE) i = endOfString(text, i);
		else if (character === ARRAY || character === OBJECT) depth += 1;
		else if (character === END_OF_ARRAY || character === END_OF_OBJECT) depth -= 1;
		if (depth > DEEPEST) return true;
	}
	return false;
}

/** The place of the quote that ends a string, or the end of the text. */
function endOfString(text: string, start: number): number {
	for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
		let escapes = 0;
		while (text.charCodeAt(end - 1 - escapes) === BACKSLASH) escapes += 1;
		if (escapes % 2 === 0) return end;
	}
	return text.length;
}

/**
 * Matches strings and numbers as a whole, so that digits within a text or after a point stay.
 * @param text well-formed JSON; other text takes time quadratic in its length
 */
function quoteLargeIntegers(text: string): string {
	return text.replace(/"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g, (token) =>
		/^-?\d{16,}$/.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token,
	);
}
