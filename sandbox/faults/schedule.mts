import type { Row } from '../contract.mts';
import type { Fault, FaultKind } from './schema.mts';

/** A fault in the list, with how often it may still strike and how often it did. */
export interface ScheduledFault {
	id: number;
	fault: Fault;
	remaining: number | 'always';
	struck: number;
}

interface Entry extends ScheduledFault {
	toSkip: number;
	random: () => number;
}

/** Kinds that change rows, so they need a request with rows. */
const ROW_KINDS: ReadonlySet<FaultKind> = new Set(['wrongCount', 'wrongOrder', 'foreignIds', 'partial']);

/** Mulberry32, public domain: the same seed gives the same faults on every machine. */
export function seededRandom(seed: number): () => number {
	let state = seed | 0;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

/** The faults that wait for requests, in the order they were added; at most one strikes a request. */
export class FaultSchedule {
	private entries: Entry[] = [];
	private lastId = 0;

	add(fault: Fault): number {
		this.lastId += 1;
		this.entries.push({
			id: this.lastId,
			fault,
			remaining: fault.count ?? (fault.rate === undefined ? 1 : 'always'),
			struck: 0,
			toSkip: fault.after ?? 0,
			random: seededRandom(fault.seed ?? this.lastId),
		});
		return this.lastId;
	}

	list(): ScheduledFault[] {
		return this.entries.map(({ id, fault, remaining, struck }) => ({ id, fault, remaining, struck }));
	}

	/** Removes one fault, or all; returns how many. */
	clear(id?: number): number {
		const kept = id === undefined ? [] : this.entries.filter((entry) => entry.id !== id);
		const cleared = this.entries.length - kept.length;
		this.entries = kept;
		return cleared;
	}

	/** The fault that closes the connection before the body is read, if one is due. */
	pickBeforeBody(provider: string): Fault | undefined {
		return this.pick((fault) => fault.kind === 'refuse' && concerns(fault, provider));
	}

	/** The fault for a request that was read; `rows` is undefined if it holds no messages. */
	pickAfterBody(provider: string, rows: readonly Row[] | undefined): Fault | undefined {
		return this.pick((fault) => {
			if (fault.kind === 'refuse' || !concerns(fault, provider)) return false;
			if (ROW_KINDS.has(fault.kind) && rows === undefined) return false;
			const { recipient } = fault;
			return recipient === undefined || (rows?.some((row) => row.message?.recipient === recipient) ?? false);
		});
	}

	private pick(matches: (fault: Fault) => boolean): Fault | undefined {
		for (const entry of this.entries) {
			if (entry.remaining === 0 || !matches(entry.fault)) continue;
			if (entry.toSkip > 0) {
				entry.toSkip -= 1;
				continue;
			}
			if (entry.fault.rate !== undefined && entry.random() >= entry.fault.rate) continue;
			if (entry.remaining !== 'always') entry.remaining -= 1;
			entry.struck += 1;
			return entry.fault;
		}
		return undefined;
	}
}

function concerns(fault: Fault, provider: string): boolean {
	return fault.provider === undefined || fault.provider === provider;
}
