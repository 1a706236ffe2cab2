import type { DateTime } from 'luxon';

import { jsonIn } from '../wire/json';
import { ANYBODY, phoneObstacle } from './audience';
import { isMissing, type Attachment, type MissingAttachment } from './attachment';
import { readPhone } from './phone';
import { toPlainCharacters, type PlainCharacters } from './plainCharacters';
import { describe, reader, refuse, isObject, type Reader, type Refuse } from './schema';
import { segmentsOf, tooManyParts, type Segments } from './segments';
import type { ReadSettings } from './settings';
import { numberTrouble } from './texts';
import { isZone, parseDateTime, timeTrouble } from './time';

export { attempt, describe, reader, object, Refusal, refuse, type Reader } from './schema';

/** Keeps the last result of a slow reader, because a value is often the same for every item. */
function memoizeLast<Value>(read: (given: unknown, refuse: Refuse) => Value): Reader<Value> {
	let last: { value: string; read: Value } | undefined;
	return reader((value, refuse) => {
		if (typeof value !== 'string') return read(value, refuse);
		if (last?.value !== value) last = { value, read: read(value, refuse) };
		return last.read;
	});
}

/** Required text, trimmed. A number is read as its digits. */
export function text(fix: string, longest = Infinity): Reader<string> {
	const read = optionalText(fix, longest);
	return (value) => read(value) ?? refuse('is missing', fix);
}

/** Optional text, trimmed; null if empty. */
export function optionalText(fix: string, longest = Infinity): Reader<string | null> {
	return reader((value, refuse) => {
		const given = plainText(value)?.trim();
		if (given === undefined) return notText(value, refuse, fix);
		const long = tooLong(given, longest);
		if (long !== null) return refuse(long, fix);
		return given === '' ? null : given;
	});
}

/** Every line end of mail and HTTP, and other control characters. */
// eslint-disable-next-line no-control-regex -- the very characters meant
const NOT_IN_A_LINE = /[\u0000-\u001f\u007f\u0085\u2028\u2029]/;

const IN_ONE_LINE = 'Write it in one line, without line breaks and tabs.';

/** Why a text cannot become a header at the provider: a line break could begin another header. */
export function lineObstacle(given: string): string | null {
	return NOT_IN_A_LINE.test(given) ? 'contains a line break or another control character' : null;
}

/** Text on one line: a name, a title, a subject, a sender. */
export function inOneLine<Value extends string | null>(read: Reader<Value>): Reader<Value> {
	return reader((value, refuse) => {
		const given = read(value);
		const obstacle = given === null ? null : lineObstacle(given);
		return obstacle === null ? given : refuse(obstacle, IN_ONE_LINE);
	});
}

/** The user's own ID; null if empty. Control characters are refused because some wire formats cannot carry them. */
export function optionalId(fix: string, longest = Infinity): Reader<string | null> {
	return inOneLine(optionalText(fix, longest));
}

/** Why a text is too long; null if it is not. Counts characters, of which there are never more than code units. */
function tooLong(given: string, longest: number): string | null {
	if (given.length <= longest) return null;
	const { length } = [...given];
	return length > longest ? `is ${length} characters long, more than the ${longest} allowed` : null;
}

/** The text of an SMS with its parts; refuses more parts than the user allows.
 * @param longest in characters
 */
export function smsText(settings: ReadSettings, longest = Infinity): Reader<{ text: string; segments: Segments }> {
	return memoizeLast((value, refuse) => {
		const given = plainText(value);
		if (given === null) return notText(value, refuse, 'Give the text of the message.');
		if (given === '') return refuse('is missing', 'Give the text of the message.');
		const long = tooLong(given, longest);
		if (long !== null) return refuse(long, `Shorten the text to ${longest.toLocaleString('en-US')} characters.`);
		const { text: written, segments } = writtenAs(given, settings.plainCharacters);
		if (settings.maxSegments !== null && segments.count > settings.maxSegments) {
			const { what, fix } = tooManyParts(written, segments, settings.maxSegments);
			return refuse(what, `${fix}, or raise Options > Maximum SMS Parts.`);
		}
		return { text: written, segments };
	});
}

/** A text as it leaves by SMS, and its number of parts. */
export function writtenAs(given: string, characters: PlainCharacters = 'off'): { text: string; segments: Segments } {
	if (characters === 'off') return { text: given, segments: segmentsOf(given) };
	const { text: plain, replaced, before, after } = toPlainCharacters(given, characters === 'accents');
	return { text: plain, segments: replaced.length === 0 ? after : { ...after, saved: before.count - after.count, replaced } };
}

export function integer(fix: string): Reader<number> {
	return reader((value, refuse) => {
		if (value === undefined || value === null || value === '' || value === GAVE_NOTHING) return refuse('is missing', fix);
		const number = typeof value === 'string' && /^\s*-?\d+\s*$/.test(value) ? Number(value) : value;
		if (typeof number === 'number' && Number.isSafeInteger(number)) return number;
		return refuse(`is ${describe(value)}, not a whole number`, fix);
	});
}

