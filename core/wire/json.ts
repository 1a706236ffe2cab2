/**
 * Reads JSON without losing the digits of large numbers: whole numbers beyond what a JavaScript number holds become text.
 * Providers give ids as 64-bit numbers, and a rounded id is another message's.
 * @throws SyntaxError when the text is no JSON
 */
export function parseJson(text: string): unknown {
	return JSON.parse(/\d{16}/.test(text) ? quoteLargeIntegers(text) : text) as unknown;
}

/** Strings are matched first, so that digits within them stay as they are. */
function quoteLargeIntegers(text: string): string {
	return text.replace(/"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/g, (token) =>
		token.startsWith('"') || Number.isSafeInteger(Number(token)) ? token : `"${token}"`,
	);
}
