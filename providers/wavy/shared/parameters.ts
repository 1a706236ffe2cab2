import type { INodeProperties } from 'n8n-workflow';

import { messageFields } from '../../../n8n/editor/messageFields';
import { sendOptions } from '../../../n8n/editor/optionFields';
import { simplifyField } from '../../../n8n/editor/receiveFields';
import { limits as sendLimits } from '../send/limits';
import { limits as bulkLimits } from '../sendBulk/limits';
import { smsFields } from './fields';

const sms = { resource: ['sms'], operation: ['send', 'sendBulk'] };
const shownFor = (operation: string) => ({ show: { resource: ['sms'], operation: [operation] } });

const single = sendOptions(
	sendLimits,
	[
		{ name: 'POST With JSON', value: 'post' },
		{ name: 'GET With Query', value: 'get' },
	],
	'A message with flow parameters, or over 8,000 characters as address, travels by POST all the same.',
);

/** All parameters of both operations: the message is the same, the options differ. */
export const smsParameters: INodeProperties[] = [
	...messageFields(sms, null, smsFields, { destination: '5511900000000', messageText: 'Hello' }),
	{
		...simplifyField,
		displayOptions: { show: sms },
	},
	{
		...single,
		// One message a request: there is no batch to size.
		options: single.options!.filter(({ name }) => name !== 'batchSize') as INodeProperties[],
		displayOptions: shownFor('send'),
	},
	{ ...sendOptions(bulkLimits, []), displayOptions: shownFor('sendBulk') },
];
