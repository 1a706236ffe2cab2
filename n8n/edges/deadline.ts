import type { IHttpRequestOptions } from 'n8n-workflow';

/** The code of a request that took too long. n8n's client uses the same code for an answer that does not begin in time. */
export const TIMED_OUT = 'ECONNABORTED';

/** Travels with a request inside n8n but never leaves it: n8n passes unknown options on to `authenticate`. */
export interface BoundedRequest extends IHttpRequestOptions {
	deadline?: Deadline;
}

/**
 * Ends a request that takes too long as a whole. The `timeout` of n8n's client ends when the answer begins, so n8n would wait for an answer that drips.
 * n8n replaces our abort signal with its own, so `authenticate` sets ours again. It is the last to see a request, so the clock starts there and does
 * not run while n8n fetches a token.
 */
export class Deadline {
	private readonly controller = new AbortController();
	private readonly abort = () => this.controller.abort();
	private timer: AbortSignal | undefined;

	/** @param stop aborts when the execution is stopped */
	constructor(
		private readonly ms: number,
		private readonly stop: AbortSignal | undefined,
	) {
		stop?.addEventListener('abort', this.abort);
		if (stop?.aborted) this.abort();
	}

	/** The request leaves now. Returns the signal that ends it. */
	start(): AbortSignal {
		this.timer?.removeEventListener('abort', this.abort);
		// n8n's rules forbid setTimeout. The listener keeps the timer alive.
		this.timer = AbortSignal.timeout(this.ms);
		this.timer.addEventListener('abort', this.abort);
		return this.controller.signal;
	}

	/** Whether the time was up. */
	get isOver(): boolean {
		return this.timer?.aborted === true;
	}

	/** The request has ended. */
	end(): void {
		this.stop?.removeEventListener('abort', this.abort);
		this.timer?.removeEventListener('abort', this.abort);
	}
}

/** Starts the deadline and returns the request without it. */
export function started({ deadline, ...request }: BoundedRequest): IHttpRequestOptions {
	return deadline ? { ...request, abortSignal: deadline.start() } : request;
}

/** The network code of an error, also if the deadline's signal ended the request. */
export function wordOf(code: unknown): unknown {
	return code === 'ERR_CANCELED' ? TIMED_OUT : code;
}
