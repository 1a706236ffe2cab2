/**
 * A form declares each field of an operation once, as data. The parameter in the editor (n8n/editor/formFields.ts), the reader (formReader.ts), the key
 * in JSON and Input Item, and the type of the value all come from it. n8n loads forms when it starts, so this file and the forms import no library.
 */
import type { DateTime } from 'luxon';

import { table } from '../wire/table';
import type { Attachment } from './attachment';
import type { Segments } from './segments';
import type { KeyNames, MessageField } from './settings';

/** How a value is read: see formReader.ts. The operation itself reads `own`. */
export type Kind = 'choice' | 'dateTime' | 'files' | 'flag' | 'id' | 'integer' | 'json' | 'list' | 'mail' | 'own' | 'phone' | 'smsText' | 'text';

/** The input element. `group` has fields of its own, `rows` repeats its fields any number of times; `notice` only shows a sentence. */
export type Control = 'choice' | 'choices' | 'dateTime' | 'flag' | 'group' | 'json' | 'list' | 'notice' | 'number' | 'ranking' | 'rows' | 'text';

/** The choices under which a field applies, by the key of the field that offers them. */
export type When = Readonly<Record<string, readonly string[]>>;

export interface Choice {
	value: string | number;
	label: string;
	help?: string;
}

/** The choice of a selector that lets every item name its own channel. */
export const VARIES_BY_ITEM = 'variesByItem';

/** How a field is shown for one choice. With its own name, the value does not carry over when the choice changes. */
interface Variant {
	name?: string;
	help?: string;
	hint?: string;
	example?: string;
	required?: boolean;
	more?: boolean;
	lines?: number;
	uses?: Common['uses'];
}

/** Properties that every field may have. */
interface Common {
	label: string;
	/** One or two sentences below the field. */
	help?: string;
	/** A second line below the field. */
	hint?: string;
	/** Shown in the empty field. */
	example?: string;
	required?: boolean;
	/** Whether the field is among the Additional Fields. */
	more?: boolean;
	/** Differences for one choice of the operation's selector, or if every item has its own choice (`VARIES_BY_ITEM`). */
	by?: Readonly<Record<string, Variant>>;
	/** Absent if the field always applies. */
	when?: When;
	/** If the field does not apply but has a value: why that is wrong, and what to do. If absent, the reader ignores the value. */
	elsewhere?: readonly [what: string, fix: string];
	/** Other keys in JSON and Input Item: the one that all providers share, and the vendor's. */
	aliases?: readonly string[];
	/** Whether it says who gets the message. The report on an unreadable item uses the first of these fields that has a value. */
	recipient?: boolean;
	/** Whether it says when to send a message. If its key were misspelt unnoticed, the message would go at once. */
	schedule?: boolean;
	/** Whether it cannot differ from item to item. */
	fixed?: boolean;
	/** Whether it is JSON with expressions in it, each evaluated on its own: see template.ts. */
	isTemplate?: boolean;
	/** Whether the editor gets the choices from the provider. */
	asked?: boolean;
	/** Exists only as a key in JSON and Input Item. */
	hidden?: boolean;
	/** Options of the node that its reader needs. Phone numbers and texts of SMS imply theirs. */
	uses?: ReadonlyArray<'defaultCountry' | 'maxAddresses' | 'maxSegments'>;
	/** The fix for an unreadable value: one sentence with its full stop. */
	fix?: string;
	/** IANA zone of a date-time without an offset, if it is not the workflow's. */
	zone?: string;
	/** In characters. */
	longest?: number;
	/** Lines of the text box. */
	lines?: number;
	/** Shown as dots. */
	secret?: boolean;
	/** Text of the button that adds an entry. */
	add?: string;
	/** The first value in the editor, and the value of an empty flag or choice. */
	fallback?: string | number | boolean | readonly string[] | Readonly<Record<string, string>>;
	/** Least number. */
	least?: number;
	/** Bytes that all files of a message may have. */
	mostBytes?: number;
	choices?: readonly Choice[];
	/** Of a group or a row. */
	fields?: Form;
	/** Key and label of a row, as n8n stores it. */
	row?: readonly [key: string, label: string];
}

export interface FormField<Value = unknown> extends Common {
	kind: Kind;
	control: Control;
	/** Never set: it only carries the type of the value. */
	readonly value?: Value;
}

export type Form = Readonly<Record<string, FormField>>;

type Built<Given, Value, As extends Kind> = Given & FormField<Value> & { kind: As };
type Optional<Given, Value> = Given extends { required: true } ? Value : Value | null;

/** Text without blanks at its ends; null when empty. */
export const text = <const Given extends Common & { fix: string }>(given: Given) => build<Given, Optional<Given, string>, 'text'>(given, 'text');

/** The user's own ID of the message; null when empty: then the engine makes one. */
export const id = <const Given extends Common>(given: Given) => build<Given, string | null, 'id'>(given, 'id');

/** A phone number in digits with country code. */
export const phone = <const Given extends Common>(given: Given) => build<Given, Optional<Given, string>, 'phone'>(given, 'phone');

/** One email address. */
export const mail = <const Given extends Common>(given: Given) => build<Given, Optional<Given, string>, 'mail'>(given, 'mail');

/** The text of an SMS, with its parts. */
export const smsText = <const Given extends Common>(given: Given) => build<Given, { text: string; segments: Segments }, 'smsText'>({ required: true, lines: 4, ...given }, 'smsText');

/** A whole number: a quantity, or without `least` an ID in digits. */
export const integer = <const Given extends Common & { fix: string }>(given: Given) =>
	build<Given, Optional<Given, number>, 'integer'>(given, 'integer', given.least === undefined ? 'text' : 'number');

