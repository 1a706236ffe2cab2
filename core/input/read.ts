import { Refusal, refusalOf, type Reader } from './schema';
import type { MessageField } from './settings';
import { checkValues } from './texts';

/** Why an input item cannot be used. */
export interface Problem {
	/** Index of the input item. */
	item: number;
	/** Display name of the field. */
	field: string;
	/** The problem, beginning with the field's name, without the item. */
	what: string;
	/** What to do about it: one sentence with its full stop. */
	fix: string;
	/** The recipient, as given; only for messages. */
	recipient?: string;
}

const NO_WARNINGS: readonly string[] = [];

export function isProblem(reading: object): reading is Problem {
	return 'fix' in reading;
}

/**
 * Reads one item's fields. Reports only the first problem.
 * @param how.binaryField the field whose names are already replaced by files
 * @param how.isStrict whether a doubt is a problem, because the result cannot hold warnings
 */
export function readFields<Value>(
	known: readonly MessageField[],
	read: Reader<Value>,
	item: number,
	fields: unknown,
	{ binaryField, isStrict = false }: { binaryField?: string; isStrict?: boolean } = {},
): { value: Value; warnings: readonly string[] } | Problem {
	try {
		const { fields: checked, warnings } = checkValues(fields, binaryField);
		const [doubt] = warnings;
		if (isStrict && doubt) throw new Refusal(doubt.what, doubt.fix, doubt.field);
		const value = read(checked);
		if (warnings.length === 0) return { value, warnings: NO_WARNINGS };
		return { value, warnings: warnings.map(({ field, what, fix }) => `${labelOf(known, field)} ${what}: ${fix.charAt(0).toLowerCase()}${fix.slice(1)}`) };
	} catch (error) {
		return { item, ...toProblem(known, refusalOf(error)) };
	}
}

export function toProblem(known: readonly MessageField[], { what, fix, field: name }: Refusal): Omit<Problem, 'item'> {
	const field = labelOf(known, name);
	return { field, what: `${field} ${what}`, fix };
}

function labelOf(known: readonly MessageField[], name: string | undefined): string {
	return known.find((one) => one.name === name)?.displayName ?? name ?? 'Message';
}
