import { attempt, Refusal, type Field } from './schema';
import type { MessageField } from './settings';

/** Why an input item is no message. */
export interface Problem {
	/** Index of the input item. */
	item: number;
	/** Display name of the field. */
	field: string;
	/** What is wrong, beginning with the field's name, without the item. */
	what: string;
	/** What to do about it: one sentence with its full stop. */
	fix: string;
	/** Whom the item is for, as it was given; for a message alone. */
	recipient?: string;
}

export function isProblem(reading: object): reading is Problem {
	return 'fix' in reading;
}

/** Reads one item's fields. Only the first problem of an item is told. */
export function readFields<Value>(known: readonly MessageField[], read: Field<Value>, item: number, fields: unknown): { value: Value } | Problem {
	const result = attempt(read, fields);
	if (!(result instanceof Refusal)) return result;
	const { what, fix, field: name } = result;
	const field = known.find((one) => one.name === name)?.displayName ?? name ?? 'Message';
	return { item, field, what: `${field} ${what}`, fix };
}
