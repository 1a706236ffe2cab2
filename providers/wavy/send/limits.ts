import type { Limits } from '../../../core/http/limits';

/**
 * One message a request. The vendor allows 700 requests a second from one address; these leave room for what else runs on this
 * machine. The body is far above what one message can be.
 */
export const limits: Limits = {
	batchSize: { default: 1, max: 1 },
	bodyBytes: 100_000,
	concurrency: { default: 10, max: 50 },
	requestsPerSecond: 500,
	timeoutMs: 60_000,
};
