/** Time-outs without the wait: time is up once every request that left has arrived. */
import { setTimeout as delay } from 'node:timers/promises';

const LOOK_MS = 5;

const { timeout } = AbortSignal;
let last: Promise<unknown> = Promise.resolve();

/**
 * Runs work and ends its time-outs as soon as its requests have arrived. Runs one work at a time.
 * @param ms the length of these time-outs; all others stay as they are
 * @param arrived returns how many of the requests that must time out have arrived
 */
export async function withoutPatience<Value>(ms: number, arrived: () => number, work: () => Promise<Value>): Promise<Value> {
	const mine = last.then(async () => await run(ms, arrived, work));
	last = mine.catch(() => undefined);
	return await mine;
}

async function run<Value>(ms: number, arrived: () => number, work: () => Promise<Value>): Promise<Value> {
	const timers: AbortController[] = [];
	AbortSignal.timeout = (given) => {
		if (given !== ms) return timeout(given);
		const timer = new AbortController();
		timers.push(timer);
		return timer.signal;
	};
	const working = work();
	const ended = working.then(() => true, () => true);
	while (!(await Promise.race([ended, delay(LOOK_MS, false)]))) {
		if (arrived() === timers.length) for (const timer of timers) timer.abort();
	}
	AbortSignal.timeout = timeout;
	return await working;
}
