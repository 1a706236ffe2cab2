import { DateTime } from 'luxon';

import { describe, field, integer, optionalDateTime, optionalText, phone, smsText, text, type Field } from '../../../core/fields';
import type { Draft } from '../../../core/message';
import type { ReadSettings } from '../../../core/operation';
import { z } from '../../../vendor/zod';
import { withChoices } from './choices';
import { ambiguousField, isZone, startOf, timesOnTheWire, timeWarnings, type Times, type TimesOnTheWire } from './timing';
import { atMost, flag, hours, isGiven, minutes, parameterMap } from './values';

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

/** Reads the fields of one SMS. The dates are read in the zone the message itself names, so there is a schema a zone. */
export function messageSchema(settings: ReadSettings): Field<Draft<Sms>> {
	const byZone = new Map<string, Field<Draft<Sms>>>();
	return z.unknown().transform((given, context) => {
		const named = (given as { timeZone?: unknown } | null)?.timeZone;
		const zone = isZone(named) ? named.trim() : settings.timeZone;
		const schema = byZone.get(zone) ?? schemaIn({ ...settings, timeZone: zone });
		byZone.set(zone, schema);
		const parsed = schema.safeParse(given);
		if (parsed.success) return parsed.data;
		parsed.error.issues.forEach((issue) => context.addIssue(issue));
		return z.NEVER;
	});
}

function schemaIn(settings: ReadSettings): Field<Draft<Sms>> {
	const fields = common(settings).and(words(settings)).and(times(settings));
	const now = DateTime.fromMillis(settings.now, { zone: settings.timeZone });
	return z.preprocess(
		withChoices,
		fields.transform((given, context): Draft<Sms> => {
			const { words: { segments, flowId, item }, times: when } = given;
			const ambiguous = ambiguousField(when, settings.timeZone);
			if (ambiguous) return refuseAmbiguous(ambiguous, settings.timeZone, context);
			return {
				channel: 'sms',
				recipient: given.destination,
				correlationId: given.correlationId,
				scheduledAt: startOf(when, now),
				...(segments && { segments }),
				warnings: timeWarnings(when, now),
				content: {
					item: { ...item, ...(given.extraInfo !== null && { extraInfo: given.extraInfo }) },
					flashSMS: given.flashSMS,
					request: { ...timesOnTheWire(when, settings.timeZone), ...filled({ campaignAlias: given.campaignAlias, flowId, subAccount: given.subAccount }) },
					sendCorrelationId: given.sendCorrelationId,
				},
			};
		}),
	);
}

function common(settings: ReadSettings) {
	const short = (name: 'correlationId' | 'extraInfo', fix: string) => atMost(optionalText(fix), LONGEST[name], (value) => value, fix);
	return z.object({
		destination: phone(settings),
		correlationId: short('correlationId', 'Give an ID of at most 64 characters, or leave it empty and one is made.'),
		sendCorrelationId: flag(true),
		extraInfo: short('extraInfo', 'Give a text of at most 255 characters, or leave it empty.'),
		campaignAlias: optionalText('Give the alias as text, or leave it empty.'),
		subAccount: optionalText('Give the sub-account as text, or leave it empty.'),
		flashSMS: flag(false),
		timeZone: zoneName(),
	});
}

/** Where the text comes from: the vendor takes it from one place. */
function words(settings: ReadSettings) {
	const messageText = atMost(smsText(settings), LONGEST.messageText, (value) => value.text, 'Shorten the text to 1,280 characters.');
	return z
		.discriminatedUnion('textFrom', [
			z.object({ textFrom: z.literal('text'), messageText }),
			z.object({ textFrom: z.literal('flow'), flowId: text('Give the ID of the bot flow.'), params: parameterMap() }),
			z.object({ textFrom: z.literal('templateId'), templateId: integer('Give the number of the template, such as 123.') }),
			z.object({ textFrom: z.literal('templateName'), templateName: text('Give the name of the template.') }),
		])
		.transform((given) => ({ words: wordsOf(given) }));
}

type Given =
	| { textFrom: 'text'; messageText: { text: string; segments: Draft<Sms>['segments'] } }
	| { textFrom: 'flow'; flowId: string; params: Record<string, string> }
	| { textFrom: 'templateId'; templateId: number }
	| { textFrom: 'templateName'; templateName: string };

function wordsOf(given: Given): { item: SmsItem; segments?: Draft<Sms>['segments']; flowId?: string } {
	if (given.textFrom === 'text') return { item: { messageText: given.messageText.text }, segments: given.messageText.segments };
	if (given.textFrom === 'templateId') return { item: { templateId: given.templateId } };
	if (given.textFrom === 'templateName') return { item: { templateName: given.templateName } };
	const { flowId, params } = given;
	return { flowId, item: Object.keys(params).length > 0 ? { params } : {} };
}

/** Both trios, each one choice, and the hours. */
function times(settings: ReadSettings) {
	const start = z.discriminatedUnion('start', [
		z.object({ start: z.literal('now') }),
		z.object({ start: z.literal('at'), scheduledDate: dateTime(settings) }),
		z.object({ start: z.literal('delay'), delayedInMinutes: minutes() }),
	]);
	const expiry = z.discriminatedUnion('expiry', [
		z.object({ expiry: z.literal('none') }),
		z.object({ expiry: z.literal('at'), expiresDate: dateTime(settings) }),
		z.object({ expiry: z.literal('after'), expiresInMinutes: minutes() }),
	]);
	const all = start.and(expiry).and(z.object({ timeWindow: hours() }));
	return all.transform((given): { times: Times } => ({ times: given }));
}

/** A date-time that was chosen, and so must be there. */
function dateTime(settings: ReadSettings): Field<DateTime> {
	const missing = { message: 'is missing', params: { fix: 'Give a date-time such as 2031-01-15T10:30:00.' } };
	return optionalDateTime(settings).refine((time): time is DateTime => time !== null, missing);
}

function zoneName(): Field<string | null> {
	return field((value, refuse) => {
		if (!isGiven(value)) return null;
		return isZone(value) ? value.trim() : refuse(`is ${describe(value)}, which is no time zone`, 'Give a name such as America/Sao_Paulo.');
	});
}

function refuseAmbiguous(name: string, zone: string, context: z.RefinementCtx): never {
	context.addIssue({
		code: 'custom',
		path: [name],
		message: `falls into the hour that clocks in ${zone} show twice, which cannot be told together with Time Window`,
		params: { fix: 'Move it by an hour, or leave Time Window empty.' },
	});
	return z.NEVER;
}

function filled<Names extends string>(fields: Record<Names, string | null | undefined>): Partial<Record<Names, string>> {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => isGiven(value))) as Partial<Record<Names, string>>;
}
