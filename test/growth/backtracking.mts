/**
 * Counts the steps of a backtracking search, as every JavaScript engine for regular expressions makes it. It is a plain machine without V8's shortcuts:
 * its steps grow with the text like V8's time, and are the same on every computer.
 */
import { RegExpParser, type AST } from '@eslint-community/regexpp';

type Step =
	| { kind: 'one'; fits(text: string, at: number): boolean }
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

/** A search that takes more steps is given up. */
const LIMIT = 50_000_000;

/** An expression that this machine cannot run, or that takes forever. */
export class Uncountable extends Error {}

/** A place to continue from, and the one to continue from after it. */
interface Choice {
	step: number;
	at: number;
	marks: Mark | null;
	before: Choice | null;
}

interface Search {
	steps: number;
	/** Where the match begins, or -1. */
	at: number;
}

interface Program {
	steps: readonly Step[];
	isSticky: boolean;
	/** Its searches by text and where they begin, because records repeat their dates and ids, and readers get the same inputs. */
	known: Array<Map<string, Search> | undefined>;
}

/** By source and flags. */
const programs = new Map<string, Array<Program | undefined>>();

function programOf(pattern: RegExp): Program {
	const { source, ignoreCase, multiline, dotAll, unicode, unicodeSets, sticky } = pattern as RegExp & { unicodeSets: boolean };
	let byFlags = programs.get(source);
	if (!byFlags) programs.set(source, (byFlags = []));
	// To read `flags` takes longer than to read these.
	const flags = +ignoreCase + 2 * +multiline + 4 * +dotAll + 8 * +unicode + 16 * +unicodeSets + 32 * +sticky;
	return (byFlags[flags] ??= { steps: compile(source, pattern.flags), isSticky: sticky, known: [] });
}

/** The steps of a search, from its start to its first match or to the end of the text. */
export function stepsOf(pattern: RegExp, text: string, from: number): Search {
	const program = programOf(pattern);
	const known = (program.known[from] ??= new Map<string, Search>());
	let found = known.get(text);
	if (!found) known.set(text, (found = search(program, text, from)));
	return found;
}

function search({ steps, isSticky }: Program, text: string, from: number): Search {
	const count = { steps: 0 };
	const last = isSticky ? Math.min(from, text.length) : text.length;
	for (let at = from; at <= last; at += 1) {
		if (run(steps, text, at, count)) return { steps: count.steps, at };
	}
	return { steps: count.steps, at: -1 };
}

/** Without arrays taken apart, because the iterators of work.mts are slow. */
function run(program: readonly Step[], text: string, begin: number, count: { steps: number }): boolean {
	let step = 0;
	let at = begin;
	let marks: Mark | null = null;
	let later: Choice | null = null;
	for (;;) {
		if ((count.steps += 1) > LIMIT) throw new Uncountable(`more than ${LIMIT} steps`);
		const now = program[step]!;
		let goesOn = true;
		step += 1;
		switch (now.kind) {
			case 'end':
				return true;
			case 'one':
				goesOn = at < text.length && now.fits(text, at);
				at += 1;
				break;
			case 'split':
				later = { step: now.second, at, marks, before: later };
				step = now.first;
				break;
			case 'jump':
				step = now.to;
				break;
			case 'mark':
				marks = { name: now.name, at, before: marks };
				break;
			case 'stuck':
				// A turn of a loop that takes nothing ends the loop.
				goesOn = placeOf(now.name, marks) !== at;
				break;
			case 'same': {
				const said = text.slice(placeOf(`open${now.group}`, marks) ?? 0, placeOf(`close${now.group}`, marks) ?? 0);
				goesOn = text.startsWith(said, at);
				at += said.length;
				break;
			}
			case 'assert':
				goesOn = now.holds(text, at);
				break;
			case 'look':
				goesOn = run(now.program, text, at, count) !== now.negate;
		}
		if (goesOn) continue;
		if (later === null) return false;
		({ step, at, marks, before: later } = later);
	}
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
	program.push({ kind: 'assert', holds: (text, at) => (at > 0 && fits(text, at - 1)) !== negate });
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

function fitting(raw: string, flags: string): (text: string, at: number) => boolean {
	const one = new RegExp(`^(?:${raw})$`, flags.replace(/[gym]/g, ''));
	const known: boolean[] = [];
	return (text, at) => (known[text.charCodeAt(at)] ??= native(one, text[at]!));
}

/** The original, before counting replaced it. */
const exec = Object.getOwnPropertyDescriptor(RegExp.prototype, 'exec')!.value as (text: string) => unknown;

function native(pattern: RegExp, text: string): boolean {
	return Reflect.apply(exec, pattern, [text]) !== null;
}
