import { declared, own, text } from '../../../core/input/form';
import { correlationId } from '../shared/correlationId';
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

const PLACE = 'Write {validation_code}, in single braces, where the code belongs. The node doubles the braces.';

/** Named as at the vendor, except the recipient and the email. */
export const form = {
	...otpForm,
	template: own<string | null>()('text', {
		label: 'Template',
		help: "Text of the SMS with {validation_code} in it; your organisation's own if empty. Capillary: template.",
		hint: PLACE,
		example: '{validation_code} is your code',
		lines: 3,
	}),
	emailSubject: text({
		more: true,
		label: 'Email Subject',
		example: 'Your code',
		help: "Subject of the email; Capillary's own email is sent if subject and body are empty. Capillary: emailTemplate.",
		fix: 'Give the subject as text.',
	}),
	emailBody: own<string | null>()('text', {
		more: true,
		label: 'Email Body',
		help: 'Body of the email, which goes together with a subject. Capillary: emailTemplate.',
		hint: PLACE,
		example: 'Your code is {validation_code}.',
		lines: 3,
	}),
	whatsappTemplateName: text({
		more: true,
		label: 'WhatsApp Template Name',
		help: 'Name of the WhatsApp template for the code. Capillary: whatsappTemplateName.',
		example: 'otp_v2',
		fix: 'Give the name as text.',
	}),
	zaloTemplateIdentifier: text({
		more: true,
		label: 'Zalo Template Identifier',
		help: 'ID of the Zalo template for the code. Capillary: zaloTemplateIdentifier.',
		example: '77',
		fix: 'Give the ID as text.',
	}),
	channels: own<Channel[]>()('rows', {
		more: true,
		label: 'Channels',
		help: 'Where the code is sent. As JSON: a list of objects with type and value. Capillary: channels.',
		add: 'Add channel',
		row: ['channel', 'Channel'],
		fields: {
			type: own<string>()('choice', { label: 'Type', help: 'How the code is sent', choices: CHANNEL_TYPES, fallback: 'SMS' }),
			value: own<string>()('text', { label: 'Value', help: 'Mobile number with country code, or email address', example: '447700900123 or ann@example.com' }),
		},
	}),
	correlationId,
};

export const panel = {
	...declared(form, ['emailTemplate']),
	selector: 'entityType',
	envelope: { sender: [], copies: ['channels'] },
	example: { entityType: 'MOBILE', to: '447700900123', action: 'GENERIC' },
	limits: singleLimits,
};
