import type { INodeProperties } from 'n8n-workflow';

import { entityFields } from '../shared/otpFields';

const PLACE = 'Write {validation_code} in single braces where the code shall stand; the node makes the double ones of it.';

/** The fields of a code to be sent, under the vendor's names but for those of the email. */
export const generateFields: INodeProperties[] = [
	...entityFields,
	{
		displayName: 'Template',
		name: 'template',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		placeholder: 'e.g. {validation_code} is your code',
		description: "Text of the SMS; your organisation's own if empty. n8n takes double braces for an expression.",
		hint: PLACE,
	},
	{
		displayName: 'Email Subject',
		name: 'emailSubject',
		type: 'string',
		default: '',
		description: "Subject of the email. Capillary's own email is sent if subject and body are empty.",
	},
	{
		displayName: 'Email Body',
		name: 'emailBody',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		placeholder: 'e.g. Your code is {validation_code}.',
		description: 'Body of the email. It goes together with a subject.',
		hint: PLACE,
	},
	{
		displayName: 'WhatsApp Template Name',
		name: 'whatsappTemplateName',
		type: 'string',
		default: '',
		description: 'Name of the WhatsApp template for the code',
	},
	{
		displayName: 'Zalo Template Identifier',
		name: 'zaloTemplateIdentifier',
		type: 'string',
		default: '',
		description: 'ID of the Zalo template for the code',
	},
	{
		displayName: 'Channels',
		name: 'channels',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add channel',
		default: {},
		description: 'Where the code is sent. As JSON: a list of objects with type and value.',
		options: [
			{
				displayName: 'Channel',
				name: 'channel',
				values: [
					{
						displayName: 'Type',
						name: 'type',
						type: 'options',
						options: [
							{ name: 'Email', value: 'EMAIL' },
							{ name: 'Mobile', value: 'MOBILE' },
							{ name: 'Phone', value: 'PHONE' },
							{ name: 'SMS', value: 'SMS' },
							{ name: 'WhatsApp', value: 'WHATSAPP' },
							{ name: 'Zalo', value: 'ZALO' },
						],
						default: 'SMS',
						description: 'The way the code travels',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						placeholder: 'e.g. 447700900123 or ann@example.com',
						description: 'Mobile number with country code, or email address',
					},
				],
			},
		],
	},
	{
		displayName: 'Correlation ID',
		name: 'correlationId',
		type: 'string',
		default: '',
		description: 'Your own ID of the message, different for every item. It stays in n8n, as Capillary has no field for it. One is made if empty.',
	},
];
