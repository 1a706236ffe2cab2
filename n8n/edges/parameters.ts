import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { isSameForAll, itemReader, LEFT_TO_N8N, type ItemReader } from './itemExpression';

/** What is known about a parameter for all items. */
interface Field {
	/** As the workflow stores it; undefined if absent. */
	raw: unknown;
	varies: boolean;
	/** Whether it has the same value for all items. */
	isSame: boolean;
	/** Has n8n evaluate it for an item. */
	byN8n(item: number): unknown;
	/** Null if n8n evaluates it. */
	reader: ItemReader | null;
	/** Whether n8n has evaluated it to the same value as the reader, and the value was not empty. */
	isConfirmed: boolean;
	/** `undefined` and `null`, if n8n has evaluated it to the same. */
	confirmedEmpty: Set<unknown>;
	/** The value for all items, once read. */
	fixed?: { value: unknown };
}

/**
 * Reads node parameters: a parameter without an expression once for all items, and a dragged field straight from the item. n8n evaluates everything
 * else, which takes 0.3 to 0.6 ms per expression.
 */
export class Parameters {
	private readonly all: Record<string, unknown>;
	private readonly fields = new Map<string, Field>();
	private seenItems: INodeExecutionData[] | null | undefined;

	constructor(private readonly context: IExecuteFunctions) {
		this.all = context.getNode().parameters;
	}

	/** Whether the user set it or the editor stored its default. Hidden fields are absent. */
	has(name: string): boolean {
		return this.field(name).raw !== undefined;
	}

	/** Whether the parameter itself is an expression; a collection with expressions in it is not. */
	isExpression(name: string): boolean {
		const { raw } = this.field(name);
		return typeof raw === 'string' && raw.startsWith('=');
	}

	/** Whether its value may differ between items, because of an expression anywhere in it. */
	varies(name: string): boolean {
		return this.field(name).varies;
	}

	/** Whether its value may depend on the item. An expression that uses only variables differs only between runs. */
	variesByItem(name: string): boolean {
		const { raw, varies } = this.field(name);
		const text = JSON.stringify(raw) ?? '';
		return varies && (!text.includes('{{') || /\$(?:json|binary|item|input|node|data|prevNode|fromAI|position|thisItem|evaluateExpression|\()/.test(text));
	}

	/**
	 * @param name may be a path into a collection (`options.batchSize`)
	 * @returns undefined if the parameter is absent
	 * @throws n8n's ExpressionError if the expression cannot be evaluated for the item
	 */
	read(name: string, item: number): unknown {
		const field = this.field(name);
		return field.raw === undefined ? undefined : this.valueOf(field, item);
	}

	/** As the workflow stores it. */
	raw(name: string): unknown {
		return this.field(name).raw;
	}

	/**
	 * The value of an expression that is not a parameter of its own.
	 * @param expression with its braces
	 * @throws n8n's ExpressionError
	 */
	evaluate(expression: string, item: number): unknown {
		const raw = `=${expression}`;
		return this.valueOf(this.fields.get(raw) ?? this.add(raw, raw, (at) => this.context.evaluateExpression(expression, at)), item);
	}

	private valueOf(field: Field, item: number): unknown {
		if (field.fixed !== undefined) return field.fixed.value;
		const ours = this.readHere(field, item);
		if (isCertain(field, ours)) return ours;
		const value = field.byN8n(item);
		if (field.isSame) field.fixed = { value };
		else if (ours !== LEFT_TO_N8N) this.confirm(field, ours, value);
		return value;
	}

	private readHere({ reader }: Field, item: number): unknown {
		if (reader === null) return LEFT_TO_N8N;
		try {
			const items = this.items();
			return items === null ? LEFT_TO_N8N : reader(items[item]?.json);
		} catch {
			// A getter of the item threw, or n8n has no data for it. n8n's engine decides what that means.
			return LEFT_TO_N8N;
		}
	}

	/**
	 * n8n's engines differ and change, so n8n evaluates the first value. The node reads the others only if that value was the same. An empty value proves
	 * nothing about others, because n8n may have swallowed an error: then the node only reads the same empty value.
	 */
	private confirm(field: Field, ours: unknown, value: unknown): void {
		if (!isSame(ours, value)) field.reader = null;
		else if (isNothing(ours)) field.confirmedEmpty.add(ours);
		else field.isConfirmed = true;
	}

	/** The items that `$json` refers to; null if n8n may use others, or if there is a single item, because reading it here saves nothing. */
	private items(): INodeExecutionData[] | null {
		if (this.seenItems === undefined) {
			this.seenItems = null;
			const items = this.context.getInputData();
			const isInput = (item: number) => this.context.getWorkflowDataProxy(item).$json === items[item]!.json;
			if (items.length > 1 && isInput(0) && isInput(items.length - 1)) this.seenItems = items;
		}
		return this.seenItems;
	}

	private field(path: string): Field {
		return this.fields.get(path) ?? this.add(path, path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], this.all));
	}

	private add(name: string, raw: unknown, byN8n = (item: number): unknown => this.context.getNodeParameter(name, item, undefined, { skipValidation: true })): Field {
		const varies = holdsExpression(raw);
		const field = { raw, varies, byN8n, isSame: isSameForAll(raw), reader: varies ? itemReader(raw) : null, isConfirmed: false, confirmedEmpty: new Set<unknown>() };
		this.fields.set(name, field);
		return field;
	}
}

/** Whether n8n would give the same value. */
function isCertain({ isConfirmed, confirmedEmpty }: Field, ours: unknown): boolean {
	return ours !== LEFT_TO_N8N && (isConfirmed || confirmedEmpty.has(ours));
}

function isNothing(value: unknown): boolean {
	return value === undefined || value === null;
}

function holdsExpression(raw: unknown): boolean {
	if (typeof raw === 'string') return raw.startsWith('=');
	return typeof raw === 'object' && raw !== null && Object.values(raw).some(holdsExpression);
}

function isSame(ours: unknown, value: unknown): boolean {
	if (typeof ours !== 'object' || ours === null) return Object.is(ours, value);
	if (typeof value !== 'object' || value === null || Array.isArray(ours) !== Array.isArray(value)) return false;
	const keys = Object.keys(ours);
	return keys.length === Object.keys(value).length && keys.every((key) => isSame((ours as Record<string, unknown>)[key], (value as Record<string, unknown>)[key]));
}
