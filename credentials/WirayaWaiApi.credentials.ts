import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { tokens } from '../providers/wiraya/token';

export class WirayaWaiApi implements ICredentialType {
	name = 'wirayaWaiApi';

	displayName = 'Wiraya WAI API';

	icon: Icon = { light: 'file:../nodes/Wiraya/wiraya.svg', dark: 'file:../nodes/Wiraya/wiraya.dark.svg' };

	documentationUrl = 'https://support.wiraya.com/en/article/add-contact-to-a-communication-flow-1yb0nqn';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'The key for Wiraya Activation Intelligence. It may be another one than that for sending: ask Wiraya.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: 'https://api.wiraya.ai',
			description: 'Where requests go; change it only to reach another host, such as the sandbox',
		},
		// n8n asks for a token while the first of these is empty, and keeps both with the credential.
		{ displayName: 'Access Token', name: 'accessToken', type: 'hidden', typeOptions: { expirable: true, password: true }, default: '' },
		{ displayName: 'Issued', name: 'issued', type: 'hidden', default: '' },
	];

	/** The key for a token; n8n calls it while there is no token, when `authenticate` fails as a 401 would, and for the credential's test. */
	async preAuthentication(this: IHttpRequestHelper, credential: ICredentialDataDecryptedObject) {
		return { ...(await tokens.renewed(this.helpers, credential)) };
	}

	async authenticate(credential: ICredentialDataDecryptedObject, request: IHttpRequestOptions): Promise<IHttpRequestOptions> {
		return tokens.signed(credential, request, { Authorization: `Bearer ${String(credential.accessToken)}` });
	}

	/** No call without effect is published but the one for a token, which says itself whether the key is good. */
	test: ICredentialTestRequest = {
		request: {
			method: 'POST',
			baseURL: '={{$credentials.baseUrl.trim().replace(/\\/+$/, "")}}',
			url: '/auth/token/apikey',
			headers: { Accept: 'application/json' },
			body: { key: '={{$credentials.apiKey}}' },
			json: true,
			disableFollowRedirect: true,
		},
		rules: [{ type: 'responseSuccessBody', properties: { key: 'authenticated', value: false, message: 'The API key is missing or wrong' } }],
	};
}
