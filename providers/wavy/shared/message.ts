import { describe, field, integer, object, oneOf, optionalText, phone, shape, smsText, text, type Field } from '../../../core/input/fields';
import type { ReadSettings } from '../../../core/input/settings';
import type { Draft } from '../../../core/send/message';
import { withChoices } from './choices';
import { timing, type When } from './times';
import { isZone, type TimesOnTheWire } from './timing';
import { flag, isGiven, parameterMap } from './values';

/** "max 1280 chars", "max 64 chars", "max 255 chars": the vendor's page, fields of the request. */
const LONGEST = { messageText: 1280, correlationId: 64, extraInfo: 255 };

/** What belongs to one message; in a bulk it stands in `messages`, or in `defaultValues`. Under the vendor's names. */
export interface SmsItem {
	messageText?: string;
	params?: Record<string, string>;
	templateId?: number;
	templateName?: string;
	extraInfo?: string;
}

/** What belongs to a whole request: inside a bulk's messages the vendor discards it without a word. */
export interface SmsRequest extends TimesOnTheWire {
	campaignAlias?: string;
	flowId?: string;
	subAccount?: string;
}

/** One SMS, without destination and correlation id. */
export interface Sms {
	item: SmsItem;
	flashSMS: boolean;
	request: SmsRequest;
	/** Whether our correlation id travels with it. */
	sendCorrelationId: boolean;
}

/**
 * Reads the fields of one SMS. The dates are read in the zone the message itself names, so there is a reader a zone.
 */
export function messageReader(settings: ReadSettings): Field<Draft<Sms>> {
	const readers = new Map<string, ReturnType<typeof readersIn>>();
	return (given) => {
		const chosen = withChoices(object(given));
		const zone = isZone(chosen.timeZone) ? chosen.timeZone.trim() : settings.timeZone;
		const parts = readers.get(zone) ?? readersIn({ ...settings, timeZone: zone });
		readers.set(zone, parts);
		return toDraft(parts.common(chosen), parts.words(chosen), parts.timing(chosen));
	};
}

function readersIn(settings: ReadSettings) {
	return { common: common(settings), words: words(settings), timing: timing(settings) };
}

function toDraft(fields: ReturnType<ReturnType<typeof common>>, { item, segments, flowId }: Words, when: When): Draft<Sms> {
	const { campaignAlias, subAccount, extraInfo, flashSMS, sendCorrelationId } = fields;
	return {
		channel: 'sms',
		recipient: fields.destination,
		correlationId: fields.correlationId,
		scheduledAt: when.scheduledAt,
		...(segments && { segments }),
		warnings: [...when.warnings],
		content: {
			item: extraInfo === null ? item : { ...item, extraInfo },
			flashSMS,
			request: { ...when.wire, ...filled({ campaignAlias, flowId, subAccount }) },
			sendCorrelationId,
		},
	};
}

function common(settings: ReadSettings) {
	return shape({
		destination: phone(settings),
		correlationId: optionalText('Give an ID of at most 64 characters, or leave it empty and one is made.', LONGEST.correlationId),
		sendCorrelationId: flag(true),
		extraInfo: optionalText('Give a text of at most 255 characters, or leave it empty.', LONGEST.extraInfo),
		campaignAlias: optionalText('Give the alias as text, or leave it empty.'),
		subAccount: optionalText('Give the sub-account as text, or leave it empty.'),
		flashSMS: flag(false),
		timeZone: zoneName(),
	});
}

/** Where the text comes from: the vendor takes it from one place. */
function words(settings: ReadSettings) {
	const read = oneOf('textFrom', {
		text: { messageText: smsText(settings, LONGEST.messageText) },
		flow: { flowId: text('Give the ID of the bot flow.'), params: parameterMap() },
		templateId: { templateId: integer('Give the number of the template, such as 123.') },
		templateName: { templateName: text('Give the name of the template.') },
	});
	return (given: unknown): Words => wordsOf(read(given));
}

type Given =
	| { textFrom: 'text'; messageText: { text: string; segments: Draft<Sms>['segments'] } }
	| { textFrom: 'flow'; flowId: string; params: Record<string, string> }
	| { textFrom: 'templateId'; templateId: number }
	| { textFrom: 'templateName'; templateName: string };

/** The source as it stands in a message, and the flow, which belongs to the whole request. */
interface Words {
	item: SmsItem;
	segments?: Draft<Sms>['segments'];
	flowId?: string;
}

function wordsOf(given: Given): Words {
	if (given.textFrom === 'text') return { item: { messageText: given.messageText.text }, segments: given.messageText.segments };
	if (given.textFrom === 'templateId') return { item: { templateId: given.templateId } };
	if (given.textFrom === 'templateName') return { item: { templateName: given.templateName } };
	const { flowId, params } = given;
	return { flowId, item: Object.keys(params).length > 0 ? { params } : {} };
}

function zoneName(): Field<string | null> {
	return field((value, refuse) => {
		if (!isGiven(value)) return null;
		return isZone(value) ? value.trim() : refuse(`is ${describe(value)}, which is no time zone`, 'Give a name such as America/Sao_Paulo.');
	});
}

function filled<Names extends string>(fields: Record<Names, string | null | undefined>): Partial<Record<Names, string>> {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => isGiven(value))) as Partial<Record<Names, string>>;
}
