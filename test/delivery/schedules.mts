/** Random schedules in virtual time, by the thousand. */
import fc, { type RunDetails } from 'fast-check';

import { openSandbox } from '../../sandbox/direct.mts';
import { CALLS, SENDS } from '../registry.mts';
import { breachesOf } from './invariants.mts';
import { callSubjectsOf, play, subjectsOf, type Sabotage } from './run-schedule.mts';
import { schedules } from './schedule.mts';

export interface Chance {
	/** How many schedules. */
	count: number;
	/** The same seed gives the same schedules; with a path, only the counter-example. */
	seed?: number;
	path?: string;
	/** Whether to shrink a counter-example. Default true, except with a path. */
	shrinks?: boolean;
}

/** The same as options of fast-check. */
export function runsOf({ count, seed, path, shrinks = path === undefined }: Chance) {
	return { numRuns: count, endOnFailure: !shrinks, ...(seed !== undefined && { seed }), ...(path !== undefined && { path }) };
}

/** The played schedules, and the counter-example if there is one. */
export interface Proof {
	provider: string;
	seed: number;
	schedules: number;
	messages: number;
	requests: number;
	accepted: number;
	/** For a broken promise: the smallest schedule, what was seen, and the path that replays it. */
	counterExample: { path: string; schedule: string; seen: string } | null;
}

/** Plays random schedules of one provider until one breaks a promise. */
export async function proveSchedules(provider: string, chance: Chance, sabotage: Sabotage = {}): Promise<Proof> {
	const sandbox = await openSandbox();
	const subjects = [...subjectsOf(Object.values(SENDS), provider), ...callSubjectsOf(Object.values(CALLS), provider)];
	const seen = { schedules: 0, messages: 0, requests: 0, accepted: 0 };
	const property = fc.asyncProperty(schedules(), async (schedule) => {
		const observation = await play(sandbox, subjects, schedule, sabotage);
		seen.schedules += 1;
		seen.messages += observation.calls.reduce((sum, { messages }) => sum + messages.length, 0);
		seen.requests += observation.travels.length;
		seen.accepted += observation.accepted;
		const breaches = breachesOf(observation).slice(0, 5);
		if (breaches.length > 0) throw new Error(breaches.map(({ promise, seen: what }) => `${promise}: ${what}`).join('\n'));
	});
	const details = await fc.check(property, runsOf(chance));
	return { provider, seed: details.seed, ...seen, counterExample: counterExampleOf(details) };
}

export function counterExampleOf<Given>(details: RunDetails<[Given]>): Proof['counterExample'] {
	if (!details.failed) return null;
	const { counterexample, counterexamplePath, errorInstance } = details;
	const seen = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
	return { path: counterexamplePath ?? '', schedule: JSON.stringify(counterexample?.[0]), seen };
}
