import type { INodeProperties } from 'n8n-workflow';

import { callOptions } from '../../../n8n/editor/optionFields';
import { simplifyField } from '../../../n8n/editor/receiveFields';
import { searchLimits } from '../shared/searchLimits';

const displayOptions = { show: { resource: ['sms'], operation: ['searchStatuses'] } };

/** All parameters of Search Statuses. */
export const searchStatusesParameters: INodeProperties[] = [
	{
		displayName: 'Message IDs',
		name: 'messageIds',
		type: 'string',
		default: '',
		placeholder: 'e.g. 9cb87d36-79af-11e5-89f3-1b0591cdf807',
		description: "Wavy's IDs, one or many: with commas between them, or a list from an expression. Many in one search are faster: Wavy allows one search a second.",
		hint: 'All items at once, with Execute Once in Settings: {{ $input.all().map((item) => item.json.messageId) }}',
		displayOptions,
	},
	{
		displayName: 'Correlation IDs',
		name: 'correlationIds',
		type: 'string',
		default: '',
		description: 'Your own IDs, one or many, instead of Message IDs or beside them',
		displayOptions,
	},
	{
		...simplifyField,
		displayOptions,
	},
	{ ...callOptions(searchLimits, true), displayOptions },
];
