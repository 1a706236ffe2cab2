import type { INodeProperties } from 'n8n-workflow';

import { callOptions } from '../../../n8n/editor/optionFields';
import { simplifyField } from '../../../n8n/editor/receiveFields';
import { singleLimits } from '../shared/singleOptions';

const fields: INodeProperties[] = [
	{
		displayName: 'Identifier',
		name: 'identifierName',
		type: 'options',
		options: [
			{ name: 'Email', value: 'email' },
			{ name: 'External ID', value: 'external_id' },
			{ name: 'Mobile', value: 'mobile' },
		],
		default: 'mobile',
		description: 'By what the customer is known',
	},
	{
		displayName: 'Identifier Value',
		name: 'identifierValue',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 447700900123 or ann@example.com',
		description: 'Mobile number with country code, email address or external ID of the customer',
	},
	{
		displayName: 'Type',
		name: 'type',
		type: 'options',
		options: [
			{ name: 'All', value: '' },
			{ name: 'Bulk Email', value: 'emailbulk' },
			{ name: 'Email', value: 'email' },
			{ name: 'LINE', value: 'line' },
			{ name: 'Viber', value: 'viber' },
			{ name: 'WhatsApp', value: 'whatsapp' },
			{ name: 'Zalo', value: 'zalo' },
		],
		default: '',
		description: 'Which messages to look up. SMS come with All alone: Capillary has no type for them.',
	},
	{
		displayName: 'Time Zone',
		name: 'timeZone',
		type: 'string',
		default: '',
		placeholder: 'e.g. Asia/Kolkata',
		description: "The zone of your Capillary cluster's clock. Its log shows times without one, so occurredAt stays empty for those without it.",
	},
];

const show = { resource: ['customer'], operation: ['getInteractions'] };

/** All parameters of the operation. */
export const getInteractionsParameters: INodeProperties[] = [
	...fields.map((field) => ({ ...field, displayOptions: { show } })),
	{ ...simplifyField, displayOptions: { show } },
	{ ...callOptions(singleLimits, true, true), displayOptions: { show } },
];
