/** The tasks that the bench gives to an engine process, and its answers. */

/** Who does the work. */
export type ContestantName = 'ours' | 'bulk' | 'http' | 'httpBatched' | 'expert' | 'oneByOne' | 'undici' | 'bare' | 'single' | 'prepare';

/**
 * How our node, or the bare node, gets the messages: the item itself, fixed fields, two dragged fields, five dragged fields, five in a JSON body, five
 * in a collection, or one JSON expression.
 */
export const WAYS = ['item', 'fixed', 'two', 'five', 'body', 'collection', 'json'] as const;
export type Way = (typeof WAYS)[number];

/** One run: the contestant, the number of messages, the provider's latency, and whether it uses TLS. */
export interface Job {
	who: ContestantName;
	count: number;
	/** Default: the item itself. */
	way?: Way;
	/** The way whose messages to send, in the layout of the item itself. Default: the job's own way. */
	messages?: Way;
	/** Whether to write dragged fields so that n8n must evaluate them. */
	byN8n?: boolean;
	/** Time the provider takes to answer. Default 0. */
	latencyMs?: number;
	tls?: boolean;
	/** Sends nothing and shows the requests. */
	dryRun?: boolean;
	/** Requests at once, for `single`. */
	concurrency?: number;
	/** How n8n evaluates expressions. Default `vm`, which is n8n's own. */
	expressions?: 'vm' | 'legacy';
}

/** One run, measured. */
export interface Sample {
	ms: number;
	/** Processor time of the engine process: all threads, user and system. */
	cpuMs: number;
	requests: number;
	/** The most connections open at once, as the provider saw them. */
	connections: number;
	/** Messages the provider accepted. */
	accepted: number;
	/** The longest time for which the event loop was blocked. */
	blockedMs: number;
	/** Items that came out. */
	items: number;
	/** Why the workflow failed, if it did. */
	error?: string;
}

/** One run in a process of its own, weighed; bytes. */
export interface Weight {
	/** The heap with the input in place, before the undisturbed run. */
	base: number;
	/** The same before the observed run. */
	before: number;
	/** How much of that is the input. */
	input: number;
	/** The heap afterwards, with the whole result still held. */
	after: number;
	/** The heap at its largest after a full collection during the run. */
	live: number;
	/** The most that the process grew. */
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

/** The settings of an engine process. */
export interface EngineSetup {
	/** node_modules of the installed n8n. */
	modules: string;
	/** Our built package, in a place from which n8n's modules resolve. */
	package: string;
	/** The sandbox over HTTP and over HTTPS. */
	http: string;
	https: string;
}
