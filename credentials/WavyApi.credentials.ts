import type { ICredentialDataDecryptedObject, ICredentialType, Icon, IHttpRequestHelper, IHttpRequestOptions, INodeProperties } from 'n8n-workflow';

import { credentialTest, CREDENTIAL_TEST, TEST_FIELD } from '../n8n/edges/credentialTest';
import { connection } from '../providers/wavy/connection';

function sign({ username, token }: ICredentialDataDecryptedObject, request: IHttpRequestOptions): IHttpRequestOptions {
	return { ...request, headers: { ...request.headers, username: String(username), authenticationtoken: String(token) } };
}

/**
 * The vendor documents no call that only checks the credential. A search for the status of an id that does not exist has no effect, and
 * whatever it is answered (an empty list, 400, 404, or 429 since one search a second is allowed), the credential was not refused.
 */
const check = credentialTest({
	provider: 'Wavy',
	connection,
	request: { method: 'POST', path: '/v1/sms/status/search', body: { ids: ['00000000-0000-0000-0000-000000000000'] } },
	sign,
	alsoGood: Array.from({ length: 100 }, (_, i) => 400 + i),
	complaint(status) {
		if (status === 401) return 'The user name or the token is wrong';
		return status === 403 ? 'The user may not use the API' : null;
	},
});

export class WavyApi implements ICredentialType {
	name = 'wavyApi';

	displayName = 'Wavy API';

	icon: Icon = { light: 'file:../nodes/Wavy/wavy.svg', dark: 'file:../nodes/Wavy/wavy.dark.svg' };

	documentationUrl = 'https://docs-pt.sinch.com/documentacao-tecnica/todas-as-integracoes/sms-api';

	properties: INodeProperties[] = [
		{
			displayName: 'User Name',
			name: 'username',
			type: 'string',
			required: true,
			default: '',
			description: 'User name or email of the account that sends',
		},
		{
			displayName: 'Token',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: "The user's authentication token, as the portal shows it",
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: 'https://api-messaging.wavy.global',
			description: 'Where requests go; change it only to reach another host, such as the sandbox',
		},
		TEST_FIELD,
	];

	async preAuthentication(this: IHttpRequestHelper, credential: ICredentialDataDecryptedObject) {
		return await check.run(this.helpers, credential);
	}

	async authenticate(credential: ICredentialDataDecryptedObject, request: IHttpRequestOptions): Promise<IHttpRequestOptions> {
		return check.sign(credential, request);
	}

	test = CREDENTIAL_TEST;
}
