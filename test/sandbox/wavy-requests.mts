import { send, type RawAnswer, type RawRequest } from './raw-client.mts';

/** Numbers of the vendor's examples: 5511900000000 to 5511900000999. */
export function destination(index: number): string {
	return String(5_511_900_000_000 + (index % 1000));
}

export function message(index: number, fields: object = {}): object {
	return { destination: destination(index), correlationId: `id-${index}`, messageText: `Text ${index}`, ...fields };
}

export interface WavyRow {
	id: string;
	correlationId?: string;
}

/** Sends a request with the right credential; a text goes unchanged, everything else as JSON, and undefined as no body. */
export function ask(baseUrl: string, path: string, body?: unknown, request: RawRequest = {}): Promise<RawAnswer> {
	return send(`${baseUrl}${path}`, {
		...request,
		headers: {
			...(body !== undefined && { 'content-type': 'application/json' }),
			username: 'sandbox-user',
			authenticationtoken: 'sandbox-token',
			...request.headers,
		},
		body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
	});
}
