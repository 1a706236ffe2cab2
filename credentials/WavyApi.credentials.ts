import type { IAuthenticateGeneric, ICredentialTestRequest, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

/** What says the credential is bad, or nothing of it: redirects, refusals of the credential, and a server's own trouble. */
const NOT_GOOD = [
	...Array.from({ length: 100 }, (_, i) => 300 + i),
	401,
	403,
	...Array.from({ length: 100 }, (_, i) => 500 + i),
];

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
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: {
			headers: { username: '={{$credentials.username}}', authenticationtoken: '={{$credentials.token}}' },
		},
	};

	/**
	 * The vendor documents no call that only checks the credential. A search for the status of an id that does not exist has no effect, and
	 * whatever it is answered (an empty list, 400, 404, or 429 since one search a second is allowed), the credential was not refused.
	 */
	test: ICredentialTestRequest = {
		request: {
			method: 'POST',
			baseURL: '={{$credentials.baseUrl.replace(/\\/+$/, "")}}',
			url: '/v1/sms/status/search',
			body: { ids: ['00000000-0000-0000-0000-000000000000'] },
			json: true,
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: { ignore: true, except: NOT_GOOD },
		},
		rules: [
			{ type: 'responseCode', properties: { value: 401, message: 'The user name or the token is wrong' } },
			{ type: 'responseCode', properties: { value: 403, message: 'The user may not use the API' } },
		],
	};
}
