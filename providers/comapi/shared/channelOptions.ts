import { fromJson, groupReader, isEmpty } from '../../../core/input/formReader';
import { describe, isObject, reader, type Reader } from '../../../core/input/schema';
import { optionForms } from './optionForms';
import type { JsonObject } from './values';

type OptionsKey = keyof typeof optionForms;

/** A list of pairs, plain or as n8n's rows give it. */
const customReplacements: Reader<unknown[]> = reader((value, refuse) => {
	const list = isObject(value) ? (value.replacement ?? []) : fromJson(value);
	if (Array.isArray(list) && list.every((pair) => isObject(pair) && typeof pair.from === 'string')) return list.map((pair: JsonObject) => ({ from: pair.from, to: pair.to ?? '' }));
	return refuse(`is ${describe(value)}, not a list of pairs`, 'Give Custom Replacements as a list of from and to.');
});

/** The layout of a group on the wire, if it differs from the form. */
const ON_WIRE: Partial<Record<OptionsKey, (given: JsonObject) => JsonObject>> = {
	appMessagingOptions: (from) => ({ from }),
	mmsOptions: toSms,
	pushOptions: toPush,
	smsOptions: toSms,
};

/** The readers of the options of all channels. */
export const optionReaders = Object.fromEntries(Object.keys(optionForms).map((key) => [key, readerOf(key as OptionsKey)])) as Record<OptionsKey, Reader<JsonObject | null>>;

/** The options that a message has, by the rule of their channel. */
export function optionsByRule(given: Record<OptionsKey, JsonObject | null>): Record<string, JsonObject> {
	const found = (Object.keys(optionForms) as OptionsKey[]).flatMap((key) => (given[key] ? [[optionForms[key].when.rules[0], given[key]] as const] : []));
	return Object.fromEntries(found);
}

function readerOf(key: OptionsKey): Reader<JsonObject | null> {
	const read = groupReader(optionForms[key].fields, { customReplacements });
	const toWire = ON_WIRE[key] ?? ((given) => given);
	return (value) => {
		if (isEmpty(value)) return null;
		const given = read(value);
		const options = Object.keys(given).length === 0 ? {} : toWire(given);
		return Object.keys(options).length === 0 ? null : options;
	};
}

function toSms({ convertUnicodeToGsm, customReplacements: given, ...options }: JsonObject): JsonObject {
	const list = (given ?? []) as unknown[];
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
