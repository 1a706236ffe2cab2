/**
 * The body of an answer that was asked for as bytes: what its JSON holds, in the character set it declares, else its text. n8n would read every
 * answer as UTF-8.
 */
export async function jsonOf(body: unknown, headers: Readonly<Record<string, unknown>>): Promise<unknown> {
	if (!(body instanceof Uint8Array)) return body;
	// Loaded when needed: n8n loads this file with every credential when it starts.
	const [{ decodeText }, { jsonIn }] = await Promise.all([import('../../core/wire/charset'), import('../../core/wire/json')]);
	const text = decodeText(body, String(headers['content-type'] ?? ''));
	const read = jsonIn(text);
	return read === undefined ? text : read;
}
