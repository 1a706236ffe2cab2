import type { Failure } from '../http/failure';
import { alreadyUnknown, claimedBefore, stillUnknown } from '../http/unknown';
import type { Ledger, LedgerEntry } from '../ledger/ledger';
import type { Claim, Claims } from './claims';
import type { Message } from './message';
import { claimsUnavailable } from './notSent';
import type { SendOperation } from './operation';
import { blankOutcome, type Outcome, type Result, type Row, type Status } from './outcome';

const CLAIMS_NOT_WRITTEN =
	"n8n's deduplication store could not be written. A later execution may report this message as unknown.";
const ACCEPTED_BEFORE = "An earlier execution already sent it under this key of Don't Send Twice. Its IDs are not stored.";

interface Progress {
	attempts: number;
	/**
	 * Whether this call wrote the ledger entry. Another call of the same tool writes to the same page. This call must neither forget the other's messages
	 * nor report them as not sent.
	 */
	isMine: boolean;
	/** What this call wrote last. */
	entry: LedgerEntry | undefined;
	/** Whether this execution has claimed its deduplication key. */
	isClaimed: boolean;
	/** Why an earlier try may have been accepted; null if none may. Only for an idempotent operation: later answers prove nothing about that try. */
	doubt: string | null;
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
		private readonly operation: Pick<SendOperation, 'provider' | 'idempotent'>,
		private readonly keepRaw: boolean,
		private readonly ledger: Ledger,
		private readonly claims: Claims | null,
	) {}

	result(message: Message): Result | undefined {
		return this.progress[message.item]?.result;
	}

	/**
	 * Takes the result from the ledger if an earlier try of this execution, or another call, has sent the message or may have sent it. If the operation is
	 * idempotent, a message that may have been sent is not settled: it goes again.
	 */
	recordFromLedger(message: Message): boolean {
		const entry = this.ledger.find(message);
		if (!entry) return false;
		const progress = this.of(message);
		const code = entry[0] === 'unknown' ? entry[2] : 'interrupted';
		if (entry[0] !== 'accepted' && this.operation.idempotent) {
			progress.doubt ??= code;
			return false;
		}
		progress.attempts = entry[1];
		if (entry[0] === 'accepted') {
			const [, , messageId, batchId, acceptedAt] = entry;
			Object.assign(this.put(message, 'duplicate'), { messageId, batchId, acceptedAt });
		} else {
			this.put(message, 'unknown', alreadyUnknown(code));
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
			const mayRepeat = answers[i] === 'open' && this.operation.idempotent;
			if (mayRepeat) this.of(message).doubt ??= 'claimedBefore';
			if (answers[i] === 'granted' || mayRepeat) this.of(message).isClaimed = true;
			else if (answers[i] === 'accepted') this.put(message, 'duplicate').warnings.push(ACCEPTED_BEFORE);
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
			this.enter(message, progress, entry);
		}
	}

	/** These messages will be sent again: they were certainly not accepted, or the operation is idempotent. */
	clear(batch: readonly Message[], rows: readonly Row[] = []): void {
		batch.forEach((message, i) => {
			const row = rows[i];
			const progress = this.of(message);
			if (row && !row.accepted && row.failure.status === 'unknown') progress.doubt ??= row.failure.code;
			if (this.isOthers(message, progress)) this.recordFromLedger(message);
			else if (progress.doubt === null) this.forget(message);
			else this.enter(message, progress, ['unknown', progress.attempts, progress.doubt]);
		});
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
		Object.assign(this.put(message, 'duplicate'), { messageId, batchId, acceptedAt });
	}

	/** Call this after the last request. It makes sure that the durable store has everything that later executions must know. */
	async flush(): Promise<void> {
		await this.claims?.confirm().catch(() => this.warn(this.progress.filter(({ isClaimed }) => isClaimed)));
	}

	private accept(message: Message, progress: Progress, row: Row & { accepted: true }, time: string): void {
		const { messageId, batchId = null, acceptedAt = time, warnings } = row;
		this.enter(message, progress, ['accepted', progress.attempts, messageId, batchId, acceptedAt]);
		const outcome = this.put(message, 'accepted', null, row.raw, progress);
		outcome.messageId = messageId;
		outcome.batchId = batchId;
		outcome.acceptedAt = acceptedAt;
		if (warnings) outcome.warnings.push(...warnings);
	}

	private fail(message: Message, failed: Failure, { messageId = null, raw }: Pick<Row, 'messageId' | 'raw'> = {}): void {
		const progress = this.of(message);
		if (this.isOthers(message, progress) && this.recordFromLedger(message)) return;
		const { isMine, attempts, doubt } = progress;
		const end = doubt === null || failed.status === 'unknown' ? failed : stillUnknown(failed, doubt);
		if (end.status !== 'unknown') this.forget(message);
		else if (isMine) this.enter(message, progress, ['unknown', attempts, end.code]);
		this.put(message, end.status, end, raw, progress).messageId = messageId;
	}

	/** Whether another call wrote the ledger entry. With an idempotent operation, another call of the same tool may send the message meanwhile. */
	private isOthers(message: Message, progress: Progress): boolean {
		if (this.operation.idempotent && this.ledger.find(message) !== progress.entry) progress.isMine = false;
		return !progress.isMine;
	}

	private enter(message: Message, progress: Progress, entry: LedgerEntry): void {
		progress.entry = entry;
		this.ledger.write(message, entry);
	}

	/** The message was certainly not accepted, as far as this call sent it. */
	private forget(message: Message): void {
		const progress = this.of(message);
		if (progress.isMine) this.ledger.forget(message);
		progress.isMine = false;
	}

	private put(message: Message, status: Status, failed: Failure | null = null, raw?: unknown, progress = this.of(message)): Outcome {
		const outcome = blankOutcome(this.operation.provider, message, status);
		outcome.attempts = progress.attempts;
		if (this.keepRaw) outcome.raw = raw ?? null;
		progress.result = { item: message.item, outcome, failure: failed };
		return outcome;
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
		return (this.progress[item] ??= { attempts: 0, isMine: false, entry: undefined, isClaimed: false, doubt: null, result: undefined });
	}
}
