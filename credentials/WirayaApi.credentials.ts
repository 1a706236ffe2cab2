import type { IAuthenticateGeneric, ICredentialTestRequest, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

/** Every status but 2xx and 400. */
const NOT_GOOD = [
	...Array.from({ length: 100 }, (_, i) => 300 + i),
	...Array.from({ length: 199 }, (_, i) => 401 + i),
];

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
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { 'X-ApiKey': '={{$credentials.apiKey}}' } },
	};

	/**
	 * The vendor documents no call without effect. An empty list queues nothing; whether it is answered with 200 or with 400
	 * ("Invalid input format") is not said, and both come only after the key was found good.
	 */
	test: ICredentialTestRequest = {
		request: {
			method: 'POST',
			baseURL: '={{$credentials.baseUrl.replace(/\\/+$/, "")}}',
			url: '/api/EnqueueCommunications',
			headers: { Accept: 'application/json' },
			body: { communications: [] },
			json: true,
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: { ignore: true, except: NOT_GOOD },
		},
		rules: [{ type: 'responseCode', properties: { value: 401, message: 'The API key is missing or wrong' } }],
	};
}
