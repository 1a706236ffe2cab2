import type { INodeProperties } from 'n8n-workflow';

import { pollOptions } from '../../../n8n/editor/optionFields';
import { simplifyField } from '../../../n8n/editor/receiveFields';

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
