import type { Limits } from '../../../core/http/limits';

/** Modest, because the API's limits are unknown; the API can ask for a pause. Most servers take a body of this size. */
export const limits: Limits = {
	batchSize: { default: 1, max: 1 },
	bodyBytes: 1_000_000,
	concurrency: { default: 5, max: 50 },
	requestsPerSecond: 10,
	timeoutMs: 60_000,
};

/** Many messages per request. The user says how many the API's page allows; the engine halves a request that is refused as too large. */
export const bulkLimits: Limits = { ...limits, batchSize: { default: 100, max: 10_000 }, concurrency: { default: 2, max: 10 }, requestsPerSecond: 5 };
