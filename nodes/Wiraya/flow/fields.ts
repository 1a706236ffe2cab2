import type { INodeProperties } from 'n8n-workflow';

export const contactIdField: INodeProperties = {
	displayName: 'Contact ID',
	name: 'contactId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 123456',
	description: 'Your own ID of the customer, the same in all calls. It should not let anybody else tell who it is.',
};
