import { ANSWER_BYTES, classifyAnswer } from '../http/classify';
import type { Clock } from '../http/clock';
import { Dispatcher } from '../http/dispatcher';
import { retryBudgetSpent, type Failure } from '../http/failure';
import type { Answer, HttpAnswer, Transport, WireRequest, WireSettings } from '../http/http';
import type { DispatchSettings } from '../http/retry';
import { internalError, notMentioned, repeatable, unreadableAnswer } from '../http/unknown';
import type { Ledger } from '../ledger/ledger';
import { ResultRecorder } from './resultRecorder';
import type { Claims } from './claims';
import { fits, withContents } from './files';
import type { Message } from './message';
import { batchRefused, tooLarge } from './notSent';
import type { SendOperation } from './operation';
import type { Result, Row } from './outcome';
import { withoutRepeats, halves, plan, type Batch } from './plan';

export interface SendSettings extends WireSettings, DispatchSettings {
	batchSize: number;
	/** Whether results carry the provider's raw answer. */
	keepRaw: boolean;
}

/** Everything the engine works with. */
export interface SendTools {
	transport: Transport;
	ledger: Ledger;
	/** Null if no deduplication key is used. */
	claims: Claims | null;
	clock: Clock;
	/** Aborts when the execution is stopped. */
	signal?: AbortSignal;
}

/** What happens next to one message of an answered batch. */
type NextStep = 'settle' | 'retry' | 'split';

/** Refusals in a row with nothing accepted in between: of a single message, or of some that the provider named. */
const FUTILE_REFUSALS = 10;

/** Sends messages in batches and returns exactly one result per message, in order. Never throws. */
export async function send<Content>(
	operation: SendOperation<Content>,
	messages: ReadonlyArray<Message<Content>>,
	settings: SendSettings,
	tools: SendTools,
): Promise<Result[]> {
	return await new SendRun(operation, settings, tools).run(messages);
}

class SendRun<Content> {
	private readonly recorder: ResultRecorder;
	private readonly dispatcher: Dispatcher;
	/** Messages for the next round, by item, each with its row. */
	private readonly again = new Map<number, { message: Message<Content>; row: Row }>();
	private refusals = 0;

	constructor(
		private readonly operation: SendOperation<Content>,
		private readonly settings: SendSettings,
		private readonly tools: SendTools,
	) {
		this.recorder = new ResultRecorder(operation, settings.keepRaw, tools.ledger, tools.claims);
		this.dispatcher = new Dispatcher(settings, tools);
	}

	/** Works in rounds: first all messages; then those worth another try, from all batches together, in few requests. */
	async run(messages: ReadonlyArray<Message<Content>>): Promise<Result[]> {
		const { unique, duplicates } = withoutRepeats(messages);
		await this.sendAll(this.plan(this.tools.ledger.isBlank ? unique : unique.filter((message) => !this.recorder.recordFromLedger(message))), 1);
		for (let round = 2; this.again.size > 0; round += 1) {
			const rows = new Map(this.again);
			this.again.clear();
			await this.dispatcher.waitForRetry(round, [...rows.values()].map(({ row }) => (row.accepted ? null : row.failure.retryAfterMs)));
			const batches = this.plan([...rows.values()].map(({ message }) => message).sort((a, b) => a.item - b.item));
			const spare = batches.filter(() => !this.dispatcher.takeRetry());
			for (const batch of spare) await this.settle(batch, batch.map(({ item }) => changed(rows.get(item)!.row, retryBudgetSpent)));
			await this.sendAll(batches.filter((batch) => !spare.includes(batch)), round);
		}
		await this.recorder.flush();
		for (const [message, original] of duplicates) this.recorder.copyResult(message, original);
		return messages.map((message) => this.recorder.result(message)!);
	}

	private plan(messages: ReadonlyArray<Message<Content>>): Array<Batch<Content>> {
		return plan(messages, this.settings.batchSize, this.operation.groupBy?.bind(this.operation), this.operation.limits.fileBytes);
	}

	private async sendAll(batches: Array<Batch<Content>>, round: number): Promise<void> {
		await this.dispatcher.forEach(batches, async (batch) => await this.deliverSafely(batch, round));
	}

	/** Even a bug of ours loses no message: it is unknown if its request may have left, and not sent otherwise. */
	private async deliverSafely(batch: Batch<Content>, round: number): Promise<void> {
		try {
			await this.deliver(batch, round);
		} catch (error) {
			const lost = batch.filter((message) => !this.recorder.result(message) && !this.again.has(message.item));
			await this.settleEach(lost, (message) => internalError(error, this.tools.ledger.find(message) !== undefined));
		}
	}

	/** One batch in one round: claim, turn, request, and the next step for each message. */
	private async deliver(batch: Batch<Content>, round: number): Promise<void> {
		const stopReason = this.dispatcher.stopReason();
		if (stopReason) return await this.settleAll(batch, stopReason);
		const written = await this.write(await this.recorder.claim(batch));
		if (!written) return;
		const { due, request } = written;
		if (request === null) return await this.deliverSmaller(due, round);

		const obstacle = await this.dispatcher.acquire();
		if (obstacle) return await this.settleAll(due, obstacle);
		// Another call of the same tool may have sent one of them meanwhile.
		const unsent = !this.tools.ledger.isShared ? due : due.filter((message) => !this.recorder.recordFromLedger(message));
		if (unsent.length < due.length) return unsent.length > 0 ? await this.deliver(unsent, round) : undefined;
		this.dispatcher.countRequest(round);
		const rows = await this.exchange(request, due);

		this.observe(rows);
		const steps = rows.map((row) => this.nextStepOf(row, due.length, round));
		const pick = <Item>(items: readonly Item[], fate: NextStep) => items.filter((_, i) => steps[i] === fate);
		await this.settle(pick(due, 'settle'), pick(rows, 'settle'));
		this.tryAgain(pick(due, 'retry'), pick(rows, 'retry'));
		const sentBack = pick(due, 'split');
		if (sentBack.length > 0) await this.resend(sentBack, pick(rows, 'split'), sentBack.length < due.length, round);
	}

