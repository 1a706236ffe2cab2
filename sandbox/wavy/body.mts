import { MalformedRequest } from './malformed.mts';

/**
 * Reads a JSON body.
 * @throws {MalformedRequest}
 */
export function readJson(body: Buffer): unknown {
	try {
		return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body)) as unknown;
	} catch {
		throw new MalformedRequest('the body is not JSON in UTF-8');
	}
}

/** Whether a body says it is JSON, in the only character set the page has (UTF-8). */
export function isJson(contentType: string | undefined): boolean {
	return /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(contentType ?? '');
}

const NUMBERS = new Set(['expiresAt', 'expiresInMinutes', 'scheduledAt', 'delayedInMinutes', 'templateId']);

/**
 * Reads "todos os parâmetros como query string" into the shape of the JSON body. The page does not say how to write a list, so a repeated name and
 * commas both work. It does not say how to write a map either, so `params` is refused.
 * @throws {MalformedRequest}
 */
export function readQuery(query: string): unknown {
	if (/%(?![0-9A-Fa-f]{2})/.test(query)) throw new MalformedRequest('the query has a broken percent escape');
	const fields = new Map<string, unknown>();
	for (const [name, value] of new URLSearchParams(query)) {
		if (name === 'timeWindow') {
			const hours = value.split(',').map((hour) => (/^\d+$/.test(hour) ? Number(hour) : hour));
			fields.set(name, [...((fields.get(name) as unknown[] | undefined) ?? []), ...hours]);
			continue;
		}
		if (fields.has(name)) throw new MalformedRequest(`${name} is given twice`);
		fields.set(name, NUMBERS.has(name) && /^\d+$/.test(value) ? Number(value) : value);
	}
	return Object.fromEntries(fields);
}
