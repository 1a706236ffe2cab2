/** Runs a node in a context of n8n that lacks a function, or that records its calls. */
import type { INodeType } from 'n8n-workflow';

interface Context {
	helpers?: object;
}

/** Changes the context in which n8n calls a node. */
export type Change = <Given extends Context>(context: Given) => Given;

/** The node with changed contexts in all its methods. */
export function inContext(node: INodeType, change: Change): INodeType {
	type Called = (this: Context, ...given: unknown[]) => unknown;
	const changed = (called: unknown) =>
		async function (this: Context, ...given: unknown[]) {
			return await (called as Called).call(change(this), ...given);
		};
	const all = (methods: object) => Object.fromEntries(Object.entries(methods).map(([name, called]) => [name, changed(called)]));
	return {
		description: node.description,
		...(node.execute && { execute: changed(node.execute) }),
		...(node.poll && { poll: changed(node.poll) }),
		...(node.webhook && { webhook: changed(node.webhook) }),
		...(node.webhookMethods?.default && { webhookMethods: { default: all(node.webhookMethods.default) } }),
		...(node.methods?.loadOptions && { methods: { loadOptions: all(node.methods.loadOptions) } }),
	} as INodeType;
}

const own = (value: unknown) => ({ value, enumerable: true, configurable: true });

/** A context without the function, such as `getNode` or `helpers.httpRequestWithAuthentication`. */
export function without(path: string): Change {
	const [name, helper] = path.split('.') as [string, string?];
	const lacking = <T extends object>(target: T, missing: string): T => new Proxy(target, { get: (from, key) => (key === missing ? undefined : (Reflect.get(from, key, from) as unknown)), has: (from, key) => key !== missing && key in from });
	return (context) => (helper === undefined ? lacking(context, name) : (Object.create(context, { helpers: own(lacking(context.helpers!, helper)) }) as typeof context));
}

/** A context that records which of its functions the node uses, without n8n's internal calls. */
export function watched(names: Set<string>): Change {
	const watch = <T extends object>(target: T, prefix: string, seen: (value: object) => unknown): T =>
		new Proxy(target, {
			get(from, key) {
				const value = Reflect.get(from, key, from) as unknown;
				if (typeof key !== 'string' || typeof value !== 'function') return value;
				names.add(prefix + key);
				return seen(value);
			},
		});
	return (context) => {
		const bound = watch(context, '', (value) => (value as () => unknown).bind(context));
		return (context.helpers ? Object.create(bound, { helpers: own(watch(context.helpers, 'helpers.', (value) => value)) }) : bound) as typeof context;
	};
}

/** A context whose function throws. */
export function broken(name: string, error: Error): Change {
	return (context) =>
		Object.create(context, {
			[name]: own(() => {
				throw error;
			}),
		}) as typeof context;
}
