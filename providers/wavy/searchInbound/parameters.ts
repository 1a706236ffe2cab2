import type { INodeProperties } from 'n8n-workflow';

import { callOptions } from '../../../n8n/editor/optionFields';
import { simplifyField } from '../../../n8n/editor/receiveFields';
import { searchLimits } from '../shared/searchLimits';

const displayOptions = { show: { resource: ['sms'], operation: ['searchInbound'] } };

/** All parameters of Search Inbound. */
export const searchInboundParameters: INodeProperties[] = [
	{
		displayName: 'Start',
		name: 'start',
		type: 'dateTime',
		default: '',
		description: "Messages received from then on; Wavy keeps them for 5 days, which is also where it starts if empty. Without an offset the workflow's time zone applies.",
		displayOptions,
	},
	{
		displayName: 'End',
		name: 'end',
		type: 'dateTime',
		default: '',
		description: 'Messages received until then; until now if empty',
		displayOptions,
	},
	{
		displayName: 'Sub-Account',
		name: 'subAccount',
		type: 'string',
		default: '',
		description: 'Whose messages. Only an administrator may name a sub-account.',
		displayOptions,
	},
	{
		...simplifyField,
		displayOptions,
	},
	{ ...callOptions(searchLimits, true), displayOptions },
];
