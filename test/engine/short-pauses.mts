/** Shortens pauses, for tests in n8n's engine that do not check their length. Import it for its side effect. */
import { systemClock } from '../../core/http/clock.ts';

/** How much shorter the pauses are. */
const FACTOR = 20;

const { sleep } = systemClock;
let ahead = 0;

systemClock.now = () => Date.now() + Math.ceil(ahead);
systemClock.sleep = async (ms, signal) => {
	const due = systemClock.now() + ms;
	await sleep(ms / FACTOR, signal);
	// By the changed clock, a pause has its full length. Simultaneous pauses count once.
	if (!signal?.aborted) ahead = Math.max(ahead, due - Date.now());
};
