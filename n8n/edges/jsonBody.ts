/**
 * Reads the body of an answer from its bytes, in the character set it declares: parsed if it is JSON, otherwise as text. n8n would read every answer as UTF-8.
 */
export async function jsonOf(body: unknown, headers: Readonly<Record<string, unknown>>): Promise<unknown> {
	if (!(body instanceof Uint8Array)) return body;
	// Loaded when needed: n8n loads this file with every credential when it starts.
	const [{ decodeText }, { jsonIn }] = await Promise.all([import('../../core/wire/charset'), import('../../core/wire/json')]);
	const text = decodeText(body, String(headers['content-type'] ?? ''));
	const read = jsonIn(text);
	return read === undefined ? text : read;
}
