import { describe, reader, textList, type Reader } from '../../../core/input/fields';
import { fromJson, isEmpty } from '../../../core/input/formReader';
import { isObject } from '../../../core/input/schema';
import { ruleOf } from './channels';

export type JsonObject = Record<string, unknown>;

/** One part of a message; `type` is the only key the provider demands. Source: OpenAPI 1.3.1, `MessagePart`. */
export type MessagePart = JsonObject & { type: string };

const channels = textList('Give every channel as text.');

/** The channels to try, in order of preference: a list, or one text with commas as a CSV column has it. Repeated channels count once. */
export const rules: Reader<string[]> = reader((value, refuse) => {
	const words = channels(value).flatMap((entry) => entry.split(/[,;]/)).map((word) => word.trim());
	const given = [...new Set(words.filter((word) => word !== '').map(ruleOf))];
	return given.length > 0 ? given : refuse('is missing', 'Choose a channel, such as sms. Where it varies by item, give it in a column named channel.');
});

/** Text with its blanks and line ends; null if it is only blanks. */
export const optionalBody: Reader<string | null> = reader((value, refuse) => {
	if (isEmpty(value)) return null;
	if (typeof value === 'number' && Math.abs(value) <= Number.MAX_SAFE_INTEGER) return String(value);
	if (typeof value !== 'string') return refuse(`is ${describe(value)}, not text`, 'Give the text of the message.');
	return value.trim() === '' ? null : value;
});

/** The parts of a message, as a list or as JSON text of one; null for an empty list. */
export const optionalParts: Reader<MessagePart[] | null> = reader((value, refuse) => {
	if (isEmpty(value)) return null;
	const fix = 'Give a JSON array of objects, each with a type such as text/plain.';
	const given = fromJson(value);
	if (!Array.isArray(given)) return refuse(`is ${describe(value)}, not a JSON array`, fix);
	const bad = given.findIndex((part) => !isObject(part) || typeof part.type !== 'string' || part.type === '');
	if (bad !== -1) return refuse(`has a part without a type (part ${bad + 1})`, fix);
	return given.length === 0 ? null : (given as MessagePart[]);
});
