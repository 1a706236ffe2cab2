import type { Limits } from '../../../core/operation';

/**
 * The vendor publishes none of these for this call. Its code 1060 says that too many messages in a request are refused, and other calls
 * of the API stop at 10 or 200: a batch that is too large is halved.
 */
export const limits: Limits = {
	batchSize: { default: 100, max: 1000 },
	bodyBytes: 1_000_000,
	concurrency: { default: 2, max: 10 },
	requestsPerSecond: 10,
	timeoutMs: 60_000,
};
