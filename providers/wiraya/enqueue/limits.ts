import type { Limits } from '../../../core/http/limits';

/** The vendor publishes none of these, so they are modest; a batch that is too large is refused and halved. */
export const limits: Limits = {
	batchSize: { default: 500, max: 5000 },
	bodyBytes: 1_000_000,
	concurrency: { default: 2, max: 10 },
	requestsPerSecond: 10,
	timeoutMs: 60_000,
};
