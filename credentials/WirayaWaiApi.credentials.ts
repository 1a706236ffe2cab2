import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

import { signWith } from '../n8n/edges/credential';
import { secret } from '../n8n/editor/fields';
import { flowConnection } from '../providers/wiraya/connection';
import { baseUrlFields } from './baseUrl';

const { hidden, preAuthentication, authenticate, test } = signWith(flowConnection);

export class WirayaWaiApi implements ICredentialType {
	name = 'wirayaWaiApi';

	displayName = 'Wiraya WAI API';

	icon: Icon = { light: 'file:../nodes/Wiraya/wiraya.svg', dark: 'file:../nodes/Wiraya/wiraya.dark.svg' };

	documentationUrl = 'https://example.com/n8n-nodes-communications/docs/wiraya.md#communication-flow';

	properties: INodeProperties[] = [
		secret('API Key', 'apiKey', 'The key for Wiraya Activation Intelligence, as Wiraya gave it to you'),
		...baseUrlFields({ required: true, default: 'https://api.wiraya.ai', description: 'Where requests go; change it only to reach another host' }),
		...hidden,
	];

	preAuthentication = preAuthentication;

	authenticate = authenticate;

	test = test;
}
