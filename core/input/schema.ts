/** Reads a value that the user gave. Returns the result or throws a `Refusal`. */
export type Reader<Value> = (given: unknown) => Value;

/** Why a value that the user gave cannot be read. */
export class Refusal extends Error {
	/**
	 * @param what the problem, continuing the field's name: "is missing"
	 * @param fix what to do about it: one sentence with its full stop
	 * @param field key of the field within an object
	 */
	constructor(
		readonly what: string,
		readonly fix: string,
		readonly field?: string,
	) {
		super(what);
	}
}

/** Why a value is not good, continuing the field's name, and what to do about it. */
export type Obstacle = Pick<Refusal, 'what' | 'fix'>;

export type Refuse = (what: string, fix: string, field?: string) => never;

/** @throws Refusal */
export const refuse: Refuse = (what, fix, field) => {
	throw new Refusal(what, fix, field);
};

export function reader<Value>(read: (given: unknown, refuse: Refuse) => Value): Reader<Value> {
	return (given) => read(given, refuse);
}

/** Returns the value, or the refusal instead of throwing it. */
export function attempt<Value>(read: Reader<Value>, given: unknown): { value: Value } | Refusal {
	try {
		return { value: read(given) };
	} catch (error) {
		return refusalOf(error);
	}
}

/** Throws a refusal again, with the field's key added. */
export function refuseAt(key: string, error: unknown): never {
	const { what, fix } = refusalOf(error);
	return refuse(what, fix, key);
}

/** @throws the error itself if it is a bug of ours */
export function refusalOf(error: unknown): Refusal {
	if (error instanceof Refusal) return error;
	throw error;
}

/** A JSON object with any keys. */
export const object: Reader<Record<string, unknown>> = (given) => (isObject(given) ? given : refuse(`is ${describe(given)}, not a JSON object`, 'Give one JSON object an item.'));

/** A value as it appears in a message, shortened. */
export function describe(value: unknown): string {
	if (value === undefined || value === null || value === '') return 'empty';
	const shown = typeof value === 'string' ? `"${value}"` : (JSON.stringify(value) ?? typeof value);
	return shown.length > 60 ? `${shown.slice(0, 57)}…` : shown;
}

/** Whether a value is a JSON object, not null or a list. */
export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

