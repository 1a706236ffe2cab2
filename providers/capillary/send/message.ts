import { inOneLine, optionalText, phone, smsText, text } from '../../../core/input/fields';
import { choiceReader } from '../../../core/input/formReader';
import { addressesObstacle, ANYBODY, reachableAddress, reachableAddresses } from '../../../core/input/audience';
import { mailAddress, mailAddresses } from '../../../core/input/mail';
import { refuse, type Reader } from '../../../core/input/schema';
import type { ReadSettings } from '../../../core/input/settings';
import { pastAdvice } from '../../../core/input/time';
import type { Draft } from '../../../core/send/message';
import { form, type Body } from './form';

const SUBJECT = 'Give the subject in one line.';
const TEXT = 'Give the text of the message.';
const SENDER = 'Give the sender ID as text.';

/** The content of a message. Source: "Send message", request body parameters of each channel. */
export type Content =
	| { channel: 'sms'; body: string; sender: string | null }
	| { channel: 'email'; from: string; cc: string; bcc: string; subject: string; body: string | null }
	| { channel: 'whatsapp' | 'zalo'; template: string };

/** Reads the fields of one message. */
export function messageReader(settings: ReadSettings): Reader<Draft<Content>> {
	const [number, mail] = [phone(settings), reachableAddress(mailAddress(), settings.audience)];
	const [sms, mailText, chatText] = [smsText(settings), optionalText(TEXT), text(TEXT)];
	const [mailSender, smsSender] = [mailAddress(true), inOneLine(optionalText(SENDER))];
	const copies = reachableAddresses(mailAddresses, settings.audience);
	const read = choiceReader('channel', form, settings, {
		to: (given, { channel }) => (channel === 'email' ? mail : number)(given),
		from: (given, { channel }) => (channel === 'email' ? mailSender : smsSender)(given),
		cc: (given) => copies(given).join(','),
		bcc: (given) => copies(given).join(','),
		subject: inOneLine(text(SUBJECT)),
		text: (given, { channel }) => (channel === 'sms' ? sms(given) : asBody((channel === 'email' ? mailText : chatText)(given))),
	});
	return (item) => {
		const given = read(item);
		const { sendAt: scheduledAt, correlationId, channel, to: recipient } = given;
		const draft = { channel, correlationId, scheduledAt, warnings: pastAdvice('Send At', scheduledAt, settings.now, 'Capillary') };
		const words = given.text?.text ?? '';
		if (channel === 'whatsapp' || channel === 'zalo') return { ...draft, recipient, text: words, content: { channel, template: words } };
		if (channel === 'sms') {
			// A table for all channels has one column for sender names and sender addresses.
			const isAddress = given.from?.includes('@') ?? false;
			const warnings = [...draft.warnings, ...(isAddress ? ['From is an email address, which an SMS cannot have: the SMS is sent under the default sender.'] : [])];
			return { ...draft, recipient, text: words, segments: given.text?.segments, warnings, content: { channel, body: words, sender: isAddress ? null : given.from } };
		}
		const { from, cc, bcc, subject, attachments: files } = given;
		const body = given.text?.text ?? null;
		const reaches = [recipient, cc, bcc].flatMap((list) => (list === '' ? [] : list.split(',')));
		const tooMany = addressesObstacle(reaches.length, settings.audience ?? ANYBODY);
		if (tooMany) refuse(tooMany.what, tooMany.fix, bcc === '' ? 'cc' : 'bcc');
		const warnings = [...draft.warnings, ...(body === null ? ['The email has no text.'] : [])];
		return { ...draft, recipient, reaches, warnings, text: body === null ? subject : `${subject}\n\n${body}`, files, content: { channel, from: from!, cc, bcc, subject, body } };
	};
}

function asBody(text: string | null): Body | null {
	return text === null ? null : { text };
}
