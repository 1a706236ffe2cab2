import type { DateTime } from 'luxon';

import { files, oneOf, optionalDateTime, optionalId, optionalText, phone, smsText, type Field } from '../../../core/input/fields';
import { isObject } from '../../../core/input/schema';
import type { ReadSettings } from '../../../core/input/settings';
import type { Draft } from '../../../core/send/message';
import { limits } from './limits';
import { address, addresses, line, words } from './values';

/** What the recipient gets. Source: "Send message", request body parameters of each channel. */
export type Content =
	| { channel: 'sms'; body: string; sender: string | null }
	| { channel: 'email'; from: string; cc: string; bcc: string; subject: string; body: string | null }
	| { channel: 'whatsapp' | 'zalo'; template: string };

/** Reads the fields of one message. */
export function messageReader(settings: ReadSettings): Field<Draft<Content>> {
	const fields = fieldsReader(settings);
	return (item) => {
		const given = fields(withPlainChannel(item));
		const { scheduledTime: scheduledAt, correlationId, channel } = given;
		const draft = { channel, correlationId, scheduledAt, warnings: timeWarnings(scheduledAt, settings.now) };
		if (channel === 'sms') {
			const { text: body, segments } = given.body;
			// A table of all channels has one column for both.
			const isAddress = given.sender?.includes('@') ?? false;
			const warnings = [...draft.warnings, ...(isAddress ? ['Sender is an email address, which no SMS has: it goes out under the default sender.'] : [])];
			return { ...draft, recipient: given.to, text: body, segments, warnings, content: { channel, body, sender: isAddress ? null : given.sender } };
		}
		if (channel === 'email') {
			const { from, to: recipient, cc, bcc, subject, body } = given;
			const warnings = [...draft.warnings, ...(body === null ? ['The email has no body.'] : [])];
			return { ...draft, recipient, warnings, text: body === null ? subject : `${subject}\n\n${body}`, files: given.attachments, content: { channel, from, cc, bcc, subject, body } };
		}
		return { ...draft, recipient: given.receiver, text: given.text, content: { channel, template: given.text } };
	};
}

/** The fields of each channel. */
function fieldsReader(settings: ReadSettings) {
	const common = {
		scheduledTime: optionalDateTime(settings),
		correlationId: optionalId('Give the ID as text, or leave it empty and one is made.'),
	};
	const chat = { ...common, receiver: phone(settings), text: words() };
	const sms = {
		...common,
		to: phone(settings),
		body: smsText(settings),
		sender: optionalText('Give the sender ID as text.'),
	};
	const email = {
		...common,
		from: address(),
		to: address(),
		cc: addresses(),
		bcc: addresses(),
		subject: line('Give the subject in one line.'),
		body: optionalText('Give the body as text.'),
		attachments: files(limits.fileBytes),
	};
	return oneOf('channel', { sms, email, whatsapp: chat, zalo: chat });
}

/** "The values are not case-sensitive." */
function withPlainChannel(given: unknown): unknown {
	if (!isObject(given) || typeof given.channel !== 'string') return given;
	return { ...given, channel: given.channel.trim().toLowerCase() };
}

function timeWarnings(scheduled: DateTime | null, now: number): string[] {
	if (scheduled === null || scheduled.toMillis() >= now) return [];
	return ['Scheduled Time is in the past. Capillary does not say what it does then.'];
}
