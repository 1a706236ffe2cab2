import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

import { signWith, TOKEN_FIELDS } from '../n8n/edges/credential';
import { CREDENTIAL_TEST } from '../n8n/edges/credentialTest';
import { flowConnection } from '../providers/wiraya/connection';
import { baseUrlFields } from './baseUrl';

const { preAuthentication, authenticate } = signWith(flowConnection);

export class WirayaWaiApi implements ICredentialType {
	name = 'wirayaWaiApi';

	displayName = 'Wiraya WAI API';

	icon: Icon = { light: 'file:../nodes/Wiraya/wiraya.svg', dark: 'file:../nodes/Wiraya/wiraya.dark.svg' };

	documentationUrl = 'https://example.com/n8n-nodes-communications/docs/wiraya.md#communication-flow';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'The key for Wiraya Activation Intelligence, as Wiraya gave it to you',
		},
		...baseUrlFields({
			required: true,
			default: 'https://api.wiraya.ai',
			description: 'Where requests go; change it only to reach another host',
		}),
		...TOKEN_FIELDS,
	];

	preAuthentication = preAuthentication;

	authenticate = authenticate;

	test = CREDENTIAL_TEST;
}
