import { hash, randomUUID } from 'node:crypto';

/**
 * What the execution knows about one item. It is short, because every saved execution carries it, and holds IDs and statuses but no customer data. The
 * number counts the requests that carried the item.
 *
 * The ledger does not keep items that were rejected or certainly not sent: sending them again is safe.
 */
export type LedgerEntry =
	/** A request left with it, and no answer came yet. */
	| ['sending', number]
	/** It may have been accepted; the text is the failure's code. */
	| ['unknown', number, string]
	/** A message with its ID, its batch ID and the time of acceptance. */
	| ['accepted', number, string | null, string | null, string]
	/** A request that was answered, with what its operation keeps of the answer. */
	| ['done', number, Readonly<Record<string, unknown>>];

/** Anything done once per execution: a message, or a request that changes something. */
interface Entered {
	/** Its name in the ledger: see `keyInRun` and `keyInTool`. */
	ledgerKey: string;
}

/** The ledger as n8n saves it with the execution: plain JSON. */
export interface LedgerPage {
	version: 1;
	/** Drawn once per execution and restored by "Retry execution". Correlation IDs are made from it. */
	seed: string;
	entries: Record<string, LedgerEntry>;
}

/** Remembers what this execution has already done. */
export class Ledger {
	/**
	 * @param page plain JSON that n8n keeps across tries and saves with the execution; changed in place
	 * @param isShared whether others may write to the page meanwhile: an AI agent may call a tool several times at once
	 */
	constructor(
		private readonly page: LedgerPage,
		readonly isShared = true,
	) {}

	static blankPage(): LedgerPage {
		return { version: 1, seed: randomUUID(), entries: {} };
	}

	get seed(): string {
		return this.page.seed;
	}

	get isBlank(): boolean {
		for (const _key in this.page.entries) return false;
		return true;
	}

	find({ ledgerKey }: Entered): LedgerEntry | undefined {
		return this.page.entries[ledgerKey];
	}

	write({ ledgerKey }: Entered, entry: LedgerEntry): void {
		this.page.entries[ledgerKey] = entry;
	}

	/** The item was certainly not accepted. */
	forget({ ledgerKey }: Entered): void {
		delete this.page.entries[ledgerKey];
	}
}

export interface Naming {
	/** Correlation IDs are made from it. */
	seed: string;
	runIndex: number;
	/** Whether an AI agent called the node as a tool. */
	isTool: boolean;
	/** Identifies this node across executions, for IDs made from a deduplication key. */
	nodeId: string;
}

/**
 * The ledger's name for an item of an ordinary run: run, item and recipient. Text and time are not part of it: an expression such as `$now` changes
 * in every try, and the customer would get the message twice.
 */
export function keyInRun(runIndex: number, item: number, identity: readonly unknown[]): string {
	return `${runIndex}.${item}.${fingerprint(identity)}`;
}

/**
 * The ledger's name for an item of an ordinary run, as `keyInRun` makes it, and its ID for the provider. Both come from one hash, because a hash is a
 * tenth of a message's cost.
 */
export function namesInRun(seed: string, runIndex: number, item: number, identity: readonly unknown[]): { ledgerKey: string; correlationId: string } {
	const digest = hash('sha256', `${seed} ${runIndex} ${item} ${JSON.stringify(identity)}`, 'hex');
	return { ledgerKey: `${runIndex}.${item}.${digest.slice(-16)}`, correlationId: digest.slice(0, 32) };
}

/**
 * The ledger's name for an AI agent's call: its whole content. n8n gives every try of a tool a new run index, and an agent that believes its call
 * failed calls again with the same words.
 */
export function keyInTool(item: number, content: readonly unknown[]): string {
	return `tool.${item}.${fingerprint(content)}`;
}

/** An ID for the provider that is the same in every try: 32 hexadecimal digits. */
export function correlationIdFrom(...parts: string[]): string {
	return hash('sha256', JSON.stringify(parts), 'hex').slice(0, 32);
}

function fingerprint(value: unknown): string {
	return hash('sha256', JSON.stringify(value), 'base64url').slice(0, 12);
}
