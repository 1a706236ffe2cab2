import { describe, field, textList, type Field } from '../../../core/input/fields';
import { parseJson } from '../../../core/wire/json';
import { ruleOf } from './channels';

export type JsonObject = Record<string, unknown>;

/** One part of a message; `type` is the only key the provider demands. Source: OpenAPI 1.3.1, `MessagePart`. */
export type MessagePart = JsonObject & { type: string };

export const isObject = (value: unknown): value is JsonObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const channels = textList('Give every channel as text.');

/** The channels to try, in order of preference: a list, or one text with commas as a CSV column has it. Repeated ones count once. */
export const rules: Field<string[]> = field((value, refuse) => {
	const words = channels(value).flatMap((entry) => entry.split(/[,;]/)).map((word) => word.trim());
	const given = [...new Set(words.filter((word) => word !== '').map(ruleOf))];
	return given.length > 0 ? given : refuse('is missing', 'Choose at least one channel, such as sms.');
});

/** Text as it was written, with its blanks and line ends; null for blanks alone. */
export const optionalBody: Field<string | null> = field((value, refuse) => {
	if (typeof value === 'number' && Math.abs(value) <= Number.MAX_SAFE_INTEGER) return String(value);
	if (typeof value !== 'string') return refuse(`is ${describe(value)}, not text`, 'Give the text of the message.');
	return value.trim() === '' ? null : value;
});

/** Yes or no, also as the words a CSV column holds. */
export const flag: Field<boolean> = field((value, refuse) => {
	return asFlag(value) ?? refuse(`is ${describe(value)}, neither true nor false`, 'Give true or false.');
});

export function asFlag(value: unknown): boolean | null {
	const word = typeof value === 'string' ? value.trim().toLowerCase() : value;
	return word === true || word === 'true' ? true : word === false || word === 'false' ? false : null;
}

/** A JSON object, as such or as text; null for one without keys. */
export function optionalObject(fix: string): Field<JsonObject | null> {
	return field((value, refuse) => {
		const given = fromJsonText(value);
		if (!isObject(given)) return refuse(`is ${describe(value)}, which is no JSON object`, fix);
		return Object.keys(given).length === 0 ? null : given;
	});
}

/** The parts of a message, as a list or as JSON text of one; null for an empty list. */
export const optionalParts: Field<MessagePart[] | null> = field((value, refuse) => {
	const fix = 'Give a JSON array of objects, each with a type such as text/plain.';
	const given = fromJsonText(value);
	if (!Array.isArray(given)) return refuse(`is ${describe(value)}, which is no JSON array`, fix);
	const bad = given.findIndex((part) => !isObject(part) || typeof part.type !== 'string' || part.type === '');
	if (bad !== -1) return refuse(`has a part without a type (part ${bad + 1})`, fix);
	return given.length === 0 ? null : (given as MessagePart[]);
});

/** Text that is no JSON stays text, which the caller then refuses. */
export function fromJsonText(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	try {
		return parseJson(value);
	} catch {
		return value;
	}
}
