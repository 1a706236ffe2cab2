import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

/** The nodes make each provider's secret from this one. The nodes that use it also test it, because there is no provider to ask. */
export class CommunicationsCallbackApi implements ICredentialType {
	name = 'communicationsCallbackApi';

	displayName = 'Communications Callback API';

	icon: Icon = { light: 'file:callback.svg', dark: 'file:callback.dark.svg' };

	documentationUrl = 'https://example.com/n8n-nodes-communications/docs/engine.md#what-a-provider-is-given';

	properties: INodeProperties[] = [
		{
			displayName: 'Secret',
			name: 'secret',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'At least 16 random characters that you make up, and need nowhere else. For an HTTP Messages Trigger that checks a signature: the secret that the API signs with.',
		},
	];
}
