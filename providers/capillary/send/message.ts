import type { DateTime } from 'luxon';

import { inOneLine, optionalText, phone, smsText, text } from '../../../core/input/fields';
import { choiceReader } from '../../../core/input/formReader';
import { addressesObstacle, ANYBODY, reachableAddress, reachableAddresses } from '../../../core/input/audience';
import { mailAddress, mailAddresses } from '../../../core/input/mail';
import { refuse, type Reader } from '../../../core/input/schema';
import type { ReadSettings } from '../../../core/input/settings';
import type { Draft } from '../../../core/send/message';
import { form, type Body } from './form';

const SUBJECT = 'Give the subject in one line.';

/** What the recipient gets. Source: "Send message", request body parameters of each channel. */
export type Content =
	| { channel: 'sms'; body: string; sender: string | null }
	| { channel: 'email'; from: string; cc: string; bcc: string; subject: string; body: string | null }
	| { channel: 'whatsapp' | 'zalo'; template: string };

/** Reads the fields of one message. */
export function messageReader(settings: ReadSettings): Reader<Draft<Content>> {
	const [number, mail] = [phone(settings), reachableAddress(mailAddress(), settings.audience)];
	const [sms, emailBody] = [smsText(settings), optionalText('Give the body as text.')];
	const copies = reachableAddresses(mailAddresses, settings.audience);
	const read = choiceReader('channel', form, settings, {
		to: (given, { channel }) => (channel === 'email' ? mail : number)(given),
		from: mailAddress(true),
		cc: (given) => copies(given).join(','),
		bcc: (given) => copies(given).join(','),
		subject: inOneLine(text(SUBJECT), SUBJECT),
		body: (given, { channel }) => (channel === 'email' ? asBody(emailBody(given)) : sms(given)),
	});
	return (item) => {
		const given = read(item);
		const { scheduledTime: scheduledAt, correlationId, channel } = given;
		const draft = { channel, correlationId, scheduledAt, warnings: timeWarnings(scheduledAt, settings.now) };
		if (channel === 'whatsapp' || channel === 'zalo') return { ...draft, recipient: given.receiver, text: given.text, content: { channel, template: given.text } };
		const { to: recipient } = given;
		const body = given.body?.text ?? null;
		if (channel === 'sms') {
			// A table of all channels has one column for both.
			const isAddress = given.sender?.includes('@') ?? false;
			const warnings = [...draft.warnings, ...(isAddress ? ['Sender is an email address, which no SMS has: it goes out under the default sender.'] : [])];
			return { ...draft, recipient, text: body ?? '', segments: given.body?.segments, warnings, content: { channel, body: body ?? '', sender: isAddress ? null : given.sender } };
		}
		const { from, cc, bcc, subject, attachments: files } = given;
		const reaches = [recipient, cc, bcc].flatMap((list) => (list === '' ? [] : list.split(',')));
		const tooMany = addressesObstacle(reaches.length, settings.audience ?? ANYBODY);
		if (tooMany) refuse(tooMany.what, tooMany.fix, bcc === '' ? 'cc' : 'bcc');
		const warnings = [...draft.warnings, ...(body === null ? ['The email has no body.'] : [])];
		return { ...draft, recipient, reaches, warnings, text: body === null ? subject : `${subject}\n\n${body}`, files, content: { channel, from, cc, bcc, subject, body } };
	};
}

function asBody(text: string | null): Body | null {
	return text === null ? null : { text };
}

function timeWarnings(scheduled: DateTime | null, now: number): string[] {
	if (scheduled === null || scheduled.toMillis() >= now) return [];
	return ['Scheduled Time is in the past. Capillary does not say what it does then.'];
}
