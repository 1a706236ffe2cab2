import { attempt, Refusal, refuse, type Reader } from '../../../core/input/fields';
import { isObject } from '../../../core/input/schema';
import type { Segments } from '../../../core/input/segments';
import type { ReadSettings } from '../../../core/input/settings';
import { clockAdvice, pastAdvice } from '../../../core/input/time';
import type { Draft } from '../../../core/send/message';
import { reach } from './addresses';
import { optionsByRule } from './channelOptions';
import { channelOf } from './channels';
import { contentOf, CORRELATION_KEY, type Content } from './content';
import { form, type Fields } from './form';
import { checkFreeJson } from './freeJson';
import { readSchedule } from './schedule';
import type { JsonObject } from './values';

/** `from` of SMS and MMS: minLength 3. */
const SHORTEST_SENDER = 3;
/** "1 minute is the minimum validity for an SMS expiry." */
const SHORTEST_EXPIRY_MS = 60_000;

/** Options by the rule of their channel, from the groups of the node. */
type Options = Readonly<Record<string, JsonObject>>;

type SmsText = Reader<{ text: string; segments: Segments }>;

/**
 * Checks the fields of a message together, and makes the message from them.
 * @param sms reads a text for SMS, with the limit of its parts
 * @throws Refusal
 */
export function toDraft(fields: Fields, settings: ReadSettings, sms: SmsText): Draft<Content> {
	const { to, recipient, warnings } = reach(fields, settings.audience);
	const ownOptions = optionsByRule(fields);
	const channelOptions = mergedOptions(fields, ownOptions);
	checkFreeJson('channelOptions', channelOptions, to);
	checkFreeJson('customBody', fields.customBody, to);
	checkContent(fields, channelOptions);
	const { body, segments } = checkSms(fields, ownOptions, sms);
	const schedule = readSchedule(fields.customBody, settings);
	const words = [fields.subject, body].filter((part) => part !== null).join('\n\n');
	return {
		channel: channelOf(fields.rules[0]!),
		recipient,
		correlationId: ownId(fields),
		scheduledAt: fields.rules[0] === 'sms' ? schedule.time : null,
		...(words !== '' && { text: words }),
		...(segments && { segments }),
		warnings: [...warnings, ...contentWarnings(fields), ...expiryWarnings(fields, settings.now)],
		content: contentOf({ ...fields, text: body }, { to, customBody: schedule.customBody, channelOptions }),
	};
}

/** The user's JSON, overridden by the collections of the channels that the rules name. */
function mergedOptions({ rules, channelOptions }: Fields, ownOptions: Options): JsonObject | null {
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
		refuse(`has From ${JSON.stringify(from)}, shorter than 3 characters`, fix, ownOptions[rule]?.from === from ? `${rule}Options` : 'channelOptions');
	}
	return Object.keys(merged).length === 0 ? null : merged;
}

/** Refuses combinations that the provider does not take, and a message with nothing to send. */
function checkContent({ text: body, templateId, messageParts, customBody }: Fields, channelOptions: JsonObject | null): void {
	if (!body && !templateId && !messageParts && !customBody) {
		refuse('is missing', 'Give a text, message parts, a template ID or a custom body.', 'text');
	}
	if (body && messageParts) {
		refuse('is given together with Text, and the provider takes only one of them', 'Make the text the first of the parts, or leave one out.', 'messageParts');
	}
	const twice = Object.keys(customBody ?? {}).find((rule) => channelOptions?.[rule] !== undefined);
	if (twice) {
		refuse(`is given for ${twice} together with options of that channel`, 'Write the options into the custom body, or leave one out.', 'customBody');
	}
}

/**
 * Length and parts of a text that may go by SMS. Its parts are reported if SMS is the first choice and nothing changes the text later. Other channels
 * show typographic characters at no cost, so the text becomes plain only if SMS is the only channel.
 */
function checkSms({ rules, text: body, customBody, channelOptions }: Fields, ownOptions: Options, sms: SmsText): { body: Fields['text']; segments?: Segments } {
	if (!body || !rules.includes('sms') || customBody?.sms !== undefined) return { body };
	const { length } = [...body];
	const { longest } = form.text;
	if (length > longest) {
		refuse(`is ${length} characters long, more than the ${longest} allowed`, 'Shorten the text.', 'text');
	}
	const read = attempt(sms, body);
	if (read instanceof Refusal) return refuse(read.what, read.fix, 'text');
	const options = { ...(channelOptions?.sms as JsonObject | undefined), ...ownOptions.sms };
	const settled = rules[0] === 'sms' && !body.includes('{{') && options.unicodeConversion === undefined;
	return { body: rules.every((rule) => rule === 'sms') ? read.value.text : body, ...(settled && { segments: read.value.segments }) };
}

/** The user's own id. JSON in the vendor's layout has it in its metadata. */
function ownId({ correlationId, metadata, sendCorrelationId }: Fields): string | null {
	const own = metadata?.[CORRELATION_KEY];
	if (!sendCorrelationId || own === undefined || own === correlationId) return correlationId;
	if (correlationId === null && typeof own === 'string' && own.trim() !== '') return own;
	return refuse(`has a ${CORRELATION_KEY} of its own`, 'Give it as Correlation ID, or switch Send Correlation ID off.', 'metadata');
}

function contentWarnings({ rules, text: body, templateId, messageParts, customBody }: Fields): string[] {
	if (body || templateId || messageParts || !customBody) return [];
	const empty = rules.filter((rule) => customBody[rule] === undefined);
	return empty.map((rule) => `There is no text for ${rule}: neither Text nor a custom body of this channel.`);
}

function expiryWarnings({ rules, expiresAt }: Pick<Fields, 'rules' | 'expiresAt'>, now: number): string[] {
	if (expiresAt === null) return [];
	const clock = clockAdvice(expiresAt);
	const isNear = rules.includes('sms') && expiresAt.toMillis() - now < SHORTEST_EXPIRY_MS;
	return [
		...(clock === null ? [] : [`Expires At: ${clock}`]),
		...(isNear ? ['Expires At is less than a minute ahead: for SMS the provider then takes its own default instead.'] : pastAdvice('Expires At', expiresAt, now, 'Comapi')),
	];
}
