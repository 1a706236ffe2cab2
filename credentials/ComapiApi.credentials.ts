import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

import { signWith } from '../n8n/edges/credential';
import { CREDENTIAL_TEST, TEST_FIELD } from '../n8n/edges/credentialTest';
import { connection } from '../providers/comapi/connection';
import { baseUrlFields } from './baseUrl';

const { preAuthentication, authenticate } = signWith(connection);

export class ComapiApi implements ICredentialType {
	name = 'comapiApi';

	displayName = 'Comapi API';

	icon: Icon = { light: 'file:../nodes/Comapi/comapi.svg', dark: 'file:../nodes/Comapi/comapi.dark.svg' };

	documentationUrl = 'https://example.com/n8n-nodes-communications/docs/comapi.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Account',
			name: 'mode',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'Comapi API Space', value: 'apiSpace', description: 'Host api.comapi.com, with an access token' },
				{ name: 'Dotdigital Region', value: 'region', description: 'Host r1, r2 or r3-api.dotdigital.com, with an API user' },
			],
			default: 'apiSpace',
			description: 'Which of the two services you signed up for',
		},
		{
			displayName: 'API Space ID',
			name: 'apiSpaceId',
			type: 'string',
			noDataExpression: true,
			required: true,
			default: '',
			placeholder: 'e.g. 1d0b9d1c-5b1e-4f0a-9b1c-0a1b2c3d4e5f',
			description: 'Shown in the portal, on the page of the API space',
			displayOptions: { show: { mode: ['apiSpace'] } },
		},
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'Made in the portal, with the permission to send messages',
			displayOptions: { show: { mode: ['apiSpace'] } },
		},
		{
			displayName: 'Region',
			name: 'region',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'Asia-Pacific (R3)', value: 'r3' },
				{ name: 'Europe (R1)', value: 'r1' },
				{ name: 'North America (R2)', value: 'r2' },
			],
			default: 'r1',
			description: 'Where the account lives',
			displayOptions: { show: { mode: ['region'] } },
		},
		{
			displayName: 'User',
			name: 'user',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. apiuser-0123456789ab@apiconnector.com',
			description: 'Name of the API user',
			displayOptions: { show: { mode: ['region'] } },
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			displayOptions: { show: { mode: ['region'] } },
		},
		...baseUrlFields({
			default: '',
			description: "Only for another host than the provider's",
		}),
		TEST_FIELD,
	];

	preAuthentication = preAuthentication;

	authenticate = authenticate;

	test = CREDENTIAL_TEST;
}