	/**
	 * Writes the request of a batch; null if it would be too large. Messages whose files cannot be read get their result here. The contents of files
	 * live only as long as the request.
	 */
	private async write(batch: Batch<Content>): Promise<{ due: Batch<Content>; request: WireRequest | null } | undefined> {
		const { limits } = this.operation;
		const { due, loaded, refused } = await withContents(batch, limits);
		const failures = new Map(refused);
		await this.settleEach([...failures.keys()], (message) => failures.get(message)!);
		if (due.length === 0) return undefined;
		const request = this.operation.encode(loaded, this.settings);
		return { due, request: fits(request, loaded, limits) ? request : null };
	}

	/** One request, one answer, one row per message. */
	private async exchange(request: WireRequest, batch: Batch<Content>): Promise<Row[]> {
		this.recorder.markSending(batch);
		const answer = await this.tools.transport(request);
		const rows = this.rowsOf(answer, batch, request);
		return this.operation.idempotent ? rows.map(repeatableRow) : rows;
	}

	private rowsOf(answer: Answer, batch: Batch<Content>, { url }: WireRequest): Row[] {
		const classify = (given: Answer) => classifyAnswer(given, this.tools.clock.now(), url);
		const read = 'status' in answer ? this.decode(answer, batch, classify) : null;
		if (read) return batch.map((_, i) => read[i] ?? missingRow(answer));
		const judged = classify(answer);
		return batch.map(() => ({ accepted: false, failure: judged }));
	}

	private decode(answer: HttpAnswer, batch: Batch<Content>, classify: (given: HttpAnswer) => Failure): Array<Row | undefined> | null {
		try {
			if (answer.body.length > ANSWER_BYTES) throw new RangeError('The answer is too large to be read');
			return this.operation.decode(answer, batch, classify);
		} catch (error) {
			const failed = unreadableAnswer(error, answer.status);
			return batch.map(() => ({ accepted: false, failure: failed, raw: answer.body.slice(0, 2000) }));
		}
	}

	/** Applies an answer to the requests that follow. */
	private observe(rows: readonly Row[]): void {
		for (const row of rows) {
			if (row.accepted) this.refusals = 0;
			else this.dispatcher.observe(row.failure);
		}
		const sentBack = rows.filter((row) => !row.accepted && row.failure.next === 'split').length;
		if (sentBack > 0 && (sentBack < rows.length || rows.length === 1)) this.refusals += 1;
	}

	private nextStepOf(row: Row, batchLength: number, round: number): NextStep {
		if (row.accepted) return 'settle';
		if (row.failure.next === 'split' && batchLength > 1) return 'split';
		return this.dispatcher.isWorthRetrying(row.failure, round) ? 'retry' : 'settle';
	}

	private tryAgain(batch: Batch<Content>, rows: readonly Row[]): void {
		this.recorder.clear(batch, rows);
		batch.forEach((message, i) => this.again.set(message.item, { message, row: rows[i]! }));
	}

	/**
	 * Sends the messages of a refused batch again at once: without those the provider named, or in halves until the bad message stands alone. A
	 * provider that names one message at a time would cost a request per bad message, so after ten refusals in a row the rest is halved too. Gives up
	 * if that finds no good message either.
	 */
	private async resend(batch: Batch<Content>, rows: readonly Row[], isRest: boolean, round: number): Promise<void> {
		if (this.refusals >= (isRest ? 2 : 1) * FUTILE_REFUSALS) return await this.settle(batch, rows.map((row) => changed(row, batchRefused)));
		this.recorder.clear(batch);
		const whole = batch.length === 1 || (isRest && this.refusals < FUTILE_REFUSALS);
		for (const group of whole ? [batch] : halves(batch)) await this.deliver(group, round);
	}

	/** Splits a batch that is larger than a request may be. */
	private async deliverSmaller(batch: Batch<Content>, round: number): Promise<void> {
		if (batch.length === 1) return await this.settleAll(batch, tooLarge(this.operation.limits.bodyBytes));
		for (const half of halves(batch)) await this.deliver(half, round);
	}

	private async settleAll(batch: Batch<Content>, failed: Failure): Promise<void> {
		await this.settleEach(batch, () => failed);
	}

	private async settleEach(batch: Batch<Content>, failed: (message: Message<Content>) => Failure): Promise<void> {
		await this.settle(batch, batch.map((message): Row => ({ accepted: false, failure: failed(message) })));
	}

	private async settle(batch: Batch<Content>, rows: readonly Row[]): Promise<void> {
		await this.recorder.record(batch, rows, this.tools.clock.now());
	}
}

function missingRow(answer: Answer): Row {
	return { accepted: false, failure: notMentioned('status' in answer ? answer.status : 0) };
}

/** The row with another failure. */
function changed(row: Row, change: (failed: Failure) => Failure): Row {
	return row.accepted ? row : { ...row, failure: change(row.failure) };
}

/** The provider takes each key once, so a message that may have been accepted is tried again. */
function repeatableRow(row: Row): Row {
	return changed(row, (failed) => (failed.status === 'unknown' ? repeatable(failed) : failed));
}
