/**
 * Reads JSON without losing the digits of large numbers: whole numbers beyond what a JavaScript number holds become text.
 * Providers give ids as 64-bit numbers, and a rounded id is another message's.
 * @throws SyntaxError when the text is no JSON
 */
export function parseJson(text: string): unknown {
	return JSON.parse(/\d{16}/.test(text) ? quoteLargeIntegers(text) : text) as unknown;
}

/** Strings and whole numbers are matched as a whole, so that digits within a text or behind a point stay as they are. */
function quoteLargeIntegers(text: string): string {
	return text.replace(/"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g, (token) =>
		/^-?\d{16,}$/.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token,
	);
}
