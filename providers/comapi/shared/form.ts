import { declared, dateTime, flag, id, json, mail, own, phone, text, VARIES_BY_ITEM } from '../../../core/input/form';
import type { Filled } from '../../../core/input/formReader';
import { optionForms } from './optionForms';
import type { MessagePart } from './values';

/** The channels for which a field is shown. A value applies to all channels: a channel's address may come from another field. */
const forRules = <const Rules extends readonly string[]>(...rules: Rules) => ({ rules }) as const;

/** On channels that address people by profile, the field is always visible. */
const addressed = { more: false, required: true };

const addresses = {
	/** One address: keys.ts decides for which channel. */
	to: own<null>()('text', {
		recipient: true,
		label: 'To',
		help: 'Phone number with country code. Comapi: phoneNumber.',
		example: '447700900123',
		required: true,
		uses: ['defaultCountry'],
		when: forRules('email', 'fbMessenger', 'mms', 'rcs', 'sms', 'whatsApp'),
		by: {
			email: { name: 'toEmail', help: 'Email address. Comapi: email.', example: 'ann@example.com', uses: [] },
			fbMessenger: { name: 'toMessenger', help: 'ID of the recipient at Facebook Messenger. Comapi: fbMessengerId.', example: '1234567890123456', uses: [] },
			[VARIES_BY_ITEM]: { help: 'Phone number with country code, or email address; others under Additional Fields. Comapi: phoneNumber, email.', example: '447700900123 or ann@example.com' },
		},
	}),
	phoneNumber: phone({
		recipient: true,
		more: true,
		label: 'Phone Number',
		help: 'Where rules try several channels and To is the email address. Comapi: phoneNumber.',
		example: '447700900123',
		when: forRules(),
	}),
	email: mail({
		recipient: true,
		more: true,
		label: 'Email',
		help: 'Where rules try several channels and To is the phone number. Comapi: email.',
		example: 'ann@example.com',
		when: forRules(),
	}),
	fbMessengerId: text({
		more: true,
		label: 'Messenger ID',
		help: 'ID of the recipient at Facebook Messenger. Comapi: fbMessengerId.',
		example: '1234567890123456',
		fix: 'Give the Messenger ID as text.',
		when: forRules(),
	}),
	profileId: text({
		more: true,
		label: 'Profile ID',
		help: 'Your own ID of the customer at Comapi, whose profile has the address. Comapi: profileId.',
		example: 'ann-1234',
		fix: 'Give the ID of the profile as text.',
		by: { appMessaging: addressed, nativePush: addressed },
	}),
	otherAddresses: json({
		more: true,
		label: 'Other Addresses',
		help: 'Addresses of custom channels as one JSON object, by the name of their ID field. Comapi: to.',
		example: '{ "loyaltyNumber": "123" }',
		fix: 'Give one JSON object, such as { "loyaltyNumber": "123" }.',
	}),
};

const atSight = { more: false };

