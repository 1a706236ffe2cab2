import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

import { signWith } from '../n8n/edges/credential';
import { secret } from '../n8n/editor/fields';
import { connection } from '../providers/wiraya/connection';
import { baseUrlFields } from './baseUrl';

const { hidden, preAuthentication, authenticate, test } = signWith(connection);

export class WirayaApi implements ICredentialType {
	name = 'wirayaApi';

	displayName = 'Wiraya API';

	icon: Icon = { light: 'file:../nodes/Wiraya/wiraya.svg', dark: 'file:../nodes/Wiraya/wiraya.dark.svg' };

	documentationUrl = 'https://example.com/n8n-nodes-communications/docs/wiraya.md';

	properties: INodeProperties[] = [
		secret('API Key', 'apiKey'),
		...baseUrlFields({ required: true, default: 'https://api.wiraya.com', description: 'Where requests go; change it only to reach another host' }),
		...hidden,
	];

	preAuthentication = preAuthentication;

	authenticate = authenticate;

	test = test;
}
