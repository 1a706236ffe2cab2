import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

import { signWith } from '../n8n/edges/credential';
import { flag, secret, text } from '../n8n/editor/fields';
import { till } from '../providers/capillary/connection';
import { addressFields, regionFields } from './capillaryHost';

const { hidden, preAuthentication, authenticate, test } = signWith(till);

export class CapillaryApi implements ICredentialType {
	name = 'capillaryApi';

	displayName = 'Capillary API';

	icon: Icon = { light: 'file:../nodes/Capillary/capillary.svg', dark: 'file:../nodes/Capillary/capillary.dark.svg' };

	documentationUrl = 'https://example.com/n8n-nodes-communications/docs/capillary.md#credentials';

	properties: INodeProperties[] = [
		...regionFields,
		text('Till User', 'user', 'User name of a till (a point of sale), not of a person', { required: true, placeholder: 'e.g. till.n8n' }),
		secret('Password', 'password', 'Password of the till, or its MD5 hash'),
		flag('Already MD5', 'alreadyHashed', 'Whether the password above is its MD5 hash already'),
		...addressFields,
		...hidden,
	];

	preAuthentication = preAuthentication;

	authenticate = authenticate;

	test = test;
}
