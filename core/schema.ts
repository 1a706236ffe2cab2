import { z } from '../vendor/zod';

/**
 * What an operation's schema is made of: zod's types, which read by rules of our own. A hundred thousand items have a million fields, and zod's own
 * objects cost ten times as much as all that is read in them; and of every mistake is said what is wrong, continuing the field's name ("is
 * missing"), and in `params.fix` what to do about it.
 */
export type Field<Value> = z.ZodType<Value, z.ZodTypeDef, unknown>;

type Refuse = (what: string, fix: string) => never;

export type Read<Value> = (value: unknown, refuse: Refuse) => Value;

/** A field that reads whatever the user gave, or says what is wrong with it and how to mend it. */
export function field<Value>(read: Read<Value>): Field<Value> {
	return new Rule(read);
}

class Rule<Value> extends z.ZodType<Value, z.ZodTypeDef, unknown> {
	constructor(readonly read: Read<Value>) {
		super({});
	}

	_parse(input: z.ParseInput): z.ParseReturnType<Value> {
		let refused = false;
		const value = this.read(input.data, (message, fix) => {
			refused = true;
			return refuse(this._getOrReturnCtx(input), message, fix);
		});
		return refused ? z.INVALID : z.OK(value);
	}
}

/** Fields by their names. */
export type Fields = Readonly<Record<string, Field<unknown>>>;

export type Values<Known extends Fields> = { [Name in keyof Known]: z.output<Known[Name]> };

/** An object with these fields; what else it has is left out. Only the first mistake is told. */
export function shape<Known extends Fields>(known: Known): Field<Values<Known>> {
	return new Shape(known);
}

class Shape<Known extends Fields> extends z.ZodType<Values<Known>, z.ZodTypeDef, unknown> {
	private readonly known: ReadonlyArray<[string, Field<unknown>]>;

	constructor(known: Known) {
		super({});
		this.known = Object.entries(known);
	}

	_parse(input: z.ParseInput): z.ParseReturnType<Values<Known>> {
		const given: unknown = input.data;
		if (!isObject(given)) return notAnObject(this._getOrReturnCtx(input));
		const values: Record<string, unknown> = {};
		let good = true;
		let at = '';
		const refuseField = (message: string, fix: string) => {
			good = false;
			return refuse(this._getOrReturnCtx(input), message, fix, at);
		};
		for (const [name, one] of this.known) {
			at = name;
			if (one instanceof Rule) values[name] = one.read(given[name], refuseField);
			else {
				const read = one._parseSync({ data: given[name], path: [...input.path, name], parent: this._getOrReturnCtx(input) });
				good = z.isValid(read);
				if (good) values[name] = (read as z.OK<unknown>).value;
			}
			if (!good) return z.INVALID;
		}
		return z.OK(values as Values<Known>);
	}
}

type Choices = Readonly<Record<string, Fields>>;

/** Told apart by the field of this name, whose value is the choice's. */
type Chosen<Name extends string, Known extends Choices> = { [Choice in keyof Known]: Values<Known[Choice]> & { [Selector in Name]: Choice } }[keyof Known];

/** One of several shapes of an object, told apart by the field of this name. */
export function oneOf<Name extends string, Known extends Choices>(name: Name, known: Known): Field<Chosen<Name, Known>> {
	return new OneOf(name, known);
}

class OneOf<Name extends string, Known extends Choices> extends z.ZodType<Chosen<Name, Known>, z.ZodTypeDef, unknown> {
	private readonly shapes: ReadonlyMap<unknown, Shape<Fields>>;

	constructor(
		private readonly name: Name,
		known: Known,
	) {
		super({});
		this.shapes = new Map(Object.entries(known).map(([choice, fields]) => [choice, new Shape({ ...fields, [name]: field(() => choice) })]));
	}

	_parse(input: z.ParseInput): z.ParseReturnType<Chosen<Name, Known>> {
		const given: unknown = input.data;
		const context = this._getOrReturnCtx(input);
		if (!isObject(given)) return notAnObject(context);
		const chosen = this.shapes.get(given[this.name]);
		if (chosen) return chosen._parse(input) as z.ParseReturnType<Chosen<Name, Known>>;
		refuse(context, `is ${describe(given[this.name])}, which the provider does not know`, `Choose one of ${[...this.shapes.keys()].join(', ')}.`, this.name);
		return z.INVALID;
	}
}

/** What a schema reads, of a value that is turned into what it knows before, and turned into something else after. */
export function between<Value, Other>(before: (given: unknown) => unknown, schema: Field<Value>, after: (value: Value) => Other): Field<Other> {
	return new Between(before, schema, after);
}

class Between<Value, Other> extends z.ZodType<Other, z.ZodTypeDef, unknown> {
	constructor(
		private readonly before: (given: unknown) => unknown,
		private readonly schema: Field<Value>,
		private readonly after: (value: Value) => Other,
	) {
		super({});
	}

	_parse({ data, path, parent }: z.ParseInput): z.ParseReturnType<Other> {
		const read = this.schema._parseSync({ data: this.before(data), path, parent });
		return z.isValid(read) ? z.OK(this.after(read.value)) : z.INVALID;
	}
}

/** A value in a message, short enough to read. */
export function describe(value: unknown): string {
	if (value === undefined || value === null || value === '') return 'empty';
	const shown = typeof value === 'string' ? `"${value}"` : (JSON.stringify(value) ?? typeof value);
	return shown.length > 60 ? `${shown.slice(0, 57)}…` : shown;
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refuse(context: z.ParseContext, message: string, fix: string, name?: string): never {
	z.addIssueToContext(context, { code: 'custom', message, params: { fix }, ...(name !== undefined && { path: [name] }) });
	return z.NEVER;
}

function notAnObject(context: z.ParseContext): z.INVALID {
	z.addIssueToContext(context, { code: 'invalid_type', expected: 'object', received: context.parsedType });
	return z.INVALID;
}
