import type { Clock } from './clock';
import { cancelled, pausedTooLong, skippedAfterAuthFailure, type Failure } from './failure';
import { forEachConcurrent, RateLimiter } from './rateLimiter';
import { pauseBefore, RetryBudget, type DispatchSettings } from './retry';

export interface DispatchTools {
	clock: Clock;
	/** Aborts when the execution is stopped. */
	signal?: AbortSignal;
	/** Shared by several runs; each run has its own when absent. */
	rateLimiter?: RateLimiter;
}

/**
 * Decides when a request of one run may leave: in its turn, not after the user stopped the execution, not after the provider refused the credential,
 * not while the provider asked for a pause, and again only within the tries and the retry budget.
 */
export class Dispatcher {
	private readonly rateLimiter: RateLimiter;
	private readonly budget = new RetryBudget();
	/** Set when the provider refused the credential: no further request leaves. */
	private stop: Failure | null = null;

	constructor(
		private readonly settings: DispatchSettings,
		private readonly tools: DispatchTools,
	) {
		this.rateLimiter = tools.rateLimiter ?? new RateLimiter(settings.requestsPerSecond, settings.retry.longestWaitMs, tools.clock);
	}

	/** Works on the items in order, as many at once as the user allows. */
	async forEach<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
		await forEachConcurrent(this.settings.concurrency, items, work);
	}

	/** Why no further request may leave; null if one may. */
	stopReason(): Failure | null {
		if (this.stop) return skippedAfterAuthFailure(this.stop);
		return this.tools.signal?.aborted ? cancelled() : null;
	}

	/** Waits for a request's turn. Returns the reason if the request must not leave after all. */
	async acquire(): Promise<Failure | null> {
		if (!this.stopReason()) await this.rateLimiter.acquire(this.tools.signal);
		const { pauseLeft } = this.rateLimiter;
		return this.stopReason() ?? (pauseLeft > this.settings.retry.longestWaitMs ? pausedTooLong(pauseLeft) : null);
	}

	/** Counts a request that leaves. */
	countRequest(round: number): void {
		if (round === 1) this.budget.first();
	}

	/** Applies a failure to the following requests. */
	observe(failed: Failure): void {
		if (failed.next === 'stop') this.stop = failed;
		else if (failed.retryAfterMs !== null) this.rateLimiter.pauseFor(failed.retryAfterMs);
	}

	/** Whether a failed item of this round may be tried again in the next. */
	isWorthRetrying({ next, retryAfterMs }: Failure, round: number): boolean {
		const { tries, longestWaitMs } = this.settings.retry;
		return next === 'retry' && round < tries && (retryAfterMs ?? 0) <= longestWaitMs;
	}

	/** Takes one retry from the execution's budget; false when it is used up. */
	takeRetry(): boolean {
		return this.budget.take();
	}

	/**
	 * Waits before a round of retries.
	 * @param round the next round, 2 or more
	 * @param retryAfters the wait the provider asked for, per item, in milliseconds
	 */
	async waitForRetry(round: number, retryAfters: ReadonlyArray<number | null>): Promise<void> {
		const { clock, signal } = this.tools;
		const pause = pauseBefore(round, retryAfters, clock.random());
		if (pause > 0) await clock.sleep(pause, signal);
	}
}
