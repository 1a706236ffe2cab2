import type { Claim, Claims } from './claims';
import { alreadyUnknown, claimedBefore, claimsUnavailable } from './failure';
import type { Ledger } from './ledger';
import type { Message } from './message';
import { blankOutcome, type Failure, type Outcome, type Result, type Row } from './outcome';

const CLAIMS_NOT_WRITTEN =
	'The deduplication store could not be written: a later execution may take this message for one whose end is unknown.';
const ACCEPTED_BEFORE = 'An earlier execution had it accepted under this Deduplication Key; its ids are not stored.';

/** Keeps one result a message, and writes down in ledger and claims what must not be forgotten. */
export class Book {
	private readonly results = new Map<number, Result>();
	private readonly attempts = new Map<number, number>();
	/** Items whose deduplication key is claimed by this execution. */
	private readonly claimed = new Set<number>();
	/**
	 * Items whose ledger entry is of this call. Another call of the same tool writes on the same page, and what it has sent must
	 * be neither forgotten nor called unsent here.
	 */
	private readonly mine = new Set<number>();

	/**
	 * @param claims null when no deduplication key is used
	 * @param keepRaw whether results carry the provider's raw answer
	 */
	constructor(
		private readonly provider: string,
		private readonly keepRaw: boolean,
		private readonly ledger: Ledger,
		private readonly claims: Claims | null,
	) {}

	result(message: Message): Result | undefined {
		return this.results.get(message.item);
	}

	/** Settles a message that an earlier try of this execution, or another call, has sent, or may have; false when there is none. */
	settleFromLedger(message: Message): boolean {
		const entry = this.ledger.find(message);
		if (!entry) return false;
		this.attempts.set(message.item, entry[1]);
		if (entry[0] === 'accepted') {
			const [, , messageId, batchId, acceptedAt] = entry;
			this.put(message, { status: 'duplicate', messageId, batchId, acceptedAt });
		} else {
			this.put(message, { status: 'unknown' }, alreadyUnknown(entry[0] === 'unknown' ? entry[2] : 'interrupted'));
		}
		return true;
	}

	/** Claims the deduplication keys of a batch and gives the messages that may be sent; the others are settled. */
	async claim<Content>(batch: ReadonlyArray<Message<Content>>): Promise<Array<Message<Content>>> {
		const open = batch.filter(({ item, deduplicationKey }) => deduplicationKey !== null && !this.claimed.has(item));
		if (!this.claims || open.length === 0) return [...batch];
		let answers: Claim[];
		try {
			answers = await this.claims.claim(open.map((message) => message.deduplicationKey!));
		} catch (error) {
			for (const message of open) this.fail(message, claimsUnavailable(error));
			return batch.filter((message) => !this.results.has(message.item));
		}
		open.forEach((message, i) => {
			if (answers[i] === 'granted') this.claimed.add(message.item);
			else if (answers[i] === 'accepted') this.put(message, { status: 'duplicate', warnings: [...message.warnings, ACCEPTED_BEFORE] });
			else this.fail(message, claimedBefore());
		});
		return batch.filter((message) => !this.results.has(message.item));
	}

	/** A request is about to leave with these messages. */
	carry(batch: readonly Message[]): void {
		for (const message of batch) {
			const attempts = this.attemptsOf(message) + 1;
			this.attempts.set(message.item, attempts);
			this.mine.add(message.item);
			this.ledger.write(message, ['sending', attempts]);
		}
	}

	/** These messages were sent and provably not accepted, and will be sent again. */
	reopen(batch: readonly Message[]): void {
		for (const message of batch) this.forget(message);
	}

	/** What became of these messages, for good. */
	async settle(rows: ReadonlyArray<readonly [Message, Row]>, now: number): Promise<void> {
		for (const [message, row] of rows) {
			if (row.accepted) this.accept(message, row, now);
			else this.fail(message, row.failure, row.raw);
		}
		await this.writeClaims(rows.map(([message]) => message).filter(({ item }) => this.claimed.has(item)));
	}

	/** Settles a message like the one before it with the same deduplication key. */
	follow(message: Message, leader: Message): void {
		const { outcome, failure } = this.results.get(leader.item)!;
		if (failure) return this.fail(message, { ...failure, what: `${failure.what}, which item ${leader.item} with the same Deduplication Key met` });
		const { messageId, batchId, acceptedAt } = outcome;
		this.put(message, { status: 'duplicate', messageId, batchId, acceptedAt });
	}

	/** Nothing more is sent: what later executions must know is in the durable store. */
	async close(): Promise<void> {
		await this.claims?.confirm().catch(() => this.warn([...this.claimed]));
	}

	private accept(message: Message, row: Row & { accepted: true }, now: number): void {
		const acceptedAt = row.acceptedAt ?? new Date(now).toISOString();
		const batchId = row.batchId ?? null;
		this.ledger.write(message, ['accepted', this.attemptsOf(message), row.messageId, batchId, acceptedAt]);
		const warnings = [...message.warnings, ...(row.warnings ?? [])];
		this.put(message, { status: 'accepted', messageId: row.messageId, batchId, acceptedAt, warnings }, null, row.raw);
	}

	private fail(message: Message, failed: Failure, raw?: unknown): void {
		if (!this.mine.has(message.item) && this.settleFromLedger(message)) return;
		if (failed.status !== 'unknown') this.forget(message);
		else if (this.mine.has(message.item)) this.ledger.write(message, ['unknown', this.attemptsOf(message), failed.code]);
		this.put(message, { status: failed.status }, failed, raw);
	}

	/** It was provably not accepted, as far as this call sent it. */
	private forget(message: Message): void {
		if (this.mine.delete(message.item)) this.ledger.forget(message);
	}

	private put(message: Message, known: Partial<Outcome>, failed: Failure | null = null, raw?: unknown): void {
		const outcome: Outcome = {
			...blankOutcome(this.provider, message, 'unknown'),
			attempts: this.attemptsOf(message),
			...known,
			...(this.keepRaw && { raw: raw ?? null }),
		};
		this.results.set(message.item, { item: message.item, outcome, failure: failed });
	}

	private async writeClaims(messages: readonly Message[]): Promise<void> {
		if (!this.claims) return;
		const keys = (status: (outcome: Outcome) => boolean) =>
			messages.filter(({ item }) => status(this.results.get(item)!.outcome)).map((message) => message.deduplicationKey!);
		try {
			const accepted = keys(({ status }) => status === 'accepted');
			if (accepted.length > 0) await this.claims.settle(accepted);
			const unsent = keys(({ status }) => status === 'notSent' || status === 'rejected');
			if (unsent.length > 0) await this.claims.release(unsent);
		} catch {
			this.warn(messages.map(({ item }) => item));
		}
	}

	private warn(items: readonly number[]): void {
		for (const item of items) {
			const { warnings } = this.results.get(item)!.outcome;
			if (!warnings.includes(CLAIMS_NOT_WRITTEN)) warnings.push(CLAIMS_NOT_WRITTEN);
		}
	}

	private attemptsOf(message: Message): number {
		return this.attempts.get(message.item) ?? 0;
	}
}
