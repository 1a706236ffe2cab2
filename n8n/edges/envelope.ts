import { VARIES_BY_ITEM } from '../../core/input/form';
import { describe, isObject } from '../../core/input/schema';
import type { SendOperation } from '../../core/send/operation';
import { parameterOf } from './parameterOf';
import type { Parameters } from './parameters';

/** The role of a field in the envelope of a message. */
interface Role {
	of: 'selector' | 'sender' | 'copy';
	name: string;
	displayName: string;
}

/** A field of the envelope that the node has, and its parameter. */
interface Filled {
	name: string;
	path: string;
}

/** Adds the node's own fields to an item's, and notes what it left out of the item. */
type Enveloped = (given: unknown, item: number, note: (warning: string) => void) => unknown;

/**
 * Decides who sets channel, sender and copies. The node's own fields win over the item: a form visitor must not turn an email into a call, or send
 * copies to anybody.
 * - The channel comes from the operation or the node, fixed or by expression. It comes from the item only if the node says *Varies by Item*.
 * - The sender comes from the node's field if it is filled in, otherwise from the item.
 * - Copies come only from the node.
 * @param preset the channel of the operation
 * @param isWritten whether the author of the workflow wrote this key into the message; then the message decides. Null if the node shows its own fields
 * beside the message
 */
export function enveloped<Content>({ selector, selectorIn, envelope, fields, keys }: SendOperation<Content>, preset: string | undefined, parameters: Parameters, isWritten: ((key: string) => boolean) | null): Enveloped {
	const { sender = [], copies = [] } = envelope ?? {};
	const isAuthored = (name: string) => isWritten !== null && [name, ...(keys?.aliases?.[name] ?? [])].some(isWritten);
	const chosen = selector !== undefined && (preset !== undefined || (parameters.has(selector) && !isAuthored(selector))) ? selector : undefined;
	// Values that n8n keeps for hidden fields are ignored.
	const shown = isWritten === null ? fields : [];
	const filled = shown.filter(({ name }) => sender.includes(name) || copies.includes(name)).flatMap((field): Filled[] => {
		const path = parameterOf(field, parameters, preset);
		return path === null ? [] : [{ name: field.name, path }];
	});
	const roles = new Map<string, Role>();
	const add = (of: Role['of'], name: string) =>
		void roles.set(name, { of, name, displayName: fields.find((field) => field.name === name)?.displayName ?? name });
	if (chosen !== undefined) add('selector', chosen);
	for (const name of sender) add('sender', name);
	for (const name of copies.filter((copy) => !isAuthored(copy))) add('copy', name);
	const complete = withMissingSelector({ selector, selectorIn }, parameters);
	if (roles.size === 0) return complete;
	const all = [...roles.values()];
	return (given, item, note) => {
		if (!isObject(given)) return given;
		const own = ownFields(filled, parameters, item);
		const channel = chosen === undefined ? undefined : (preset ?? parameters.read(chosen, item));
		if (chosen !== undefined && isGiven(channel) && !isVarying(channel)) own[chosen] = channel;
		const outside = all.filter(({ of, name }) => given[name] !== undefined && (of === 'copy' || name in own));
		if (!hasOwn(own) && outside.length === 0) return complete(given, item, note);
		for (const role of outside) noteOn(role, given[role.name], own, note);
		return complete({ ...without(outside, given), ...own }, item, note);
	};
}

function without(left: readonly Role[], given: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
	if (left.length === 0) return given;
	return Object.fromEntries(Object.entries(given).filter(([key]) => !left.some(({ name }) => name === key)));
}

/** A message that chooses nothing itself gets the node's choice. */
function withMissingSelector({ selector, selectorIn }: Pick<SendOperation, 'selector' | 'selectorIn'>, parameters: Parameters): Enveloped {
	if (selector === undefined) return (given) => given;
	return (given, item) => {
		if (!isObject(given) || given[selector] !== undefined || selectorIn?.(given) !== undefined) return given;
		const channel = parameters.read(selector, item);
		return isVarying(channel) ? given : { ...given, [selector]: channel };
	};
}

function hasOwn(own: object): boolean {
	return Object.keys(own).length > 0;
}

export function isVarying(channel: unknown): boolean {
	return channel === VARIES_BY_ITEM || (Array.isArray(channel) && channel.includes(VARIES_BY_ITEM));
}

function ownFields(filled: readonly Filled[], parameters: Parameters, item: number): Record<string, unknown> {
	const own: Record<string, unknown> = {};
	for (const { name, path } of filled) {
		const value = parameters.read(path, item);
		if (isGiven(value)) own[name] = value;
	}
	return own;
}

function noteOn({ of, name, displayName }: Role, value: unknown, own: Readonly<Record<string, unknown>>, note: (warning: string) => void): void {
	if (!isGiven(value) || isSame(value, own[name])) return;
	if (of === 'copy') note(`${displayName} of the item was left out: only the node's own ${displayName} adds copies.`);
	else note(`${displayName} of the item, ${describe(value)}, was left out: the node's own ${displayName} says ${describe(own[name])}.`);
}

function isSame(one: unknown, another: unknown): boolean {
	const textOf = (value: unknown): string => {
		if (Array.isArray(value) && value.length === 1) return textOf(value[0]);
		return typeof value === 'string' ? value.trim().toLowerCase() : JSON.stringify(value);
	};
	return textOf(one) === textOf(another);
}

function isGiven(value: unknown): boolean {
	if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
	return value !== undefined && value !== null && value !== '' && value !== '{}';
}
