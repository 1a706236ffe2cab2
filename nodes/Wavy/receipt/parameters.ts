import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { TOKEN } from './entries';

const STATUSES: INodePropertyOptions[] = [
	{ name: 'Delivered', value: 'delivered' },
	{ name: 'Expired', value: 'expired', description: 'It could not be sent or delivered in time' },
	{ name: 'Failed', value: 'failed', description: 'It was not delivered' },
	{ name: 'Opted Out', value: 'optedOut', description: 'The customer does not want any' },
	{ name: 'Read', value: 'read', description: 'Only WhatsApp tells' },
	{ name: 'Rejected', value: 'rejected', description: 'Wavy or the carrier refused it' },
	{ name: 'Sent', value: 'sent', description: 'It was handed to the carrier' },
	{ name: 'Unknown', value: 'unknown', description: 'Wavy used a code that is in none of its tables' },
];

/** All parameters of the trigger. */
export const receiptParameters: INodeProperties[] = [
	{
		displayName: `Wavy has no call to register an address. Put this behind the production URL above: <b>?${TOKEN}=</b> and the Secret of the credential (letters and digits). In the portal, under API settings, give that address as <b>Sent Status Callback</b> and as <b>Delivery Report Callback</b>; it takes Wavy up to 10 minutes. For incoming messages and for WhatsApp ask Wavy's support to set the same address, with POST.`,
		name: 'setUpNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Receive',
		name: 'kinds',
		type: 'multiOptions',
		options: [
			{ name: 'Incoming Messages', value: 'inbound', description: 'What customers write' },
			{ name: 'Receipts', value: 'receipt', description: 'What became of messages you sent' },
		],
		default: ['inbound', 'receipt'],
		description: 'What starts the workflow',
	},
	{
		displayName: 'Only',
		name: 'statuses',
		type: 'multiOptions',
		options: STATUSES,
		default: [],
		placeholder: 'e.g. every status',
		description: 'Receipts of these statuses start the workflow; of every status if empty',
		displayOptions: { show: { kinds: ['receipt'] } },
	},
	{
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: true,
		description: 'Whether to return a simplified version of the response instead of the raw data',
	},
];
