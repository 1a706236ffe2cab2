import { oneOf, optionalId, optionalText, phone, refuse, type Field } from '../../../core/input/fields';
import type { ReadSettings } from '../../../core/input/settings';
import type { Draft } from '../../../core/send/message';
import { address } from '../send/values';
import { ACTIONS, choice, upperCase } from '../shared/entity';
import { channels, withCode, type Channel } from './values';

/** What is asked for, in the vendor's words. Source: "Generate OTP", body. */
export interface Content {
	entityType: 'MOBILE' | 'EMAIL';
	action: string;
	template: string | null;
	emailTemplate: { subject: string; body: string } | null;
	whatsappTemplateName: string | null;
	zaloTemplateIdentifier: string | null;
	channels: Channel[];
}

/** Reads the fields of one code. */
export function generateReader(settings: ReadSettings): Field<Draft<Content>> {
	const common = {
		action: choice(ACTIONS, 'GENERIC'),
		template: withCode(),
		emailSubject: optionalText('Give the subject as text.'),
		emailBody: withCode(),
		whatsappTemplateName: optionalText('Give the name as text.'),
		zaloTemplateIdentifier: optionalText('Give the ID as text.'),
		channels: channels(settings),
		correlationId: optionalId('Give the ID as text, or leave it empty and one is made.'),
	};
	const fields = oneOf('entityType', { MOBILE: { ...common, entityValue: phone(settings) }, EMAIL: { ...common, entityValue: address() } });
	return (given) => {
		const { entityValue, emailSubject: subject, emailBody: body, correlationId, ...content } = fields(withOwnNames(given));
		if ((subject === null) !== (body === null)) refuse('is missing', 'Give subject and body of the email, or neither.', subject === null ? 'emailSubject' : 'emailBody');
		return {
			channel: content.entityType === 'EMAIL' ? 'email' : 'sms',
			recipient: entityValue,
			correlationId,
			scheduledAt: null,
			warnings: [],
			content: { ...content, emailTemplate: subject !== null && body !== null ? { subject, body } : null },
		};
	};
}

/** The vendor's own nested template of the email is welcome beside our two fields, and its words in any case. */
function withOwnNames(given: unknown): unknown {
	if (typeof given !== 'object' || given === null || Array.isArray(given)) return given;
	const { entityType, emailTemplate, ...fields } = given as Record<string, unknown>;
	const { subject, body } = (emailTemplate ?? {}) as Record<string, unknown>;
	return { emailSubject: subject, emailBody: body, ...fields, entityType: upperCase(entityType) };
}
