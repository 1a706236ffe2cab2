import type { ICredentialDataDecryptedObject, IHttpRequestHelper, IHttpRequestOptions, INodeProperties } from 'n8n-workflow';

import type { Connection } from '../../core/http/connection';
import { credentialTest } from './credentialTest';
import { tokensOf, type TokenRequest } from './renewal';

type Credential = ICredentialDataDecryptedObject;

/** n8n asks for a token while the first of these is empty, and keeps both with the credential. */
export const TOKEN_FIELDS: INodeProperties[] = [
	{ displayName: 'Access Token', name: 'accessToken', type: 'hidden', typeOptions: { expirable: true, password: true }, default: '' },
	{ displayName: 'Issued', name: 'issued', type: 'hidden', default: '' },
];

/** What a credential class hands to n8n: the provider's signature, its token and its test. */
export function signWith(connection: Connection) {
	const tokens = connection.token && tokensOf(connection, connection.token);
	const check = credentialTest(connection, sign);

	function sign(credential: Credential, request: IHttpRequestOptions): IHttpRequestOptions {
		const headers = { ...connection.headers?.(credential), ...connection.sign(credential) };
		return tokens ? tokens.signed(credential, request as TokenRequest, headers) : { ...request, headers: { ...request.headers, ...headers } };
	}

	return {
		authenticate: check.sign,
		/** n8n calls it for the credential's test, and for a token: while there is none, and when `authenticate` fails as a 401 would. */
		async preAuthentication(helpers: IHttpRequestHelper['helpers'], credential: Credential): Promise<Record<string, string>> {
			const token = { ...(await tokens?.renewed(helpers, credential)) };
			await check.run(helpers, credential, { ...credential, ...token });
			return token;
		},
	};
}
