import { SettingError } from '../../core/http/settingError';
import { readCountry } from '../../core/input/country';
import { describe } from '../../core/input/schema';
import type { Parameters } from './parameters';

/** Reads the options of a node. */
export interface Options {
	/** One value for all items. @throws SettingError for an expression whose value differs between items */
	value(name: string, label: string): unknown;
	/** A whole number, which an expression may give as text. */
	whole(name: string, label: string, fallback: number, least: number, most: number): number;
	/** One value per item. */
	each<Value>(name: string, read: (given: unknown) => Value): (item: number) => Value;
}

type Source = Pick<Parameters, 'read'> & Partial<Pick<Parameters, 'isExpression' | 'variesByItem'>>;

/** @param count items of the execution */
export function openOptions(parameters: Source, count = 1): Options {
	const read = (name: string, item: number) => parameters.read(`options.${name}`, item);
	const varies = (name: string) => parameters.variesByItem?.(`options.${name}`) === true;
	const value: Options['value'] = (name, label) => sameForAll(parameters, `options.${name}`, `Options > ${label}`, count);
	return {
		value,
		whole(name, label, fallback, least, most) {
			const given = value(name, label);
			if (isMissing(given) && !parameters.isExpression?.(`options.${name}`)) return fallback;
			return wholeNumber(given, label, least, most);
		},
		each(name, readValue) {
			if (varies(name)) return (item) => readValue(read(name, item));
			const fixed = readValue(read(name, 0));
			return () => fixed;
		},
	};
}

export function isMissing(value: unknown): boolean {
	return value === undefined || value === null || value === '';
}

/**
 * The value of a parameter that applies to all items. A value that differs between items is refused: otherwise the first item's value would silently
 * apply to all.
 * @throws SettingError
 */
export function sameForAll(parameters: Source, path: string, label: string, count: number): unknown {
	const first = parameters.read(path, 0);
	if (parameters.variesByItem?.(path) !== true) return first;
	for (let item = 1; item < count; item += 1) {
		const other = parameters.read(path, item);
		if (String(other) === String(first)) continue;
		throw new SettingError(`${label} differs from item to item: ${describe(first)} in row 1, ${describe(other)} in row ${item + 1}`, 'Give one value for all items, or use several nodes.');
	}
	return first;
}

/** One of these words. @throws SettingError */
export function oneOf<Word extends string>(label: string, given: unknown, known: readonly Word[]): Word {
	if (known.includes(given as Word)) return given as Word;
	throw new SettingError(`${label} is ${describe(given)}`, `Choose one of ${known.join(', ')}.`);
}

/** Yes or no, also as text. @throws SettingError */
export function yesOrNo(label: string, given: unknown): boolean {
	if (given === true || given === 'true') return true;
	if (given === false || given === 'false') return false;
	throw new SettingError(`${label} is ${describe(given)}`, 'Give true or false.');
}

/** A limit; null for 0, which means none. @throws SettingError */
export function limitOf(label: string, given: unknown): number | null {
	const number = isMissing(given) ? NaN : Number(given);
	if (Number.isSafeInteger(number) && number >= 0) return number || null;
	throw new SettingError(`${label} is ${describe(given)}`, 'Give a whole number, or 0 for no limit.');
}

/** The entries of a list, or of a text with commas between them. @throws SettingError */
export function entriesOf(label: string, given: unknown): string[] {
	if (typeof given === 'object' && given !== null && !Array.isArray(given)) throw new SettingError(`${label} is ${describe(given)}`, 'Give a text with commas between the entries.');
	const entries = Array.isArray(given) ? (given as unknown[]) : String(given ?? '').split(/[,;\n]/);
	return entries.map((entry) => String(entry).trim()).filter((entry) => entry !== '');
}

/** @throws SettingError if no country has this name or code */
export function countryIn(label: string, entry: unknown): string {
	const country = readCountry(entry);
	if (typeof country === 'string') return country;
	throw new SettingError(`${label} has ${describe(entry)}`, country?.fix ?? 'Give the two letters of a country, such as SE.');
}

function wholeNumber(given: unknown, label: string, least: number, most: number): number {
	const number = typeof given === 'string' && /^\s*\d+\s*$/.test(given) ? Number(given) : given;
	if (Number.isInteger(number) && (number as number) >= least && (number as number) <= most) return number as number;
	throw new SettingError(`Options > ${label} is ${describe(given)}`, `Give a whole number from ${least} to ${most}.`);
}

/** The most SMS parts of one item; null for no limit. An expression that gives nothing is refused, because the user meant to set a limit. */
export function partsReader(parameters: Source): (given: unknown) => number | null {
	return (given) => (isMissing(given) && !parameters.isExpression?.('options.maxSegments') ? null : wholeNumber(given, 'Maximum SMS Parts', 0, 255) || null);
}

/** The default country of one item's numbers; null if none is given, and then numbers need their country code. */
export function countryOption(given: unknown): string | null {
	const country = readCountry(given);
	if (country === null || typeof country === 'string') return country;
	throw new SettingError(`Options > Default Country is ${describe(given)}`, country.fix);
}
