import { jsonIn } from '../wire/json';
import { files, inOneLine, GAVE_NOTHING, integer, optionalDateTime, optionalId, optionalText, phone, smsText, text, textList } from './fields';
import { mailAddress } from './mail';
import type { Form, FormField, Kind, When } from './form';
import { attempt, describe, reader, isObject, object, refuse, refuseAt, Refusal, type Reader } from './schema';
import type { ReadSettings } from './settings';

type ValueOf<One> = One extends FormField<infer Value> ? Value : never;

/** The values of a form. A field that applies only to some choices is null for the others. */
export type Filled<Known extends Form> = { -readonly [Key in keyof Known]: Known[Key] extends { when: When } ? ValueOf<Known[Key]> | null : ValueOf<Known[Key]> };

type Allows<One, Selector extends PropertyKey, Value> = One extends { when: infer Conditions } ? (Selector extends keyof Conditions ? (Conditions[Selector] extends readonly (infer Allowed)[] ? (Value extends Allowed ? true : false) : true) : true) : true;

/** The same as a union by one choice field: each choice has its own fields. */
type FilledBy<Selector extends keyof Known, Known extends Form> = {
	[Value in ValueOf<Known[Selector]> & string]: { -readonly [Key in keyof Known as Allows<Known[Key], Selector, Value> extends true ? Key : never]: Key extends Selector ? Value : ValueOf<Known[Key]> };
}[ValueOf<Known[Selector]> & string];

/** Reads a field of kind `own`; `chosen` has the choices it may depend on. */
export type OwnReader<Value> = (given: unknown, chosen: Readonly<Record<string, unknown>>) => Value;

type Own<Known extends Form> = { [Key in keyof Known as Known[Key] extends { kind: 'own' } ? Key : never]: OwnReader<ValueOf<Known[Key]>> };

/** The readers of a form's own fields; none if it has no such fields. */
type Readers<Known extends Form> = keyof Own<Known> extends never ? [] : [own: Own<Known>];

/** Reads those fields of one item that apply to its choices. Stops at the first refusal. */
export function formReader<Known extends Form>(form: Known, settings: ReadSettings, ...[own]: Readers<Known>): Reader<Filled<Known>> {
	return readerOf(form, settings, own) as Reader<Filled<Known>>;
}

/** The same for a form whose fields depend on one choice. */
export function choiceReader<Selector extends keyof Known, Known extends Form>(_selector: Selector, form: Known, settings: ReadSettings, ...[own]: Readers<Known>): Reader<FilledBy<Selector, Known>> {
	return readerOf(form, settings, own) as Reader<FilledBy<Selector, Known>>;
}

/**
 * Reads the fields of a group, from an object or its JSON text. Empty fields are left out.
 * @param own the readers of its fields of kind `own`
 */
export function groupReader(form: Form, own: Readonly<Record<string, Reader<unknown>>> = {}): Reader<Record<string, unknown>> {
	const fields = Object.entries(form).map(([key, one]) => ({ key, label: one.label, read: one.kind === 'own' ? own[key]! : READERS[one.kind](one, NO_SETTINGS) }));
	return reader((value, refuse) => {
		const given = fromJson(value);
		if (!isObject(given)) return refuse(`is ${describe(value)}, not a JSON object`, `Its keys are ${Object.keys(form).join(', ')}.`);
		const values: Record<string, unknown> = {};
		for (const { key, label, read } of fields) {
			if (isEmpty(given[key])) continue;
			const result = attempt(read, given[key]);
			if (result instanceof Refusal) return refuse(`has ${label}, which ${result.what}`, result.fix);
			if (result.value !== null) values[key] = result.value;
		}
		return values;
	});
}

/** Whether nothing was given. `{}` and `[]` are what n8n puts into an untouched JSON field or list. */
export function isEmpty(value: unknown): boolean {
	return value === undefined || value === null || value === '' || value === '{}' || value === '[]';
}

/** Fields of a group need no settings: they are texts, choices and the like. */
const NO_SETTINGS: ReadSettings = { timeZone: 'utc', defaultCountry: null, maxSegments: null, now: 0 };

interface Step {
	key: string;
	field: FormField;
	read: OwnReader<unknown>;
	conditions: ReadonlyArray<{ selector: string; allowed: readonly unknown[] }>;
}

