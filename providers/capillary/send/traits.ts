import type { Message } from '../../../core/send/message';
import type { Traits } from './match';
import type { Content } from './message';

// eslint-disable-next-line no-control-regex -- the very characters meant
const LOST_ON_THE_WAY = /[\u0000-\u001f\u007f\s]+/g;

/** The parts by which an answer identifies a message. */
export function traitsOf({ recipient, content }: Message<Content>): Traits {
	const known = recipientTrait(recipient);
	switch (content.channel) {
		case 'sms':
			return { recipient: known, words: textTrait(content.body), more: null };
		case 'email':
			return { recipient: known, words: textTrait(content.subject), more: textTrait(content.body) };
		default:
			return { recipient: known, words: textTrait(content.template), more: null };
	}
}

/** The parts that an item of an answer repeats. Without a recipient it belongs to no message; an empty text counts as not repeated. */
export function traitsOfItem(item: Readonly<Record<string, unknown>>): Traits {
	const recipient = recipientTrait(item.to ?? item.receiver);
	const isEmail = item.subject !== undefined;
	const words = isEmail ? item.subject : (item.template ?? item.body);
	return { recipient, words: textTrait(words), more: isEmail ? textTrait(item.body) : null };
}

/** An address in lower case, or the digits of a number. */
function recipientTrait(given: unknown): string {
	const text = typeof given === 'string' || typeof given === 'number' ? String(given).trim() : '';
	return text.includes('@') ? text.toLowerCase() : text.replace(/\D/g, '');
}

/** The text without blanks and line breaks, which XML or the provider may change; null if nothing is left. */
function textTrait(given: unknown): string | null {
	if (typeof given !== 'string' && typeof given !== 'number') return null;
	return String(given).normalize('NFC').replace(LOST_ON_THE_WAY, ' ').trim() || null;
}
