import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

import { signWith } from '../n8n/edges/credential';
import { choice, secret, text } from '../n8n/editor/fields';
import { client } from '../providers/capillary/connection';
import { addressFields, regionFields } from './capillaryHost';

const { hidden, preAuthentication, authenticate, test } = signWith(client);

export class CapillaryOAuthApi implements ICredentialType {
	name = 'capillaryOAuthApi';

	displayName = 'Capillary OAuth API';

	icon: Icon = { light: 'file:../nodes/Capillary/capillary.svg', dark: 'file:../nodes/Capillary/capillary.dark.svg' };

	documentationUrl = 'https://example.com/n8n-nodes-communications/docs/capillary.md#credentials';

	properties: INodeProperties[] = [
		...regionFields,
		secret('Key', 'apiKey', 'Key of an API client that may write Communication'),
		secret('Secret', 'secret', 'Secret of the API client'),
		choice('Attribute To', 'attributionType', '', 'Which till or store the requests count for', [
			{ name: "Client's Till", value: '' },
			{ name: 'Store by Code', value: 'STORE_CODE' },
			{ name: 'Store by External ID', value: 'STORE_EXTERNAL_ID' },
			{ name: 'Store by External ID 1', value: 'STORE_EXTERNAL_ID_1' },
			{ name: 'Store by External ID 2', value: 'STORE_EXTERNAL_ID_2' },
			{ name: 'Store by Name', value: 'STORE_NAME' },
			{ name: 'Till', value: 'TILL' },
		]),
		text('Attribution Code', 'attributionCode', 'Code, name or ID of that till or store', { required: true, displayOptions: { hide: { attributionType: [''] } } }),
		...addressFields,
		...hidden,
	];

	preAuthentication = preAuthentication;

	authenticate = authenticate;

	test = test;
}
