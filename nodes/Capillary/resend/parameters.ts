import type { INodeProperties } from 'n8n-workflow';

import { messageFields } from '../../../core/n8n/messageFields';
import { simplifyField } from '../../../core/n8n/receiveFields';
import { singleOptions } from '../singleOptions';
import { resendFields } from './fields';

const show = { resource: ['message'], operation: ['resend'] };

/** All parameters of the operation. */
export const resendParameters: INodeProperties[] = [
	...messageFields(show, null, resendFields, { messageId: '1706734307814' }),
	{ ...simplifyField, displayOptions: { show } },
	{ ...singleOptions(['defaultCountry', 'maxSegments']), displayOptions: { show } },
];
