import { parseForm } from './form.mts';
import { MalformedRequest } from './malformed.mts';
import { enqueueRequest, type Communication } from './schema.mts';
import { parseXml } from './xml.mts';

type Format = 'json' | 'xml' | 'form';

/** The media types the vendor's page lists under "Accepted Content Types (Request)". */
const FORMATS: ReadonlyMap<string, Format> = new Map([
	['application/json', 'json'],
	['text/json', 'json'],
	['application/xml', 'xml'],
	['text/xml', 'xml'],
	['application/x-www-form-urlencoded', 'form'],
]);

const PARSERS: Record<Format, (text: string) => unknown> = { json: parseJson, xml: parseXml, form: parseForm };

/** The format of a body, or undefined for a media type or character set the page does not list. */
export function formatOf(contentType: string | undefined): Format | undefined {
	const [mediaType = '', ...parameters] = (contentType ?? '').toLowerCase().split(';').map((part) => part.trim());
	const charset = parameters.find((parameter) => parameter.startsWith('charset='));
	if (charset !== undefined && !/^charset="?utf-8"?$/.test(charset)) return undefined;
	return FORMATS.get(mediaType);
}

/**
 * Reads a body as strictly as the page allows.
 * @throws {MalformedRequest} for anything the page answers with 400 "Invalid input format"
 */
export function decode(body: Buffer, format: Format): Communication[] {
	const parsed = PARSERS[format](decodeUtf8(body));
	requireTypeFirst(parsed);
	const result = enqueueRequest.safeParse(parsed);
	if (!result.success) {
		const [issue] = result.error.issues;
		throw new MalformedRequest(`${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'invalid'}`);
	}
	return result.data.communications;
}

/** Repeated client message ids: the answer's map could report only one of them. */
export function repeatedIds(communications: readonly Communication[]): string[] {
	const seen = new Set<string>();
	return communications.map((entry) => entry.clientMessageId).filter((id) => seen.size === seen.add(id).size);
}

function decodeUtf8(body: Buffer): string {
	try {
		return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
	} catch {
		throw new MalformedRequest('the body is not UTF-8');
	}
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw new MalformedRequest('the body is not JSON');
	}
}

/** All examples on the page put `$type` first, and .NET's JSON readers only accept it there. */
function requireTypeFirst(parsed: unknown): void {
	const entries = (parsed as { communications?: unknown } | null)?.communications;
	if (!Array.isArray(entries)) return;
	entries.forEach((entry: unknown, index) => {
		const content = (entry as { content?: unknown } | null)?.content;
		if (typeof content !== 'object' || content === null) return;
		for (const first in content) {
			if (first !== '$type') throw new MalformedRequest(`communications.${index}.content: $type does not come first`);
			break;
		}
	});
}
