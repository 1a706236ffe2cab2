import type { Limits } from '../../../core/http/limits';

/** Nobody knows what the API bears: few at once, and a second's pause is the API's to ask for. The body is what most servers take. */
export const limits: Limits = {
	batchSize: { default: 1, max: 1 },
	bodyBytes: 1_000_000,
	concurrency: { default: 5, max: 50 },
	requestsPerSecond: 10,
	timeoutMs: 60_000,
};

/** Many a request: as many as the API's page allows is the user's to say; a request that is refused as too large is halved. */
export const bulkLimits: Limits = { ...limits, batchSize: { default: 100, max: 10_000 }, concurrency: { default: 2, max: 10 }, requestsPerSecond: 5 };
