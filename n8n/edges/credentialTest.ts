import type { ICredentialDataDecryptedObject, IHttpRequestHelper, IHttpRequestOptions } from 'n8n-workflow';

import { BASE_URL, secretsOf, type Connection } from '../../core/http/connection';
import { maskOf } from '../../core/http/mask';
import { foreignWords, networkWords, statusWords } from '../../core/http/network';
import { addressOf } from './address';
import { wordOf } from './deadline';
import { jsonOf } from './jsonBody';

const TIMEOUT_MS = 30_000;

type Credential = ICredentialDataDecryptedObject;

/**
 * A credential test that judges the answer itself, on every n8n. n8n's declarative test cannot: hardly any provider has a harmless call that answers
 * 2xx to a good credential, and only since n8n 2.9 can a test say that a 404 or a 400 is good (`ignoreHttpStatusErrors: { ignore, except }`). Older
 * versions read that as "ignore every status", and a wrong key passes the test.
 *
 * So the test pretends that a token has expired. `authenticate` fails the test with a 401. n8n then calls `preAuthentication`, which makes the real
 * request and judges it; the user reads its error. If the request was good, n8n asks for the signature again and repeats the request. `authenticate`
 * never signs a test that was not judged.
 * @param testUrl the address of n8n's request for a test
 */
export function credentialTest(connection: Connection, testUrl: string, sign: (credential: Credential, request: IHttpRequestOptions) => IHttpRequestOptions) {
	const { label, addressFields = BASE_URL, test: { method, path, body, alsoGood, complaint } } = connection;
	/** The key is the object that n8n passes to both `authenticate` and `preAuthentication`. */
	const states = new WeakMap<object, 'wanted' | 'passed'>();

	function requestOf(credential: Credential): IHttpRequestOptions {
		const url = addressOf(connection, credential) + (typeof path === 'string' ? path : path(credential));
		return { method, url, ...(body && { body: body(credential) }), json: true, headers: { Accept: 'application/json' }, disableFollowRedirect: true, ignoreHttpStatusErrors: true };
	}

	function classifyAnswer(credential: Credential, status: number, body: unknown): string | null {
		const isGood = (status >= 200 && status < 300) || (alsoGood?.(status, credential) ?? false);
		const wrong = complaint(status, body);
		if (wrong !== null) return wrong;
		// For example a portal's web page instead of the API, whatever its status.
		if (isWebPage(body)) return foreignWords(label, addressFields);
		return isGood ? null : statusWords(label, status, addressFields);
	}

	return {
		/**
		 * For `authenticate`.
		 * @throws an error like a 401, if the request is the test and was not judged yet
		 */
		sign(credential: Credential, request: IHttpRequestOptions): IHttpRequestOptions {
			if (request.url !== testUrl) return sign(credential, request);
			if (states.get(credential) !== 'passed') {
				states.set(credential, 'wanted');
				throw Object.assign(new Error(`${label} was not asked`), { response: { status: 401 } });
			}
			states.delete(credential);
			return sign(credential, { ...request, ...requestOf(credential) });
		},
		/**
		 * For `preAuthentication`; does nothing except in a test.
		 * @param signer the credential with a token that n8n has not stored yet
		 * @throws Error whose message n8n shows as the result of the test
		 */
		async run({ httpRequest }: IHttpRequestHelper['helpers'], credential: Credential, signer = credential): Promise<Record<string, never>> {
			if (states.get(credential) !== 'wanted') return {};
			const request = { ...sign(signer, requestOf(credential)), timeout: TIMEOUT_MS, abortSignal: AbortSignal.timeout(TIMEOUT_MS), returnFullResponse: true, encoding: 'arraybuffer' as const };
			const wrong = await httpRequest(request).then(
				async ({ statusCode, headers = {}, body: bytes }: { statusCode: number; headers?: Record<string, unknown>; body: unknown }) => classifyAnswer(credential, statusCode, await jsonOf(bytes, headers)),
				// n8n itself refuses a host that is not in the credential's Allowed HTTP Request Domains. It says so only in the message, which may contain the
				// request.
				({ code, message }: Error & { code?: unknown }) =>
					typeof code === 'string' ? networkWords(label, String(wordOf(code)), addressFields) : maskOf(secretsOf(connection, signer))(`${label} could not be asked: ${message}`),
			);
			if (wrong !== null) throw new Error(wrong);
			states.set(credential, 'passed');
			return {};
		},
	};
}

function isWebPage(body: unknown): boolean {
	return typeof body === 'string' && /^\s*<(!doctype|html|head|body)\b/i.test(body);
}
