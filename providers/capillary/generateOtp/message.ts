import { formReader } from '../../../core/input/formReader';
import { isObject, refuse, type Reader } from '../../../core/input/schema';
import type { ReadSettings } from '../../../core/input/settings';
import type { Draft } from '../../../core/send/message';
import { entityValue } from '../shared/entity';
import { form, type Channel } from './form';
import { channels, withCode } from './values';

/** The body of the request, in the vendor's words. Source: "Generate OTP", body. */
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
export function generateReader(settings: ReadSettings): Reader<Draft<Content>> {
	const read = formReader(form, settings, { to: entityValue(settings), template: withCode, emailBody: withCode, channels: channels(settings) });
	return (given) => {
		const { to: recipient, emailSubject: subject, emailBody: body, correlationId, ...content } = read(withOwnNames(given));
		if ((subject === null) !== (body === null)) refuse('is missing', 'Give subject and body of the email, or neither.', subject === null ? 'emailSubject' : 'emailBody');
		return {
			channel: content.entityType === 'EMAIL' ? 'email' : 'sms',
			recipient,
			correlationId,
			scheduledAt: null,
			warnings: [],
			content: { ...content, emailTemplate: subject !== null && body !== null ? { subject, body } : null },
		};
	};
}

/** Also takes the vendor's nested email template instead of our two fields. */
function withOwnNames(given: unknown): unknown {
	if (!isObject(given)) return given;
	const { emailTemplate, ...fields } = given;
	const { subject, body } = (emailTemplate ?? {}) as Record<string, unknown>;
	return { ...(subject !== undefined && { emailSubject: subject }), ...(body !== undefined && { emailBody: body }), ...fields };
}
