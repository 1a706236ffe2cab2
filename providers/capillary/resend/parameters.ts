import type { INodeProperties } from 'n8n-workflow';

import { messageFields } from '../../../n8n/editor/messageFields';
import { simplifyField } from '../../../n8n/editor/receiveFields';
import { singleOptions } from '../shared/singleOptions';
import { resendFields } from './fields';

const show = { resource: ['message'], operation: ['resend'] };

/** All parameters of the operation. */
export const resendParameters: INodeProperties[] = [
	...messageFields(show, null, resendFields, { messageId: '1706734307814' }),
	{ ...simplifyField, displayOptions: { show } },
	{ ...singleOptions(['defaultCountry', 'maxSegments']), displayOptions: { show } },
];
