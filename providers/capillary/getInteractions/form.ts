import { choice, declared, own, timeZones } from '../../../core/input/form';
import { singleLimits } from '../shared/limits';

export const form = {
	identifierName: choice({
		label: 'Identifier',
		help: 'How the customer is identified',
		choices: [
			{ value: 'email', label: 'Email' },
			{ value: 'external_id', label: 'External ID' },
			{ value: 'mobile', label: 'Mobile' },
		],
		fallback: 'mobile',
		required: true,
	}),
	identifierValue: own<string>()('text', {
		label: 'Identifier Value',
		help: 'Mobile number with country code, email address or external ID of the customer',
		example: '447700900123 or ann@example.com',
		required: true,
		uses: ['defaultCountry'],
	}),
	/** The vendor may know more types than these. */
	type: own<string | null>()('choice', {
		label: 'Type',
		help: 'Which messages to look up. Only All includes SMS: Capillary has no type for them.',
		choices: [
			{ value: '', label: 'All' },
			{ value: 'emailbulk', label: 'Bulk Email' },
			{ value: 'email', label: 'Email' },
			{ value: 'line', label: 'LINE' },
			{ value: 'viber', label: 'Viber' },
			{ value: 'whatsapp', label: 'WhatsApp' },
			{ value: 'zalo', label: 'Zalo' },
		],
		fallback: '',
	}),
	/** The zone of the vendor's times, which have none; null if the user gives none. */
	timeZone: own<string | null>()('choice', {
		label: 'Time Zone',
		help: "The zone of your Capillary cluster's clock. Its log shows times without one, so occurredAt stays empty for those without it.",
		choices: [{ value: '', label: 'Not Known' }, ...timeZones()],
		fallback: '',
	}),
};

export const panel = { ...declared(form), limits: singleLimits, idempotent: true as const };
