import type { INodeProperties } from 'n8n-workflow';

export const entityTypeField: INodeProperties = {
	displayName: 'Entity Type',
	name: 'entityType',
	type: 'options',
	options: [
		{ name: 'Email', value: 'EMAIL' },
		{ name: 'Mobile', value: 'MOBILE' },
	],
	default: 'MOBILE',
	description: 'By what the customer is known',
};

export const entityFields: INodeProperties[] = [
	{
		displayName: 'Entity Value',
		name: 'entityValue',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 447700900123 or ann@example.com',
		description: 'Mobile number with country code, or email address, of the customer',
	},
	{
		displayName: 'Action',
		name: 'action',
		type: 'options',
		options: [
			{ name: 'Coupon', value: 'COUPON' },
			{ name: 'Customer Identifier Change', value: 'CUSTOMER_IDENTIFIER_CHANGE' },
			{ name: 'Customer Issue Link Card', value: 'CUSTOMER_ISSUE_LINK_CARD' },
			{ name: 'Customer Status Update', value: 'CUSTOMER_STATUS_UPDATE' },
			{ name: 'Generic', value: 'GENERIC' },
			{ name: 'Points', value: 'POINTS' },
			{ name: 'Points Transfer', value: 'POINTSTRANSFER' },
			{ name: 'Registration', value: 'REGISTRATION' },
			{ name: 'Subscription', value: 'SUBSCRIPTION' },
			{ name: 'User Group', value: 'USERGROUP' },
		],
		default: 'GENERIC',
		description: 'What the code is for. It is valid for this alone.',
	},
];
