import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

import { signWith } from '../n8n/edges/credential';
import { CREDENTIAL_TEST, TEST_FIELD } from '../n8n/edges/credentialTest';
import { connection } from '../providers/wiraya/connection';
import { baseUrlFields } from './baseUrl';

const { preAuthentication, authenticate } = signWith(connection);

export class WirayaApi implements ICredentialType {
	name = 'wirayaApi';

	displayName = 'Wiraya API';

	icon: Icon = { light: 'file:../nodes/Wiraya/wiraya.svg', dark: 'file:../nodes/Wiraya/wiraya.dark.svg' };

	documentationUrl = 'https://example.com/n8n-nodes-communications/docs/wiraya.md';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
		},
		...baseUrlFields({
			required: true,
			default: 'https://api.wiraya.com',
			description: 'Where requests go; change it only to reach another host',
		}),
		TEST_FIELD,
	];

	preAuthentication = preAuthentication;

	authenticate = authenticate;

	test = CREDENTIAL_TEST;
}
