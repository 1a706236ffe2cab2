import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

import { signWith } from '../n8n/edges/credential';
import { choice, secret, text } from '../n8n/editor/fields';
import { connection } from '../providers/comapi/connection';
import { baseUrlFields } from './baseUrl';

const { hidden, preAuthentication, authenticate, test } = signWith(connection);

const ofSpace = { displayOptions: { show: { mode: ['apiSpace'] } } };
const ofRegion = { displayOptions: { show: { mode: ['region'] } } };

export class ComapiApi implements ICredentialType {
	name = 'comapiApi';

	displayName = 'Comapi API';

	icon: Icon = { light: 'file:../nodes/Comapi/comapi.svg', dark: 'file:../nodes/Comapi/comapi.dark.svg' };

	documentationUrl = 'https://example.com/n8n-nodes-communications/docs/comapi.md';

	properties: INodeProperties[] = [
		choice(
			'Account',
			'mode',
			'apiSpace',
			'Which of the two services you signed up for',
			[
				{ name: 'Comapi API Space', value: 'apiSpace', description: 'Host api.comapi.com, with an access token' },
				{ name: 'Dotdigital Region', value: 'region', description: 'Host r1, r2 or r3-api.dotdigital.com, with an API user' },
			],
			{ noDataExpression: true },
		),
		text('API Space ID', 'apiSpaceId', 'Shown in the portal, on the page of the API space', { noDataExpression: true, required: true, placeholder: 'e.g. 1d0b9d1c-5b1e-4f0a-9b1c-0a1b2c3d4e5f', ...ofSpace }),
		secret('Access Token', 'accessToken', 'Made in the portal, with the permission to send messages', ofSpace),
		choice(
			'Region',
			'region',
			'r1',
			'Where the account lives',
			[
				{ name: 'Asia-Pacific (R3)', value: 'r3' },
				{ name: 'Europe (R1)', value: 'r1' },
				{ name: 'North America (R2)', value: 'r2' },
			],
			{ noDataExpression: true, ...ofRegion },
		),
		text('User', 'user', 'Name of the API user', { required: true, placeholder: 'e.g. apiuser-0123456789ab@apiconnector.com', ...ofRegion }),
		secret('Password', 'password', undefined, ofRegion),
		...baseUrlFields({ default: '', description: "Only for another host than the provider's" }),
		...hidden,
	];

	preAuthentication = preAuthentication;

	authenticate = authenticate;

	test = test;
}
