import { flag, json, own, text, type Form } from '../../../core/input/form';
import type { JsonObject } from './values';

const word = (label: string, help: string, example?: string, lines?: number) => text({ label, help, fix: `Give ${label} as text.`, ...(example && { example }), ...(lines && { lines }) });
const object = (label: string, help: string) => json({ label, help, fix: `Give ${label} as a JSON object.` });
const yesOrNo = (label: string, help: string) => flag({ label, help, fallback: false });

/** Options of one channel: the vendor's `channelOptions.<rule>`, shown where a rule names the channel. */
const options = <const Rule extends string, const Fields extends Form>(label: string, rule: Rule, fields: Fields) =>
	own<JsonObject | null>()('group', {
		label,
		more: true,
		help: `How ${label.replace(/ Options$/, '')} sends the message; not together with a custom body of this channel`,
		add: 'Add option',
		when: { rules: [rule] },
		fields,
	});

const smsFields = {
	allowUnicode: yesOrNo('Allow Unicode', 'Whether characters outside the GSM alphabet may be sent, which makes the text cost more parts'),
	convertUnicodeToGsm: yesOrNo('Convert Unicode to GSM', 'Whether some characters outside the GSM alphabet are turned into others within it'),
	customReplacements: own<unknown[]>()('rows', {
		label: 'Custom Replacements',
		help: 'Characters to replace by others of your choice',
		add: 'Add Replacement',
		row: ['replacement', 'Replacement'],
		fields: {
			from: word('From', 'Character that is replaced', 'œ'),
			to: word('To', 'What stands there instead', 'oe'),
		},
	}),
	/** The message's own, see keys.ts. */
	from: text({ label: 'From', hidden: true, fix: 'Give From as text.' }),
};

/** A group for every channel that has options, by its key. Sources: OpenAPI 1.3.1, `channelOptions`; for email the v1.5 channel page. */
export const optionForms = {
	appMessagingOptions: options('App Messaging Options', 'appMessaging', {
		avatarUrl: word('Sender Avatar URL', 'Picture shown beside the message', 'https://example.com/avatar.png'),
		name: word('Sender Name', 'Name shown beside the message'),
		profileId: word('Sender Profile ID', 'The profile the message comes from'),
	}),
	emailOptions: options('Email Options', 'email', {
		fromName: word('From Name', 'Name the email comes from', 'The Shop'),
		/** The message's own, see keys.ts. */
		htmlBody: text({ label: 'HTML', hidden: true, lines: 4, fix: 'Give the HTML as text.' }),
	}),
	messengerOptions: options('Messenger Options', 'fbMessenger', {
		messageTag: word('Message Tag', 'One of the tags Facebook allows outside the 24-hour window', 'ACCOUNT_UPDATE'),
		messagingType: word('Messaging Type', "Facebook's messaging_type", 'RESPONSE'),
	}),
	mmsOptions: options('MMS Options', 'mms', smsFields),
	pushOptions: options('Push Options', 'nativePush', {
		apnsData: object('APNs Data', 'Data for your app on Apple devices, as one JSON object'),
		apnsUrl: word('APNs Deep Link', 'URL that is opened on Apple devices'),
		fcmData: object('FCM Data', 'Data for your app on Android devices, as one JSON object'),
		fcmUrl: word('FCM Deep Link', 'URL that is opened on Android devices'),
		isSilent: yesOrNo('Silent', "Whether to set the vendor's isSilent flag, whose meaning its own page leaves open"),
		trackingLink: word('Tracking Link', 'URL that is called when the notification is opened'),
	}),
	rcsOptions: options('RCS Options', 'rcs', { agentId: word('Agent ID', 'The RCS agent the message comes from') }),
	smsOptions: options('SMS Options', 'sms', smsFields),
	whatsAppOptions: options('WhatsApp Options', 'whatsApp', {
		enableUrlPreview: yesOrNo('Enable URL Preview', 'Whether WhatsApp shows a preview of a link in the text'),
		phoneNumber: word('Sender Phone Number', "Number the message comes from. Without it the channel's own.", '447700900001'),
	}),
};
