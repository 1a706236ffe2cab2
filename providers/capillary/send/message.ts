import type { DateTime } from 'luxon';

import { files, oneOf, optionalDateTime, optionalId, optionalText, phone, smsText, type Field } from '../../../core/input/fields';
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
		const given = fields(withOwnNames(item));
		const { scheduledTime: scheduledAt, correlationId, channel } = given;
		const draft = { channel, correlationId, scheduledAt, warnings: timeWarnings(scheduledAt, settings.now) };
		if (channel === 'sms') {
			const { text: body, segments } = given.body;
			return { ...draft, recipient: given.to, text: body, segments, content: { channel, body, sender: given.sender } };
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

/** "The values are not case-sensitive"; and the vendor's own names in an item are welcome beside ours. */
function withOwnNames(given: unknown): unknown {
	if (typeof given !== 'object' || given === null || Array.isArray(given)) return given;
	const { channel, text, template, scheduledTime, scheduled_time: inXml, ...rest } = given as Record<string, unknown>;
	return {
		...rest,
		channel: typeof channel === 'string' ? channel.trim().toLowerCase() : channel,
		text: isGiven(text) ? text : template,
		scheduledTime: isGiven(scheduledTime) ? scheduledTime : inXml,
	};
}

function isGiven(value: unknown): boolean {
	return value !== undefined && value !== null && value !== '';
}

function timeWarnings(scheduled: DateTime | null, now: number): string[] {
	if (scheduled === null || scheduled.toMillis() >= now) return [];
	return ['Scheduled Time is in the past. Capillary does not say what it does then.'];
}
