import type { INodeProperties } from 'n8n-workflow';

import { messageFields } from '../../../n8n/editor/messageFields';
import { sendOptions } from '../../../n8n/editor/optionFields';
import { simplifyField } from '../../../n8n/editor/receiveFields';
import { limits } from './limits';

const projects = { show: { contentType: ['SMSProject', 'VoiceProject', 'WhatsappProject'] } };
const alpha = { show: { contentType: ['SMSFromAlpha'] } };

const contentType: INodeProperties = {
	displayName: 'Content Type',
	name: 'contentType',
	type: 'options',
	options: [
		{
			name: 'SMS From Alphanumeric Sender',
			value: 'SMSFromAlpha',
			description: 'A text of your own under a sender name of your own',
		},
		{ name: 'SMS Project', value: 'SMSProject', description: 'The SMS set up in a Wiraya project' },
		{ name: 'Voice Project', value: 'VoiceProject', description: 'The phone call set up in a Wiraya project' },
		{ name: 'WhatsApp Project', value: 'WhatsappProject', description: 'The WhatsApp template set up in a Wiraya project' },
	],
	default: 'SMSFromAlpha',
	description:
		'What is sent. By expression it may differ from item to item; then fill in the fields of all types. Messages that come as JSON or input item may name their own.',
};

/** The fields of a message, as parameters of the node and as keys of its JSON. */
export const enqueueFields: INodeProperties[] = [
	{
		displayName: 'Recipient',
		name: 'recipient',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 46701234567',
		description: 'Phone number with country code. Plus, blanks and dashes do not matter.',
	},
	{
		displayName: 'Project ID',
		name: 'projectId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 123',
		description: 'Number of the project in Wiraya, where sender and text are set up',
		displayOptions: projects,
	},
	{
		displayName: 'Placeholders',
		name: 'placeholders',
		type: 'string',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Placeholder', sortable: true },
		default: [],
		placeholder: 'e.g. John',
		description:
			"The values for the project's placeholders, in its order. An expression that gives an array fills several at once.",
		displayOptions: projects,
	},
	{
		displayName: 'Next Attempt',
		name: 'nextAttempt',
		type: 'dateTime',
		default: '',
		description:
			"When to send; at once if empty. Without an offset the workflow's time zone applies. It travels as UTC.",
		displayOptions: projects,
	},
	{
		displayName: 'Sender',
		name: 'sender',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Wiraya',
		description: 'Name the SMS comes from: 1 to 11 characters. Under 3, or others than A-Z, a-z and 0-9, at your own risk.',
		displayOptions: alpha,
	},
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		typeOptions: { rows: 4 },
		required: true,
		default: '',
		description: 'The text of the SMS. The output says how many parts it takes.',
		displayOptions: alpha,
	},
	{
		displayName: 'Client Message ID',
		name: 'clientMessageId',
		type: 'string',
		default: '',
		description: 'Your own ID of the message, different for every item. One is made if empty.',
	},
];

/** All parameters of the operation. */
export const enqueueParameters: INodeProperties[] = [
	...messageFields({ resource: ['communication'], operation: ['enqueue'] }, contentType, enqueueFields, {
		contentType: 'SMSFromAlpha',
		recipient: '46701234567',
		sender: 'Wiraya',
		text: 'Hello',
	}),
	{
		...simplifyField,
		displayOptions: { show: { resource: ['communication'], operation: ['enqueue'] } },
	},
	{
		...sendOptions(
			limits,
			[
				{ name: 'JSON', value: 'json' },
				{ name: 'XML', value: 'xml' },
				{ name: 'Form', value: 'form' },
			],
			'Wiraya publishes the layout of JSON only. XML and form are our most probable reading of it.',
		),
		displayOptions: { show: { resource: ['communication'], operation: ['enqueue'] } },
	},
];

/** Content Type and the fields: what a message may have. */
export const enqueueKeys = [contentType, ...enqueueFields];
