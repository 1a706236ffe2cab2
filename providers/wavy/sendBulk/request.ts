import { jsonRequest, type WireRequest, type WireSettings } from '../../../core/http/http';
import type { Message } from '../../../core/send/message';
import type { Sms, SmsItem } from '../shared/message';

type Batch = ReadonlyArray<Message<Sms>>;

/**
 * Messages may share a request if these are the same: the root options, the kind of text (a default text must not meet a template), and whether their
 * answers can be matched.
 */
export function requestOf({ content }: Message<Sms>): string {
	const { item, request, sendCorrelationId } = content;
	return JSON.stringify([request, item.messageText !== undefined, sendCorrelationId]);
}

/** Writes the request of many messages: the root options once, and values that most messages share as defaults. */
export function encode(batch: Batch, { baseUrl }: WireSettings): WireRequest {
	const defaults = defaultsOf(batch);
	const body = {
		messages: batch.map((message) => toItem(message, defaults)),
		...batch[0]!.content.request,
		...(Object.keys(defaults).length > 0 && { defaultValues: defaults }),
	};
	return jsonRequest('POST', `${baseUrl}/v1/send-bulk-sms`, body);
}

/** The fields the vendor's examples put into `defaultValues`. Its table calls `flashSMS` a boolean, but its example of a bulk has a text. */
interface Defaults extends Pick<SmsItem, 'messageText' | 'params'> {
	flashSMS?: 'true';
}

function toItem({ recipient, correlationId, content }: Message<Sms>, defaults: Defaults) {
	const { messageText, params, ...others } = content.item;
	return {
		destination: recipient,
		...(messageText !== undefined && messageText !== defaults.messageText && { messageText }),
		...(params !== undefined && !isSame(params, defaults.params) && { params }),
		...others,
		...(content.flashSMS && defaults.flashSMS === undefined && { flashSMS: 'true' }),
		...(content.sendCorrelationId && { correlationId }),
	};
}

function defaultsOf(batch: Batch): Defaults {
	if (batch.length === 1) return {};
	const messageText = commonOf(batch.map(({ content }) => content.item.messageText));
	const params = commonParams(batch.map(({ content }) => content.item.params));
	return {
		...(messageText !== undefined && { messageText }),
		...(params !== undefined && { params }),
		...(batch.every(({ content }) => content.flashSMS) && { flashSMS: 'true' }),
	};
}

/**
 * The value that at least half of the messages have; the later one if two values tie. None if a message has no value at all, because it would get the default.
 */
function commonOf(values: ReadonlyArray<string | undefined>): string | undefined {
	const counts = new Map<string, number>();
	for (const value of values) {
		if (value === undefined) return undefined;
		counts.set(value, (counts.get(value) ?? 0) + 1);
	}
	return [...counts].reverse().find(([, count]) => count * 2 >= values.length)?.[0];
}

/**
 * The parameters that at least half of the messages have. No page says whether Wavy replaces a default as a whole or key by key, so every other
 * message must have its own value for each key of the default. Otherwise a customer might get another customer's name.
 */
function commonParams(all: ReadonlyArray<Record<string, string> | undefined>): Record<string, string> | undefined {
	const written = commonOf(all.map(writtenParams));
	const common = written === undefined ? undefined : (JSON.parse(written) as Record<string, string>);
	const isSafe = common && all.every((params) => isSame(params!, common) || Object.keys(common).every((key) => (params![key] ?? '') !== ''));
	return isSafe ? common : undefined;
}

/** Parameters as text; the same text for the same parameters in any order. */
function writtenParams(params: Record<string, string> | undefined): string | undefined {
	return params && JSON.stringify(Object.fromEntries(Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1))));
}

function isSame(params: Record<string, string>, others: Record<string, string> | undefined): boolean {
	return others !== undefined && writtenParams(params) === writtenParams(others);
}
