import type { INodeProperties } from 'n8n-workflow';

import { entityFields, entityTypeField } from '../shared/otpFields';

export const validateFields: INodeProperties[] = [
	entityTypeField,
	...entityFields,
	{
		displayName: 'Code',
		name: 'code',
		type: 'string',
		typeOptions: { password: true },
		required: true,
		default: '',
		placeholder: 'e.g. {{ $json.code }}',
		description: 'The code the customer typed. It appears in no output and no error of this node.',
	},
];
