import type { INodeProperties } from 'n8n-workflow';

import { callOptions } from '../../../n8n/editor/optionFields';
import { simplifyField } from '../../../n8n/editor/receiveFields';
import { limits } from './limits';

const displayOptions = { show: { resource: ['message'], operation: ['getStatus'] } };

/** All parameters of Get Status. */
export const getStatusParameters: INodeProperties[] = [
	{
		displayName: 'Message ID',
		name: 'messageId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. d8e296bb-97c4-4495-b98f-1e32e0b11628',
		description: 'The messageId that Send or Send Batch returned. After a batch it takes some seconds until it can be looked up.',
		displayOptions,
	},
	{
		...simplifyField,
		displayOptions,
	},
	{ ...callOptions(limits, true), displayOptions },
];
