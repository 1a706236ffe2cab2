import type { INodeProperties } from 'n8n-workflow';

const text = (displayName: string, name: string, description: string, placeholder = ''): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	description,
	...(placeholder && { placeholder }),
});

const json = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'json',
	default: '{}',
	description,
});

const flag = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'boolean',
	default: false,
	description,
});

const collection = (displayName: string, name: string, rule: string, options: INodeProperties[]): INodeProperties => ({
	displayName,
	name,
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	description: `How ${displayName.replace(/ Options$/, '')} sends the message; not together with a custom body of this channel`,
	options,
	displayOptions: { show: { rules: [rule] } },
});

const smsFields: INodeProperties[] = [
	flag('Allow Unicode', 'allowUnicode', 'Whether characters outside the GSM alphabet may be sent, which makes the text cost more parts'),
	flag('Convert Unicode to GSM', 'convertUnicodeToGsm', 'Whether some characters outside the GSM alphabet are turned into others within it'),
	{
		displayName: 'Custom Replacements',
		name: 'customReplacements',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Replacement' },
		default: {},
		description: 'Characters to replace by others of your choice',
		options: [
			{
				displayName: 'Replacement',
				name: 'replacement',
				values: [
					text('From', 'from', 'Character that is replaced', 'e.g. œ'),
					text('To', 'to', 'What stands there instead', 'e.g. oe'),
				],
			},
		],
	},
	text('From', 'from', 'Number, short code or name of 3 characters or more. Without it the provider picks a number.', 'e.g. Comapi'),
];

/** One collection for every channel that has options, shown where a rule names the channel; alphabetical. */
export const optionFields: INodeProperties[] = [
	collection('App Messaging Options', 'appMessagingOptions', 'appMessaging', [
		text('Sender Avatar URL', 'avatarUrl', 'Picture shown beside the message', 'e.g. https://example.com/avatar.png'),
		text('Sender Name', 'name', 'Name shown beside the message'),
		text('Sender Profile ID', 'profileId', 'The profile the message comes from'),
	]),
	collection('Email Options', 'emailOptions', 'email', [
		text('From Name', 'fromName', 'Name the email comes from', 'e.g. The Shop'),
		{
			...text('HTML Body', 'htmlBody', 'The email as HTML; Body is its plain text and Title its subject'),
			typeOptions: { rows: 4 },
		},
	]),
	collection('Messenger Options', 'messengerOptions', 'fbMessenger', [
		text('Message Tag', 'messageTag', 'One of the tags Facebook allows outside the 24-hour window', 'e.g. ACCOUNT_UPDATE'),
		text('Messaging Type', 'messagingType', "Facebook's messaging_type", 'e.g. RESPONSE'),
	]),
	collection('MMS Options', 'mmsOptions', 'mms', smsFields),
	collection('Push Options', 'pushOptions', 'nativePush', [
		json('APNs Data', 'apnsData', 'Data for your app on Apple devices, as one JSON object'),
		text('APNs Deep Link', 'apnsUrl', 'URL that is opened on Apple devices'),
		json('FCM Data', 'fcmData', 'Data for your app on Android devices, as one JSON object'),
		text('FCM Deep Link', 'fcmUrl', 'URL that is opened on Android devices'),
		flag('Silent', 'isSilent', "Whether to set the vendor's isSilent flag, whose meaning its own page leaves open"),
		text('Tracking Link', 'trackingLink', 'URL that is called when the notification is opened'),
	]),
	collection('RCS Options', 'rcsOptions', 'rcs', [text('Agent ID', 'agentId', 'The RCS agent the message comes from')]),
	collection('SMS Options', 'smsOptions', 'sms', smsFields),
	collection('WhatsApp Options', 'whatsAppOptions', 'whatsApp', [
		flag('Enable URL Preview', 'enableUrlPreview', 'Whether WhatsApp shows a preview of a link in the text'),
		text('Sender Phone Number', 'phoneNumber', "Number the message comes from. Without it the channel's own.", 'e.g. 447700900001'),
	]),
	json('Other Channel Options', 'channelOptions', "The vendor's channelOptions as one JSON object, for what has no field here; the fields win over it"),
];
