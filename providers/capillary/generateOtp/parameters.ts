import type { INodeProperties } from 'n8n-workflow';

import { messageFields } from '../../../n8n/editor/messageFields';
import { simplifyField } from '../../../n8n/editor/receiveFields';
import { entityTypeField } from '../shared/otpFields';
import { singleOptions } from '../shared/singleOptions';
import { generateFields } from './fields';

const show = { resource: ['otp'], operation: ['generate'] };

/** All parameters of the operation. */
export const generateParameters: INodeProperties[] = [
	...messageFields(show, entityTypeField, generateFields, { entityType: 'MOBILE', entityValue: '447700900123', action: 'GENERIC' }),
	{ ...simplifyField, displayOptions: { show } },
	{ ...singleOptions(['maxSegments']), displayOptions: { show } },
];
