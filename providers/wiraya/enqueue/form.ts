import type { Limits } from '../../../core/http/limits';
import { declared, choice, dateTime, id, integer, list, phone, smsText, text, VARIES_BY_ITEM } from '../../../core/input/form';

/** Modest, because the vendor publishes none of these. If the vendor refuses a batch as too large, the engine halves it. */
export const limits: Limits = {
	batchSize: { default: 500, max: 5000 },
	bodyBytes: 1_000_000,
	concurrency: { default: 2, max: 10 },
	requestsPerSecond: 10,
	timeoutMs: 60_000,
};

const projects = { contentType: ['SMSProject', 'VoiceProject', 'WhatsappProject'] } as const;
const alpha = { contentType: ['SMSFromAlpha'] } as const;

/** "SMSFromAlpha" has no `nextAttemptUtc`: sent at once, it might come in the night. */
const notForAlpha = ['cannot be given with SMSFromAlpha, which Wiraya sends at once', 'Leave it empty for this item, or use an SMS project.'] as const;

/** Source: "Enqueue Communications API Documentation", content types and their fields. */
export const form = {
	contentType: choice({
		label: 'Content Type',
		help: 'What is sent. If it varies, the column contentType or channel of each item says it. Wiraya: $type.',
		choices: [
			{ value: 'SMSFromAlpha', label: 'SMS From Alphanumeric Sender', help: 'A text of your own under a sender name of your own' },
			{ value: 'SMSProject', label: 'SMS Project', help: 'The SMS set up in a Wiraya project' },
			{ value: 'VoiceProject', label: 'Voice Project', help: 'The phone call set up in a Wiraya project' },
			{ value: 'WhatsappProject', label: 'WhatsApp Project', help: 'The WhatsApp template set up in a Wiraya project' },
		],
		fallback: VARIES_BY_ITEM,
		required: true,
	}),
	to: phone({
		recipient: true,
		aliases: ['recipient'],
		label: 'To',
		help: 'Phone number with country code. Wiraya: recipient.',
		example: '46701740605',
		required: true,
	}),
	text: smsText({
		label: 'Text',
		help: 'The words of the SMS. Wiraya: text.',
		example: 'Hi Ann! Your order waits for you.',
		when: alpha,
	}),
	from: text({
		aliases: ['sender'],
		label: 'From',
		help: 'Name the SMS comes from, 1 to 11 characters. Wiraya: sender.',
		example: 'Shop',
		fix: 'Give a sender of 1 to 11 characters.',
		longest: 11,
		required: true,
		when: alpha,
	}),
	projectId: integer({
		label: 'Project ID',
		help: 'Number of the project in Wiraya, where sender and text are set up. Wiraya: projectId.',
		example: '123',
		fix: 'Give the number of the project in Wiraya, such as 123.',
		required: true,
		when: projects,
		by: { [VARIES_BY_ITEM]: { more: true } },
	}),
	placeholders: list({
		label: 'Placeholders',
		help: "The values for the project's placeholders, in its order. Wiraya: placeholders.",
		example: 'John',
		add: 'Add Placeholder',
		fix: 'Give every placeholder as text.',
		when: projects,
		by: { [VARIES_BY_ITEM]: { more: true } },
	}),
	sendAt: dateTime({
		more: true,
		aliases: ['nextAttempt'],
		schedule: true,
		label: 'Send At',
		help: "When to send, in the workflow's time zone; at once if empty. Wiraya: nextAttemptUtc.",
		when: projects,
		elsewhere: notForAlpha,
	}),
	/** The vendor's own field, which is in UTC whatever the workflow's zone. */
	nextAttemptUtc: dateTime({ label: 'Send At', hidden: true, zone: 'utc', when: projects, elsewhere: notForAlpha }),
	correlationId: id({
		more: true,
		aliases: ['clientMessageId'],
		label: 'Correlation ID',
		help: 'Your own ID of the message; one is made if empty. Wiraya: clientMessageId.',
		example: 'order-10001',
	}),
	/** The content type already says it. A different channel was meant for another content type. */
	channel: text({ label: 'Channel', hidden: true, fix: 'Give the channel as text, or leave it out: the content type says it.' }),
};

export const panel = {
	...declared(form, ['content']),
	selector: 'contentType',
	envelope: { sender: ['from'], copies: [] },
	example: { contentType: 'SMSFromAlpha', to: '46701740605', from: 'Shop', text: 'Hello' },
	limits,
	wireFormats: [
		{ value: 'json', label: 'JSON' },
		{ value: 'xml', label: 'XML' },
		{ value: 'form', label: 'Form' },
	],
	wireFormatHint: 'Wiraya publishes only the JSON layout. XML and form are our best reading of it.',
};
