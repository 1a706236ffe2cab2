import type { Report } from '../host/report.mts';

/** The settings of a part. */
export interface Given {
	/** The same seed gives the same cases. */
	seed: number;
	count: number;
	/** Only this provider, if the part has several. */
	provider: string | undefined;
	/** The path of a counter-example to repeat, as fast-check writes it. */
	path: string | undefined;
	/** Whether to write the results into the docs. */
	updateDocs: boolean;
}

/** The result of a part. */
export interface Shown {
	/** Lines of R1 to R4. */
	numbers: string[];
	/** Broken promises, one text each; empty if all hold. */
	problems: string[];
}

export interface Part {
	name: string;
	title: string;
	/** How many schedules, seconds or customers in the long form. */
	long: number;
	/** The same in the short form: several times as many as it takes to find the planted bugs. Null if the short form leaves the part out. */
	short: number | null;
	/** The part uses all processors, so it runs alone. */
	isWide?: true;
	/** The part needs a fresh build. */
	packs?: true;
	/** Runs only on request, by its name. */
	onlyByName?: true;
	run(given: Given, report: Report): Promise<Shown>;
}

/** A part of delivery, loaded when its turn comes, because n8n's engine takes seconds to load. */
const delivery = (name: 'matrix' | 'pacing' | 'engine' | 'schedules' | 'forgeries') => async (given: Given) => await (await import('./delivery.mts')).run(name, given);
const command = (name: 'expressions' | 'fuzz' | 'phones' | 'queue' | 'receipts' | 'engines' | 'install' | 'hosts') => async (given: Given, report: Report) => await (await import('./commands.mts')).run(name, given, report);

/** Every part; the longest of those that run side by side come first. A new part is a new row. */
export const PARTS: readonly Part[] = [
	{ name: 'receipts', title: 'Messages a provider in a real n8n, each joined to its receipts', long: 2_500, short: null, packs: true, run: command('receipts') },
	{ name: 'engine', title: "Schedules in n8n's engine, a provider", long: 100, short: 10, run: delivery('engine') },
	{ name: 'phones', title: 'Phone numbers of every country, of each', long: 200, short: null, run: command('phones') },
	{ name: 'expressions', title: 'Dragged columns as n8n evaluates them, pairs an engine', long: 20_000, short: null, run: command('expressions') },
	{ name: 'matrix', title: 'Every fault, every send, every setting of On Error', long: 1, short: 1, run: delivery('matrix') },
	{ name: 'pacing', title: 'Pace and pauses', long: 1_000, short: 100, run: delivery('pacing') },
	{ name: 'engines', title: "The tests in n8n's engine, in older engines", long: 1, short: null, run: command('engines') },
	{ name: 'install', title: "n8n's own Settings → Community nodes: install, update, restart, uninstall, again from the editor", long: 1, short: null, packs: true, run: command('install') },
	{ name: 'schedules', title: 'Schedules in virtual time, a provider', long: 10_000, short: 800, isWide: true, run: delivery('schedules') },
	{ name: 'forgeries', title: 'Forged callbacks, a provider', long: 100_000, short: 1_500, isWide: true, run: delivery('forgeries') },
	{ name: 'fuzz', title: 'Fuzzing, seconds a reader', long: 60, short: 1, isWide: true, run: command('fuzz') },
	{ name: 'coverage', title: 'Coverage of all tests', long: 1, short: null, isWide: true, packs: true, run: async () => await (await import('./quality.mts')).proveCoverage() },
	{ name: 'mutation', title: 'Mutants, a thousandth of the lines', long: 40, short: null, isWide: true, run: async ({ count }) => await (await import('./quality.mts')).proveMutation(count / 1_000) },
	{ name: 'queue', title: 'Customers over n8n in queue mode', long: 50_000, short: null, isWide: true, run: command('queue') },
	{ name: 'hosts', title: 'The proof in a real n8n, in older ones', long: 1, short: null, packs: true, onlyByName: true, run: command('hosts') },
];
