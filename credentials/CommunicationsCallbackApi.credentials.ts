import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

/** What a provider's callbacks prove themselves by. It is tested by the nodes that use it, since there is nobody to ask. */
export class CommunicationsCallbackApi implements ICredentialType {
	name = 'communicationsCallbackApi';

	displayName = 'Communications Callback API';

	icon: Icon = { light: 'file:callback.svg', dark: 'file:callback.dark.svg' };

	documentationUrl = 'https://docs.n8n.io/integrations/builtin/core-nodes/n8n-nodes-base.webhook/';

	properties: INodeProperties[] = [
		{
			displayName: 'Secret',
			name: 'secret',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description:
				'At least 16 characters that nobody can guess; make them up, others for every provider: what one of them keeps in an address is no key for another. The provider is given the same ones, in the way the trigger says, and what comes without them is refused.',
		},
		{
			displayName: 'User',
			name: 'user',
			type: 'string',
			default: '',
			description: 'Only where the provider signs in with user and password: the secret then is the password',
		},
	];
}
