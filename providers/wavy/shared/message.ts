import { smsText } from '../../../core/input/fields';
import { formReader, type Filled } from '../../../core/input/formReader';
import { remember } from '../../../core/input/remember';
import { object, refuse, type Reader } from '../../../core/input/schema';
import type { ReadSettings } from '../../../core/input/settings';
import { isZone } from '../../../core/input/time';
import type { Draft } from '../../../core/send/message';
import { hasStoredText, withChoices } from './choices';
import { wordsForm } from './form';
import { timing, type When } from './times';
import type { TimesOnTheWire } from './timing';
import { isGiven, parameterMap } from './values';

/** The values of one message. In a bulk they are in `messages` or in `defaultValues`. */
export type SmsItem = ReturnType<typeof itemOf>;

/** The values of a whole request. Within the messages of a bulk Wavy silently discards them. */
export type SmsRequest = ReturnType<typeof requestOptions>;

/** One SMS, without destination and correlation id. */
export interface Sms {
	item: SmsItem;
	flashSMS: boolean;
	request: SmsRequest;
	/** Whether our correlation id travels with it. */
	sendCorrelationId: boolean;
}

/** Reads the fields of one SMS. Its dates are in the zone that the message itself names, so there is one reader per zone. */
export function messageReader(settings: ReadSettings): Reader<Draft<Sms>> {
	const words = formReader(wordsForm, settings, { text: textReader(settings), params: parameterMap() });
	const times = new Map<string, Reader<When>>();
	return (given) => {
		const chosen = withChoices(object(given));
		const name = String(chosen.timeZone ?? '').trim();
		const zone = isZone(name) ? name : settings.timeZone;
		const timesIn = remember(times, zone, () => timing({ ...settings, timeZone: zone }));
		if (!isGiven(chosen.text) && !hasStoredText(chosen)) refuse('is missing', 'Give the text of the message, or a template or flow that has one.', 'text');
		return toDraft(words(chosen), timesIn(chosen));
	};
}

/** Null if a template or a flow has the text. */
function textReader(settings: ReadSettings) {
	const read = smsText(settings, wordsForm.text.longest);
	return (given: unknown) => (isGiven(given) ? read(given) : null);
}

type Words = Filled<typeof wordsForm>;

function toDraft(words: Words, when: When): Draft<Sms> {
	const { to, correlationId, text, flashSMS, sendCorrelationId } = words;
	return {
		channel: 'sms',
		recipient: to,
		correlationId,
		scheduledAt: when.scheduledAt,
		...(text && { text: text.text, segments: text.segments }),
		warnings: [...when.warnings],
		content: {
			item: itemOf(words),
			flashSMS,
			request: requestOptions(words, when.wire),
			sendCorrelationId,
		},
	};
}

/** Under the vendor's names, without empty fields. */
function itemOf(words: Words) {
	const { text, params, templateId } = words;
	return {
		...(text && { messageText: text.text }),
		...(params && Object.keys(params).length > 0 && { params }),
		...(templateId !== null && { templateId }),
		...filled({ templateName: words.templateName, extraInfo: words.extraInfo }),
	};
}

function requestOptions(words: Words, times: TimesOnTheWire) {
	return { ...times, ...filled({ campaignAlias: words.campaignAlias, flowId: words.flowId, subAccount: words.subAccount }) };
}

function filled<Names extends string>(fields: Record<Names, string | null | undefined>): Partial<Record<Names, string>> {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => isGiven(value))) as Partial<Record<Names, string>>;
}
