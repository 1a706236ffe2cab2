import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

import { signWith } from '../n8n/edges/credential';
import { CREDENTIAL_TEST, TEST_FIELD } from '../n8n/edges/credentialTest';
import { till } from '../providers/capillary/connection';
import { addressFields, regionFields } from './capillaryHost';

const { preAuthentication, authenticate } = signWith(till);

export class CapillaryApi implements ICredentialType {
	name = 'capillaryApi';

	displayName = 'Capillary API';

	icon: Icon = { light: 'file:../nodes/Capillary/capillary.svg', dark: 'file:../nodes/Capillary/capillary.dark.svg' };

	documentationUrl = 'https://example.com/n8n-nodes-communications/docs/capillary.md#credentials';

	properties: INodeProperties[] = [
		...regionFields,
		{
			displayName: 'Till User',
			name: 'user',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. till.n8n',
			description: 'User name of a till (a point of sale), not of a person',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'Password of the till, or its MD5 hash',
		},
		{
			displayName: 'Already MD5',
			name: 'alreadyHashed',
			type: 'boolean',
			default: false,
			description: 'Whether the password above is its MD5 hash already',
		},
		...addressFields,
		TEST_FIELD,
	];

	preAuthentication = preAuthentication;

	authenticate = authenticate;

	test = CREDENTIAL_TEST;
}
