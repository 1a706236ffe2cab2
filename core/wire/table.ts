/** A table whose keys come from outside. */
export type Table<Value> = Readonly<Record<string, Value>>;

/**
 * Makes a table without a prototype. A plain object also finds `constructor` and `toString`, so a provider's code with such a name would give a
 * function as status.
 */
export function table<Value>(entries: Readonly<Record<string, Value>>): Table<Value> {
	return Object.freeze(Object.assign(Object.create(null) as Record<string, Value>, entries));
}
