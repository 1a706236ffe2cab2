import type { INodeProperties } from 'n8n-workflow';

import { describe, field, type Field } from '../../../core/fields';

/** What a code may be asked for. Source: "Generate OTP". */
export const ACTIONS = [
	'COUPON',
	'CUSTOMER_IDENTIFIER_CHANGE',
	'CUSTOMER_ISSUE_LINK_CARD',
	'CUSTOMER_STATUS_UPDATE',
	'GENERIC',
	'POINTS',
	'POINTSTRANSFER',
	'REGISTRATION',
	'SUBSCRIPTION',
	'USERGROUP',
] as const;

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

/** One word of a list, in any case: the vendor's own examples write them in lower case, too. */
export function choice<Word extends string>(words: readonly Word[], fallback?: Word): Field<Word> {
	return field((value, refuse) => {
		if (fallback !== undefined && (value === undefined || value === null || value === '')) return fallback;
		const given = upperCase(value);
		return words.find((word) => word === given) ?? refuse(`is ${describe(value)}, which Capillary does not know`, `Choose one of ${words.join(', ')}.`);
	});
}

/** A word in capitals; anything else as it is. */
export function upperCase(value: unknown): unknown {
	return typeof value === 'string' ? value.trim().toUpperCase() : value;
}
