import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { baseUrlField, BASE_URL, NOT_GOOD, regionFields } from '../providers/capillary/region';
import { tokens } from '../providers/capillary/token';

const ATTRIBUTION_TYPE = 'X-CAP-API-ATTRIBUTION-ENTITY-TYPE';
const ATTRIBUTION_CODE = 'X-CAP-API-ATTRIBUTION-ENTITY-CODE';

export class CapillaryOAuthApi implements ICredentialType {
	name = 'capillaryOAuthApi';

	displayName = 'Capillary OAuth API';

	icon: Icon = { light: 'file:../nodes/Capillary/capillary.svg', dark: 'file:../nodes/Capillary/capillary.dark.svg' };

	documentationUrl = 'https://docs.capillarytech.com/reference/oauth';

	properties: INodeProperties[] = [
		...regionFields,
		{
			displayName: 'Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'Key of an API client of your organisation. The client needs an access group that may write Communication.',
		},
		{
			displayName: 'Secret',
			name: 'secret',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'Secret of the API client',
		},
		{
			displayName: 'Attribute To',
			name: 'attributionType',
			type: 'options',
			options: [
				{ name: "Client's Till", value: '' },
				{ name: 'Store by Code', value: 'STORE_CODE' },
				{ name: 'Store by External ID', value: 'STORE_EXTERNAL_ID' },
				{ name: 'Store by External ID 1', value: 'STORE_EXTERNAL_ID_1' },
				{ name: 'Store by External ID 2', value: 'STORE_EXTERNAL_ID_2' },
				{ name: 'Store by Name', value: 'STORE_NAME' },
				{ name: 'Till', value: 'TILL' },
			],
			default: '',
			description: 'Which till or store the requests count for',
		},
		{
			displayName: 'Attribution Code',
			name: 'attributionCode',
			type: 'string',
			required: true,
			default: '',
			description: 'Code, name or ID of that till or store',
			displayOptions: { hide: { attributionType: [''] } },
		},
		baseUrlField,
		// n8n asks for a token while the first of these is empty, and keeps both with the credential.
		{ displayName: 'Access Token', name: 'accessToken', type: 'hidden', typeOptions: { expirable: true, password: true }, default: '' },
		{ displayName: 'Issued', name: 'issued', type: 'hidden', default: '' },
	];

	/** Key and secret for a token; n8n calls it while there is no token, after a 401, and for the credential's test. */
	async preAuthentication(this: IHttpRequestHelper, credential: ICredentialDataDecryptedObject) {
		return { ...(await tokens.renewed(this.helpers, credential)) };
	}

	/**
	 * The token goes into `X-CAP-API-OAUTH-TOKEN`, as in all worked examples. n8n renews nothing by the clock; but what fails here as a 401
	 * would it renews before anything is sent, so a token that is too old, or of another key, never leaves.
	 */
	async authenticate(credential: ICredentialDataDecryptedObject, request: IHttpRequestOptions): Promise<IHttpRequestOptions> {
		if (!tokens.isCurrent(credential)) throw Object.assign(new Error('The access token is too old'), { response: { status: 401 } });
		const { attributionType, attributionCode } = credential;
		const attribution = attributionType ? { [ATTRIBUTION_TYPE]: attributionType, [ATTRIBUTION_CODE]: attributionCode } : {};
		return { ...request, headers: { ...request.headers, ...attribution, 'X-CAP-API-OAUTH-TOKEN': credential.accessToken } };
	}

	/** A token is asked for first, so a bad key fails there; then a request without messages, which sends none, shows what the token may do. */
	test: ICredentialTestRequest = {
		request: {
			method: 'POST',
			baseURL: BASE_URL,
			url: '/v1.1/communications/sendMessage?channel=sms',
			headers: { Accept: 'application/json' },
			body: { root: { sms: [] } },
			json: true,
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: { ignore: true, except: NOT_GOOD },
		},
		rules: [
			{ type: 'responseSuccessBody', properties: { key: 'status.code', value: 401, message: 'Capillary did not accept the access token' } },
			{ type: 'responseSuccessBody', properties: { key: 'status.code', value: 403, message: 'The API client may not send: it needs WRITE on the access group resource Communication' } },
		],
	};
}
