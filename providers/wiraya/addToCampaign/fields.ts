import type { INodeProperties } from 'n8n-workflow';

import { contactIdField } from '../shared/parameters';

export const addToCampaignFields: INodeProperties[] = [
	contactIdField,
	{
		displayName: 'Campaign',
		name: 'campaign',
		type: 'string',
		required: true,
		default: '',
		description: 'Identifier of the campaign, as Wiraya gave it to you',
	},
	{
		displayName: 'Iteration',
		name: 'iteration',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2031-01',
		description: 'Only where the same contacts are contacted time and again: which time it is',
	},
];
