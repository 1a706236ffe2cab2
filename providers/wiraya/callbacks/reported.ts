import { isObject } from '../../../core/input/schema';
import type { Entry } from './entries';
import { KEYS, type KeyName } from './keys';

/** The values of an entry under our keys, as text; missing values are absent. */
export type Reported = { [Name in KeyName]?: string } & {
	/** The recipient's data fields by their number, in sends from a contact list. */
	data?: Record<string, string>;
};

/** The user's own layout: our key, and the path to its value. */
export type Layout = Readonly<{ [Name in KeyName]?: string }>;

/** Our name of a value and the names of its placeholders, in the form for comparison. */
const NAMES = new Map(KEYS.flatMap(({ name, placeholders }) => [name, ...placeholders].map((one) => [plain(one), name] as const)));

/** `{1}` to `{99}`; an element of XML cannot have a digit first. */
const DATA_FIELD = /^(?:data|_)?([1-9]\d?)$/i;

/**
 * Reads an entry: values that the layout names from their paths, the rest from members that have our name or the name of Wiraya's placeholder, in any
 * case and with or without underscores.
 */
export function reportedBy(entry: Entry, layout: Layout): Reported {
	const reported: Reported = {};
	const data: Record<string, string> = {};
	for (const [name, member] of Object.entries(entry)) {
		const key = NAMES.get(plain(name));
		const field = DATA_FIELD.exec(name)?.[1];
		if (key !== undefined) reported[key] ??= textOf(member, key);
		else if (field !== undefined) data[field] = textOf(member) ?? '';
		else if (plain(name) === 'data' && isObject(member)) Object.assign(data, reportedBy(member, {}).data);
	}
	for (const [key, path] of Object.entries(layout) as Array<[KeyName, string]>) reported[key] = textOf(valueAt(entry, path), key);
	const fields = Object.entries(data).filter(([field, text]) => text !== '' && text !== `{${field}}`);
	return fields.length > 0 ? { ...reported, data: Object.fromEntries(fields) } : reported;
}

/** The value at a path such as `call.length` or `values.0`; a member whose own name is the path comes first. */
function valueAt(entry: Entry, path: string): unknown {
	if (Object.hasOwn(entry, path)) return entry[path];
	return path.split('.').reduce<unknown>((value, step) => (typeof value === 'object' && value !== null && Object.hasOwn(value, step) ? (value as Entry)[step] : undefined), entry);
}

/** No page says what Wiraya writes for a placeholder that does not apply. Nothing, or the placeholder itself, counts as no value. */
function textOf(value: unknown, key?: KeyName): string | undefined {
	const given = isObject(value) ? value['#text'] : Array.isArray(value) ? value.map(String).join(',') : value;
	if (typeof given !== 'string' && typeof given !== 'number' && typeof given !== 'boolean') return undefined;
	const text = String(given).trim();
	const left = KEYS.find(({ name }) => name === key)?.placeholders.some((placeholder) => text === `{${placeholder}}`);
	return text === '' || left === true ? undefined : text;
}

function plain(name: string): string {
	return name.toLowerCase().replace(/[_-]/g, '');
}
