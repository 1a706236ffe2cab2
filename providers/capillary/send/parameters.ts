import type { INodeProperties } from 'n8n-workflow';

import { messageFields } from '../../../n8n/editor/messageFields';
import { sendOptions } from '../../../n8n/editor/optionFields';
import { simplifyField } from '../../../n8n/editor/receiveFields';
import { channelField, contentFields } from './fields';
import { limits } from './limits';

const show = { resource: ['message'], operation: ['send'] };
const wireFormats = [
	{ name: 'JSON', value: 'json' },
	{ name: 'XML', value: 'xml' },
];

/** All parameters of the operation. */
export const sendParameters: INodeProperties[] = [
	...messageFields(show, channelField, contentFields, { channel: 'sms', to: '447700900123', body: 'Hello' }),
	{ ...simplifyField, displayOptions: { show } },
	{
		...sendOptions(limits, wireFormats, 'Only the answer to an SMS in XML has an ID of the message; in JSON there is none.'),
		displayOptions: { show },
	},
];
