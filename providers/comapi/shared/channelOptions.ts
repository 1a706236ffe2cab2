import { describe, field, type Field } from '../../../core/input/fields';
import { asFlag, fromJsonText, isObject, type JsonObject } from './values';

/** A collection of the node's, and the channel it belongs to. Any object in it is the vendor's `channelOptions.<rule>`. */
interface OptionsField {
	rule: string;
	options: Field<JsonObject | null>;
}

type Entry = 'text' | 'flag' | 'object' | ((value: unknown) => unknown);

const smsEntries: Record<string, Entry> = {
	from: 'text',
	allowUnicode: 'flag',
	convertUnicodeToGsm: 'flag',
	customReplacements: replacements,
};

/** Every collection of channel options by its field's name. Source: OpenAPI 1.3.1, `channelOptions`; of email the v1.5 channel page. */
export const OPTION_FIELDS: Readonly<Record<string, OptionsField>> = {
	appMessagingOptions: {
		rule: 'appMessaging',
		options: read({ profileId: 'text', name: 'text', avatarUrl: 'text' }, (from) => ({ from })),
	},
	emailOptions: { rule: 'email', options: read({ fromName: 'text', htmlBody: 'text' }) },
	messengerOptions: { rule: 'fbMessenger', options: read({ messageTag: 'text', messagingType: 'text' }) },
	mmsOptions: { rule: 'mms', options: read(smsEntries, toSms) },
	pushOptions: {
		rule: 'nativePush',
		options: read(
			{ fcmData: 'object', apnsData: 'object', isSilent: 'flag', trackingLink: 'text', fcmUrl: 'text', apnsUrl: 'text' },
			toPush,
		),
	},
	rcsOptions: { rule: 'rcs', options: read({ agentId: 'text' }) },
	smsOptions: { rule: 'sms', options: read(smsEntries, toSms) },
	whatsAppOptions: { rule: 'whatsApp', options: read({ phoneNumber: 'text', enableUrlPreview: 'flag' }) },
};

function read(entries: Record<string, Entry>, toWire: (given: JsonObject) => JsonObject = (given) => given): Field<JsonObject | null> {
	const known = Object.entries(entries);
	return field((value, refuse) => {
		if (value === undefined || value === null || value === '') return null;
		const given = fromJsonText(value);
		if (!isObject(given)) return refuse(`is ${describe(value)}, which is no JSON object`, `Its keys are ${Object.keys(entries).join(', ')}.`);
		const kept: JsonObject = {};
		for (const [name, entry] of known) {
			const one = given[name];
			if (one === undefined || one === null || one === '') continue;
			const worth = valueOf(entry, one);
			if (worth === undefined) return refuse(`has ${name} ${describe(one)}`, `Give ${name} as ${typeof entry === 'string' ? NOUNS[entry] : 'a list of from and to'}.`);
			kept[name] = worth;
		}
		if (Object.keys(kept).length === 0) return null;
		const options = toWire(kept);
		return Object.keys(options).length === 0 ? null : options;
	});
}

const NOUNS = { text: 'text', flag: 'true or false', object: 'a JSON object' };

/** Undefined for what is none. */
function valueOf(entry: Entry, value: unknown): unknown {
	if (typeof entry === 'function') return entry(value);
	if (entry === 'flag') return asFlag(value) ?? undefined;
	if (entry === 'text') return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : undefined;
	const given = fromJsonText(value);
	return isObject(given) ? given : undefined;
}

/** A list of pairs, as such or as n8n's collection gives it. */
function replacements(value: unknown): unknown {
	const list = isObject(value) ? (value.replacement ?? []) : fromJsonText(value);
	if (!Array.isArray(list) || !list.every((pair) => isObject(pair) && typeof pair.from === 'string')) return undefined;
	return list.map((pair: JsonObject) => ({ from: pair.from, to: pair.to ?? '' }));
}

function toSms({ convertUnicodeToGsm, customReplacements, ...options }: JsonObject): JsonObject {
	const list = (customReplacements ?? []) as unknown[];
	const unicodeConversion = {
		...(convertUnicodeToGsm !== undefined && { convertUnicodeToGsm }),
		...(list.length > 0 && { customReplacements: list }),
	};
	return { ...options, ...(Object.keys(unicodeConversion).length > 0 && { unicodeConversion }) };
}

function toPush({ fcmData, apnsData, isSilent, trackingLink, fcmUrl, apnsUrl }: JsonObject): JsonObject {
	const data = { ...(fcmData !== undefined && { fcm: fcmData }), ...(apnsData !== undefined && { apns: apnsData }), ...(isSilent !== undefined && { isSilent }) };
	const deepLink = {
		...(trackingLink !== undefined && { trackingLink }),
		...(fcmUrl !== undefined && { fcm: { url: fcmUrl } }),
		...(apnsUrl !== undefined && { apns: { url: apnsUrl } }),
	};
	return { ...(Object.keys(data).length > 0 && { data }), ...(Object.keys(deepLink).length > 0 && { deepLink }) };
}
