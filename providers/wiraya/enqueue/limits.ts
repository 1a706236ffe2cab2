import type { Limits } from '../../../core/http/limits';

/** Modest, because the vendor publishes none of these. If the vendor refuses a batch as too large, the engine halves it. */
export const limits: Limits = {
	batchSize: { default: 500, max: 5000 },
	bodyBytes: 1_000_000,
	concurrency: { default: 2, max: 10 },
	requestsPerSecond: 10,
	timeoutMs: 60_000,
};
