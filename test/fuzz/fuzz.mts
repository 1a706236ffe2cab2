import { seededRandom } from '../../sandbox/faults/schedule.mts';
import type { Target } from './targets.mts';

/** The number of cases, and the result. */
export interface Fed {
	name: string;
	seed: number;
	cases: number;
	/** The longest time for one case, in milliseconds. */
	slowestMs: number;
	/** Growth of memory in use, in bytes; null if garbage cannot be collected on demand (`node --expose-gc`). */
	grownBytes: number | null;
	/** The case that broke a promise; `npm run verify -- --part fuzz` prints the command that repeats it. */
	broken: { seed: number; why: string } | null;
}

/** No reader may take longer for one body, because nothing else runs in n8n meanwhile. Generous, for machines under load. */
export const HANG_MS = 10_000;
export const GROWTH_BYTES = 64 * 1024 * 1024;

/** Feeds a target until the time or the cases are used up, or a promise is broken. Every case has its own seed. */
export async function feed(target: Target, { seed, cases = Infinity, ms = Infinity }: { seed: number; cases?: number; ms?: number }): Promise<Fed> {
	const fed: Fed = { name: target.name, seed, cases: 0, slowestMs: 0, grownBytes: null, broken: null };
	const before = inUse();
	const end = performance.now() + ms;
	while (fed.cases < cases && performance.now() < end && !fed.broken) {
		const own = (seed + fed.cases) % 2_147_483_647;
		const began = performance.now();
		try {
			await target.feed(seededRandom(own));
		} catch (error) {
			fed.broken = { seed: own, why: error instanceof Error ? (error.stack ?? error.message) : String(error) };
		}
		const took = performance.now() - began;
		fed.slowestMs = Math.max(fed.slowestMs, took);
		if (took > HANG_MS) fed.broken ??= { seed: own, why: `busy for ${Math.round(took)} ms` };
		fed.cases += 1;
	}
	const after = inUse();
	fed.grownBytes = before === null || after === null ? null : after - before;
	if (fed.grownBytes !== null && fed.grownBytes > GROWTH_BYTES) fed.broken ??= { seed, why: `${Math.round(fed.grownBytes / 1024 / 1024)} MB of memory are not given back` };
	return fed;
}

function inUse(): number | null {
	if (!globalThis.gc) return null;
	// The second time waits for the buffers that the first one frees in the background.
	globalThis.gc();
	globalThis.gc();
	const { heapUsed, external } = process.memoryUsage();
	return heapUsed + external;
}
