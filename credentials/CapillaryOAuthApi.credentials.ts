import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

import { signWith, TOKEN_FIELDS } from '../n8n/edges/credential';
import { CREDENTIAL_TEST } from '../n8n/edges/credentialTest';
import { client } from '../providers/capillary/connection';
import { addressFields, regionFields } from './capillaryHost';

const { preAuthentication, authenticate } = signWith(client);

export class CapillaryOAuthApi implements ICredentialType {
	name = 'capillaryOAuthApi';

	displayName = 'Capillary OAuth API';

	icon: Icon = { light: 'file:../nodes/Capillary/capillary.svg', dark: 'file:../nodes/Capillary/capillary.dark.svg' };

	documentationUrl = 'https://example.com/n8n-nodes-communications/docs/capillary.md#credentials';

	properties: INodeProperties[] = [
		...regionFields,
		{
			displayName: 'Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'Key of an API client that may write Communication',
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
		...addressFields,
		...TOKEN_FIELDS,
	];

	preAuthentication = preAuthentication;

	authenticate = authenticate;

	test = CREDENTIAL_TEST;
}
