import type { ICredentialDataDecryptedObject, IHttpRequestHelper, IHttpRequestOptions } from 'n8n-workflow';

import type { Connection } from '../../core/http/connection';
import { credentialTest } from './credentialTest';
import { started } from './deadline';
import { tokensOf } from './renewal';

type Credential = ICredentialDataDecryptedObject;

/**
 * The signature, the token and the test of a connection.
 * @param testUrl the address of n8n's request for a test
 */
export function signatureOf(connection: Connection, testUrl: string) {
	const tokens = connection.token && tokensOf(connection, connection.token);
	const check = credentialTest(connection, testUrl, sign);

	function sign(credential: Credential, request: IHttpRequestOptions): IHttpRequestOptions {
		const headers = { ...connection.headers?.(credential), ...connection.sign(credential) };
		return started(tokens ? tokens.signed(credential, request, headers) : { ...request, headers: { ...request.headers, ...headers } });
	}

	return {
		authenticate: (credential: Credential, request: IHttpRequestOptions): IHttpRequestOptions => check.sign(credential, request),
		async preAuthentication(helpers: IHttpRequestHelper['helpers'], credential: Credential): Promise<Record<string, string>> {
			const token = { ...(await tokens?.renewed(helpers, credential)) };
			await check.run(helpers, credential, { ...credential, ...token });
			return token;
		},
	};
}
