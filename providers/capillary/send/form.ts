import type { Limits } from '../../../core/http/limits';
import { declared, choice, dateTime, files, own, VARIES_BY_ITEM } from '../../../core/input/form';
import type { Segments } from '../../../core/input/segments';
import { correlationId } from '../shared/correlationId';

/**
 * The vendor publishes none of these for this call. Its code 1060 means too many messages in a request, and other calls of the API stop at 10 or 200;
 * the engine halves a batch that is too large. The vendor does not limit files in an email either. 5 MB are 6.7 MB as Base64, which a server that takes
 * attachments should accept.
 */
export const limits = {
	batchSize: { default: 100, max: 1000 },
	bodyBytes: 1_000_000,
	fileBytes: 5_000_000,
	concurrency: { default: 2, max: 10 },
	requestsPerSecond: 10,
	timeoutMs: 60_000,
} satisfies Limits;

const on = <const Channels extends readonly string[]>(...channel: Channels) => ({ channel }) as const;

/** The text of an SMS has parts. */
export interface Body {
	text: string;
	segments?: Segments;
}

const exact = { help: 'The very words the recipient reads, not the name of a template. Capillary: template.', uses: [] };

/** Also takes the vendor's names, which has several for the same thing. Source: "Send message", request body parameters of each channel. */
export const form = {
	channel: choice({
		label: 'Channel',
		help: 'How the message is sent. If it varies, the column channel of each item says it.',
		choices: [
			{ value: 'email', label: 'Email' },
			{ value: 'sms', label: 'SMS' },
			{ value: 'whatsapp', label: 'WhatsApp' },
			{ value: 'zalo', label: 'Zalo' },
		],
		fallback: VARIES_BY_ITEM,
		required: true,
	}),
	to: own<string>()('text', {
		recipient: true,
		label: 'To',
		aliases: ['receiver'],
		help: 'Mobile number with country code. Capillary: to, for WhatsApp and Zalo receiver.',
		example: '447700900123',
		required: true,
		uses: ['defaultCountry'],
		by: {
			email: { name: 'toEmail', help: 'Email address. Capillary: to.', example: 'ann@example.com', uses: [] },
			[VARIES_BY_ITEM]: { help: 'Mobile number with country code, or email address. Capillary: to, receiver.', example: '447700900123 or ann@example.com' },
		},
	}),
	subject: own<string>()('text', {
		label: 'Subject',
		help: 'Subject of the email, in one line. Capillary: subject.',
		example: 'Your order is on its way',
		required: true,
		when: on('email'),
		by: { [VARIES_BY_ITEM]: { more: true } },
	}),
	text: own<Body | null>()('text', {
		label: 'Text',
		aliases: ['body', 'template'],
		help: 'The words of the message. Capillary: body, for WhatsApp and Zalo template.',
		example: 'Hi Ann! Your order waits for you.',
		lines: 4,
		required: true,
		uses: ['maxSegments'],
		by: { email: { help: 'The words of the email. Capillary: body.', uses: [] }, whatsapp: exact, zalo: exact },
	}),
	from: own<string | null>()('text', {
		label: 'From',
		aliases: ['sender'],
		help: 'Sender ID of your organisational unit; its default if empty or unknown. Capillary: sender.',
		example: 'SHOP',
		when: on('sms', 'email'),
		by: {
			email: { name: 'fromEmail', help: 'Email address of the sender. Capillary: from.', example: 'shop@example.com', required: true },
			[VARIES_BY_ITEM]: { help: 'Sender ID of an SMS, or email address of the sender. Capillary: sender, from.', example: 'SHOP or shop@example.com' },
		},
	}),
	cc: own<string>()('text', {
		more: true,
		label: 'CC',
		uses: ['maxAddresses'],
		help: 'Who gets a copy. Put commas between several addresses. Capillary: cc.',
		example: 'jo@example.com, ann@example.com',
		when: on('email'),
	}),
	bcc: own<string>()('text', {
		more: true,
		label: 'BCC',
		help: 'Who gets a copy that the others do not see. Capillary: bcc.',
		example: 'archive@example.com',
		when: on('email'),
	}),
	attachments: files({
		more: true,
		label: 'Attachments',
		help: "Names of the item's binary fields that hold the files, separated by commas. Capillary: attachments.",
		hint: 'Up to 5 MB in one email: our limit, since Capillary publishes none.',
		example: 'invoice, photo',
		mostBytes: limits.fileBytes,
		when: on('email'),
	}),
	sendAt: dateTime({
		more: true,
		label: 'Send At',
		aliases: ['scheduledTime', 'scheduled_time'],
		help: "When to send, in the workflow's time zone; at once if empty. Capillary: scheduledTime.",
		hint: 'Capillary may ignore the offset. Times written in the zone of your cluster are right either way.',
		schedule: true,
	}),
	correlationId,
};

export const panel = {
	...declared(form),
	selector: 'channel',
	envelope: { sender: ['from'], copies: ['cc', 'bcc'] },
	example: { channel: 'sms', to: '447700900123', text: 'Hello' },
	limits,
	wireFormats: [
		{ value: 'json', label: 'JSON' },
		{ value: 'xml', label: 'XML' },
	],
	wireFormatHint: 'Only the answer to an SMS in XML has an ID of the message; in JSON there is none.',
};
