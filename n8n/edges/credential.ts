import type { ICredentialDataDecryptedObject, IHttpRequestHelper, IHttpRequestOptions, INodeProperties } from 'n8n-workflow';

import type { Connection } from '../../core/http/connection';
import { CREDENTIAL_TEST, credentialTest, TEST_FIELD } from './credentialTest';
import { started } from './deadline';
import { tokensOf } from './renewal';

type Credential = ICredentialDataDecryptedObject;

/** While the first of these is empty, n8n asks for a token. It stores both with the credential. */
const TOKEN_FIELDS: INodeProperties[] = [
	{ displayName: 'Access Token', name: 'accessToken', type: 'hidden', typeOptions: { expirable: true, password: true }, default: '' },
	{ displayName: 'Issued', name: 'issued', type: 'hidden', default: '' },
];

/** The parts of a credential class that are the same for every connection: its last, hidden fields, and the signature, the token and the test that n8n calls. */
export function signWith(connection: Connection) {
	const tokens = connection.token && tokensOf(connection, connection.token);
	const check = credentialTest(connection, sign);

	function sign(credential: Credential, request: IHttpRequestOptions): IHttpRequestOptions {
		const headers = { ...connection.headers?.(credential), ...connection.sign(credential) };
		return started(tokens ? tokens.signed(credential, request, headers) : { ...request, headers: { ...request.headers, ...headers } });
	}

	return {
		hidden: tokens ? TOKEN_FIELDS : [TEST_FIELD],
		test: CREDENTIAL_TEST,
		async authenticate(credential: Credential, request: IHttpRequestOptions): Promise<IHttpRequestOptions> {
			return check.sign(credential, request);
		},
		/** n8n calls it for the credential's test and for a token: when there is none, and when `authenticate` throws a 401. */
		async preAuthentication(this: IHttpRequestHelper, credential: Credential): Promise<Record<string, string>> {
			const token = { ...(await tokens?.renewed(this.helpers, credential)) };
			await check.run(this.helpers, credential, { ...credential, ...token });
			return token;
		},
	};
}