/** A date-time, in the workflow's zone unless it has an offset; null when empty. */
export const dateTime = <const Given extends Common>(given: Given) => build<Given, Optional<Given, DateTime>, 'dateTime'>(given, 'dateTime', 'dateTime');

/** Yes or no. */
export const flag = (given: Common & { fallback: boolean }) => build<typeof given, boolean, 'flag'>(given, 'flag', 'flag');

/** One of several; its `fallback` when empty, unless it is required. Other fields may depend on it. */
export const choice = <const Given extends Common & { choices: readonly Choice[]; fallback: string }>(given: Given) => build<Given, Given['choices'][number]['value'], 'choice'>(given, 'choice', 'choice');

/** Any number of texts. */
export const list = <const Given extends Common & { fix: string }>(given: Given) => build<Given, string[], 'list'>(given, 'list', 'list');

/** Files of the item, by the names of its binary fields. */
export const files = <const Given extends Common & { mostBytes: number }>(given: Given) => build<Given, Attachment[], 'files'>(given, 'files');

/** A JSON object, or its text; null when it has no keys. */
export const json = <const Given extends Common & { fix: string }>(given: Given) => build<Given, Record<string, unknown> | null, 'json'>(given, 'json', 'json');

/** A sentence in place of a field. */
export const notice = (label: string, when?: When) => build<Common, null, 'own'>({ label, ...(when && { when }) }, 'own', 'notice');

/** A field that the operation reads itself: see `formReader`. */
export const own =
	<Value>() =>
	<const Given extends Common>(control: Control, given: Given) =>
		build<Given, Value, 'own'>(given, 'own', control);

function build<Given extends Common, Value, As extends Kind>(given: Common, kind: As, control: Control = 'text') {
	return { ...given, kind, control } as Built<Given, Value, As>;
}

/** Newer names of zones for which Node.js lists the older ones. */
const RENAMED = table<string>({
	'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
	'Asia/Calcutta': 'Asia/Kolkata',
	'Asia/Katmandu': 'Asia/Kathmandu',
	'Asia/Rangoon': 'Asia/Yangon',
	'Asia/Saigon': 'Asia/Ho_Chi_Minh',
	'Europe/Kiev': 'Europe/Kyiv',
});

let zones: readonly Choice[] | undefined;

/** The time zones of the world by their IANA names. Intl takes milliseconds to list them. */
export function timeZones(): readonly Choice[] {
	const names = () => Intl.supportedValuesOf('timeZone').map((name) => RENAMED[name] ?? name);
	return (zones ??= [...new Set(names())].sort().map((name) => ({ value: name, label: name.replaceAll('_', ' ') })));
}

/**
 * Takes from the form all that an operation says about its fields: the fields in the editor, the keys in JSON and Input Item, the field of the user's
 * own ID, the field that names binary fields, and the fields that hold the recipient.
 * @param furtherKeys keys that the operation reads itself
 */
export function declared<Known extends Form>(form: Known, furtherKeys: readonly string[] = []) {
	const entries = Object.entries(form);
	const firstOf = (kind: Kind) => entries.find(([, field]) => field.kind === kind)?.[0];
	const recipientFields = entries.flatMap(([name, { recipient }]) => (recipient ? [name] : []));
	return { form, fields: fieldsOf(form), keys: keysOf(form, furtherKeys), idField: firstOf('id') ?? '', binaryField: firstOf('files'), recipientFields };
}

/**
 * The keys of a form in JSON and Input Item beside the fields' names.
 * @param further keys that the operation reads itself
 */
function keysOf(form: Form, further: readonly string[] = []): KeyNames {
	const fields = Object.entries(form);
	return {
		aliases: Object.fromEntries(fields.map(([name, { aliases = [] }]) => [name, aliases])),
		schedules: fields.flatMap(([name, { schedule }]) => (schedule ? [name] : [])),
		further: [...fields.flatMap(([name, { hidden }]) => (hidden ? [name] : [])), ...further],
	};
}

/** The fields that the editor shows. */
function fieldsOf(form: Form): MessageField[] {
	return Object.entries(form).flatMap(([name, { label, hidden, by }]) => {
		if (hidden) return [];
		const parameters = Object.fromEntries(Object.entries(by ?? {}).flatMap(([choice, variant]) => (variant.name === undefined ? [] : [[choice, variant.name]])));
		return [{ name, displayName: label, ...(Object.keys(parameters).length > 0 && { parameters }) }];
	});
}

/** A field as one operation shows it. */
export interface PanelField {
	/** The key in JSON and Input Item. */
	key: string;
	/** The parameter's name. */
	name: string;
	field: FormField;
}

/**
 * The fields that an operation shows, without its selector if that has one value. If every item may choose, each field appears once, and only fields
 * that all choices need are required. The reader then checks for each item what its choice needs.
 * @param selector the field that says which of the others apply
 * @param preset the selector's one value
 */
export function panelOf(form: Form, selector?: string, preset?: string): PanelField[] {
	return Object.entries(form).flatMap(([key, { by, when, ...field }]): PanelField[] => {
		if (field.hidden || (preset !== undefined && key === selector)) return [];
		const { [selector ?? '']: choices, ...others } = when ?? {};
		if (preset !== undefined && choices !== undefined && !choices.includes(preset)) return [];
		const { name = key, ...variant } = by?.[preset ?? VARIES_BY_ITEM] ?? {};
		const required = (field.required === true || variant.required === true) && (preset !== undefined || choices === undefined);
		return [{ key, name, field: { ...field, ...variant, required, ...(Object.keys(others).length > 0 && { when: others }) } }];
	});
}
