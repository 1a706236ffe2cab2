import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

import { signWith } from '../n8n/edges/credential';
import { CREDENTIAL_TEST, TEST_FIELD } from '../n8n/edges/credentialTest';
import { connection } from '../providers/wavy/connection';
import { baseUrlFields } from './baseUrl';

const { preAuthentication, authenticate } = signWith(connection);

export class WavyApi implements ICredentialType {
	name = 'wavyApi';

	displayName = 'Wavy API';

	icon: Icon = { light: 'file:../nodes/Wavy/wavy.svg', dark: 'file:../nodes/Wavy/wavy.dark.svg' };

	documentationUrl = 'https://example.com/n8n-nodes-communications/docs/wavy.md';

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
		...baseUrlFields({
			required: true,
			default: 'https://api-messaging.wavy.global',
			description: 'Where requests go; change it only to reach another host',
		}),
		TEST_FIELD,
	];

	preAuthentication = preAuthentication;

	authenticate = authenticate;

	test = CREDENTIAL_TEST;
}
