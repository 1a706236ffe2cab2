import { choiceReader, isEmpty } from '../../../core/input/formReader';
import { describe, isObject, refuse, type Reader } from '../../../core/input/schema';
import type { ReadSettings } from '../../../core/input/settings';
import { pastAdvice } from '../../../core/input/time';
import type { Channel } from '../../../core/records/channel';
import type { Draft } from '../../../core/send/message';
import { table } from '../../../core/wire/table';
import { senderAdvice } from './advice';
import { form } from './form';

/**
 * The content of a message; `$type` is the vendor's discriminator. Source: "Enqueue Communications API Documentation",
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

/** The content type that a channel implies. */
const TYPES: Readonly<Record<string, Content['$type']>> = table({ sms: 'SMSFromAlpha', voice: 'VoiceProject', whatsapp: 'WhatsappProject' } as const);

const CHOICES = Object.keys(TYPES).join(', ');

/** The vendor's page on SMS advises 3 to 11 of these characters and warns of others. */
const ADVISED_SENDER = /^[A-Za-z0-9]{3,}$/;

/** Reads the fields of one communication. */
export function messageReader(settings: ReadSettings): Reader<Draft<Content>> {
	const read = choiceReader('contentType', form, settings);
	return (item) => {
		const given = read(withContentType(flatten(item)));
		const { contentType, to: recipient, correlationId } = given;
		const channel = CHANNELS[contentType];
		if (given.channel !== null && given.channel.toLowerCase() !== channel) {
			return refuse(`is ${describe(given.channel)}, and ${contentType} is sent as ${channel}`, 'Choose a content type of that channel, or leave the channel out.', 'channel');
		}
		if (contentType === 'SMSFromAlpha') {
			const { from: sender, text: { segments, text } } = given;
			const warnings = senderWarnings(sender).concat(senderAdvice(recipient));
			return { channel, recipient, correlationId, scheduledAt: null, text, segments, warnings, content: { $type: contentType, sender, text } };
		}
		const { projectId, placeholders } = given;
		const scheduledAt = given.sendAt ?? given.nextAttemptUtc;
		const warnings = pastAdvice('Send At', scheduledAt, settings.now, 'Wiraya');
		return { channel, recipient, correlationId, scheduledAt, warnings, content: { $type: contentType, projectId, placeholders } };
	};
}

/** JSON may also have the vendor's own layout: the keys within `content` move up, unless they already exist there. */
function flatten(given: unknown): unknown {
	const { content } = (given ?? {}) as { content?: Readonly<Record<string, unknown>> | null };
	if (typeof content?.$type !== 'string') return given;
	const flat = { ...BLANK };
	for (const { key, vendorKey } of KEYS) {
		const own = (given as Readonly<Record<string, unknown>>)[key];
		const inner = content[vendorKey];
		if (own !== undefined && own !== '') flat[key] = own;
		else flat[key] = inner === undefined ? content[key] : inner;
	}
	return flat;
}

/** Keys that the vendor calls otherwise. */
const VENDOR_KEYS = table<string>({ contentType: '$type', from: 'sender' });

const KEYS = Object.keys(form).map((key) => ({ key, vendorKey: VENDOR_KEYS[key] ?? key }));
const BLANK: Readonly<Record<string, unknown>> = Object.fromEntries(KEYS.map(({ key }) => [key, undefined]));

/** The channel decides the content type if nothing else does; for an SMS, a project ID decides which one. */
function withContentType(given: unknown): unknown {
	if (!isObject(given)) return given;
	const { contentType, channel, projectId } = given;
	const word = isEmpty(contentType) ? channel : contentType;
	if (typeof word === 'string' && Object.hasOwn(CHANNELS, word)) return given;
	if (isEmpty(word)) refuse('is missing', `Give each row a column channel with one of ${CHOICES}, or a column contentType with one of ${Object.keys(CHANNELS).join(', ')}.`, 'contentType');
	const type = typeof word === 'string' ? TYPES[word.trim().toLowerCase()] : undefined;
	if (type === undefined && isEmpty(contentType)) refuse(`is ${describe(channel)}, which Wiraya does not know`, `Give one of ${CHOICES}.`, 'channel');
	if (type === undefined) return given;
	return { ...given, contentType: type === 'SMSFromAlpha' && !isEmpty(projectId) ? 'SMSProject' : type };
}

function senderWarnings(sender: string): string[] {
	if (ADVISED_SENDER.test(sender)) return [];
	return [`From "${sender}" has fewer than 3 characters, or others than A-Z, a-z and 0-9, and may not reach every phone.`];
}
