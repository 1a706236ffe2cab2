import { choice, dateTime, declared, id, integer, list, phone, smsText, text } from '../../../core/input/form';
import { limits } from './limits';

const projects = { contentType: ['SMSProject', 'VoiceProject', 'WhatsappProject'] } as const;
const alpha = { contentType: ['SMSFromAlpha'] } as const;

/** "SMSFromAlpha" has no `nextAttemptUtc`: sent at once, it might come in the night. */
const notForAlpha = ['cannot be given with SMSFromAlpha, which Wiraya sends at once', 'Leave it empty for this item, or use an SMS project.'] as const;

/** Source: "Enqueue Communications API Documentation", content types and their fields. */
export const form = {
	contentType: choice({
		label: 'Content Type',
		help: 'What is sent. By expression it may differ from item to item; then fill in the fields of all types. Messages that come as JSON or input item may name their own.',
		choices: [
			{ value: 'SMSFromAlpha', label: 'SMS From Alphanumeric Sender', help: 'A text of your own under a sender name of your own' },
			{ value: 'SMSProject', label: 'SMS Project', help: 'The SMS set up in a Wiraya project' },
			{ value: 'VoiceProject', label: 'Voice Project', help: 'The phone call set up in a Wiraya project' },
			{ value: 'WhatsappProject', label: 'WhatsApp Project', help: 'The WhatsApp template set up in a Wiraya project' },
		],
		fallback: 'SMSFromAlpha',
		required: true,
	}),
	recipient: phone({
		aliases: ['to'],
		label: 'Recipient',
		help: 'Phone number with country code. Plus, blanks and dashes do not matter.',
		example: '46701234567',
		required: true,
	}),
	projectId: integer({
		label: 'Project ID',
		help: 'Number of the project in Wiraya, where sender and text are set up',
		example: '123',
		fix: 'Give the number of the project in Wiraya, such as 123.',
		required: true,
		when: projects,
	}),
	placeholders: list({
		label: 'Placeholders',
		help: "The values for the project's placeholders, in its order. An expression that gives an array fills several at once.",
		example: 'John',
		add: 'Add Placeholder',
		fix: 'Give every placeholder as text.',
		when: projects,
	}),
	nextAttempt: dateTime({
		more: true,
		aliases: ['sendAt'],
		schedule: true,
		label: 'Next Attempt',
		help: "When to send; at once if empty. Without an offset the workflow's time zone applies. It travels as UTC.",
		when: projects,
		elsewhere: notForAlpha,
	}),
	/** The vendor's own name, which is in UTC whatever the workflow's zone. */
	nextAttemptUtc: dateTime({ label: 'Next Attempt', hidden: true, zone: 'utc', when: projects, elsewhere: notForAlpha }),
	sender: text({
		aliases: ['from'],
		label: 'Sender',
		help: 'Name the SMS comes from: 1 to 11 characters. Under 3, or others than A-Z, a-z and 0-9, at your own risk.',
		example: 'Wiraya',
		fix: 'Give a sender of 1 to 11 characters.',
		longest: 11,
		required: true,
		when: alpha,
	}),
	text: smsText({
		label: 'Text',
		help: 'The text of the SMS. The output says how many parts it takes.',
		when: alpha,
	}),
	clientMessageId: id({
		more: true,
		aliases: ['correlationId'],
		label: 'Client Message ID',
		help: 'Your own ID of the message, different for every item. One is made if empty.',
	}),
	/** The content type says it; one that says something else was meant for another. */
	channel: text({ label: 'Channel', hidden: true, fix: 'Give the channel as text, or leave it out: the content type says it.' }),
};

export const panel = {
	...declared(form, ['content']),
	selector: 'contentType',
	envelope: { sender: ['sender'], copies: [] },
	example: { contentType: 'SMSFromAlpha', recipient: '46701234567', sender: 'Wiraya', text: 'Hello' },
	limits,
	wireFormats: [
		{ value: 'json', label: 'JSON' },
		{ value: 'xml', label: 'XML' },
		{ value: 'form', label: 'Form' },
	],
	wireFormatHint: 'Wiraya publishes the layout of JSON only. XML and form are our most probable reading of it.',
};
