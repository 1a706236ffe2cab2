import type { INodeProperties } from 'n8n-workflow';

import { textFields } from './textFields';
import { timeFields } from './timeFields';

/** How the SMS is accounted for and found again. */
const accountFields: INodeProperties[] = [
	{
		displayName: 'Extra Info',
		name: 'extraInfo',
		type: 'string',
		default: '',
		description: 'Whatever shall come back with the status of the SMS, at most 255 characters',
	},
	{
		displayName: 'Campaign Alias',
		name: 'campaignAlias',
		type: 'string',
		default: '',
		description: "Alias of a campaign that was registered in Wavy's portal",
	},
	{
		displayName: 'Sub-Account',
		name: 'subAccount',
		type: 'string',
		default: '',
		description: 'The sub-account that sends. Only an administrator may name one.',
	},
	{
		displayName: 'Correlation ID',
		name: 'correlationId',
		type: 'string',
		default: '',
		description: 'Your own ID of the message, different for every item, at most 64 characters. One is made if empty.',
	},
	{
		displayName: 'Send Correlation ID',
		name: 'sendCorrelationId',
		type: 'boolean',
		default: true,
		description:
			"Whether the correlation ID travels to Wavy. Without it the answer to Send Bulk does not tell which of Wavy's IDs is whose.",
	},
];

/** The fields of a message, as parameters of the node and as keys of its JSON. */
export const smsFields: INodeProperties[] = [...textFields, ...timeFields, ...accountFields];
