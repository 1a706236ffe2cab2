import type { DateTime } from 'luxon';

import { attempt, Refusal, refuse, type Field } from '../../../core/input/fields';
import type { Segments } from '../../../core/input/segments';
import type { ReadSettings } from '../../../core/input/settings';
import { clockAdvice, utcSeconds } from '../../../core/input/time';
import type { Draft } from '../../../core/send/message';
import { reach } from './addresses';
import { channelOf } from './channels';
import { CORRELATION_KEY, type Content } from './content';
import type { Complain, Given } from './given';
import { readSchedule } from './schedule';
import { isObject, type JsonObject } from './values';

/** "SMS body: 2,000 characters". */
const LONGEST_SMS = 2000;
/** `from` of SMS and MMS: minLength 3. */
const SHORTEST_SENDER = 3;
/** "1 minute is the minimum validity for an SMS expiry." */
const SHORTEST_EXPIRY_MS = 60_000;

type SmsText = Field<{ text: string; segments: Segments }>;

/**
 * Reads what the fields of a message say together, and writes the message. Every complaint makes it none.
 * @param sms reads a text that SMS carries, with the ceiling of its parts
 */
export function toDraft(given: Given, settings: ReadSettings, sms: SmsText): Draft<Content> {
	const complain: Complain = (name, what, fix) => refuse(what, fix, name);
	const { to, recipient, warnings } = reach(given, complain);
	const channelOptions = mergedOptions(given, complain);
	checkContent(given, channelOptions, complain);
	const segments = checkSms(given, sms, complain);
	const schedule = readSchedule(given.customBody, settings, complain);
	const correlationId = ownId(given, complain);
	const words = [given.title, given.body].filter((part) => part !== null).join('\n\n');
	const content = compact({
		to,
		rules: given.rules,
		body: given.body,
		title: given.title,
		templateId: given.templateId,
		messageParts: given.messageParts,
		customBody: schedule.customBody,
		channelOptions,
		conversationId: given.conversationId,
		expiresOn: given.expiresOn && utcSeconds(given.expiresOn),
		requireOptIn: given.requireOptIn || null,
		metadata: given.metadata,
		tagged: given.sendCorrelationId,
	}) as unknown as Content;
	return {
		channel: channelOf(given.rules[0]!),
		recipient,
		correlationId,
		scheduledAt: given.rules[0] === 'sms' ? schedule.time : null,
		...(words !== '' && { text: words }),
		...(segments && { segments }),
		warnings: [...warnings, ...contentWarnings(given), ...expiryWarnings(given, settings.now)],
		content,
	};
}

function compact(fields: JsonObject): JsonObject {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined));
}

/** The JSON as it was given, and over it the collections of the channels that the rules name. */
function mergedOptions({ rules, channelOptions, ownOptions }: Given, complain: Complain): JsonObject | null {
	const merged: JsonObject = { ...channelOptions };
	for (const rule of rules) {
		const own = ownOptions[rule];
		const free = merged[rule];
		if (own) merged[rule] = isObject(free) ? { ...free, ...own } : own;
	}
	for (const rule of ['sms', 'mms']) {
		const from = (merged[rule] as JsonObject | undefined)?.from;
		if (from === undefined || (typeof from === 'string' && [...from].length >= SHORTEST_SENDER)) continue;
		const fix = 'Give a number, a short code or a name of 3 characters or more.';
		complain(ownOptions[rule]?.from === from ? `${rule}Options` : 'channelOptions', `has From ${JSON.stringify(from)}, shorter than 3 characters`, fix);
	}
	return Object.keys(merged).length === 0 ? null : merged;
}

/** What the provider takes only alone, and that there is something to send at all. */
function checkContent({ body, templateId, messageParts, customBody }: Given, channelOptions: JsonObject | null, complain: Complain): void {
	if (!body && !templateId && !messageParts && !customBody) {
		complain('body', 'is missing', 'Give a text, message parts, a template ID or a custom body.');
	}
	if (body && messageParts) {
		complain('messageParts', 'is given together with Body, and the provider takes only one of them', 'Make the text the first of the parts, or leave one out.');
	}
	const twice = Object.keys(customBody ?? {}).find((rule) => channelOptions?.[rule] !== undefined);
	if (twice) {
		complain('customBody', `is given for ${twice} together with options of that channel`, 'Write the options into the custom body, or leave one out.');
	}
}

/** Length and parts of a text that SMS may carry; its parts are reported where SMS is the first choice and nothing changes the text later. */
function checkSms({ rules, body, customBody, ownOptions, channelOptions }: Given, sms: SmsText, complain: Complain): Segments | undefined {
	if (!body || !rules.includes('sms') || customBody?.sms !== undefined) return undefined;
	const { length } = [...body];
	if (length > LONGEST_SMS) {
		complain('body', `is ${length} characters long, more than the ${LONGEST_SMS} allowed`, 'Shorten the text.');
	}
	const read = attempt(sms, body);
	if (read instanceof Refusal) return complain('body', read.what, read.fix);
	const options = { ...(channelOptions?.sms as JsonObject | undefined), ...ownOptions.sms };
	const settled = rules[0] === 'sms' && !body.includes('{{') && options.unicodeConversion === undefined;
	return settled ? read.value.segments : undefined;
}

/** The user's own id, which vendor-shaped JSON has in its metadata. */
function ownId({ correlationId, metadata, sendCorrelationId }: Given, complain: Complain): string | null {
	const own = metadata?.[CORRELATION_KEY];
	if (!sendCorrelationId || own === undefined || own === correlationId) return correlationId;
	if (correlationId === null && typeof own === 'string' && own.trim() !== '') return own;
	complain('metadata', `has a ${CORRELATION_KEY} of its own`, 'Give it as Correlation ID, or switch Send Correlation ID off.');
	return null;
}

function contentWarnings({ rules, body, templateId, messageParts, customBody }: Given): string[] {
	if (body || templateId || messageParts || !customBody) return [];
	const empty = rules.filter((rule) => customBody[rule] === undefined);
	return empty.map((rule) => `There is no text for ${rule}: neither Body nor a custom body of this channel.`);
}

function expiryWarnings({ rules, expiresOn }: { rules: string[]; expiresOn: DateTime | null }, now: number): string[] {
	if (expiresOn === null) return [];
	const clock = clockAdvice(expiresOn);
	return [...(clock === null ? [] : [`Expires On: ${clock}`]), ...nearExpiryWarnings(rules, expiresOn, now)];
}

function nearExpiryWarnings(rules: string[], expiresOn: DateTime, now: number): string[] {
	const left = expiresOn.toMillis() - now;
	if (rules.includes('sms') && left < SHORTEST_EXPIRY_MS) return ['Expires On is less than a minute ahead: for SMS the provider then takes its own default instead.'];
	return left < 0 ? ['Expires On is in the past. Comapi does not say what it does then.'] : [];
}

