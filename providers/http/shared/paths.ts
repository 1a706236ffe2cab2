import { valueOf } from '../../../core/http/answer';
import { describe, refuse } from '../../../core/input/schema';

/** Keys and indexes that lead from a value to a value within it. */
export type Path = readonly string[];

/** Names that every object has, so they would not read a part of the answer. */
const OF_ALL_OBJECTS = new Set(['__proto__', 'constructor', 'prototype']);

/** Reads `messages.0.id`. @throws Refusal of the field */
export function keysOf(dotted: string, field: string): Path {
	const keys = dotted.trim().split('.').map((key) => key.trim());
	if (keys.includes('')) return refuse(`is ${describe(dotted)}, with a key that is empty`, 'Give keys with one dot between them, such as messages.0.id.', field);
	keys.forEach((key) => checkKey(key, field));
	return keys;
}

/** @throws Refusal of the field */
export function checkKey(key: string, field: string): void {
	if (OF_ALL_OBJECTS.has(key)) refuse(`has the key ${describe(key)}, which every object has`, 'Take it out.', field);
}

/** The value at a path, whatever the case of its keys; undefined if there is none. */
export function placeIn(value: unknown, path: Path): unknown {
	return path.reduce<unknown>((within, key) => (Array.isArray(within) ? (/^\d+$/.test(key) ? (within as unknown[])[Number(key)] : undefined) : valueOf(within, key)), value);
}
