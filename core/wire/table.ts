/** A table that is looked up by what somebody else wrote. */
export type Table<Value> = Readonly<Record<string, Value>>;

/**
 * Makes a table without a prototype. In any other, `constructor` and `toString` are found as well: a provider's code of that name would make a
 * function of a status.
 */
export function table<Value>(entries: Readonly<Record<string, Value>>): Table<Value> {
	return Object.freeze(Object.assign(Object.create(null) as Record<string, Value>, entries));
}
