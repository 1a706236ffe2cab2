import type { INodeProperties } from 'n8n-workflow';

import type { ReceiptStatus } from '../../../core/receipt';
import { receiveFields, simplifyField } from '../../../core/n8n/receiveFields';
import { CALL, SMS } from './codes';
import { KEYS } from './keys';
import { JSON_TEMPLATE, QUERY_TEMPLATE, XML_TEMPLATE } from './template';

const notice = (name: string, displayName: string, show?: Record<string, string[]>): INodeProperties => ({
	displayName,
	name,
	type: 'notice',
	default: '',
	...(show && { displayOptions: { show } }),
});

const code = (text: string) => `<pre>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</pre>`;

/** All parameters of the trigger. */
export const receiptParameters: INodeProperties[] = [
	notice(
		'setUpNotice',
		'Wiraya has no call to register an address. Ask its support for <b>communication callbacks</b>: hand over the production URL above, the template below, and how the callbacks prove themselves.',
	),
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
	notice('jsonTemplate', `The body of the POST, as JSON:${code(JSON_TEMPLATE)}`, { template: ['json'] }),
	notice('xmlTemplate', `The body of the POST, as XML:${code(XML_TEMPLATE)}`, { template: ['xml'] }),
	notice('queryTemplate', `Behind the production URL:${code(QUERY_TEMPLATE)}`, { template: ['get'] }),
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
