import { choice, own } from '../../../core/input/form';

/** The customer and the purpose of a code. Source: "Generate OTP". */
export const otpForm = {
	entityType: choice({
		label: 'Entity Type',
		help: 'How the customer is identified. Capillary: entityType.',
		choices: [
			{ value: 'EMAIL', label: 'Email' },
			{ value: 'MOBILE', label: 'Mobile' },
		],
		fallback: 'MOBILE',
		required: true,
	}),
	to: own<string>()('text', {
		recipient: true,
		label: 'To',
		aliases: ['entityValue'],
		help: 'Mobile number with country code, or email address. Capillary: entityValue.',
		example: '447700900123 or ann@example.com',
		required: true,
		uses: ['defaultCountry'],
	}),
	action: choice({
		label: 'Action',
		help: 'What the code is for. It is valid only for this. Capillary: action.',
		choices: [
			{ value: 'COUPON', label: 'Coupon' },
			{ value: 'CUSTOMER_IDENTIFIER_CHANGE', label: 'Customer Identifier Change' },
			{ value: 'CUSTOMER_ISSUE_LINK_CARD', label: 'Customer Issue Link Card' },
			{ value: 'CUSTOMER_STATUS_UPDATE', label: 'Customer Status Update' },
			{ value: 'GENERIC', label: 'Generic' },
			{ value: 'POINTS', label: 'Points' },
			{ value: 'POINTSTRANSFER', label: 'Points Transfer' },
			{ value: 'REGISTRATION', label: 'Registration' },
			{ value: 'SUBSCRIPTION', label: 'Subscription' },
			{ value: 'USERGROUP', label: 'User Group' },
		],
		fallback: 'GENERIC',
	}),
};
