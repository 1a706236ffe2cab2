import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { runCommand } from './host/command.mts';
import { artifacts, root } from './host/paths.mts';
import { messageOf, type Report } from './host/report.mts';

/** A command that shows one thing. */
export interface Step {
	/** The name of the step and of its log file. */
	name: string;
	title: string;
	/** A program and its arguments. It runs at the top of the repository. */
	command: readonly string[];
	/** Steps that must have passed before. */
	needs?: readonly string[];
	/** Steps that must have ended before, passed or failed. */
	after?: readonly string[];
	/** Whether it measures time or memory, so that no other step may run. */
	alone?: boolean;
}

/** How a step ended; `skipped` if a step that it needs did not pass. */
export interface Ended {
	step: Step;
	verdict: 'passed' | 'FAILED' | 'skipped';
	seconds: number;
}

/** The file that a step's output goes to. */
export const logOf = ({ name }: Step): string => join(artifacts, 'logs', `${name}.log`);

/** This repository's way to run a script in TypeScript. */
export const script = (file: string, ...given: string[]): string[] => [process.execPath, '--import', 'tsx', file, ...given];

/**
 * Runs steps side by side, if possible in their order, and shows the output of each step when it ends. If a step fails, only the steps that need it are
 * skipped. A needed step that is not in the list counts as done.
 * @param atOnce how many steps may run at the same time
 */
export async function runSteps(report: Report, steps: readonly Step[], atOnce: number): Promise<Ended[]> {
	const ended: Ended[] = [];
	const waiting = [...steps];
	const running = new Map<Step, Promise<void>>();
	const verdictOf = (name: string) => ended.find(({ step }) => step.name === name)?.verdict;
	const isDue = (name: string) => !steps.some((step) => step.name === name) || verdictOf(name) !== undefined;
	const isReady = ({ alone, needs = [], after = [] }: Step) => [...needs, ...after].every(isDue) && (!alone || running.size === 0);
	while (waiting.length > 0 || running.size > 0) {
		const isAlone = [...running.keys()].some(({ alone }) => alone);
		const next = isAlone || running.size >= atOnce ? undefined : waiting.find(isReady);
		if (next === undefined) {
			if (running.size === 0) throw new Error(`These steps wait for each other: ${waiting.map(({ name }) => name).join(', ')}`);
			await Promise.race(running.values());
			continue;
		}
		waiting.splice(waiting.indexOf(next), 1);
		if (next.needs?.some((name) => ['FAILED', 'skipped'].includes(verdictOf(name) ?? ''))) {
			ended.push({ step: next, verdict: 'skipped', seconds: 0 });
			continue;
		}
		running.set(next, runStep(report, next).then((end) => {
			ended.push(end);
			running.delete(next);
		}));
	}
	return ended;
}

/** Prints the result of each step, then how many passed and failed. Returns the exit code. */
export function printSummary(ended: readonly Ended[]): number {
	const lines = ended.map(({ step, verdict, seconds }) => `${verdict.padEnd(7)} ${seconds.toFixed(0).padStart(4)} s  ${step.title}`);
	const passed = ended.filter(({ verdict }) => verdict === 'passed').length;
	console.log(`\n${lines.join('\n')}\n\n${passed} passed, ${ended.length - passed} failed`);
	return passed === ended.length ? 0 : 1;
}

async function runStep(report: Report, step: Step): Promise<Ended> {
	const startedAt = performance.now();
	const logFile = logOf(step);
	const [program = '', ...given] = step.command;
	const failure = await report.step(step.title, () => runCommand(program, given, { cwd: root, logFile })).then(() => undefined, messageOf);
	const text = (await readFile(logFile, 'utf8').catch(() => '')).trimEnd();
	const verdict = failure === undefined ? 'passed' : 'FAILED';
	// The rest of the message repeats the end of the log, which is already above.
	process.stdout.write(`\n=== ${step.title}\n${text}\n--- ${verdict}${failure === undefined ? '' : `: ${failure.split('. The end of ')[0]}`}\n\n`);
	return { step, verdict, seconds: (performance.now() - startedAt) / 1000 };
}
