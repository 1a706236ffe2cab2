import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

import { secret } from '../n8n/editor/fields';

/** The nodes make each provider's secret from this one. The nodes that use it also test it, because there is no provider to ask. */
export class CommunicationsCallbackApi implements ICredentialType {
	name = 'communicationsCallbackApi';

	displayName = 'Communications Callback API';

	icon: Icon = { light: 'file:callback.svg', dark: 'file:callback.dark.svg' };

	documentationUrl = 'https://example.com/n8n-nodes-communications/docs/engine.md#what-a-provider-is-given';

	properties: INodeProperties[] = [
		secret('Secret', 'secret', 'At least 16 random characters that you make up, and need nowhere else. For an HTTP Messages Trigger that checks a signature: the secret that the API signs with.'),
	];
}
