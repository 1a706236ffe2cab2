import type { Clock } from '../../core/http/clock.ts';

/** A clock that only sleeps move: a sleep moves it on at once and is recorded. */
export class FakeClock implements Clock {
	readonly slept: number[] = [];

	constructor(
		private time = Date.parse('2026-11-22T03:00:00Z'),
		private readonly chance = 0.5,
	) {}

	now(): number {
		return this.time;
	}

	random(): number {
		return this.chance;
	}

	async sleep(ms: number, signal?: AbortSignal): Promise<void> {
		this.slept.push(ms);
		if (!signal?.aborted) this.time += Math.max(0, ms);
		await Promise.resolve();
	}

	pass(ms: number): void {
		this.time += ms;
	}
}
