import { setMaxListeners } from 'node:events';

import type { Answer, Transport, WireRequest } from '../../core/http/http.ts';
import type { Message } from '../../core/send/message.ts';
import type { SendOperation } from '../../core/send/operation.ts';
import type { DirectSandbox, Settled, Settlement } from '../../sandbox/direct.mts';
import type { VirtualTime } from './time.mts';

/** One request on its way: its content, and the sandbox's result. */
export interface Travel {
	/** Which call of the send engine it belongs to. */
	call: number;
	messages: readonly Message[];
	/** Positions in the order of all events, and times; null for events that did not happen. */
	left: Moment;
	arrived: Moment | null;
	answered: Moment | null;
	/** Each message's result at the sandbox; empty if the whole request was refused or has not arrived. */
	settled: readonly Settled[];
	/** The answer's status and its header for a pause, if an answer came. */
	status: number | null;
	retryAfter: string | undefined;
}

export interface Moment {
	order: number;
	time: number;
}

export interface NetworkSettings {
	/** Credential headers. */
	headers: Readonly<Record<string, string>>;
	/** How long a request or an answer is on its way, in milliseconds; random for each. */
	latencyMs: () => number;
	timeoutMs: number;
	/** Whether the port is closed at this time. */
	isClosed: (time: number) => boolean;
}

/** The network between the send engine and a sandbox without a port, in virtual time. Records every request. */
export class Network {
	readonly travels: Travel[] = [];
	private moments = 0;
	private readonly dead = new Set<number>();
	private readonly carried = new WeakMap<WireRequest, readonly Message[]>();

	constructor(
		private readonly sandbox: DirectSandbox,
		private readonly time: VirtualTime,
		private readonly settings: NetworkSettings,
	) {}

	/** The current time, and the position in the order of all events. */
	moment(): Moment {
		this.moments += 1;
		return { order: this.moments, time: this.time.now() };
	}

	/** Kills the process of this call: no answer reaches it any more. */
	kill(call: number): void {
		this.dead.add(call);
	}

	/** Wraps the operation to record which messages a request carries. */
	watched(operation: SendOperation): SendOperation {
		return {
			...operation,
			encode: (batch, settings) => {
				const request = operation.encode(batch, settings);
				this.carried.set(request, batch);
				return request;
			},
		};
	}

	/** The transport of one call of the engine. Like n8n's, it breaks off if the execution is stopped. */
	transport(call: number, signal: AbortSignal): Transport {
		setMaxListeners(0, signal);
		// One listener for all requests: a signal looks through those it has for each one that is added.
		const waiting = new Set<(given: Answer) => void>();
		signal.addEventListener('abort', () => waiting.forEach((answer) => answer({ networkCode: 'ERR_CANCELED' })), { once: true });
		return async (request) =>
			await new Promise<Answer>((resolve) => {
				const travel: Travel = {
					call,
					messages: this.carried.get(request) ?? [],
					left: this.moment(),
					arrived: null,
					answered: null,
					settled: [],
					status: null,
					retryAfter: undefined,
				};
				this.travels.push(travel);
				const answer = (given: Answer) => {
					if (travel.answered || this.dead.has(call)) return;
					waiting.delete(answer);
					travel.answered = this.moment();
					if ('status' in given) [travel.status, travel.retryAfter] = [given.status, given.headers['retry-after']];
					resolve(given);
				};
				const { latencyMs, timeoutMs, isClosed } = this.settings;
				waiting.add(answer);
				if (isClosed(this.time.now())) return this.time.after(latencyMs(), () => answer({ networkCode: 'ECONNREFUSED' }));
				this.time.after(timeoutMs, () => answer({ networkCode: 'ECONNABORTED' }));
				this.time.after(latencyMs(), () => this.arrive(request, travel, answer), true);
			});
	}

	private arrive(request: WireRequest, travel: Travel, answer: (given: Answer) => void): void {
		const settlement = this.sandbox.ask({ ...request, headers: { ...request.headers, ...this.settings.headers } });
		travel.arrived = this.moment();
		travel.settled = settlement?.messages ?? [];
		const { afterMs, given } = answerOf(settlement);
		if (given) this.time.after(afterMs + this.settings.latencyMs(), () => answer(given));
	}
}

/** What n8n's request helper would return to the sender; null for a connection that hangs forever. */
function answerOf(settlement: Settlement | null): { afterMs: number; given: Answer | null } {
	const reset: Answer = { networkCode: 'ECONNRESET' };
	if (settlement === null) return { afterMs: 0, given: reset };
	const { fault, answer } = settlement;
	if (fault?.kind === 'hold') return { afterMs: fault.ms ?? 0, given: fault.ms === undefined ? null : reset };
	if (answer === null || fault?.kind === 'truncate') return { afterMs: 0, given: reset };
	const { status, body, contentType } = answer;
	const headers = { ...answer.headers, 'content-type': contentType };
	return { afterMs: fault?.kind === 'slow' ? fault.ms : 0, given: { status, headers, body } };
}
