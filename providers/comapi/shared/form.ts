import { dateTime, declared, flag, id, json, mail, own, phone, text } from '../../../core/input/form';
import type { Filled } from '../../../core/input/formReader';
import { envelope } from './envelope';
import { optionForms } from './optionForms';
import type { MessagePart } from './values';

/** Under which channels a field is shown. What is given counts under all: a channel's address may come from another field. */
const forRules = <const Rules extends readonly string[]>(...rules: Rules) => ({ rules }) as const;

const addresses = {
	phoneNumber: phone({
		label: 'Phone Number',
		help: 'With country code; plus, blanks and dashes do not matter. Needed by SMS, MMS, WhatsApp and RCS unless a Profile ID is given.',
		example: '447700900123',
		when: forRules('mms', 'rcs', 'sms', 'twitter', 'whatsApp'),
	}),
	email: mail({
		label: 'Email',
		help: 'Address for email. Needed by it unless a Profile ID is given.',
		example: 'ann@example.com',
		when: forRules('email', 'twitter'),
	}),
	fbMessengerId: text({
		label: 'Messenger ID',
		help: 'ID of the recipient at Facebook Messenger. Needed by it unless a Profile ID is given.',
		example: '1234567890123456',
		fix: 'Give the Messenger ID as text.',
		when: forRules('fbMessenger'),
	}),
	profileId: text({
		label: 'Profile ID',
		help: 'Your own ID of the customer at Comapi. What is not given here is taken from the profile; push and app messaging need it.',
		example: 'ann-1234',
		fix: 'Give the ID of the profile as text.',
	}),
	otherAddresses: json({
		more: true,
		label: 'Other Addresses',
		help: 'Addresses of custom channels as one JSON object, by the name of their ID field',
		example: '{ "loyaltyNumber": "123" }',
		fix: 'Give one JSON object, such as { "loyaltyNumber": "123" }.',
	}),
};

const words = {
	body: own<string | null>()('text', {
		label: 'Body',
		help: 'The text for every channel without a custom body; with SMS up to 2,000 characters. Merge fields such as {{profile.firstName}} are filled in by Comapi.',
		hint: 'A merge field within an expression: {{ "{{profile.firstName" }}}}. In fixed text as it is: {{profile.firstName}}.',
		aliases: ['text'],
		uses: ['maxSegments'],
		lines: 4,
	}),
	title: text({
		label: 'Title',
		help: 'Subject of an email, title of a push notification, and the like where the channel has one',
		aliases: ['subject'],
		fix: 'Give the title as text.',
		when: forRules('appMessaging', 'email', 'fbMessenger', 'mms', 'nativePush', 'rcs', 'twitter'),
	}),
	templateId: text({
		more: true,
		label: 'Template ID',
		help: 'A template stored at Comapi, which makes the parts of the message',
		fix: 'Give the ID of the template as text.',
	}),
	messageParts: own<MessagePart[] | null>()('json', {
		more: true,
		label: 'Message Parts',
		help: 'Instead of Body: text, images, files or a WhatsApp template as a JSON array. Every part has a type, and data or the address of a file.',
		example: '[{ "type": "text/plain", "data": "Hello" }]',
		fallback: '[]',
	}),
	customBody: json({
		more: true,
		label: 'Custom Body',
		help: "A channel's own payload by channel, as one JSON object. It wins over Body and Message Parts, and its channel takes no options beside it.",
		example: '{ "sms": { "body": "Hello", "deliverAfter": "2031-01-15T10:30:00Z" } }',
		fix: 'Give one JSON object, such as { "sms": { "body": "Hello" } }.',
	}),
};

const delivery = {
	expiresOn: dateTime({
		more: true,
		label: 'Expires On',
		help: "After this time it is not delivered any more; for SMS at least a minute ahead. Without an offset the workflow's time zone applies. It travels as UTC.",
		aliases: ['expiresAt'],
	}),
	requireOptIn: flag({
		more: true,
		label: 'Require Opt-In',
		help: 'Whether to reject the message when the profile has not opted in to any of the channels',
		fallback: false,
	}),
	metadata: json({
		more: true,
		label: 'Metadata',
		help: 'Data of yours as one JSON object. It comes back in the answer, in every status and in every webhook.',
		example: '{ "orderId": 1234 }',
		fix: 'Give one JSON object, such as { "orderId": 1234 }.',
	}),
	sendCorrelationId: flag({
		more: true,
		label: 'Send Correlation ID',
		help: 'Whether the correlation ID travels in the metadata, so that receipts and replies can be told apart by it',
		fallback: true,
	}),
	conversationId: text({
		more: true,
		label: 'Conversation ID',
		help: 'Ties messages of one conversation together at Comapi, and at the channel if it can',
		fix: 'Give the ID of the conversation as text.',
	}),
	correlationId: id({
		more: true,
		label: 'Correlation ID',
		help: 'Your own ID of the message, different for every item. One is made if empty.',
	}),
};

export const form = {
	/** In order of preference. */
	rules: own<string[]>()('ranking', {
		label: 'Channel Rules',
		help: 'The channels to try, in order of preference. An expression may give an array, differ from item to item, and name a custom channel by its ID.',
		aliases: ['channel'],
		choices: [
			{ value: 'appMessaging', label: 'App Messaging', help: 'A message within your app' },
			{ value: 'email', label: 'Email' },
			{ value: 'fbMessenger', label: 'Facebook Messenger' },
			{ value: 'mms', label: 'MMS' },
			{ value: 'nativePush', label: 'Native Push', help: 'A push notification of your app' },
			{ value: 'rcs', label: 'RCS' },
			{ value: 'sms', label: 'SMS' },
			{ value: 'twitter', label: 'Twitter' },
			{ value: 'whatsApp', label: 'WhatsApp' },
		],
		fallback: ['sms'],
		add: 'Add Channel',
	}),
	...addresses,
	...words,
	...optionForms,
	channelOptions: json({
		more: true,
		label: 'Other Channel Options',
		help: "The vendor's channelOptions as one JSON object, for what has no field here; the fields win over it",
		fix: 'Give one JSON object, such as { "sms": { "from": "Shop" } }.',
	}),
	...delivery,
};

/** The fields of a message as they were read, each for itself. */
export type Fields = Filled<typeof form>;

/** What both ways to send show. */
export const messagePanel = {
	...declared(form, ['to', 'from', 'sendAt']),
	selector: 'rules',
	envelope,
	example: { rules: ['sms'], phoneNumber: '447700900123', body: 'Hello' },
};
