import { declared, id, own, text } from '../../../core/input/form';
import { singleLimits } from '../shared/limits';
import { otpForm } from '../shared/otpForm';

/** One way for a code to travel. */
export interface Channel {
	type: string;
	value: string;
}

/** The vendor's words. */
export const CHANNEL_TYPES = [
	{ value: 'EMAIL', label: 'Email' },
	{ value: 'MOBILE', label: 'Mobile' },
	{ value: 'PHONE', label: 'Phone' },
	{ value: 'SMS', label: 'SMS' },
	{ value: 'WHATSAPP', label: 'WhatsApp' },
	{ value: 'ZALO', label: 'Zalo' },
] as const;

const PLACE = 'Write {validation_code} in single braces where the code shall stand; the node makes the double ones of it.';

/** The vendor's names are taken too. */
export const form = {
	...otpForm,
	text: own<string | null>()('text', {
		label: 'Text',
		aliases: ['template'],
		help: "Text of the SMS with {validation_code} in it; your organisation's own if empty. Capillary: template.",
		hint: PLACE,
		example: '{validation_code} is your code',
		lines: 3,
	}),
	subject: text({
		more: true,
		label: 'Subject',
		example: 'Your code',
		help: "Subject of the email. Capillary's own email is sent if subject and body are empty.",
		fix: 'Give the subject as text.',
	}),
	emailBody: own<string | null>()('text', {
		more: true,
		label: 'Email Body',
		help: 'Body of the email. It goes together with a subject.',
		hint: PLACE,
		example: 'Your code is {validation_code}.',
		lines: 3,
	}),
	whatsappTemplateName: text({
		more: true,
		label: 'WhatsApp Template Name',
		help: 'Name of the WhatsApp template for the code',
		fix: 'Give the name as text.',
	}),
	zaloTemplateIdentifier: text({
		more: true,
		label: 'Zalo Template Identifier',
		help: 'ID of the Zalo template for the code',
		fix: 'Give the ID as text.',
	}),
	channels: own<Channel[]>()('rows', {
		more: true,
		label: 'Channels',
		help: 'Where the code is sent. As JSON: a list of objects with type and value.',
		add: 'Add channel',
		row: ['channel', 'Channel'],
		fields: {
			type: own<string>()('choice', { label: 'Type', help: 'The way the code travels', choices: CHANNEL_TYPES, fallback: 'SMS' }),
			value: own<string>()('text', { label: 'Value', help: 'Mobile number with country code, or email address', example: '447700900123 or ann@example.com' }),
		},
	}),
	correlationId: id({
		more: true,
		label: 'Correlation ID',
		help: 'Your own ID of the message, different for every item. It stays in n8n, as Capillary has no field for it. One is made if empty.',
	}),
};

export const panel = {
	...declared(form, ['emailTemplate']),
	selector: 'entityType',
	envelope: { sender: [], copies: ['channels'] },
	example: { entityType: 'MOBILE', to: '447700900123', action: 'GENERIC' },
	limits: singleLimits,
};
