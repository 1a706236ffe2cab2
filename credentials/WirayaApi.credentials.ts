import type { ICredentialDataDecryptedObject, ICredentialType, Icon, IHttpRequestHelper, IHttpRequestOptions, INodeProperties } from 'n8n-workflow';

import { credentialTest, CREDENTIAL_TEST, TEST_FIELD } from '../n8n/edges/credentialTest';
import { connection } from '../providers/wiraya/connection';

function sign({ apiKey }: ICredentialDataDecryptedObject, request: IHttpRequestOptions): IHttpRequestOptions {
	return { ...request, headers: { ...request.headers, 'X-ApiKey': String(apiKey) } };
}

/**
 * The vendor documents no call without effect. An empty list queues nothing; whether it is answered with 200 or with 400
 * ("Invalid input format") is not said, and both come only after the key was found good.
 */
const check = credentialTest({
	provider: 'Wiraya',
	connection,
	request: { method: 'POST', path: '/api/EnqueueCommunications', body: { communications: [] } },
	sign,
	alsoGood: [400],
	complaint: (status) => (status === 401 ? 'The API key is missing or wrong' : null),
});

export class WirayaApi implements ICredentialType {
	name = 'wirayaApi';

	displayName = 'Wiraya API';

	icon: Icon = { light: 'file:../nodes/Wiraya/wiraya.svg', dark: 'file:../nodes/Wiraya/wiraya.dark.svg' };

	documentationUrl = 'https://support.wiraya.com/en/article/enqueue-communications-api-documentation-ab284w';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: 'https://api.wiraya.com',
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
