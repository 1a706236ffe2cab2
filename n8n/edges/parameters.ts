import type { IExecuteFunctions } from 'n8n-workflow';

/**
 * Reads node parameters, those without an expression once and not for every item: n8n takes some 65 µs to evaluate one, and
 * still some to find that there is nothing to evaluate.
 */
export class Parameters {
	private readonly all: Record<string, unknown>;
	private readonly raw = new Map<string, unknown>();
	private readonly fixed = new Map<string, unknown>();

	constructor(private readonly context: IExecuteFunctions) {
		this.all = context.getNode().parameters;
	}

	/** Whether the user set it, or the editor stored its default: fields that are not shown are absent. */
	has(name: string): boolean {
		return this.rawValue(name) !== undefined;
	}

	/** Whether the parameter itself is an expression; a collection is none because of what is in it. */
	isExpression(name: string): boolean {
		const raw = this.rawValue(name);
		return typeof raw === 'string' && raw.startsWith('=');
	}

	/** Whether its value may differ from item to item, because of an expression anywhere in it. */
	varies(name: string): boolean {
		return holdsExpression(this.rawValue(name));
	}

	/**
	 * @param name may be a path into a collection (`options.batchSize`)
	 * @returns undefined for a parameter that is absent
	 * @throws n8n's ExpressionError when the expression cannot be evaluated for the item
	 */
	read(name: string, item: number): unknown {
		if (this.fixed.has(name)) return this.fixed.get(name);
		const raw = this.rawValue(name);
		if (raw === undefined) return undefined;
		const value: unknown = this.context.getNodeParameter(name, item, undefined, { skipValidation: true });
		if (!this.varies(name)) this.fixed.set(name, value);
		return value;
	}

	private rawValue(path: string): unknown {
		if (!this.raw.has(path)) this.raw.set(path, path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], this.all));
		return this.raw.get(path);
	}
}

function holdsExpression(raw: unknown): boolean {
	if (typeof raw === 'string') return raw.startsWith('=');
	return typeof raw === 'object' && raw !== null && Object.values(raw).some(holdsExpression);
}
