import type { INodeProperties } from 'n8n-workflow';

import { contactIdField } from '../shared/parameters';

export const sendEventFields: INodeProperties[] = [
	contactIdField,
	{
		displayName: 'Event',
		name: 'name',
		type: 'string',
		required: true,
		default: 'Conversion',
		description:
			'Name of the event as agreed with Wiraya; case matters. Conversion is that of its example: the contact did what the campaign is for. Wiraya also expects one for an opt-out, whose name it does not publish: ask for yours.',
	},
	{
		displayName: 'At',
		name: 'at',
		type: 'dateTime',
		default: '',
		description: "When it happened; now if empty. Without an offset the workflow's time zone applies. It travels as UTC.",
	},
];
