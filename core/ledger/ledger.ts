import { hash, randomUUID } from 'node:crypto';

/**
 * What is known of one item, short because every saved execution carries it: ids and statuses, nothing of the customer. The number is how
 * many requests carried it.
 *
 * What was rejected or provably not sent is not kept: sending it again is safe.
 */
export type LedgerEntry =
	/** A request left with it, and nothing came back yet. */
	| ['sending', number]
	/** It may have been accepted; the text is the failure's code. */
	| ['unknown', number, string]
	/** A message, with its id, the id of its batch and the time of acceptance. */
	| ['accepted', number, string | null, string | null, string]
	/** A call that was answered, with what its operation keeps of the answer. */
	| ['done', number, Readonly<Record<string, unknown>>];

/** Whatever is done once in an execution: a message, a call that changes something. */
export interface Entered {
	/** Names it in the ledger: see `keyInRun` and `keyInTool`. */
	ledgerKey: string;
}

/** The ledger as it is saved with the execution: plain JSON. */
export interface LedgerPage {
	version: 1;
	/** Made once an execution and restored by "Retry execution": the root of the correlation ids made here. */
	seed: string;
	entries: Record<string, LedgerEntry>;
}

/** What this execution knows it has already done. */
export class Ledger {
	/** @param page plain JSON that n8n keeps across tries and saves with the execution; written to in place */
	constructor(private readonly page: LedgerPage) {}

	static blankPage(): LedgerPage {
		return { version: 1, seed: randomUUID(), entries: {} };
	}

	get seed(): string {
		return this.page.seed;
	}

	find({ ledgerKey }: Entered): LedgerEntry | undefined {
		return this.page.entries[ledgerKey];
	}

	write({ ledgerKey }: Entered, entry: LedgerEntry): void {
		this.page.entries[ledgerKey] = entry;
	}

	/** It was provably not accepted. */
	forget({ ledgerKey }: Entered): void {
		delete this.page.entries[ledgerKey];
	}
}

/** What an item is called within its execution. */
export interface Naming {
	/** Root of the correlation ids made here. */
	seed: string;
	runIndex: number;
	/** Whether an AI agent called the node as a tool. */
	isTool: boolean;
	/** Names this node across executions, for ids made from a deduplication key. */
	nodeId: string;
}

/**
 * The ledger's name for an item of an ordinary run: run, item, and to whom or of whom. Not its text or time: an expression such as
 * `$now` gives another value in every try, and the customer would get the message twice.
 */
export function keyInRun(runIndex: number, item: number, identity: readonly unknown[]): string {
	return `${runIndex}.${item}.${fingerprint(identity)}`;
}

/**
 * The ledger's name for what an AI agent asks for: all of its content. n8n gives every try of a tool a new run index, and an agent calls
 * again with the same words when it believes the first call did not work.
 */
export function keyInTool(item: number, content: readonly unknown[]): string {
	return `tool.${item}.${fingerprint(content)}`;
}

/** An id for the provider that is the same in every try: 32 hexadecimal digits. */
export function correlationIdFrom(...parts: string[]): string {
	return hash('sha256', JSON.stringify(parts), 'hex').slice(0, 32);
}

function fingerprint(value: unknown): string {
	return hash('sha256', JSON.stringify(value), 'base64url').slice(0, 12);
}
