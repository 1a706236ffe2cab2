import type { IExecuteFunctions, IHookFunctions, IHttpRequestOptions } from 'n8n-workflow';

import type { Answer, Transport } from '../operation';
import { maskOf } from '../mask';

/**
 * One call is at most one request. n8n's helper would follow redirects with the body, repeat a request after a 401, round
 * large numbers and throw on a status; every option here switches one of these off.
 * @param secrets values that are masked in every answer, should a provider repeat them
 */
export function openTransport(
	context: IExecuteFunctions | IHookFunctions,
	credential: string,
	timeoutMs: number,
	secrets: readonly string[],
): Transport {
	const mask = maskOf(secrets);
	return async (request) => {
		const options: IHttpRequestOptions = {
			...request,
			headers: { ...request.headers },
			timeout: timeoutMs,
			encoding: 'text',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
		};
		try {
			const response = (await context.helpers.httpRequestWithAuthentication.call(context, credential, options, {
				preAuthenticationRetryStatusCode: [],
			})) as { statusCode: number; headers: Record<string, unknown>; body: unknown };
			return { status: response.statusCode, headers: headersOf(response.headers, mask), body: mask(bodyOf(response.body)) };
		} catch (error) {
			return { networkCode: networkCodeOf(error) };
		}
	};
}

/**
 * The network's word for what went wrong. n8n wraps every error into a NodeApiError, whose `httpCode` then is that word; its
 * message is not used, since it may hold the request.
 */
function networkCodeOf(error: unknown): Extract<Answer, { networkCode: string }>['networkCode'] {
	const { httpCode, code } = error as { httpCode?: unknown; code?: unknown };
	const word = [httpCode, code].find((given) => typeof given === 'string' && /^[A-Z][A-Z0-9_]+$/.test(given));
	return (word as string | undefined) ?? 'NETWORK';
}

function bodyOf(body: unknown): string {
	if (typeof body === 'string') return body;
	return body === undefined || body === null ? '' : JSON.stringify(body);
}

function headersOf(headers: Record<string, unknown>, mask: (text: string) => string): Record<string, string> {
	return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), mask(String(value))]));
}

