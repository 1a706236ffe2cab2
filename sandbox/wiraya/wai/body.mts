import type { Answer, ProviderRequest } from '../../contract.mts';

export function json(body: object, status = 200): Answer {
	return { status, contentType: 'application/json; charset=utf-8', body: JSON.stringify(body) };
}

/** "Content-Type application/json, UTF-8". */
export function isJson({ headers }: ProviderRequest): boolean {
	return /^application\/json\s*(?:;\s*charset="?utf-8"?\s*)?$/i.test(headers['content-type'] ?? '');
}

/** Undefined for a body that is not JSON in UTF-8. */
export function readJson({ body }: ProviderRequest): unknown {
	try {
		return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body));
	} catch {
		return undefined;
	}
}
