import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { itemReader, LEFT_TO_N8N, type ItemReader } from './itemExpression';

/** What is known of a parameter, for all items. */
interface Field {
	/** As the workflow stores it; undefined where it is absent. */
	raw: unknown;
	varies: boolean;
	/** Null where n8n evaluates it. */
	reader: ItemReader | null;
	/** Whether n8n was seen to evaluate it to the same as the reader. */
	isConfirmed: boolean;
	/** The value for all items, once it was read. */
	fixed?: { value: unknown };
}

/**
 * Reads node parameters: those without an expression once and not for every item, what was dragged into a field straight from the item,
 * and everything else by n8n, which takes 0.3 to 0.6 ms to evaluate an expression.
 */
export class Parameters {
	private readonly all: Record<string, unknown>;
	private readonly fields = new Map<string, Field>();
	private seenItems: INodeExecutionData[] | null | undefined;

	constructor(private readonly context: IExecuteFunctions) {
		this.all = context.getNode().parameters;
	}

	/** Whether the user set it, or the editor stored its default: fields that are not shown are absent. */
	has(name: string): boolean {
		return this.field(name).raw !== undefined;
	}

	/** Whether the parameter itself is an expression; a collection is not one because of what is in it. */
	isExpression(name: string): boolean {
		const { raw } = this.field(name);
		return typeof raw === 'string' && raw.startsWith('=');
	}

	/** Whether its value may differ from item to item, because of an expression anywhere in it. */
	varies(name: string): boolean {
		return this.field(name).varies;
	}

	/** Whether its value may differ because of the item, and not only from run to run: an expression of variables alone does not. */
	variesByItem(name: string): boolean {
		const { raw, varies } = this.field(name);
		const text = JSON.stringify(raw) ?? '';
		return varies && (!text.includes('{{') || /\$(?:json|binary|item|input|node|data|prevNode|fromAI|position|thisItem|evaluateExpression|\()/.test(text));
	}

	/**
	 * @param name may be a path into a collection (`options.batchSize`)
	 * @returns undefined for a parameter that is absent
	 * @throws n8n's ExpressionError when the expression cannot be evaluated for the item
	 */
	read(name: string, item: number): unknown {
		const field = this.field(name);
		if (field.fixed !== undefined) return field.fixed.value;
		if (field.raw === undefined) return undefined;
		const ours = this.readHere(field, item);
		if (ours !== LEFT_TO_N8N && field.isConfirmed) return ours;
		const value: unknown = this.context.getNodeParameter(name, item, undefined, { skipValidation: true });
		if (!field.varies) field.fixed = { value };
		else if (ours !== LEFT_TO_N8N) this.confirm(field, ours, value);
		return value;
	}

	private readHere({ varies, reader }: Field, item: number): unknown {
		if (!varies || reader === null) return LEFT_TO_N8N;
		try {
			const items = this.items();
			return items === null ? LEFT_TO_N8N : reader(items[item]?.json);
		} catch {
			// A getter of the item threw, or n8n has no data for it. What n8n makes of that is up to its engine.
			return LEFT_TO_N8N;
		}
	}

	/** n8n's engines differ and change, so the first value is n8n's, and the others are only read here if it was the same. Nothing is the same as a failure n8n keeps to itself. */
	private confirm(field: Field, ours: unknown, value: unknown): void {
		if (!isSame(ours, value)) field.reader = null;
		else field.isConfirmed = ours !== undefined && ours !== null;
	}

	/** The items that `$json` stands for; null where n8n may take others, or where there is one and so nothing to gain. */
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
		let field = this.fields.get(path);
		if (field === undefined) {
			const raw = path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], this.all);
			const varies = holdsExpression(raw);
			field = { raw, varies, reader: varies ? itemReader(raw) : null, isConfirmed: false };
			this.fields.set(path, field);
		}
		return field;
	}
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
