/**
 * Counts the work of a piece of code, without measuring time: every function call and every loop turn (see program.mts), the length that built-in
 * functions walk through, and the steps of every regular expression.
 */
import { stepsOf } from './backtracking.mts';
import type { Turns } from './program.mts';

/** The measured code increases it. */
const turns = ((globalThis as unknown as { turns: Turns }).turns ??= { count: 0 });

type Method = (...given: unknown[]) => unknown;
/** @param before the length before the call, or where a search by a regular expression begins */
type Cost = (before: number, given: readonly unknown[], result: unknown, self: unknown) => number;

const whole: Cost = (length) => length;
/** A search walks as far as its result. */
const search: Cost = (length, { 1: from }, result) => Math.max(0, (result === -1 || typeof result !== 'number' ? length : result) - (typeof from === 'number' ? Math.max(0, from) : 0));
const has: Cost = (length, _given, result) => (result === true ? 1 : length);
const result: Cost = (_length, _given, found) => (found as { length: number }).length;
const members = (value: unknown) => (typeof value === 'object' && value !== null ? Reflect.ownKeys(value).length : 1);

const of = (names: string, cost: Cost) => names.split(' ').map((name) => [name, cost] as const);

/** Without methods that take a callback, because its calls are counted. */
const LISTS = [...of('concat flat slice splice', result), ...of('join reverse fill sort unshift', whole), ...of('includes', has), ...of('indexOf lastIndexOf', search)];
const TEXTS = [
	...of('replaceAll split toLowerCase toUpperCase normalize localeCompare', whole),
	...of('trim trimStart trimEnd', (length, _given, left) => length - (left as string).length),
	...of('includes', has),
	...of('indexOf lastIndexOf', search),
	...of('repeat padStart padEnd', result),
];
const OBJECTS = [...of('keys values entries', (_length, { 0: value }) => members(value)), ...of('assign', (_length, [, ...from]) => from.reduce<number>((sum, value) => sum + members(value), 0))];
const JSONS = [...of('parse', (_length, { 0: text }) => String(text).length), ...of('stringify', (_length, _given, text) => String(text).length)];

/** The work of the current task. */
const counted: { work: number; isOn: boolean; /** Kept until the end, because a reader may catch an exception. */ failure?: Error } = { work: 0, isOn: false };

/** Counts the work of a task, and ignores its exceptions. */
export function workOf(task: () => unknown): number {
	Object.assign(counted, { work: 0, failure: undefined });
	const before = turns.count;
	counted.isOn = true;
	try {
		task();
	} catch {
		// A reader may refuse the input.
	} finally {
		counted.isOn = false;
	}
	if (counted.failure) throw counted.failure;
	return counted.work + turns.count - before;
}

/** Replaces a built-in function only once, because repeated changes make all its users slow. */
function count(owner: object, name: string, cost: Cost): void {
	const known = Object.getOwnPropertyDescriptor(owner, name)!;
	const original = known.value as Method;
	const isSearch = name === 'exec';
	const counting = function (this: unknown, ...given: unknown[]): unknown {
		if (!counted.isOn) return Reflect.apply(original, this, given);
		const before = isSearch ? startOf(this as RegExp) : (this as { length: number } | undefined)?.length ?? 0;
		const found = Reflect.apply(original, this, given);
		// Leave out the work of counting itself.
		const { count: turnsBefore } = turns;
		counted.isOn = false;
		try {
			counted.work += 1 + cost(before, given, found, this);
		} catch (error) {
			counted.failure = error as Error;
		}
		counted.isOn = true;
		turns.count = turnsBefore;
		return found;
	};
	Object.defineProperty(owner, name, { ...known, value: counting });
}

/** Counts the steps of an iterator. They are most of all calls, so this does less than `count`. */
function countSteps(iterator: { next: Method }): void {
	const original = iterator.next;
	iterator.next = function (this: unknown): unknown {
		if (counted.isOn) counted.work += 2;
		return original.call(this);
	};
}

/** Reads it without a counted call. */
function startOf(pattern: RegExp): number {
	return pattern.global || pattern.sticky ? pattern.lastIndex : 0;
}

const iterators = [[], new Map(), new Set(), ''].map((value: Iterable<unknown>) => Object.getPrototypeOf(value[Symbol.iterator]()) as { next: Method });
for (const [name, cost] of LISTS) count(Array.prototype, name, cost);
for (const [name, cost] of TEXTS) count(String.prototype, name, cost);
for (const [name, cost] of OBJECTS) count(Object, name, cost);
for (const [name, cost] of JSONS) count(JSON, name, cost);
for (const iterator of iterators) countSteps(iterator);
count(RegExp.prototype, 'exec', (from, { 0: text }, _found, pattern) => stepsOf(pattern as RegExp, String(text), from).steps);
