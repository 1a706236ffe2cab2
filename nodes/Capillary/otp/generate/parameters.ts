import type { INodeProperties } from 'n8n-workflow';

import { messageFields } from '../../../../core/n8n/messageFields';
import { simplifyField } from '../../../../core/n8n/receiveFields';
import { singleOptions } from '../../singleOptions';
import { entityTypeField } from '../fields';
import { generateFields } from './fields';

const show = { resource: ['otp'], operation: ['generate'] };

/** All parameters of the operation. */
export const generateParameters: INodeProperties[] = [
	...messageFields(show, entityTypeField, generateFields, { entityType: 'MOBILE', entityValue: '447700900123', action: 'GENERIC' }),
	{ ...simplifyField, displayOptions: { show } },
	{ ...singleOptions(['maxSegments']), displayOptions: { show } },
];