/** A phone number as digits with country code, without plus. */
export function phone(settings: ReadSettings): Reader<string> {
	return reader((value, refuse) => {
		const given = plainText(value);
		if (given === '') return refuse('is missing', 'Give this row a phone number. If every row lacks it, check which column the field reads.');
		if (given === null) return notText(value, refuse, 'Give one phone number, such as +44 7700 900123.', 'a phone number');
		const number = readPhone(given, settings.defaultCountry);
		if (typeof number !== 'string') return refuse(`is ${describe(value)}, which ${number.what}`, number.fix);
		const obstacle = phoneObstacle(number, settings.audience ?? ANYBODY);
		return obstacle ? refuse(`is ${describe(value)}, which ${obstacle.what}`, obstacle.fix) : number;
	});
}

/** Stands for a schedule whose expression gave nothing. An empty field is different: that message may go at once. */
export const GAVE_NOTHING = Symbol('an expression gave nothing');

/** An optional date-time; null if empty. */
export function optionalDateTime(settings: ReadSettings): Reader<DateTime | null> {
	return memoizeLast((value, refuse) => {
		if (value === GAVE_NOTHING) return refuse('is empty: its expression gives nothing, and the message would go at once', 'Correct the expression, or clear the field to send at once.');
		if (value === undefined || value === null || value === '') return null;
		const time = parseDateTime(value, settings.timeZone);
		if (time !== null) return time;
		const { what, fix } = timeTrouble(value);
		return refuse(what, fix);
	});
}

/** The name of a time zone (IANA); null if empty. */
export function optionalTimeZone(example: string): Reader<string | null> {
	return reader((value, refuse) => {
		if (value === undefined || value === null || value === '') return null;
		const name = typeof value === 'string' ? value.trim() : '';
		return isZone(name) ? name : refuse(`is ${describe(value)}, not a time zone`, `Give its name, such as ${example}.`);
	});
}

/** A list of texts. Nested lists, as expressions may give them, are flattened. */
export function textList(fix: string): Reader<string[]> {
	return reader((value, refuse) => {
		if (value === undefined || value === null || value === '') return [];
		const entries = typeof value === 'string' && value.trim().startsWith('[') ? (jsonIn(value) ?? value) : value;
		const given = Array.isArray(entries) ? (entries as unknown[]).flat() : [entries];
		const missing = given.findIndex((entry) => entry === undefined || entry === null);
		if (missing !== -1) return refuse(`has an entry that is missing (entry ${missing + 1})`, fix);
		const texts = given.map(plainText);
		const bad = texts.indexOf(null);
		return bad === -1 ? (texts as string[]) : refuse(`has an entry that is no text (entry ${bad + 1})`, fix);
	});
}

/**
 * Files of the item, from the names of its binary fields. n8n/edges/files.ts has already replaced each name by its file, or by a MissingAttachment.
 * @param most bytes of all files together
 */
export function files(most: number): Reader<Attachment[]> {
	return reader((value, refuse) => {
		if (value === undefined || value === null || value === '') return [];
		const fix = 'Give the names of binary fields of the item, separated by commas or as a list.';
		if (!Array.isArray(value)) return refuse(`is ${describe(value)}, which names no binary fields`, fix);
		if (!value.every(isFile)) return refuse(`is ${describe(value)}, which names no binary fields`, fix);
		const given = value as Array<Attachment | MissingAttachment>;
		const lost = given.find(isMissing);
		if (lost) return refuse(`names the binary field ${describe(lost.missing)}, which is missing`, knownNames(lost));
		const found = given as Attachment[];
		const broken = found.find(({ name, mimeType }) => lineObstacle(name + mimeType) !== null);
		if (broken) return refuse(`has a file named ${describe(broken.name)}, which ${lineObstacle(broken.name + broken.mimeType)}`, 'Give the file a name in one line.');
		const bytes = found.reduce((sum, file) => sum + (file.bytes ?? 0), 0);
		return bytes > most ? refuse(`are ${bytes} bytes together, more than the ${most} allowed`, 'Attach fewer or smaller files.') : found;
	});
}

/** A list without names stays as it was given. */
function isFile(entry: unknown): boolean {
	return isObject(entry) && (typeof entry.read === 'function' || 'missing' in entry);
}

function knownNames({ missing, known }: MissingAttachment): string {
	if (/^https?:/i.test(missing)) return 'Load the file in a node before this one, such as HTTP Request, and give the name of its binary field.';
	return known.length === 0 ? 'The item has no files: check what the node before returns.' : `The files of this item are named ${known.join(', ')}: give one of these names.`;
}

/** Text stays as it is, a number becomes its digits, a missing value becomes empty text; null for anything else. */
function plainText(value: unknown): string | null {
	if (value === undefined || value === null) return '';
	if (typeof value === 'string') return value.trim() === '' ? '' : value;
	if (typeof value === 'bigint') return String(value);
	// Larger numbers have lost digits already, or would be written with an exponent.
	if (typeof value === 'number') return Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER ? String(value) : null;
	return typeof value === 'boolean' ? String(value) : null;
}

/**
 * Refuses a value that is not a text and cannot become one.
 * @param wanted the kind of value that the field needs, in the singular
 */
function notText(value: unknown, refuse: Refuse, fix: string, wanted = 'text'): never {
	if (typeof value === 'number') return refuse(...numberTrouble(value));
	const what = `is ${describe(value)}, not ${wanted}`;
	if (Array.isArray(value)) return refuse(what, 'It is a list: give one of its entries, or make a row of each with Split Out.');
	if (typeof value === 'object') return refuse(what, 'It is an object: give the field within it.');
	return refuse(what, fix);
}
