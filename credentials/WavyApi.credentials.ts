import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

import { signWith } from '../n8n/edges/credential';
import { secret, text } from '../n8n/editor/fields';
import { connection } from '../providers/wavy/connection';
import { baseUrlFields } from './baseUrl';

const { hidden, preAuthentication, authenticate, test } = signWith(connection);

export class WavyApi implements ICredentialType {
	name = 'wavyApi';

	displayName = 'Wavy API';

	icon: Icon = { light: 'file:../nodes/Wavy/wavy.svg', dark: 'file:../nodes/Wavy/wavy.dark.svg' };

	documentationUrl = 'https://example.com/n8n-nodes-communications/docs/wavy.md';

	properties: INodeProperties[] = [
		text('User Name', 'username', 'User name or email of the account that sends', { required: true }),
		secret('Token', 'token', "The user's authentication token, as the portal shows it"),
		...baseUrlFields({ required: true, default: 'https://api-messaging.wavy.global', description: 'Where requests go; change it only to reach another host' }),
		...hidden,
	];

	preAuthentication = preAuthentication;

	authenticate = authenticate;

	test = test;
}
