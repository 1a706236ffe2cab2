/** Deeper documents are refused: no provider nests further, and what is read here is written again, by n8n too, which depth would break. */
const DEEPEST = 64;

/** Where a number may stand; in a string it does no harm. */
const LARGE_INTEGER = /(?:^|[[:,\s])-?\d{16}/;

const [QUOTE, BACKSLASH, ARRAY, OBJECT, END_OF_ARRAY, END_OF_OBJECT] = [...'"\\[{]}'].map((character) => character.charCodeAt(0));

/**
 * Reads JSON without losing the digits of large numbers: whole numbers beyond what a JavaScript number holds become text.
 * Providers give ids as 64-bit numbers, and a rounded id is another message's. A mark of byte order at the front is none of the text.
 * @throws SyntaxError when the text is no JSON, or nests too deep
 */
export function parseJson(given: string): unknown {
	const text = given.startsWith('\ufeff') ? given.slice(1) : given;
	if (isDeep(text)) throw new SyntaxError(`more than ${DEEPEST} levels are not allowed`);
	// First, so that the pass over the text meets well-formed JSON alone: a string that never ends would be searched again from every quote.
	const parsed = JSON.parse(text) as unknown;
	return LARGE_INTEGER.test(text) ? (JSON.parse(quoteLargeIntegers(text)) as unknown) : parsed;
}

/** Whether brackets open more often than they may before they close; those within strings do not count. */
function isDeep(text: string): boolean {
	let depth = 0;
	let isString = false;
	for (let i = 0; i < text.length; i += 1) {
		const character = text.charCodeAt(i);
		if (isString && character === BACKSLASH) i += 1;
		else if (character === QUOTE) isString = !isString;
		else if (isString) continue;
		else if (character === ARRAY || character === OBJECT) depth += 1;
		else if (character === END_OF_ARRAY || character === END_OF_OBJECT) depth -= 1;
		if (depth > DEEPEST) return true;
	}
	return false;
}

/**
 * Strings and whole numbers are matched as a whole, so that digits within a text or behind a point stay as they are.
 * @param text well-formed JSON: in any other the time grows with the square of its length
 */
function quoteLargeIntegers(text: string): string {
	return text.replace(/"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g, (token) =>
		/^-?\d{16,}$/.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token,
	);
}
