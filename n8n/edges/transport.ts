import type { IExecuteFunctions, IHookFunctions, ILoadOptionsFunctions, IPollFunctions } from 'n8n-workflow';

import type { Connection } from '../../core/http/connection';
import type { Answer, Transport, WireRequest } from '../../core/http/http';
import type { Mask } from '../../core/http/mask';
import { decodeText } from '../../core/wire/charset';
import { Deadline, TIMED_OUT } from './deadline';
import { cancelSignalOf, noteRequest } from './host';
import type { TokenRequest, TokenUse } from './renewal';

/** A context that can call the provider: a running node, a trigger that is published or polls, or a list in the editor. */
export type CallingContext = IExecuteFunctions | IHookFunctions | ILoadOptionsFunctions | IPollFunctions;

/**
 * Opens a transport in which one call makes at most one request. n8n's helper would follow redirects with the body, repeat a request after a 401,
 * round large numbers and throw on a status; every option here turns one of these off, on every version of n8n. For renewable tokens one repeat after a
 * 401 stays, because the provider did not process a request that it answered with 401.
 * @param masking returns the mask for an answer, in which the provider may repeat the credential
 */
export function openTransport(
	context: CallingContext,
	{ credential, token }: Pick<Connection, 'credential' | 'token'>,
	timeoutMs: number,
	masking: () => Promise<Mask>,
): Transport {
	const ask = async (request: WireRequest, deadline: Deadline, tokenUse?: TokenUse): Promise<Response> => {
		noteRequest(context);
		const options: TokenRequest = {
			...request,
			headers: { ...request.headers },
			body: bytesOf(request),
			timeout: timeoutMs,
			// As bytes: n8n would read every answer as UTF-8, whatever character set it declares.
			encoding: 'arraybuffer',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			...(tokenUse && { tokenUse }),
			deadline,
		};
		return (await context.helpers.httpRequestWithAuthentication.call(context, credential, options)) as Response;
	};
	return async (request) => {
		const tokenUse: TokenUse | undefined = token ? {} : undefined;
		const deadline = new Deadline(timeoutMs, cancelSignalOf(context));
		try {
			let response = await ask(request, deadline, tokenUse);
			if (response.statusCode === 401 && tokenUse?.used !== undefined && !cancelSignalOf(context)?.aborted) {
				response = await ask(request, deadline, { refused: tokenUse.used });
			}
			const mask = await masking();
			const headers = headersOf(response.headers, mask);
			return { status: response.statusCode, headers, body: mask(bodyOf(response.body, headers['content-type'])) };
		} catch (error) {
			// The token that n8n just renewed has expired already.
			if (token && String((error as { httpCode?: unknown }).httpCode) === '401') return { status: 401, headers: {}, body: '' };
			// A request that the user stopped keeps the client's code.
			return { networkCode: deadline.isOver ? TIMED_OUT : networkCodeOf(error) };
		} finally {
			deadline.end();
		}
	};
}

interface Response {
	statusCode: number;
	headers: Record<string, unknown>;
	body: unknown;
}

/** JSON goes as a Buffer, or n8n parses it for nothing. The rest goes as text, or n8n turns it into a form. */
function bytesOf({ headers, body }: WireRequest): string | Buffer {
	return body !== '' && headers['Content-Type'] === 'application/json' ? Buffer.from(body) : body;
}

/**
 * The network's code for an error. n8n wraps every error into a NodeApiError and puts the code into `httpCode`. Its message is not used: it may
 * contain the request.
 */
function networkCodeOf(error: unknown): Extract<Answer, { networkCode: string }>['networkCode'] {
	const { httpCode, code } = error as { httpCode?: unknown; code?: unknown };
	const word = [httpCode, code].find((given) => typeof given === 'string' && /^[A-Z][A-Z0-9_]+$/.test(given));
	return (word as string | undefined) ?? 'NETWORK';
}

function bodyOf(body: unknown, contentType: string | undefined): string {
	if (body instanceof Uint8Array) return decodeText(body, contentType);
	if (typeof body === 'string') return body;
	return body === undefined || body === null ? '' : JSON.stringify(body);
}

function headersOf(headers: Record<string, unknown>, mask: Mask): Record<string, string> {
	return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), mask(String(value))]));
}

