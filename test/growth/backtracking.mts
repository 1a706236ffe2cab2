/**
 * Counts the steps of a backtracking search, as every JavaScript engine for regular expressions makes it. It is a plain machine without V8's shortcuts:
 * its steps grow with the text like V8's time, and are the same on every computer.
 */
import { RegExpParser, type AST } from '@eslint-community/regexpp';

type Step =
	| { kind: 'one'; fits(unit: string): boolean }
	| { kind: 'split'; first: number; second: number }
	| { kind: 'jump'; to: number }
	| { kind: 'mark'; name: string }
	| { kind: 'same'; group: number }
	| { kind: 'stuck'; name: string }
	| { kind: 'assert'; holds(text: string, at: number): boolean }
	| { kind: 'look'; program: Step[]; negate: boolean }
	| { kind: 'end' };

/** Remembered places in the text, the last one first. To backtrack, the machine continues from an earlier one. */
interface Mark {
	name: string;
	at: number;
	before: Mark | null;
}

/** An unbounded loop is unrolled this often before it repeats. */
const LONGEST_UNROLLED = 5000;

/** An expression that this machine cannot run, or that takes forever. */
export class Uncountable extends Error {}

const programs = new Map<string, Step[]>();

/**
 * The steps of a search, from its start to its first match or to the end of the text.
 * @param limit gives up after this many steps
 */
export function stepsOf({ source, flags }: RegExp, text: string, from: number, limit = 50_000_000): { steps: number; at: number } {
	const name = `/${source}/${flags}`;
	const program = programs.get(name) ?? compile(source, flags);
	programs.set(name, program);
	const count = { steps: 0, limit };
	for (let at = from; at <= text.length; at += 1) {
		if (run(program, text, at, count)) return { steps: count.steps, at };
		if (flags.includes('y')) break;
	}
	return { steps: count.steps, at: -1 };
}

function run(program: readonly Step[], text: string, begin: number, count: { steps: number; limit: number }): boolean {
	const later: Array<[step: number, at: number, marks: Mark | null]> = [[0, begin, null]];
	while (later.length > 0) {
		let [step, at, marks] = later.pop()!;
		for (;;) {
			if ((count.steps += 1) > count.limit) throw new Uncountable(`more than ${count.limit} steps`);
			const now = program[step]!;
			step += 1;
			if (now.kind === 'end') return true;
			if (now.kind === 'one') {
				if (at >= text.length || !now.fits(text[at]!)) break;
				at += 1;
			} else if (now.kind === 'split') {
				later.push([now.second, at, marks]);
				step = now.first;
			} else if (now.kind === 'jump') step = now.to;
			else if (now.kind === 'mark') marks = { name: now.name, at, before: marks };
			else if (now.kind === 'stuck') {
				// A turn of a loop that takes nothing ends the loop.
				if (placeOf(now.name, marks) === at) break;
			} else if (now.kind === 'same') {
				const said = text.slice(placeOf(`open${now.group}`, marks) ?? 0, placeOf(`close${now.group}`, marks) ?? 0);
				if (!text.startsWith(said, at)) break;
				at += said.length;
			} else if (now.kind === 'assert') {
				if (!now.holds(text, at)) break;
			} else if (run(now.program, text, at, count) === now.negate) break;
		}
	}
	return false;
}

function placeOf(name: string, marks: Mark | null): number | undefined {
	let mark = marks;
	while (mark !== null && mark.name !== name) mark = mark.before;
	return mark?.at;
}

function compile(source: string, flags: string): Step[] {
	const pattern = new RegExpParser().parsePattern(source, 0, source.length, { unicode: flags.includes('u'), unicodeSets: flags.includes('v') });
	const program: Step[] = [];
	alternatives(pattern.alternatives, program, flags);
	return [...program, { kind: 'end' }];
}

function alternatives(given: readonly AST.Alternative[], program: Step[], flags: string): void {
	const ends: Array<{ kind: 'jump'; to: number }> = [];
	for (const [i, { elements }] of given.entries()) {
		const isLast = i === given.length - 1;
		const split = { kind: 'split' as const, first: program.length + 1, second: 0 };
		if (!isLast) program.push(split);
		for (const element of elements) write(element, program, flags);
		if (!isLast) {
			const end = { kind: 'jump' as const, to: 0 };
			ends.push(end);
			program.push(end);
			split.second = program.length;
		}
	}
	for (const end of ends) end.to = program.length;
}

