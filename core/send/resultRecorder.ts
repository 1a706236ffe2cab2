import type { Failure } from '../http/failure';
import type { Ledger, LedgerEntry } from '../ledger/ledger';
import type { Claim, Claims } from './claims';
import { alreadyUnknown, claimedBefore, claimsUnavailable } from './failures';
import type { Message } from './message';
import { blankOutcome, type Outcome, type Result, type Row } from './outcome';

const CLAIMS_NOT_WRITTEN =
	'The deduplication store could not be written: a later execution may take this message for one whose end is unknown.';
const ACCEPTED_BEFORE = "An earlier execution had it accepted under this key of Don't Send Twice; its ids are not stored.";

interface Progress {
	attempts: number;
	/**
	 * Whether this call wrote the ledger entry. Another call of the same tool writes to the same page; what it has sent must be neither forgotten nor
	 * reported as not sent.
	 */
	isMine: boolean;
	/** Whether this execution has claimed its deduplication key. */
	isClaimed: boolean;
	result: Result | undefined;
}

/** Keeps one result per message, and writes to the ledger and the claims what later tries must know. */
export class ResultRecorder {
	/** By item. */
	private readonly progress: Progress[] = [];

	/**
	 * @param claims null if no deduplication key is used
	 * @param keepRaw whether results carry the provider's raw answer
	 */
	constructor(
		private readonly provider: string,
		private readonly keepRaw: boolean,
		private readonly ledger: Ledger,
		private readonly claims: Claims | null,
	) {}

	result(message: Message): Result | undefined {
		return this.progress[message.item]?.result;
	}

	/** Takes the result from the ledger if an earlier try of this execution, or another call, has sent the message or may have sent it. */
	recordFromLedger(message: Message): boolean {
		const entry = this.ledger.find(message);
		if (!entry) return false;
		this.of(message).attempts = entry[1];
		if (entry[0] === 'accepted') {
			const [, , messageId, batchId, acceptedAt] = entry;
			this.put(message, { status: 'duplicate', messageId, batchId, acceptedAt });
		} else {
			this.put(message, { status: 'unknown' }, alreadyUnknown(entry[0] === 'unknown' ? entry[2] : 'interrupted'));
		}
		return true;
	}

	/** Claims the deduplication keys of a batch. Returns the messages that may be sent; the others get their result. */
	async claim<Content>(batch: ReadonlyArray<Message<Content>>): Promise<Array<Message<Content>>> {
		if (!this.claims) return [...batch];
		const open = batch.filter((message) => message.deduplicationKey !== null && !this.of(message).isClaimed);
		if (open.length === 0) return [...batch];
		let answers: Claim[];
		try {
			answers = await this.claims.claim(open.map((message) => message.deduplicationKey!));
		} catch (error) {
			for (const message of open) this.fail(message, claimsUnavailable(error));
			return batch.filter((message) => !this.result(message));
		}
		open.forEach((message, i) => {
			if (answers[i] === 'granted') this.of(message).isClaimed = true;
			else if (answers[i] === 'accepted') this.put(message, { status: 'duplicate', warnings: [...message.warnings, ACCEPTED_BEFORE] });
			else this.fail(message, claimedBefore());
		});
		return batch.filter((message) => !this.result(message));
	}

	/** Call this before a request with these messages leaves. */
	markSending(batch: readonly Message[]): void {
		let entry: LedgerEntry | undefined;
		for (const message of batch) {
			const progress = this.of(message);
			progress.attempts += 1;
			progress.isMine = true;
			if (entry?.[1] !== progress.attempts) entry = ['sending', progress.attempts];
			this.ledger.write(message, entry);
		}
	}

	/** These messages were certainly not accepted and will be sent again. */
	clear(batch: readonly Message[]): void {
		for (const message of batch) this.forget(message);
	}

	/** Records the final results of these messages. */
	async record(batch: readonly Message[], rows: readonly Row[], now: number): Promise<void> {
		const time = new Date(now).toISOString();
		batch.forEach((message, i) => {
			const row = rows[i]!;
			if (row.accepted) this.accept(message, this.of(message), row, time);
			else this.fail(message, row.failure, row);
		});
		if (this.claims) await this.writeClaims(this.claims, batch.filter((message) => this.of(message).isClaimed));
	}

	/** Gives a message the result of the earlier message it repeats. */
	copyResult(message: Message, original: Message): void {
		const { outcome, failure } = this.result(original)!;
		if (failure) return this.fail(message, { ...failure, what: `${failure.what}; not tried again for the same message` });
		const { messageId, batchId, acceptedAt } = outcome;
		this.put(message, { status: 'duplicate', messageId, batchId, acceptedAt });
	}

	/** Call this after the last request: makes sure that the durable store has what later executions must know. */
	async flush(): Promise<void> {
		await this.claims?.confirm().catch(() => this.warn(this.progress.filter(({ isClaimed }) => isClaimed)));
	}

	private accept(message: Message, progress: Progress, row: Row & { accepted: true }, time: string): void {
		const { messageId, batchId = null, acceptedAt = time, warnings } = row;
		this.ledger.write(message, ['accepted', progress.attempts, messageId, batchId, acceptedAt]);
		this.put(message, { status: 'accepted', messageId, batchId, acceptedAt, ...(warnings && { warnings: [...message.warnings, ...warnings] }) }, null, row.raw, progress);
	}

	private fail(message: Message, failed: Failure, { messageId = null, raw }: Pick<Row, 'messageId' | 'raw'> = {}): void {
		const { isMine, attempts } = this.of(message);
		if (!isMine && this.recordFromLedger(message)) return;
		if (failed.status !== 'unknown') this.forget(message);
		else if (isMine) this.ledger.write(message, ['unknown', attempts, failed.code]);
		this.put(message, { status: failed.status, messageId }, failed, raw);
	}

	/** The message was certainly not accepted, as far as this call sent it. */
	private forget(message: Message): void {
		const progress = this.of(message);
		if (progress.isMine) this.ledger.forget(message);
		progress.isMine = false;
	}

	private put(message: Message, known: Partial<Outcome>, failed: Failure | null = null, raw?: unknown, progress = this.of(message)): void {
		const outcome = Object.assign(blankOutcome(this.provider, message, 'unknown'), known);
		outcome.attempts = progress.attempts;
		if (this.keepRaw) outcome.raw = raw ?? null;
		progress.result = { item: message.item, outcome, failure: failed };
	}

	private async writeClaims(claims: Claims, messages: readonly Message[]): Promise<void> {
		const keys = (status: (outcome: Outcome) => boolean) =>
			messages.filter((message) => status(this.result(message)!.outcome)).map((message) => message.deduplicationKey!);
		try {
			const accepted = keys(({ status }) => status === 'accepted');
			if (accepted.length > 0) await claims.markAccepted(accepted);
			const unsent = keys(({ status }) => status === 'notSent' || status === 'rejected' || status === 'notFound');
			if (unsent.length > 0) await claims.release(unsent);
		} catch {
			this.warn(messages.map((message) => this.of(message)));
		}
	}

	private warn(claimed: readonly Progress[]): void {
		for (const { result } of claimed) {
			const { warnings } = result!.outcome;
			if (!warnings.includes(CLAIMS_NOT_WRITTEN)) warnings.push(CLAIMS_NOT_WRITTEN);
		}
	}

	private of({ item }: Message): Progress {
		return (this.progress[item] ??= { attempts: 0, isMine: false, isClaimed: false, result: undefined });
	}
}
