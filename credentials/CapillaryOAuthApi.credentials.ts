import type { ICredentialDataDecryptedObject, ICredentialType, Icon, IHttpRequestHelper, IHttpRequestOptions, INodeProperties } from 'n8n-workflow';

import { credentialTest, CREDENTIAL_TEST } from '../n8n/edges/credentialTest';
import { client } from '../providers/capillary/connection';
import { baseUrlField, regionFields } from '../providers/capillary/region';
import { testCall } from '../providers/capillary/testCall';
import { tokens } from '../providers/capillary/token';

const ATTRIBUTION_TYPE = 'X-CAP-API-ATTRIBUTION-ENTITY-TYPE';
const ATTRIBUTION_CODE = 'X-CAP-API-ATTRIBUTION-ENTITY-CODE';

/** The token goes into `X-CAP-API-OAUTH-TOKEN`, as in all worked examples. */
function sign(credential: ICredentialDataDecryptedObject, request: IHttpRequestOptions): IHttpRequestOptions {
	const { accessToken, attributionType, attributionCode } = credential;
	const attribution: Record<string, string> = attributionType ? { [ATTRIBUTION_TYPE]: String(attributionType), [ATTRIBUTION_CODE]: String(attributionCode) } : {};
	return tokens.signed(credential, request, { ...attribution, 'X-CAP-API-OAUTH-TOKEN': String(accessToken) });
}

const check = credentialTest({
	...testCall,
	connection: client,
	sign,
	complaint: testCall.complaint('Capillary did not accept the access token', 'The API client may not send: it needs WRITE on the access group resource Communication'),
});

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

	/**
	 * Key and secret for a token; n8n calls it while there is no token, when `authenticate` fails as a 401 would, and for the credential's test: there
	 * a bad key fails here, and the test shows what the token may do.
	 */
	async preAuthentication(this: IHttpRequestHelper, credential: ICredentialDataDecryptedObject) {
		const token = await tokens.renewed(this.helpers, credential);
		await check.run(this.helpers, credential, { ...credential, ...token });
		return { ...token };
	}

	async authenticate(credential: ICredentialDataDecryptedObject, request: IHttpRequestOptions): Promise<IHttpRequestOptions> {
		return check.sign(credential, request);
	}

	test = CREDENTIAL_TEST;
}
