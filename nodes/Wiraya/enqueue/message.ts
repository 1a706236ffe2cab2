import type { DateTime } from 'luxon';

import { field, integer, oneOf, optionalDateTime, optionalId, phone, smsText, text, textList, type Field } from '../../../core/fields';
import type { Channel, Draft } from '../../../core/message';
import type { ReadSettings } from '../../../core/operation';
import { z } from '../../../vendor/zod';
import { senderAdvice } from './advice';

/**
 * What the recipient gets; `$type` is the vendor's discriminator. Source: "Enqueue Communications API Documentation",
 * content types and their fields.
 */
export type Content =
	| { $type: 'VoiceProject' | 'SMSProject' | 'WhatsappProject'; projectId: number; placeholders: string[] }
	| { $type: 'SMSFromAlpha'; sender: string; text: string };

const CHANNELS: Record<Content['$type'], Channel> = {
	VoiceProject: 'voice',
	SMSProject: 'sms',
	WhatsappProject: 'whatsapp',
	SMSFromAlpha: 'sms',
};

/** "Max 11 characters"; the vendor's page on SMS advises 3 to 11 of these characters and warns of others. */
const LONGEST_SENDER = 11;
const ADVISED_SENDER = /^[A-Za-z0-9]{3,}$/;

/** Reads the fields of one communication. */
export function messageSchema(settings: ReadSettings): Field<Draft<Content>> {
	const common = {
		recipient: phone(settings),
		clientMessageId: optionalId('Give the ID as text, or leave it empty and one is made.'),
	};
	const project = <Type extends string>(type: Type) =>
		z.object({
			...common,
			contentType: z.literal(type),
			projectId: integer('Give the number of the project in Wiraya, such as 123.'),
			placeholders: textList('Give every placeholder as text.'),
			nextAttempt: optionalDateTime(settings),
			nextAttemptUtc: optionalDateTime({ ...settings, timeZone: 'utc' }),
		});
	const alpha = z.object({
		...common,
		nextAttempt: notForAlpha,
		nextAttemptUtc: notForAlpha,
		contentType: z.literal('SMSFromAlpha'),
		sender: text('Give a sender of 1 to 11 characters.', LONGEST_SENDER),
		text: smsText(settings),
	});
	const fields = oneOf('contentType', [
		project('VoiceProject'),
		project('SMSProject'),
		project('WhatsappProject'),
		alpha,
	]);
	return z.preprocess(
		flatten,
		fields.transform((given): Draft<Content> => {
			const { contentType, recipient } = given;
			const draft = { channel: CHANNELS[contentType], recipient, correlationId: given.clientMessageId };
			if (contentType === 'SMSFromAlpha') {
				const { segments, text: words } = given.text;
				const content: Content = { $type: contentType, sender: given.sender, text: words };
				return { ...draft, scheduledAt: null, segments, warnings: [...senderWarnings(given.sender), ...senderAdvice(recipient)], content };
			}
			const { projectId, placeholders } = given;
			const nextAttempt = given.nextAttempt ?? given.nextAttemptUtc;
			const content: Content = { $type: contentType, projectId, placeholders };
			return { ...draft, scheduledAt: nextAttempt, warnings: timeWarnings(nextAttempt, settings.now), content };
		}),
	);
}

/** "SMSFromAlpha" has no `nextAttemptUtc`: sent at once, it might come in the night. */
const notForAlpha = field((value, refuse) =>
	value === undefined || value === null || value === ''
		? null
		: refuse('cannot be given with SMSFromAlpha, which Wiraya sends at once', 'Leave it empty for this item, or use an SMS project.'),
);

/** The vendor's own shape is welcome as JSON, too: what stands under `content` there stands beside the recipient here. */
function flatten(given: unknown): unknown {
	if (typeof (given as { content?: { $type?: unknown } } | null | undefined)?.content?.$type !== 'string') return given;
	const { content, ...rest } = given as { content: { $type: string } };
	const { $type, ...fields } = content;
	return { ...rest, ...fields, contentType: $type };
}

function senderWarnings(sender: string): string[] {
	if (ADVISED_SENDER.test(sender)) return [];
	return [`Sender "${sender}" has under 3 characters or others than A-Z, a-z and 0-9, and may not reach every phone.`];
}

function timeWarnings(nextAttempt: DateTime | null, now: number): string[] {
	if (nextAttempt === null || nextAttempt.toMillis() >= now) return [];
	return ['Next Attempt is in the past. Wiraya does not say what it does then.'];
}
