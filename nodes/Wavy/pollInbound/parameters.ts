import type { INodeProperties } from 'n8n-workflow';

import { pollOptions } from '../../../core/n8n/optionFields';
import { simplifyField } from '../../../core/n8n/receiveFields';

/** All parameters of the polling trigger, but for n8n's own poll times. */
export const pollInboundParameters: INodeProperties[] = [
	{
		displayName: 'Sub-Account',
		name: 'subAccount',
		type: 'string',
		default: '',
		description: 'Whose messages. Only an administrator may name a sub-account.',
	},
	simplifyField,
	pollOptions,
];
