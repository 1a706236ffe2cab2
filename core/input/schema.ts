/** Reads what the user gave. Returns the value or throws a `Refusal`. */
export type Reader<Value> = (given: unknown) => Value;

/** Why what the user gave cannot be read. */
export class Refusal extends Error {
	/**
	 * @param what what is wrong, continuing the field's name: "is missing"
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

/** Throws a refusal again as that of a field. */
export function refuseAt(key: string, error: unknown): never {
	const { what, fix } = refusalOf(error);
	return refuse(what, fix, key);
}

/** @throws the error itself if it is a bug of ours */
function refusalOf(error: unknown): Refusal {
	if (error instanceof Refusal) return error;
	throw error;
}

/** A JSON object with any keys. */
export const object: Reader<Record<string, unknown>> = (given) => (isObject(given) ? given : refuse(`is ${describe(given)}, not a JSON object`, 'Give one JSON object an item.'));

type Fields = Readonly<Record<string, Reader<unknown>>>;

type Values<Known extends Fields> = { [Name in keyof Known]: ReturnType<Known[Name]> };

/** An object with these fields; other keys are left out. */
export function objectOf<Known extends Fields>(known: Known): Reader<Values<Known>> {
	const fields = Object.entries(known);
	return (given) => {
		const item = object(given);
		const values: Record<string, unknown> = {};
		let at = '';
		try {
			for (const [name, read] of fields) {
				at = name;
				values[name] = read(item[name]);
			}
		} catch (error) {
			return refuseAt(at, error);
		}
		return values as Values<Known>;
	};
}

type Choices = Readonly<Record<string, Fields>>;

/** The fields of a choice, and the field that names the choice. */
type Chosen<Name extends string, Known extends Choices> = { [Choice in keyof Known]: Values<Known[Choice]> & { [Selector in Name]: Choice } }[keyof Known];

/** An object whose other fields depend on the value of this one. */
export function discriminatedUnion<Name extends string, Known extends Choices>(name: Name, known: Known): Reader<Chosen<Name, Known>> {
	const shapes = new Map<unknown, Reader<object>>(Object.entries(known).map(([choice, fields]) => [choice, objectOf({ ...fields, [name]: () => choice })]));
	return (given) => {
		const choice = object(given)[name];
		const chosen = shapes.get(choice);
		if (chosen) return chosen(given) as Chosen<Name, Known>;
		return refuse(`is ${describe(choice)}, which the provider does not know`, `Choose one of ${[...shapes.keys()].join(', ')}.`, name);
	};
}

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

