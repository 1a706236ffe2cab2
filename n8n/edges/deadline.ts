import type { IHttpRequestOptions } from 'n8n-workflow';

/** The code of a request that took too long: the one n8n's client has for an answer that does not begin in time. */
export const TIMED_OUT = 'ECONNABORTED';

/** Goes along with a request and never leaves: n8n passes unknown options on to `authenticate`. */
export interface BoundedRequest extends IHttpRequestOptions {
	deadline?: Deadline;
}

/**
 * Ends a request that takes too long as a whole. The `timeout` of n8n's client ends when the answer begins, so an answer that drips would be
 * waited for. n8n puts its own signal in the place of ours, so `authenticate` takes ours in again; it is the last to see a request, and the clock
 * starts there, not while a token is fetched.
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

	/** Whether time was up. */
	get isOver(): boolean {
		return this.timer?.aborted === true;
	}

	/** The request has ended. */
	end(): void {
		this.stop?.removeEventListener('abort', this.abort);
		this.timer?.removeEventListener('abort', this.abort);
	}
}

/** The request without its deadline, which runs from now on. */
export function started({ deadline, ...request }: BoundedRequest): IHttpRequestOptions {
	return deadline ? { ...request, abortSignal: deadline.start() } : request;
}

/** The network's word for an error of a request that a signal may have ended for its time. */
export function wordOf(code: unknown): unknown {
	return code === 'ERR_CANCELED' ? TIMED_OUT : code;
}
