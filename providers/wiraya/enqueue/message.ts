import type { DateTime } from 'luxon';

import { choiceReader } from '../../../core/input/formReader';
import { describe, refuse, type Reader } from '../../../core/input/schema';
import type { ReadSettings } from '../../../core/input/settings';
import type { Channel } from '../../../core/records/channel';
import type { Draft } from '../../../core/send/message';
import { senderAdvice } from './advice';
import { form } from './form';

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

/** The vendor's page on SMS advises 3 to 11 of these characters and warns of others. */
const ADVISED_SENDER = /^[A-Za-z0-9]{3,}$/;

/** Reads the fields of one communication. */
export function messageReader(settings: ReadSettings): Reader<Draft<Content>> {
	const read = choiceReader('contentType', form, settings);
	return (item) => {
		const given = read(flatten(item));
		const { contentType, recipient, clientMessageId: correlationId } = given;
		const channel = CHANNELS[contentType];
		if (given.channel !== null && given.channel.toLowerCase() !== channel) {
			return refuse(`is ${describe(given.channel)}, and ${contentType} is sent as ${channel}`, 'Choose a content type of that channel, or leave the channel out.', 'channel');
		}
		if (contentType === 'SMSFromAlpha') {
			const { sender, text: { segments, text } } = given;
			const warnings = senderWarnings(sender).concat(senderAdvice(recipient));
			return { channel, recipient, correlationId, scheduledAt: null, text, segments, warnings, content: { $type: contentType, sender, text } };
		}
		const { projectId, placeholders } = given;
		const scheduledAt = given.nextAttempt ?? given.nextAttemptUtc;
		const warnings = timeWarnings(scheduledAt, settings.now);
		return { channel, recipient, correlationId, scheduledAt, warnings, content: { $type: contentType, projectId, placeholders } };
	};
}

/** The vendor's own shape is welcome as JSON, too: what stands under `content` there stands beside the recipient here, and gives way to what does. */
function flatten(given: unknown): unknown {
	if (typeof (given as { content?: { $type?: unknown } } | null | undefined)?.content?.$type !== 'string') return given;
	const { content, ...rest } = given as { content: { $type: string } };
	const { $type, ...fields } = content;
	return { ...fields, contentType: $type, ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined && value !== '')) };
}

function senderWarnings(sender: string): string[] {
	if (ADVISED_SENDER.test(sender)) return [];
	return [`Sender "${sender}" has under 3 characters or others than A-Z, a-z and 0-9, and may not reach every phone.`];
}

function timeWarnings(nextAttempt: DateTime | null, now: number): string[] {
	if (nextAttempt === null || nextAttempt.toMillis() >= now) return [];
	return ['Next Attempt is in the past. Wiraya does not say what it does then.'];
}
