const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 20_000;
const FREE_REQUESTS = 10;
const RETRY_SHARE = 0.1;

/** How often to try a request whose messages the provider certainly did not accept. */
interface RetrySettings {
	/** Requests in total, the first included. */
	tries: number;
	/** The engine does not wait for a longer `Retry-After`. */
	longestWaitMs: number;
}

/** How fast an execution may send, and how often it tries. */
export interface DispatchSettings {
	/** Requests in flight at once. */
	concurrency: number;
	/** 0 for no limit. */
	requestsPerSecond: number;
	retry: RetrySettings;
}

/**
 * The wait before a try: full jitter below a ceiling that doubles from 500 ms to 20 s.
 * @param tried requests made so far, 1 or more
 */
export function backoff(tried: number, random: number): number {
	return random * Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (tried - 1));
}

/**
 * The wait before a round of retries: none if the provider gave a wait for every item, because the rate limiter keeps that one; otherwise a backoff.
 * @param round the next round, 2 or more
 * @param retryAfters the wait the provider asked for, per item, in milliseconds
 */
export function pauseBefore(round: number, retryAfters: ReadonlyArray<number | null>, random: number): number {
	return retryAfters.every((ms) => (ms ?? 0) > 0) ? 0 : backoff(round - 1, random);
}

/**
 * Reads a `Retry-After` header (RFC 9110, 10.2.3): seconds, or an HTTP date.
 * @returns milliseconds from `now`, 0 for a date in the past, null for a missing or unreadable header
 */
export function parseRetryAfter(header: string | undefined, now: number): number | null {
	const text = header?.trim();
	if (!text) return null;
	if (/^\d+(\.\d+)?$/.test(text)) {
		const seconds = Number(text);
		return Number.isFinite(seconds) ? Math.ceil(seconds * 1000) : null;
	}
	// Date.parse reads far more than HTTP dates ("-5" is a year), so the weekday that begins every HTTP date is required.
	if (!/^(mon|tue|wed|thu|fri|sat|sun)/i.test(text)) return null;
	// HTTP dates are in UTC. The oldest form, asctime, does not say so and would be read in this machine's zone.
	const time = Date.parse(/(?:\b[A-Z]{1,4}|[+-]\d{4})$/.test(text) ? text : `${text} GMT`);
	return Number.isNaN(time) ? null : Math.max(0, time - now);
}

/** Keeps retries from doubling the load on a provider in trouble: after ten or more first requests, at most a tenth as many retries are allowed. */
export class RetryBudget {
	private firsts = 0;
	private retries = 0;

	/** Counts a request of the first round. */
	first(): void {
		this.firsts += 1;
	}

	/** Takes one retry from the budget, after the first round; false when it is used up. */
	take(): boolean {
		const allowed = this.firsts < FREE_REQUESTS || this.retries + 1 <= this.firsts * RETRY_SHARE;
		if (allowed) this.retries += 1;
		return allowed;
	}
}