function readerOf(form: Form, settings: ReadSettings, own: Readonly<Record<string, OwnReader<unknown>>> = {}): Reader<object> {
	const steps = Object.entries(form).map(([key, one]): Step => {
		const conditions = Object.entries(one.when ?? {}).flatMap(([selector, allowed]) => (form[selector]?.kind === 'choice' ? [{ selector, allowed }] : []));
		return { key, field: one, read: own[key] ?? READERS[one.kind as Exclude<Kind, 'own'>](one, settings), conditions };
	});
	// Choices first: they decide which other fields apply.
	const ordered = [...steps.filter(({ field: { kind } }) => kind === 'choice'), ...steps.filter(({ field: { kind } }) => kind !== 'choice')];
	// A copy has its keys already: one by one they take longer.
	const blank: Readonly<Record<string, unknown>> = Object.fromEntries(ordered.map(({ key }) => [key, null]));
	return (given) => {
		const item = object(given);
		const values = { ...blank };
		let at = '';
		try {
			for (const step of ordered) {
				at = step.key;
				values[at] = readStep(step, item, values);
			}
		} catch (error) {
			return refuseAt(at, error);
		}
		return values;
	};
}

function readStep({ key, field: one, read, conditions }: Step, item: Readonly<Record<string, unknown>>, values: Readonly<Record<string, unknown>>): unknown {
	for (const { selector, allowed } of conditions) {
		if (!allowed.includes(values[selector])) return one.elsewhere === undefined || isEmpty(item[key]) || item[key] === GAVE_NOTHING ? null : refuse(...one.elsewhere);
	}
	return read(item[key], values);
}

const READERS: Record<Exclude<Kind, 'own'>, (one: FormField, settings: ReadSettings) => Reader<unknown>> = {
	choice: ({ choices = [], fallback, required }) => oneOfChoices(choices.map(({ value }) => String(value)), required ? null : (fallback as string)),
	dateTime({ required, zone }, settings) {
		const read = optionalDateTime(zone === undefined ? settings : { ...settings, timeZone: zone });
		return required ? (value) => read(value) ?? refuse('is missing', 'Give a date-time such as 2031-01-15T10:30:00.') : read;
	},
	files: ({ mostBytes = 0 }) => files(mostBytes),
	flag: ({ fallback }) => yesOrNo(fallback as boolean),
	id: ({ fix = 'Give the ID as text, or leave it empty and one is made.', longest }) => optionalId(fix, longest),
	integer: ({ fix = '', least, required }) => optional(required, wholeNumber(fix, least)),
	json: ({ fix = '' }) => jsonObject(fix),
	list: ({ fix = '' }) => textList(fix),
	mail: ({ required }) => optional(required, mailAddress()),
	phone: ({ required }, settings) => optional(required, phone(settings)),
	smsText: ({ longest }, settings) => smsText(settings, longest),
	// A field with one line in the editor takes one line.
	text: ({ required, fix = '', longest, lines }) => {
		const read: Reader<string | null> = required ? text(fix, longest) : optionalText(fix, longest);
		return lines === undefined ? inOneLine(read) : read;
	},
};

function optional<Value>(required: boolean | undefined, read: Reader<Value>): Reader<Value | null> {
	return required ? read : (value) => (isEmpty(value) ? null : read(value));
}

/** One of these words, in any case. */
function oneOfChoices(words: readonly string[], fallback: string | null): Reader<string> {
	const known = new Map(words.map((word) => [word.toLowerCase(), word]));
	const fix = `Give one of ${words.join(', ')}.`;
	return reader((value, refuse) => {
		if (isEmpty(value) && fallback !== null) return fallback;
		if (isEmpty(value)) return refuse('is missing', fix);
		const word = typeof value === 'string' ? known.get(value.trim().toLowerCase()) : undefined;
		return word ?? refuse(`is ${describe(value)}, which the provider does not know`, fix);
	});
}

/** Yes or no, also as text. */
function yesOrNo(fallback: boolean): Reader<boolean> {
	return reader((value, refuse) => {
		if (isEmpty(value)) return fallback;
		const word = String(value).trim().toLowerCase();
		if (word === 'true' || word === 'false') return word === 'true';
		return refuse(`is ${describe(value)}, which is neither true nor false`, 'Give true or false.');
	});
}

function wholeNumber(fix: string, least = -Infinity): Reader<number> {
	const read = integer(fix);
	return reader((value, refuse) => {
		const number = read(value);
		return number >= least ? number : refuse(`is ${number}, and must be ${least} or more`, fix);
	});
}

function jsonObject(fix: string): Reader<Record<string, unknown> | null> {
	return reader((value, refuse) => {
		if (isEmpty(value)) return null;
		const read = fromJson(value);
		if (!isObject(read)) return refuse(`is ${describe(value)}, not a JSON object`, fix);
		return Object.keys(read).length === 0 ? null : read;
	});
}

/** Text that is not JSON stays as it is. */
export function fromJson(value: unknown): unknown {
	const read = typeof value === 'string' ? jsonIn(value) : undefined;
	return read === undefined ? value : read;
}
