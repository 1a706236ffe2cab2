import type { Limits } from '../../../core/http/limits';

/** "Batch support: no". The vendor's test clusters take 1,000 requests a minute; its limits for these calls are not published. */
export const singleLimits: Limits = {
	batchSize: { default: 1, max: 1 },
	bodyBytes: 100_000,
	concurrency: { default: 5, max: 20 },
	requestsPerSecond: 15,
	timeoutMs: 60_000,
};
