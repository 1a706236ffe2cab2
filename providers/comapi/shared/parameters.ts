import type { INodeProperties } from 'n8n-workflow';

import { messageFields } from '../../../n8n/editor/messageFields';
import { sendOptions } from '../../../n8n/editor/optionFields';
import { simplifyField } from '../../../n8n/editor/receiveFields';
import { limits as sendLimits } from '../send/limits';
import { limits as sendBatchLimits } from '../sendBatch/limits';
import { channelRules, contentFields } from './fields';

const wireFormats = [{ name: 'JSON', value: 'json' }];
const shown = (...operation: string[]) => ({ show: { resource: ['message'], operation } });
const example = { rules: ['sms'], phoneNumber: '447700900123', body: 'Hello' };
const { options: singleOptions = [], ...single } = sendOptions(sendLimits, wireFormats);

/** All parameters of both operations: the message is the same, and only how many travel in a request is not. */
export const messageParameters: INodeProperties[] = [
	...messageFields(shown('send', 'sendBatch').show, channelRules, contentFields, example),
	{
		...simplifyField,
		displayOptions: shown('send', 'sendBatch'),
	},
	// One message a request leaves nothing to choose.
	{ ...single, options: singleOptions.filter(({ name }) => name !== 'batchSize'), displayOptions: shown('send') },
	{ ...sendOptions(sendBatchLimits, wireFormats), displayOptions: shown('sendBatch') },
];
