import { z } from '../../vendor/zod';

/** What an operation's schema is made of: zod's types, those of ours and zod's own in any mixture. */
export type Field<Value> = z.ZodType<Value, z.ZodTypeDef, unknown>;

/** Tells a mistake: what is wrong, continuing the field's name ("is missing"), what to do about it, and the name of the field within an object. */
export type Refuse = (what: string, fix: string, name?: string) => never;

export type Read<Value> = (given: unknown, refuse: Refuse) => Value;

/**
 * A type of zod that reads without zod's contexts, results and copies: a hundred thousand items have a million fields, and those cost ten times
 * as much as all that is read.
 */
export abstract class Reader<Value> extends z.ZodType<Value, z.ZodTypeDef, unknown> {
	constructor() {
		super({});
	}

	/** The value, or whatever `refuse` gave where it was called. Only the first mistake is told. */
	abstract read(given: unknown, refuse: Refuse): Value;

	_parse(input: z.ParseInput): z.ParseReturnType<Value> {
		let refused = false;
		const value = this.read(input.data, (message, fix, name) => {
			refused = true;
			const path = name === undefined ? [] : [name];
			z.addIssueToContext(this._getOrReturnCtx(input), { code: 'custom', message, params: { fix }, path });
			return z.NEVER;
		});
		return refused ? z.INVALID : z.OK(value);
	}
}

/** A field that reads whatever the user gave, or says what is wrong with it and how to mend it. */
export function field<Value>(read: Read<Value>): Field<Value> {
	return new Rule(read);
}

class Rule<Value> extends Reader<Value> {
	constructor(readonly read: Read<Value>) {
		super();
	}
}

/** Fields by their names. */
type Fields = Readonly<Record<string, Field<unknown>>>;

type Values<Known extends Fields> = { [Name in keyof Known]: z.output<Known[Name]> };

/** An object with these fields; what else it has is left out. */
export function shape<Known extends Fields>(known: Known): Field<Values<Known>> {
	return new Shape(known);
}

class Shape<Known extends Fields> extends Reader<Values<Known>> {
	private readonly known: ReadonlyArray<{ name: string; one: Field<unknown> }>;

	constructor(known: Known) {
		super();
		this.known = Object.entries(known).map(([name, one]) => ({ name, one }));
	}

	read(given: unknown, refuse: Refuse): Values<Known> {
		if (!isObject(given)) return notAnObject(given, refuse);
		const values: Record<string, unknown> = {};
		let at = '';
		let good = true;
		const refuseField: Refuse = (what, fix) => {
			good = false;
			return refuse(what, fix, at);
		};
		for (let i = 0; good && i < this.known.length; i += 1) {
			const { name, one } = this.known[i]!;
			at = name;
			values[name] = readWith(one, given[name], refuseField);
		}
		return values as Values<Known>;
	}
}

type Choices = Readonly<Record<string, Fields>>;

/** The fields of a choice, and the one that tells it from the others. */
type Chosen<Name extends string, Known extends Choices> = { [Choice in keyof Known]: Values<Known[Choice]> & { [Selector in Name]: Choice } }[keyof Known];

/** One of several shapes of an object, told apart by the field of this name. */
export function oneOf<Name extends string, Known extends Choices>(name: Name, known: Known): Field<Chosen<Name, Known>> {
	return new OneOf(name, known);
}

class OneOf<Name extends string, Known extends Choices> extends Reader<Chosen<Name, Known>> {
	private readonly shapes: ReadonlyMap<unknown, Reader<object>>;

	constructor(
		private readonly name: Name,
		known: Known,
	) {
		super();
		this.shapes = new Map(Object.entries(known).map(([choice, fields]) => [choice, new Shape({ ...fields, [name]: field(() => choice) })]));
	}

	read(given: unknown, refuse: Refuse): Chosen<Name, Known> {
		if (!isObject(given)) return notAnObject(given, refuse);
		const chosen = this.shapes.get(given[this.name]);
		if (chosen) return chosen.read(given, refuse) as Chosen<Name, Known>;
		return refuse(`is ${describe(given[this.name])}, which the provider does not know`, `Choose one of ${[...this.shapes.keys()].join(', ')}.`, this.name);
	}
}

/** What a schema reads of a value that is turned into what it knows before, and into something else after. */
export function between<Value, Other>(before: (given: unknown) => unknown, schema: Field<Value>, after: (value: Value) => Other): Field<Other> {
	return field((given, refuse) => {
		let good = true;
		const value = readWith(schema, before(given), (...mistake) => {
			good = false;
			return refuse(...mistake);
		});
		return good ? after(value) : z.NEVER;
	});
}

/** Reads with any schema as with one of ours. */
export function readWith<Value>(schema: Field<Value>, given: unknown, refuse: Refuse): Value {
	if (schema instanceof Reader) return (schema as Reader<Value>).read(given, refuse);
	const parsed = schema.safeParse(given);
	if (parsed.success) return parsed.data;
	const issue = parsed.error.issues[0]!;
	if (issue.code !== 'custom') return notAnObject(given, refuse);
	const name = issue.path[0];
	return refuse(issue.message, String((issue.params as { fix?: string } | undefined)?.fix ?? ''), name === undefined ? undefined : String(name));
}

/** What is read with any schema; undefined where the schema does not take it. */
export function readIfGood<Value>(schema: Field<Value>, given: unknown): Value | undefined {
	let good = true;
	const value = readWith(schema, given, () => {
		good = false;
		return z.NEVER;
	});
	return good ? value : undefined;
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

function notAnObject(given: unknown, refuse: Refuse): never {
	return refuse(`is ${describe(given)}, not a JSON object`, 'Give one JSON object an item.');
}