const words = {
	subject: text({
		more: true,
		label: 'Subject',
		help: 'Subject of an email, title of a push notification, and the like. Comapi: title.',
		example: 'Your order is on its way',
		aliases: ['title'],
		fix: 'Give the subject as text.',
		when: forRules('appMessaging', 'email', 'fbMessenger', 'mms', 'nativePush', 'rcs', 'twitter'),
		by: { email: atSight, nativePush: atSight },
	}),
	text: own<string | null>()('text', {
		label: 'Text',
		help: 'The words of the message, with SMS up to 2,000 characters. Comapi: body.',
		hint: 'A merge field within an expression: {{ "{{profile.firstName" }}}}. In fixed text as it is: {{profile.firstName}}.',
		example: 'Hi Ann! Your order waits for you.',
		aliases: ['body'],
		uses: ['maxSegments'],
		lines: 4,
		/** Of an SMS: "SMS body: 2,000 characters". */
		longest: 2000,
	}),
	html: text({
		label: 'HTML',
		help: 'The email as HTML, beside Text as its plain text. Comapi: htmlBody.',
		example: '<p>Hi Ann!</p>',
		aliases: ['htmlBody'],
		fix: 'Give the HTML as text.',
		lines: 4,
		when: forRules('email'),
		by: { [VARIES_BY_ITEM]: { more: true } },
	}),
	from: text({
		label: 'From',
		help: 'Number, short code or name of 3 characters or more; Comapi picks a number if empty. Comapi: from.',
		example: 'Shop',
		fix: 'Give a number, a short code or a name of 3 characters or more.',
		when: forRules('mms', 'sms'),
	}),
	templateId: text({
		more: true,
		label: 'Template ID',
		help: 'A template stored at Comapi, which makes the parts of the message. Comapi: templateId.',
		example: 'order-shipped',
		fix: 'Give the ID of the template as text.',
	}),
	messageParts: own<MessagePart[] | null>()('json', {
		more: true,
		label: 'Message Parts',
		help: 'Instead of Text: text, images, files or a WhatsApp template as a JSON array. Comapi: messageParts.',
		example: '[{ "type": "text/plain", "data": "Hello" }]',
		fallback: '[]',
	}),
	customBody: json({
		more: true,
		label: 'Custom Body',
		help: "A channel's own payload as one JSON object, by channel; it wins over Text and Message Parts. Comapi: customBody.",
		example: '{ "sms": { "body": "Hello", "deliverAfter": "2031-01-15T10:30:00Z" } }',
		fix: 'Give one JSON object, such as { "sms": { "body": "Hello" } }.',
	}),
};

const delivery = {
	expiresAt: dateTime({
		more: true,
		label: 'Expires At',
		help: "After this time, in the workflow's time zone, it is no longer delivered; for SMS at least a minute ahead. Comapi: expiresOn.",
		aliases: ['expiresOn'],
	}),
	requireOptIn: flag({
		more: true,
		label: 'Require Opt-In',
		help: 'Whether to reject the message when the profile has not opted in to any of the channels. Comapi: requireOptIn.',
		fallback: false,
	}),
	metadata: json({
		more: true,
		label: 'Metadata',
		help: 'Data of yours as one JSON object, which comes back in every status and webhook. Comapi: metadata.',
		example: '{ "orderId": 1234 }',
		fix: 'Give one JSON object, such as { "orderId": 1234 }.',
	}),
	sendCorrelationId: flag({
		more: true,
		label: 'Send Correlation ID',
		help: 'Whether to send the correlation ID in the metadata, so that receipts and replies can be matched by it',
		fallback: true,
	}),
	conversationId: text({
		more: true,
		label: 'Conversation ID',
		help: 'Ties messages of one conversation together at Comapi, and at the channel if it can. Comapi: conversationId.',
		example: 'order-10001',
		fix: 'Give the ID of the conversation as text.',
	}),
	correlationId: id({
		more: true,
		label: 'Correlation ID',
		help: 'Your own ID of the message; one is made if empty. Comapi: metadata.',
		example: 'order-10001',
	}),
};

export const form = {
	/** In order of preference. */
	rules: own<string[]>()('ranking', {
		label: 'Channel Rules',
		help: 'The channels to try, in order of preference. If they vary, the column rules or channel of each item says it. Comapi: rules.',
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
		help: 'For what has no field here, as one JSON object; the fields win over it. Comapi: channelOptions.',
		example: '{ "sms": { "from": "Shop" } }',
		fix: 'Give one JSON object, such as { "sms": { "from": "Shop" } }.',
	}),
	...delivery,
};

/** The fields of a message, each read on its own. */
export type Fields = Filled<typeof form>;

/** The panel of both sends. */
export const messagePanel = {
	...declared(form, ['sendAt']),
	selector: 'rules',
	/** Each channel's options hold its sender, and JSON that travels unchanged may hold one, too. */
	envelope: { sender: ['from', ...Object.keys(optionForms), 'channelOptions', 'customBody'], copies: [] },
	example: { rules: ['sms'], to: '447700900123', text: 'Hello' },
};
