import type { INodeProperties } from 'n8n-workflow';

import type { ReceiptStatus } from '../../../core/records/receipt';
import { receiveFields, simplifyField } from '../../../n8n/editor/receiveFields';
import { KEYS } from './keys';
import { CALL, SMS } from './statuses';
import { JSON_TEMPLATE, QUERY_TEMPLATE, XML_TEMPLATE } from './template';

/** To be copied: a field that cannot be changed, since a notice loses its lines. */
const template = (format: string, displayName: string, text: string, description: string): INodeProperties => ({
	displayName,
	name: `${format}Template`,
	type: 'string',
	typeOptions: { rows: text.split('\n').length + 1 },
	noDataExpression: true,
	default: text,
	description: `${description}, with Wiraya's placeholders`,
	displayOptions: { show: { template: [format] } },
	disabledOptions: { show: { template: [format] } },
});

/** All parameters of the trigger. */
export const receiptParameters: INodeProperties[] = [
	{
		displayName:
			'Wiraya has no call to register an address. Ask its support for <b>communication callbacks</b>: hand over the Production URL (open Webhook URLs above), the template below, and how the callbacks prove themselves.',
		name: 'setUpNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Authentication',
		name: 'authentication',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Basic Auth', value: 'basicAuth', description: "User and Secret of the credential, as user and password of HTTP's basic authentication" },
			{ name: 'Header', value: 'header', description: 'The Secret of the credential in a header' },
		],
		default: 'basicAuth',
		description: 'How callbacks prove that they are from Wiraya, as agreed with it; all others are refused with 401',
	},
	{
		displayName: 'Header Name',
		name: 'headerName',
		type: 'string',
		required: true,
		default: 'X-Callback-Secret',
		description: 'The header Wiraya puts the secret into',
		displayOptions: { show: { authentication: ['header'] } },
	},
	{
		displayName: 'Template',
		name: 'template',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'GET', value: 'get', description: 'Values in the address' },
			{ name: 'POST, JSON', value: 'json', description: 'Values in a body of JSON' },
			{ name: 'POST, XML', value: 'xml', description: 'Values in a body of XML' },
		],
		default: 'json',
		description: 'Which layout to hand to Wiraya. It changes nothing else: every callback is read as what it is, one or several at a time.',
	},
	template('json', 'Body to Hand Over', JSON_TEMPLATE, 'The body of the POST'),
	template('xml', 'Body to Hand Over', XML_TEMPLATE, 'The body of the POST'),
	template('get', 'Query to Hand Over', QUERY_TEMPLATE, 'What stands behind the Production URL'),
	{
		displayName: 'Keys',
		name: 'keys',
		type: 'collection',
		placeholder: 'Add key',
		default: {},
		description: "Only for a layout of your own: where it has which value. Names of the template, and Wiraya's own for its placeholders, are known without it.",
		options: KEYS.map(({ name, displayName, description, placeholders: [first] }) => ({
			displayName,
			name,
			type: 'string' as const,
			default: '',
			placeholder: `e.g. ${first === undefined ? 'data.orderId' : `data.${first.toLowerCase()}`}`,
			description: `${description}. Give the key, or the path to it with dots.`,
		})),
	},
	...receiveFields({ statuses: [...Object.values(SMS), ...Object.values(CALL)] satisfies ReceiptStatus[], inbound: true }),
	simplifyField,
];
