/** What the bench asks of an engine process, and what it hears back. */

/** Who does the work. */
export type ContestantName = 'ours' | 'bulk' | 'http' | 'httpBatched' | 'expert' | 'oneByOne' | 'undici' | 'bare' | 'single' | 'prepare';

/**
 * How a node of ours, or the bare node, is given the messages: the item itself, fixed fields, two dragged fields, five of them, five in a JSON
 * body, five in a collection, or one JSON expression.
 */
export const WAYS = ['item', 'fixed', 'two', 'five', 'body', 'collection', 'json'] as const;
export type Way = (typeof WAYS)[number];

/** One run: who, how much of it, and how slow and how safe the provider is. */
export interface Job {
	who: ContestantName;
	count: number;
	/** Default: the item itself. */
	way?: Way;
	/** Whose messages are sent, in the shape of the item itself. Default: those of the way. */
	messages?: Way;
	/** Whether the dragged fields are written so that n8n must evaluate them. */
	byN8n?: boolean;
	/** Time the provider takes to answer. Default 0. */
	latencyMs?: number;
	tls?: boolean;
	/** Nothing is sent: the requests are shown. */
	dryRun?: boolean;
	/** Requests at once, for `single`. */
	concurrency?: number;
	/** How n8n evaluates expressions. Default `vm`, which is n8n's own. */
	expressions?: 'vm' | 'legacy';
}

/** One run, measured. */
export interface Sample {
	ms: number;
	/** Of the engine process, all threads, user and system. */
	cpuMs: number;
	requests: number;
	/** Most connections open at once, seen by the provider. */
	connections: number;
	/** Messages the provider accepted. */
	accepted: number;
	/** The longest time in which the process did nothing else. */
	blockedMs: number;
	/** Items that came out. */
	items: number;
	/** Why the workflow failed, if it did. */
	error?: string;
}

/** One run in a process of its own, weighed; bytes. */
export interface Weight {
	/** The heap with the input in place, before the run that is left alone. */
	base: number;
	/** The same before the run that is watched. */
	before: number;
	/** How much of that is the input. */
	input: number;
	/** The heap afterwards, with the whole result still held. */
	after: number;
	/** The heap at its largest after a full collection during the run. */
	live: number;
	/** By how much the process grew at most. */
	resident: number;
}

/** Where the processor's time went: milliseconds by name of a part. */
export type Profile = Record<string, number>;

export interface Answers {
	run: Sample;
	weigh: Weight;
	profile: Profile;
}
export type Task = keyof Answers;

export interface Request {
	task: Task;
	job: Job;
}

/** What an engine process is started with. */
export interface EngineSetup {
	/** node_modules of the installed n8n. */
	modules: string;
	/** Our built package, where n8n's modules can be found from it. */
	package: string;
	/** The sandbox over HTTP and over HTTPS. */
	http: string;
	https: string;
}
