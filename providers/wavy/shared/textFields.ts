import type { INodeProperties } from 'n8n-workflow';

const from = (source: string) => ({ show: { textFrom: [source] } });

/** Whom the SMS goes to and what it says. */
export const textFields: INodeProperties[] = [
	{
		displayName: 'Destination',
		name: 'destination',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 5511900000000',
		description: 'Phone number with country code. Plus, blanks and dashes do not matter.',
	},
	{
		displayName: 'Text From',
		name: 'textFrom',
		type: 'options',
		options: [
			{ name: 'Flow', value: 'flow', description: 'The text of a bot flow, with parameters for its placeholders' },
			{ name: 'Message Text', value: 'text', description: 'A text of your own' },
			{ name: 'Template ID', value: 'templateId', description: 'The text of a stored template, by its number' },
			{ name: 'Template Name', value: 'templateName', description: 'The text of a stored template, by its name' },
		],
		default: 'text',
		description: 'Where the text comes from. By expression it may differ from item to item.',
	},
	{
		displayName: 'Message Text',
		name: 'messageText',
		type: 'string',
		typeOptions: { rows: 4 },
		required: true,
		default: '',
		description: 'The text of the SMS, at most 1,280 characters. The output says how many parts it takes.',
		displayOptions: from('text'),
	},
	{
		displayName: 'Flow ID',
		name: 'flowId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 14f8142d-e731-4971-8220-5a76a12c413f',
		description: 'The bot flow whose text is sent',
		displayOptions: from('flow'),
	},
	{
		displayName: 'Parameters',
		name: 'params',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Parameter' },
		default: {},
		description: "What replaces the placeholders of the flow's text. As JSON or item it may be an object of names and texts.",
		hint: 'A name the flow does not have makes the message invalid, but does not stop its sending, says the vendor.',
		displayOptions: from('flow'),
		options: [
			{
				displayName: 'Parameter',
				name: 'pair',
				values: [
					{ displayName: 'Name', name: 'name', type: 'string', default: '', description: 'The placeholder in the text' },
					{ displayName: 'Value', name: 'value', type: 'string', default: '', description: 'The text that replaces it' },
				],
			},
		],
	},
	{
		displayName: 'Template ID',
		name: 'templateId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 123',
		description: 'Number of the stored template whose text is sent',
		displayOptions: from('templateId'),
	},
	{
		displayName: 'Template Name',
		name: 'templateName',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. order_shipped',
		description: 'Name of the stored template whose text is sent',
		displayOptions: from('templateName'),
	},
	{
		displayName: 'Flash SMS',
		name: 'flashSMS',
		type: 'boolean',
		default: false,
		description: 'Whether the text pops up on the phone at once instead of waiting in its inbox',
	},
];
