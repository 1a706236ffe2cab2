import type { ICredentialDataDecryptedObject, ICredentialTestRequest, IHttpRequestHelper, IHttpRequestOptions, INodeProperties } from 'n8n-workflow';

import type { Connection } from '../../core/http/connection';

type Credential = ICredentialDataDecryptedObject;

/** While the first of these is empty, n8n asks for a token. It stores both with the credential. */
const TOKEN_FIELDS: INodeProperties[] = [
	{ displayName: 'Access Token', name: 'accessToken', type: 'hidden', typeOptions: { expirable: true, password: true }, default: '' },
	{ displayName: 'Issued', name: 'issued', type: 'hidden', default: '' },
];

/** A placeholder to which no request goes: `authenticate` replaces it. */
const TEST_URL = 'credential-test:';

const CREDENTIAL_TEST: ICredentialTestRequest = { request: { method: 'GET', url: TEST_URL, ignoreHttpStatusErrors: true } };

/**
 * Makes n8n call `preAuthentication` for a type without a token. The field is never empty, so n8n does so only in the credential's test, and never
 * stores anything in it.
 */
const TEST_FIELD: INodeProperties = { displayName: 'Test', name: 'tested', type: 'hidden', typeOptions: { expirable: true }, default: '-' };

/**
 * The parts of a credential class that are the same for every connection: its last, hidden fields, and the signature, the token and the test that n8n
 * calls. What makes these is loaded with the first request, because n8n loads every credential when it starts.
 */
export function signWith(connection: Connection) {
	const make = async () => (await import('./signature')).signatureOf(connection, TEST_URL);
	let made: ReturnType<typeof make> | undefined;
	const signature = async () => await (made ??= make());

	return {
		hidden: connection.token ? TOKEN_FIELDS : [TEST_FIELD],
		test: CREDENTIAL_TEST,
		async authenticate(credential: Credential, request: IHttpRequestOptions): Promise<IHttpRequestOptions> {
			return (await signature()).authenticate(credential, request);
		},
		/** n8n calls it for the credential's test and for a token: when there is none, and when `authenticate` throws a 401. */
		async preAuthentication(this: IHttpRequestHelper, credential: Credential): Promise<Record<string, string>> {
			return await (await signature()).preAuthentication(this.helpers, credential);
		},
	};
}
