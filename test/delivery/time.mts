import type { Clock } from '../../core/http/clock.ts';
import { seededRandom } from '../../sandbox/faults/schedule.mts';

/** The start of every schedule. */
export const START = Date.parse('2026-11-22T03:00:00Z');

interface Appointment {
	due: number;
	/** Events at the same time happen in the order in which they were made. */
	order: number;
	happen: () => void;
	/** Whether it happens even if its process is killed, like traffic on the network. */
	outlives: boolean;
}

/** No event is left, but the work has not ended. */
export class Stuck extends Error {}

/** Virtual time: when all work waits, the clock jumps to the next event. Random numbers come from a seed. */
export class VirtualTime implements Clock {
	readonly random: () => number;
	private time = START;
	private made = 0;
	/** A heap: the next event is first. */
	private readonly heap: Appointment[] = [];

	constructor(seed: number) {
		this.random = seededRandom(seed);
	}

	now(): number {
		return this.time;
	}

	async sleep(ms: number, signal?: AbortSignal): Promise<void> {
		if (ms <= 0 || signal?.aborted) return;
		await new Promise<void>((resolve) => {
			const end = () => {
				signal?.removeEventListener('abort', end);
				resolve();
			};
			this.after(ms, end);
			signal?.addEventListener('abort', end);
		});
	}

	/** Schedules an event in `ms` milliseconds. */
	after(ms: number, happen: () => void, outlives = false): void {
		this.made += 1;
		push(this.heap, { due: this.time + ms, order: this.made, happen, outlives });
	}

	/**
	 * Lets time pass until the work has ended.
	 * @param deadline when the process is killed: it never gets what it waits for
	 * @returns undefined if it was killed before the work had ended
	 * @throws Stuck
	 */
	async until<Value>(work: Promise<Value>, deadline = Infinity): Promise<Value | undefined> {
		let ended = false;
		const end = () => {
			ended = true;
		};
		work.then(end, end);
		for (;;) {
			await settled();
			if (ended) return await work;
			const [next] = this.heap;
			if (next === undefined && deadline === Infinity) throw new Stuck('all work waits, and for nothing');
			if (next === undefined || next.due > deadline) return this.kill(deadline);
			this.happenNext();
		}
	}

	/** Lets all remaining events happen. */
	async drain(): Promise<void> {
		while (this.heap.length > 0) {
			this.happenNext();
			await settled();
		}
	}

	private happenNext(): void {
		const { due, happen } = pop(this.heap)!;
		this.time = Math.max(this.time, due);
		happen();
	}

	private kill(deadline: number): undefined {
		this.time = deadline;
		const kept = this.heap.filter(({ outlives }) => outlives);
		this.heap.length = 0;
		for (const appointment of kept) push(this.heap, appointment);
	}
}

/** Resolves when every promise that can go on has gone on. The work consists only of promises. */
async function settled(): Promise<void> {
	await new Promise((resolve) => setImmediate(resolve));
}

const isBefore = (one: Appointment, other: Appointment) => one.due < other.due || (one.due === other.due && one.order < other.order);

function push(heap: Appointment[], added: Appointment): void {
	let place = heap.length;
	heap.push(added);
	while (place > 0) {
		const above = (place - 1) >> 1;
		if (!isBefore(added, heap[above]!)) break;
		heap[place] = heap[above]!;
		place = above;
	}
	heap[place] = added;
}

function pop(heap: Appointment[]): Appointment | undefined {
	const [first] = heap;
	const last = heap.pop();
	if (first === undefined || last === undefined || heap.length === 0) return first;
	let place = 0;
	for (;;) {
		let below = 2 * place + 1;
		if (below >= heap.length) break;
		if (below + 1 < heap.length && isBefore(heap[below + 1]!, heap[below]!)) below += 1;
		if (!isBefore(heap[below]!, last)) break;
		heap[place] = heap[below]!;
		place = below;
	}
	heap[place] = last;
	return first;
}