function write(element: AST.Element, program: Step[], flags: string): void {
	switch (element.type) {
		case 'Character':
		case 'CharacterClass':
		case 'CharacterSet':
			program.push({ kind: 'one', fits: fitting(element.raw, flags) });
			return;
		case 'Group':
			return alternatives(element.alternatives, program, flags);
		case 'CapturingGroup': {
			const group = element.start;
			program.push({ kind: 'mark', name: `open${group}` });
			alternatives(element.alternatives, program, flags);
			program.push({ kind: 'mark', name: `close${group}` });
			return;
		}
		case 'Backreference':
			program.push({ kind: 'same', group: [element.resolved].flat()[0]!.start });
			return;
		case 'Assertion':
			return assertion(element, program, flags);
		case 'Quantifier':
			return repeat(element, program, flags);
		default:
			throw new Uncountable(element.raw);
	}
}

function assertion(element: AST.Assertion, program: Step[], flags: string): void {
	if (element.kind === 'lookbehind') return behind(element, program, flags);
	if (element.kind === 'lookahead') {
		const inner: Step[] = [];
		alternatives(element.alternatives, inner, flags);
		program.push({ kind: 'look', program: [...inner, { kind: 'end' }], negate: element.negate });
		return;
	}
	const there = new RegExp(element.raw, `${flags.replace(/[gy]/g, '')}y`);
	const holds = (text: string, at: number) => {
		const before = Math.max(0, at - 1);
		// Only the part of the text that the assertion may see: its neighbours, and whether there are any.
		there.lastIndex = at - before;
		return native(there, text.slice(before, at + 1));
	};
	const start = element.kind === 'start' && !flags.includes('m') ? (_text: string, at: number) => at === 0 : holds;
	const end = element.kind === 'end' && !flags.includes('m') ? (text: string, at: number) => at === text.length : start;
	program.push({ kind: 'assert', holds: element.kind === 'end' ? end : start });
}

/** Supports only one character, because the product uses no more. */
function behind({ raw, negate, alternatives: [first, ...others] }: AST.LookbehindAssertion, program: Step[], flags: string): void {
	const [one, ...further] = first?.elements ?? [];
	if (others.length > 0 || further.length > 0 || one?.type !== 'CharacterClass') throw new Uncountable(`${raw} looks behind by more than a character`);
	const fits = fitting(one.raw, flags);
	program.push({ kind: 'assert', holds: (text, at) => (at > 0 && fits(text[at - 1]!)) !== negate });
}

function repeat({ min, max, greedy, element }: AST.Quantifier, program: Step[], flags: string): void {
	const most = max === Infinity ? min : max;
	if (most > LONGEST_UNROLLED) throw new Uncountable(`${element.raw} is repeated too often`);
	for (let i = 0; i < min; i += 1) write(element, program, flags);
	const choose = (first: number): Step & { kind: 'split' } => ({ kind: 'split', first, second: 0 });
	const settle = (split: Step & { kind: 'split' }) => {
		split.second = program.length;
		if (!greedy) [split.first, split.second] = [split.second, split.first];
	};
	if (max === Infinity) {
		const begin = program.length;
		const split = choose(begin + 1);
		const name = `loop${begin}`;
		program.push(split, { kind: 'mark', name });
		write(element, program, flags);
		program.push({ kind: 'stuck', name }, { kind: 'jump', to: begin });
		return settle(split);
	}
	const splits: Array<Step & { kind: 'split' }> = [];
	for (let i = min; i < max; i += 1) {
		const split = choose(program.length + 1);
		splits.push(split);
		program.push(split);
		write(element, program, flags);
	}
	for (const split of splits) settle(split);
}

function fitting(raw: string, flags: string): (unit: string) => boolean {
	const one = new RegExp(`^(?:${raw})$`, flags.replace(/[gym]/g, ''));
	const known = new Map<string, boolean>();
	return (unit) => {
		const found = known.get(unit) ?? native(one, unit);
		known.set(unit, found);
		return found;
	};
}

/** The original, before counting replaced it. */
const exec = Object.getOwnPropertyDescriptor(RegExp.prototype, 'exec')!.value as (text: string) => unknown;

function native(pattern: RegExp, text: string): boolean {
	return Reflect.apply(exec, pattern, [text]) !== null;
}
