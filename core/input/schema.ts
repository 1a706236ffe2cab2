/** Reads what the user gave as a value, or throws a `Refusal`. */
export type Reader<Value> = (given: unknown) => Value;

/** Why something that the user gave cannot be read. */
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

/** What is read, or why it cannot be. */
export function attempt<Value>(read: Reader<Value>, given: unknown): { value: Value } | Refusal {
	try {
		return { value: read(given) };
	} catch (error) {
		return refusalOf(error);
	}
}

/** Passes a refusal on as that of a field. */
export function refuseAt(key: string, error: unknown): never {
	const { what, fix } = refusalOf(error);
	return refuse(what, fix, key);
}

/** @throws the error itself, when it is a mistake of ours */
function refusalOf(error: unknown): Refusal {
	if (error instanceof Refusal) return error;
	throw error;
}

/** A JSON object, whatever its keys. */
export const object: Reader<Record<string, unknown>> = (given) => (isObject(given) ? given : refuse(`is ${describe(given)}, not a JSON object`, 'Give one JSON object an item.'));

/** Fields by their names. */
type Fields = Readonly<Record<string, Reader<unknown>>>;

type Values<Known extends Fields> = { [Name in keyof Known]: ReturnType<Known[Name]> };

/** An object with these fields; what else it has is left out. */
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

/** The fields of a choice, and the one that tells it from the others. */
type Chosen<Name extends string, Known extends Choices> = { [Choice in keyof Known]: Values<Known[Choice]> & { [Selector in Name]: Choice } }[keyof Known];

/** One of several shapes of an object, told apart by the field of this name. */
export function discriminatedUnion<Name extends string, Known extends Choices>(name: Name, known: Known): Reader<Chosen<Name, Known>> {
	const shapes = new Map<unknown, Reader<object>>(Object.entries(known).map(([choice, fields]) => [choice, objectOf({ ...fields, [name]: () => choice })]));
	return (given) => {
		const choice = object(given)[name];
		const chosen = shapes.get(choice);
		if (chosen) return chosen(given) as Chosen<Name, Known>;
		return refuse(`is ${describe(choice)}, which the provider does not know`, `Choose one of ${[...shapes.keys()].join(', ')}.`, name);
	};
}

/** A value in a message, short enough to read. */
export function describe(value: unknown): string {
	if (value === undefined || value === null || value === '') return 'empty';
	const shown = typeof value === 'string' ? `"${value}"` : (JSON.stringify(value) ?? typeof value);
	return shown.length > 60 ? `${shown.slice(0, 57)}…` : shown;
}

/** Whether a value is an object as JSON has it: no list, not nothing. */
export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

