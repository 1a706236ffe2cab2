import { hash, randomUUID } from 'node:crypto';

import type { Draft, Message } from './message';

/**
 * One message in the ledger, short because every saved execution carries it: ids and statuses, nothing of the customer.
 * The number is how many requests carried the message.
 *
 * What was rejected or provably not sent is not kept: sending it again is safe.
 */
export type LedgerEntry =
	/** A request left with it, and nothing came back yet. */
	| ['sending', number]
	/** It may have been accepted; the text is the failure's code. */
	| ['unknown', number, string]
	/** With message id, batch id and the time of acceptance. */
	| ['accepted', number, string | null, string | null, string];

/** The ledger as it is saved with the execution: plain JSON. */
export interface LedgerPage {
	version: 1;
	/** Made once an execution and restored by "Retry execution": the root of the correlation ids made here. */
	seed: string;
	entries: Record<string, LedgerEntry>;
}

/** What this execution knows it has already sent. */
export class Ledger {
	/** @param page plain JSON that n8n keeps across tries and saves with the execution; written to in place */
	constructor(private readonly page: LedgerPage) {}

	static blankPage(): LedgerPage {
		return { version: 1, seed: randomUUID(), entries: {} };
	}

	get seed(): string {
		return this.page.seed;
	}

	find(message: Message): LedgerEntry | undefined {
		return this.page.entries[message.ledgerKey];
	}

	write(message: Message, entry: LedgerEntry): void {
		this.page.entries[message.ledgerKey] = entry;
	}

	/** The message was provably not accepted. */
	forget(message: Message): void {
		delete this.page.entries[message.ledgerKey];
	}
}

/**
 * The ledger's name for a message of an ordinary run: run, item, and to whom. Not its text or time: an expression such as
 * `$now` gives another value in every try, and the customer would get the message twice.
 */
export function keyInRun(runIndex: number, item: number, draft: Draft<unknown>): string {
	return `${runIndex}.${item}.${fingerprint(addressOf(draft))}`;
}

/**
 * The ledger's name for a message sent by an AI agent: its content, and the minute it is meant for. n8n gives every try of a
 * tool a new run index, and an agent calls again with the same words when it believes the first call did not work.
 */
export function keyInTool(item: number, draft: Draft<unknown>): string {
	const minute = draft.scheduledAt && Math.floor(draft.scheduledAt.toMillis() / 60_000);
	const files = draft.files?.map(({ name, bytes }) => [name, bytes]);
	return `tool.${item}.${fingerprint([...addressOf(draft), draft.content, minute, ...(files ?? [])])}`;
}

/** To whom a message goes, and how. */
export function addressOf({ channel, recipient, reference }: Draft<unknown>): string[] {
	return reference === undefined ? [channel, recipient] : [channel, recipient, reference];
}

/** An id for the provider that is the same in every try: 32 hexadecimal digits. */
export function correlationIdFrom(...parts: string[]): string {
	return hash('sha256', JSON.stringify(parts), 'hex').slice(0, 32);
}

function fingerprint(value: unknown): string {
	return hash('sha256', JSON.stringify(value), 'base64url').slice(0, 12);
}
