import { choice, dateTime, declared, files, id, own, phone, text } from '../../../core/input/form';
import type { Segments } from '../../../core/input/segments';
import { limits } from './limits';

const on = <const Channels extends readonly string[]>(...channel: Channels) => ({ channel }) as const;

/** The text of an SMS has parts. */
export interface Body {
	text: string;
	segments?: Segments;
}

/** Under the vendor's names but for the text of a chat; the keys of one thing in several channels stand for each other. Source: "Send message", request body parameters of each channel. */
export const form = {
	channel: choice({
		label: 'Channel',
		help: 'The way the message travels. By expression it may differ from item to item; then fill in the fields of all channels. Messages that come as JSON or input item name their own only where it is Varies by Item.',
		choices: [
			{ value: 'email', label: 'Email' },
			{ value: 'sms', label: 'SMS' },
			{ value: 'whatsapp', label: 'WhatsApp' },
			{ value: 'zalo', label: 'Zalo' },
		],
		fallback: 'sms',
		required: true,
	}),
	to: own<string>()('text', {
		label: 'To',
		aliases: ['receiver'],
		help: 'SMS: mobile number with country code. Email: one address.',
		example: '447700900123 or ann@example.com',
		required: true,
		uses: ['defaultCountry'],
		when: on('sms', 'email'),
	}),
	receiver: phone({
		label: 'Receiver',
		aliases: ['to'],
		help: 'Mobile number with country code. Plus, blanks and dashes do not matter.',
		example: '447700900123',
		required: true,
		when: on('whatsapp', 'zalo'),
	}),
	from: own<string>()('text', {
		label: 'From',
		aliases: ['sender'],
		help: 'Email address of the sender',
		example: 'shop@example.com',
		required: true,
		when: on('email'),
	}),
	cc: own<string>()('text', {
		more: true,
		label: 'CC',
		uses: ['maxAddresses'],
		help: 'Who gets a copy. Put commas between several addresses.',
		example: 'jo@example.com, ann@example.com',
		when: on('email'),
	}),
	bcc: own<string>()('text', {
		more: true,
		label: 'BCC',
		help: 'Who gets a copy that the others do not see. Put commas between several addresses.',
		example: 'archive@example.com',
		when: on('email'),
	}),
	subject: own<string>()('text', {
		label: 'Subject',
		help: 'Subject of the email, in one line',
		required: true,
		when: on('email'),
	}),
	body: own<Body | null>()('text', {
		label: 'Body',
		aliases: ['text', 'template'],
		help: 'Text of the SMS, or body of the email. Of an SMS the output says how many parts it takes.',
		lines: 4,
		required: true,
		uses: ['maxSegments'],
		when: on('sms', 'email'),
	}),
	attachments: files({
		more: true,
		label: 'Attachments',
		help: "Names of the item's binary fields that hold the files. Put commas between several names, or give a list.",
		hint: 'Up to 5 MB in one email: our limit, since Capillary publishes none.',
		example: 'invoice, photo',
		mostBytes: limits.fileBytes,
		when: on('email'),
	}),
	text: text({
		label: 'Message Text',
		aliases: ['body', 'template'],
		help: 'The very words the recipient reads. The API calls this field "template", but it takes neither the name nor the ID of one.',
		fix: 'Give the text of the message.',
		lines: 4,
		required: true,
		when: on('whatsapp', 'zalo'),
	}),
	sender: text({
		label: 'Sender',
		aliases: ['from'],
		help: "Sender ID set up for your organisational unit; the organisation's default if empty",
		hint: 'Capillary does not refuse a sender ID it does not know: it uses the default without a word.',
		fix: 'Give the sender ID as text.',
		when: on('sms'),
	}),
	scheduledTime: dateTime({
		more: true,
		label: 'Scheduled Time',
		aliases: ['sendAt', 'scheduled_time'],
		help: "When to send; at once if empty. Without an offset the workflow's time zone applies. It travels with its offset.",
		hint: 'Capillary may ignore the offset. Times written in the zone of your cluster are right either way.',
		schedule: true,
	}),
	correlationId: id({
		more: true,
		label: 'Correlation ID',
		help: 'Your own ID of the message, different for every item. It stays in n8n, as Capillary has no field for it. One is made if empty.',
	}),
};

export const panel = {
	...declared(form),
	selector: 'channel',
	envelope: { sender: ['from', 'sender'], copies: ['cc', 'bcc'] },
	example: { channel: 'sms', to: '447700900123', body: 'Hello' },
	limits,
	wireFormats: [
		{ value: 'json', label: 'JSON' },
		{ value: 'xml', label: 'XML' },
	],
	wireFormatHint: 'Only the answer to an SMS in XML has an ID of the message; in JSON there is none.',
};
