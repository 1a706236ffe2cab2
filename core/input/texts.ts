import { describe, isObject, Refusal } from './schema';

/** An item's values, in a form that every wire format can carry, with warnings for the user. */
interface Checked {
	fields: unknown;
	warnings: readonly Doubt[];
}

/** The doubt about a field, continuing its name ("contains …"), and what to know or do about it: one sentence. */
interface Doubt {
	field: string;
	what: string;
	fix: string;
}

/** A quick test: almost no value has any of these. */
// eslint-disable-next-line no-control-regex -- the very characters meant
const SUSPECT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]|\[object Object\]|Invalid DateTime|\{\{/;

/** XML 1.0 cannot represent these, and no SMS shows them. */
// eslint-disable-next-line no-control-regex -- the very characters meant
const CONTROL = /[\u0000-\u0008\u000e-\u001f\ufffe\uffff]/;

/** Word and Excel write a line break within a paragraph like this. */
// eslint-disable-next-line no-control-regex -- the very characters meant
const LINE_BREAKS = /[\u000b\u000c]/g;

/** Text in braces that n8n would have filled in if the field were an expression. Providers' merge fields have no `$`. */
const EXPRESSION = /\{\{[^{}]*\$[^{}]*\}\}/;

const DEEPEST = 20;

/**
 * Checks every value of an item for things that some wire format cannot carry: half a character, a control character, a number that lost digits. All
 * wire formats refuse the same values, and none changes a value silently.
 * @param skip the field whose names are already replaced by files
 * @throws Refusal
 */
export function checkValues(fields: unknown, skip?: string): Checked {
	const warnings: Doubt[] = [];
	if (!isObject(fields)) return { fields, warnings };
	let changed: Record<string, unknown> | undefined;
	for (const name of Object.keys(fields)) {
		const given = fields[name];
		if (name === skip || (typeof given === 'string' ? !SUSPECT.test(given) : typeof given !== 'object' || given === null)) continue;
		const checked = checkValue(given, warnings, name, 0);
		if (checked !== given) changed = { ...(changed ?? fields), [name]: checked };
	}
	return { fields: changed ?? fields, warnings };
}

function checkValue(value: unknown, warnings: Doubt[], field: string, depth: number): unknown {
	if (typeof value === 'string') return SUSPECT.test(value) ? checkText(value, warnings, field) : value;
	// Not the field itself: its reader knows what it is for, and checks it.
	if (typeof value === 'number' && !(Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER)) {
		const [what, fix] = numberTrouble(value, 'contains');
		throw new Refusal(what, fix, field);
	}
	if (typeof value !== 'object' || value === null || depth > DEEPEST) return value;
	if (Array.isArray(value)) return checkEntries(value as unknown[], warnings, field, depth);
	// Instances of a class, such as a date-time, are left to their reader.
	return isPlain(value) ? checkObject(value, warnings, field, depth) : value;
}

function checkEntries(list: unknown[], warnings: Doubt[], field: string, depth: number): unknown[] {
	const checked = list.map((one) => checkValue(one, warnings, field, depth + 1));
	return checked.some((one, i) => one !== list[i]) ? checked : list;
}

function checkObject(value: Record<string, unknown>, warnings: Doubt[], field: string, depth: number): unknown {
	let changed: Record<string, unknown> | undefined;
	for (const key of Object.keys(value)) {
		if (SUSPECT.test(key)) checkText(key, warnings, field);
		const checked = checkValue(value[key], warnings, field, depth + 1);
		if (checked !== value[key]) changed = { ...(changed ?? value), [key]: checked };
	}
	return changed ?? value;
}

function checkText(text: string, warnings: Doubt[], field: string): string {
	if (/\p{Cs}/u.test(text)) {
		const fix = 'Cut the text between characters: {{ Array.from($json.text).slice(0, 20).join("") }} instead of {{ $json.text.slice(0, 20) }}.';
		throw new Refusal(`is ${describe(text.replace(/\p{Cs}/gu, '\ufffd'))}, which contains half a character: an emoji was cut in two`, fix, field);
	}
	const control = CONTROL.exec(text);
	if (control !== null) {
		const code = text.charCodeAt(control.index).toString(16).toUpperCase().padStart(4, '0');
		const fix = `Remove it where the text comes from, or by {{ $json.text.replaceAll("\\u${code}", "") }}: SMS and XML cannot carry it.`;
		throw new Refusal(`contains an invisible character, U+${code}, in place ${control.index + 1}`, fix, field);
	}
	for (const [what, fix] of doubtsAbout(text)) warnings.push({ field, what, fix });
	const broken = text.replace(LINE_BREAKS, '\n');
	if (broken === text) return text;
	warnings.push({ field, what: 'contains a line break of Word or Excel', fix: 'It is sent as an ordinary line break.' });
	return broken;
}

const OBJECT: [string, string] = ['contains "[object Object]"', 'An expression gave an object where a text was meant.'];
const NO_DATE: [string, string] = ['contains "Invalid DateTime"', 'An expression could not read a date.'];

/** Traces that a failed expression left in a text. */
function doubtsAbout(text: string): Array<[what: string, fix: string]> {
	const [expression] = EXPRESSION.exec(text) ?? [];
	return [
		...(text.includes('[object Object]') ? [OBJECT] : []),
		...(text.includes('Invalid DateTime') ? [NO_DATE] : []),
		...(expression === undefined ? [] : [[`contains ${expression} as plain text`, 'Switch the field to Expression, and n8n fills it in.'] as [string, string]]),
	];
}

/**
 * The problem with a number that n8n cannot hold: it lost digits before it came here, or was not a number.
 * @param verb the verb after the field's name: "is" or "contains"
 */
export function numberTrouble(value: number, verb = 'is'): [what: string, fix: string] {
	if (!Number.isFinite(value)) return [`${verb} ${value}, not a number`, 'Check the expression: it calculates with something that is not a number.'];
	return [`${verb} ${value}, a number with more digits than n8n can hold exactly`, 'Give it as text: put quotation marks around it at its source.'];
}

function isPlain(value: object): value is Record<string, unknown> {
	const prototype: unknown = Object.getPrototypeOf(value);
	// Expressions give objects of another realm, whose prototype is another `Object`.
	return prototype === null || Object.getPrototypeOf(prototype) === null;
}
