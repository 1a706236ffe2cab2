/**
 * Writes nested objects and lists as form fields with bracketed names: `messages[0][to]=…`. Null and undefined are left out. An empty list becomes an
 * empty value, because a receiver may require its key.
 */
export function buildForm(fields: Record<string, unknown>): string {
	const form = new URLSearchParams();
	for (const [name, value] of Object.entries(fields)) append(form, name, value);
	return form.toString();
}

function append(form: URLSearchParams, name: string, value: unknown): void {
	if (value === undefined || value === null) return;
	if (typeof value !== 'object') {
		form.append(name, String(value));
		return;
	}
	if (Array.isArray(value) && value.length === 0) form.append(name, '');
	for (const [key, part] of Object.entries(value)) append(form, `${name}[${key}]`, part);
}

/** Reads form fields; the last value of a repeated name. */
export function parseForm(text: string, charset: string | undefined): Record<string, string> {
	return Object.fromEntries(formPairs(text, charset));
}

/**
 * Reads form fields, names and values as they come. A plus is a blank.
 * @param charset of bytes written as `%E9`; UTF-8 if undefined
 */
export function formPairs(text: string, charset: string | undefined): Array<[name: string, value: string]> {
	const decoder = decoderOf(charset);
	const read = (part: string) => part.replaceAll('+', ' ').replace(/(?:%[\da-f]{2})+/gi, (run) => decoder.decode(Buffer.from(run.replaceAll('%', ''), 'hex')));
	const pairs = text.split('&').filter((pair) => pair !== '');
	return pairs.map((pair) => pair.split(/=(.*)/s, 2)).map(([name, value = '']) => [read(name!), read(value)]);
}

function decoderOf(charset: string | undefined): TextDecoder {
	try {
		return new TextDecoder(charset);
	} catch {
		return new TextDecoder();
	}
}
