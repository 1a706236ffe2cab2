import { formReader, type Filled } from '../../../core/input/formReader';
import { object, type Reader } from '../../../core/input/schema';
import type { ReadSettings } from '../../../core/input/settings';
import type { Draft } from '../../../core/send/message';
import { withChoices } from './choices';
import { wordsForm } from './form';
import { timing, type When } from './times';
import { isZone, type TimesOnTheWire } from './timing';
import { isGiven, parameterMap } from './values';

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

/** Reads the fields of one SMS. Its dates are in the zone that the message itself names, so there is a reader a zone. */
export function messageReader(settings: ReadSettings): Reader<Draft<Sms>> {
	const words = formReader(wordsForm, settings, { params: parameterMap() });
	const times = new Map<string, Reader<When>>();
	return (given) => {
		const chosen = withChoices(object(given));
		const zone = isZone(chosen.timeZone) ? chosen.timeZone.trim() : settings.timeZone;
		const timesIn = times.get(zone) ?? timing({ ...settings, timeZone: zone });
		times.set(zone, timesIn);
		return toDraft(words(chosen), timesIn(chosen));
	};
}

type Words = Filled<typeof wordsForm>;

function toDraft(words: Words, when: When): Draft<Sms> {
	const { destination, correlationId, messageText, flashSMS, sendCorrelationId, campaignAlias, flowId, subAccount } = words;
	return {
		channel: 'sms',
		recipient: destination,
		correlationId,
		scheduledAt: when.scheduledAt,
		...(messageText && { text: messageText.text, segments: messageText.segments }),
		warnings: [...when.warnings],
		content: {
			item: itemOf(words),
			flashSMS,
			request: { ...when.wire, ...filled({ campaignAlias, flowId, subAccount }) },
			sendCorrelationId,
		},
	};
}

/** The text's source and what comes back with the status; the flow belongs to the whole request. */
function itemOf({ messageText, params, templateId, templateName, extraInfo }: Words): SmsItem {
	return {
		...(messageText && { messageText: messageText.text }),
		...(params && Object.keys(params).length > 0 && { params }),
		...(templateId !== null && { templateId }),
		...(templateName !== null && { templateName }),
		...(extraInfo !== null && { extraInfo }),
	};
}

function filled<Names extends string>(fields: Record<Names, string | null | undefined>): Partial<Record<Names, string>> {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => isGiven(value))) as Partial<Record<Names, string>>;
}
