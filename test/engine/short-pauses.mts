/** For tests in n8n's engine that do not look at how long a pause is. Imported for what it does. */
import { systemClock } from '../../core/http/clock.ts';

/** How much shorter the pauses are. */
const FACTOR = 20;

const { sleep } = systemClock;
let ahead = 0;

systemClock.now = () => Date.now() + ahead;
systemClock.sleep = async (ms, signal) => {
	const due = systemClock.now() + ms;
	await sleep(ms / FACTOR, signal);
	// By its own clock a pause is as long as it was to be; several at once are one.
	if (!signal?.aborted) ahead = Math.max(ahead, due - Date.now());
};
