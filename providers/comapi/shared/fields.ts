import type { INodeProperties } from 'n8n-workflow';

import { optionFields } from './optionFields';

const forRules = (...rules: string[]) => ({ show: { rules } });

const channelRule: INodeProperties = {
	displayName: 'Channel Rules',
	name: 'rules',
	type: 'options',
	options: [
		{ name: 'App Messaging', value: 'appMessaging', description: 'A message within your app' },
		{ name: 'Email', value: 'email' },
		{ name: 'Facebook Messenger', value: 'fbMessenger' },
		{ name: 'MMS', value: 'mms' },
		{ name: 'Native Push', value: 'nativePush', description: 'A push notification of your app' },
		{ name: 'RCS', value: 'rcs' },
		{ name: 'SMS', value: 'sms' },
		{ name: 'Twitter', value: 'twitter' },
		{ name: 'WhatsApp', value: 'whatsApp' },
	],
	default: 'sms',
	description:
		'The channels to try, in order of preference. An expression may give an array, differ from item to item, and name a custom channel by its ID.',
};

/** The rules in order of preference, each one of the channels; the field that says which of the others apply. */
export const channelRules: INodeProperties = {
	...channelRule,
	typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Channel', sortable: true },
	default: ['sms'],
};

const addresses: INodeProperties[] = [
	{
		displayName: 'Phone Number',
		name: 'phoneNumber',
		type: 'string',
		default: '',
		placeholder: 'e.g. 447700900123',
		description: 'With country code; plus, blanks and dashes do not matter. Needed by SMS, MMS, WhatsApp and RCS unless a Profile ID is given.',
		displayOptions: forRules('mms', 'rcs', 'sms', 'twitter', 'whatsApp'),
	},
	{
		displayName: 'Email',
		name: 'email',
		type: 'string',
		default: '',
		placeholder: 'e.g. ann@example.com',
		description: 'Address for email. Needed by it unless a Profile ID is given.',
		displayOptions: forRules('email', 'twitter'),
	},
	{
		displayName: 'Messenger ID',
		name: 'fbMessengerId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1234567890123456',
		description: 'ID of the recipient at Facebook Messenger. Needed by it unless a Profile ID is given.',
		displayOptions: forRules('fbMessenger'),
	},
	{
		displayName: 'Profile ID',
		name: 'profileId',
		type: 'string',
		default: '',
		placeholder: 'e.g. ann-1234',
		description: 'Your own ID of the customer at Comapi. What is not given here is taken from the profile; push and app messaging need it.',
	},
	{
		displayName: 'Other Addresses',
		name: 'otherAddresses',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. { "loyaltyNumber": "123" }',
		description: 'Addresses of custom channels as one JSON object, by the name of their ID field',
	},
];

const words: INodeProperties[] = [
	{
		displayName: 'Body',
		name: 'body',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		description:
			'The text for every channel without a custom body; with SMS up to 2,000 characters. Merge fields such as {{profile.firstName}} are filled in by Comapi.',
		hint: 'A merge field within an expression: {{ "{{profile.firstName" }}}}. In fixed text as it is: {{profile.firstName}}.',
	},
	{
		displayName: 'Title',
		name: 'title',
		type: 'string',
		default: '',
		description: 'Subject of an email, title of a push notification, and the like where the channel has one',
		displayOptions: forRules('appMessaging', 'email', 'fbMessenger', 'mms', 'nativePush', 'rcs', 'twitter'),
	},
	{
		displayName: 'Template ID',
		name: 'templateId',
		type: 'string',
		default: '',
		description: 'A template stored at Comapi, which makes the parts of the message',
	},
	{
		displayName: 'Message Parts',
		name: 'messageParts',
		type: 'json',
		default: '[]',
		placeholder: 'e.g. [{ "type": "text/plain", "data": "Hello" }]',
		description:
			'Instead of Body: text, images, files or a WhatsApp template as a JSON array. Every part has a type, and data or the address of a file.',
	},
	{
		displayName: 'Custom Body',
		name: 'customBody',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. { "sms": { "body": "Hello", "deliverAfter": "2031-01-15T10:30:00Z" } }',
		description:
			"A channel's own payload by channel, as one JSON object. It wins over Body and Message Parts, and its channel takes no options beside it.",
	},
];

const delivery: INodeProperties[] = [
	{
		displayName: 'Expires On',
		name: 'expiresOn',
		type: 'dateTime',
		default: '',
		description:
			"After this time it is not delivered any more; for SMS at least a minute ahead. Without an offset the workflow's time zone applies. It travels as UTC.",
	},
	{
		displayName: 'Require Opt-In',
		name: 'requireOptIn',
		type: 'boolean',
		default: false,
		description: 'Whether to reject the message when the profile has not opted in to any of the channels',
	},
	{
		displayName: 'Metadata',
		name: 'metadata',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. { "orderId": 1234 }',
		description: 'Data of yours as one JSON object. It comes back in the answer, in every status and in every webhook.',
	},
	{
		displayName: 'Send Correlation ID',
		name: 'sendCorrelationId',
		type: 'boolean',
		default: true,
		description: 'Whether the correlation ID travels in the metadata, so that receipts and replies can be told apart by it',
	},
	{
		displayName: 'Conversation ID',
		name: 'conversationId',
		type: 'string',
		default: '',
		description: 'Ties messages of one conversation together at Comapi, and at the channel if it can',
	},
	{
		displayName: 'Correlation ID',
		name: 'correlationId',
		type: 'string',
		default: '',
		description: 'Your own ID of the message, different for every item. One is made if empty.',
	},
];

/** The fields of a message besides Channel Rules, as parameters of the node and as keys of its JSON. */
export const contentFields: INodeProperties[] = [...addresses, ...words, ...optionFields, ...delivery];

/** Channel Rules and the fields: what a message may have. */
export const messageKeys = [channelRules, ...contentFields];
