import type { INodeProperties } from 'n8n-workflow';

export const resendFields: INodeProperties[] = [
	{
		displayName: 'Message ID',
		name: 'messageId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 1706734307814',
		description: "The number by which Capillary knows the message, from a customer's interactions or an event. It is sent once more to whom it was sent before.",
	},
	{
		displayName: 'Correlation ID',
		name: 'correlationId',
		type: 'string',
		default: '',
		description: 'Your own ID of the message, different for every item. It stays in n8n, as Capillary has no field for it. One is made if empty.',
	},
];
