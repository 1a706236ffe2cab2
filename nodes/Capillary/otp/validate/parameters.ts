import type { INodeProperties } from 'n8n-workflow';

import { callOptions } from '../../../../core/n8n/optionFields';
import { simplifyField } from '../../../../core/n8n/receiveFields';
import { singleLimits } from '../../singleOptions';
import { validateFields } from './fields';

const show = { resource: ['otp'], operation: ['validate'] };

/** All parameters of the operation. */
export const validateParameters: INodeProperties[] = [
	...validateFields.map((field) => ({ ...field, displayOptions: { show } })),
	{ ...simplifyField, displayOptions: { show } },
	{ ...callOptions(singleLimits, false, true), displayOptions: { show } },
];
