/** Paired runs: all contestants take turns, round after round, so that other work on the machine disturbs all of them alike. */
import type { Job, Sample, Weight } from './job.mts';
import type { EngineProcess, Scene } from './testBed.mts';

/** A number that was measured several times: the median, the least and the most. */
export interface Seen {
	median: number;
	least: number;
	most: number;
}

/** Samples by name of a contestant, one a round. */
export type Rounds<Name extends string> = Record<Name, Sample[]>;

/**
 * Runs every job once to warm up its engine, unless told otherwise, and then in rounds, in changing order.
 * @throws Error if a run loses a message, unless the job may
 */
export async function rounds<Name extends string>(engine: EngineProcess, jobs: Record<Name, Job>, count: number, warm = true): Promise<Rounds<Name>> {
	const entries = Object.entries(jobs) as Array<[Name, Job]>;
	if (warm) for (const [, job] of entries) await engine.ask('run', warmUp(job));
	const samples = Object.fromEntries(entries.map(([name]) => [name, [] as Sample[]])) as Rounds<Name>;
	for (let round = 0; round < count; round += 1) {
		for (const [name, job] of round % 2 === 0 ? entries : entries.toReversed()) samples[name].push(whole(job, await engine.ask('run', job)));
	}
	return samples;
}

/** The same job with enough messages to get every path compiled, but without latency. */
function warmUp(job: Job): Job {
	const most = { httpBatched: 40, http: 200, oneByOne: 200, single: 100 }[job.who as string] ?? 2_000;
	return { ...job, count: Math.min(job.count, most), latencyMs: 0 };
}

/** Refuses a run that lost messages, however fast it was. */
function whole(job: Job, sample: Sample): Sample {
	const sends = job.who !== 'bare' && job.who !== 'prepare' && job.dryRun !== true;
	if (sample.error === undefined && sample.items === job.count && (!sends || sample.accepted === job.count)) return sample;
	throw new Error(`${job.who}, ${job.count} items: ${sample.accepted} accepted, ${sample.items} came out${sample.error === undefined ? '' : `: ${sample.error}`}`);
}

/** How many times faster `fast` was than `slow`, round by round. */
export function timesFaster(slow: readonly Sample[], fast: readonly Sample[], by: 'ms' | 'cpuMs' = 'ms'): Seen {
	return seen(slow.map((sample, round) => sample[by] / fast[round]![by]));
}

export function seen(values: readonly number[]): Seen {
	const sorted = values.toSorted((a, b) => a - b);
	const half = sorted.length / 2;
	return { median: (sorted[Math.ceil(half) - 1]! + sorted[Math.floor(half)]!) / 2, least: sorted[0]!, most: sorted.at(-1)! };
}

/** The memory of a run: bytes above what the process held with the input in place. */
export interface Weighed {
	input: number;
	/** Still held at the end, with the whole result. */
	kept: number;
	/** The most that a full collection left during the run. */
	live: number;
	/** The heap at its fullest, including garbage. */
	peak: number;
	/** How much the process grew. */
	resident: number;
}

/** Measures the memory of one run in a process of its own. */
export async function weigh(scene: Scene, job: Job): Promise<Weighed> {
	const engine = await scene.engine();
	const { base, before, input, after, live, resident }: Weight = await engine.ask('weigh', job);
	const fillings = [...(await engine.end()).matchAll(/(?:Scavenge|Mark-Compact)[^\d>]* ([\d.]+) \([\d.]+\) -> /g)];
	if (fillings.length === 0) throw new Error('The engine process wrote no trace of its collections');
	const fullest = Math.max(...fillings.map(([, filled]) => Number(filled) * 1024 * 1024));
	return { input, kept: after - before, live: live - before, peak: fullest - base, resident };
}
