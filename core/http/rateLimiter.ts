import type { Clock } from './clock';

/** Slightly more than a second, because the network may bring two requests closer together. */
const WINDOW_MS = 1050;

/** Works on the items in order, at most `concurrency` at once. */
export async function forEachConcurrent<Item>(concurrency: number, items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
	const queue = items.values();
	const worker = async () => {
		for (const item of queue) await work(item);
	};
	await Promise.all(Array.from({ length: concurrency }, worker));
}

/** Decides when the next request may start: never more than `requestsPerSecond` in any second, and none during a pause the provider asked for. */
export class RateLimiter {
	/** Start times of the last requests, oldest first; at most `requestsPerSecond` of them. */
	private starts: number[] = [];
	private pausedUntil = 0;
	private line: Promise<unknown> = Promise.resolve();

	/**
	 * @param requestsPerSecond 0 for no limit
	 * @param longestPauseMs the limiter does not wait for a longer pause
	 */
	constructor(
		private readonly requestsPerSecond: number,
		private readonly longestPauseMs: number,
		private readonly clock: Clock,
	) {}

	/** Holds all requests back for `ms` milliseconds from now. */
	pauseFor(ms: number): void {
		this.pausedUntil = Math.max(this.pausedUntil, this.clock.now() + ms);
	}

	/** The rest of the pause, in milliseconds. */
	get pauseLeft(): number {
		return Math.max(0, this.pausedUntil - this.clock.now());
	}

	/**
	 * Waits for this request's turn, first come first served. Resolves at once if the signal aborts or the pause is longer than `longestPauseMs`. Then the
	 * request must not be sent: see `pauseLeft`.
	 */
	async acquire(signal?: AbortSignal): Promise<void> {
		const mine = this.line.then(async () => await this.wait(signal));
		this.line = mine;
		await mine;
	}

	private async wait(signal?: AbortSignal): Promise<void> {
		for (let delay = this.delay(); delay > 0; delay = this.delay()) {
			if (this.pauseLeft > this.longestPauseMs) return;
			await this.clock.sleep(delay, signal);
			if (signal?.aborted) return;
		}
		if (this.requestsPerSecond === 0) return;
		this.starts.push(this.clock.now());
		if (this.starts.length > this.requestsPerSecond) this.starts.shift();
	}

	private delay(): number {
		const oldest = this.starts[0];
		const full = this.requestsPerSecond > 0 && this.starts.length >= this.requestsPerSecond;
		const free = full && oldest !== undefined ? oldest + WINDOW_MS - this.clock.now() : 0;
		return Math.max(free, this.pauseLeft);
	}
}
