const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 20_000;
const FREE_REQUESTS = 10;
const RETRY_SHARE = 0.1;

/** How hard to try a request whose messages were provably not accepted. */
export interface RetrySettings {
	/** Requests in all, the first included. */
	tries: number;
	/** The longest `Retry-After` that is waited for, in milliseconds. */
	longestWaitMs: number;
}

/** How fast an execution may go, and how hard it tries. */
export interface DispatchSettings {
	/** Requests under way at once. */
	concurrency: number;
	/** 0 for no limit. */
	requestsPerSecond: number;
	retry: RetrySettings;
}

/**
 * How long to wait before a try, in milliseconds: full jitter under a ceiling that doubles from 500 ms to 20 s.
 * @param tried how many requests were made already, 1 or more
 */
export function backoff(tried: number, random: number): number {
	return random * Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (tried - 1));
}

/**
 * How long to wait before a round of tries, in milliseconds: not at all where the provider said for each item how long, since
 * that is waited for in the turn and holds all requests back; else a while of our own.
 * @param round the round to come, 2 or more
 * @param retryAfters what the provider asked to wait, by item, in milliseconds
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
	// Date.parse reads far more than HTTP dates ("-5" is a year), so the weekday every HTTP date begins with is asked for.
	if (!/^(mon|tue|wed|thu|fri|sat|sun)/i.test(text)) return null;
	// HTTP's times are in UTC; its oldest form, asctime, does not say so, and would be read in the zone of this machine.
	const time = Date.parse(/(?:\b[A-Z]{1,4}|[+-]\d{4})$/.test(text) ? text : `${text} GMT`);
	return Number.isNaN(time) ? null : Math.max(0, time - now);
}

/**
 * Keeps retries from doubling the load on a provider that is down: where ten first requests or more were made, retries may be
 * at most a tenth of them.
 */
export class RetryBudget {
	private firsts = 0;
	private retries = 0;

	/** Counts a request of the first round. */
	first(): void {
		this.firsts += 1;
	}

	/** Takes one retry from the budget, once the first round is over; false when it is spent. */
	take(): boolean {
		const allowed = this.firsts < FREE_REQUESTS || this.retries + 1 <= this.firsts * RETRY_SHARE;
		if (allowed) this.retries += 1;
		return allowed;
	}
}
