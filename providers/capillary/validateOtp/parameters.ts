import type { INodeProperties } from 'n8n-workflow';

import { callOptions } from '../../../n8n/editor/optionFields';
import { simplifyField } from '../../../n8n/editor/receiveFields';
import { singleLimits } from '../shared/singleOptions';
import { validateFields } from './fields';

const show = { resource: ['otp'], operation: ['validate'] };

/** All parameters of the operation. */
export const validateParameters: INodeProperties[] = [
	...validateFields.map((field) => ({ ...field, displayOptions: { show } })),
	{ ...simplifyField, displayOptions: { show } },
	{ ...callOptions(singleLimits, false, true), displayOptions: { show } },
];
