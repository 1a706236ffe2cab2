import type { RequestLimits } from '../../../core/request/operation';

/** The provider publishes no rate. 121 s is the time-out it advises to clients. */
export const limits: RequestLimits = {
	concurrency: { default: 10, max: 20 },
	requestsPerSecond: 20,
	timeoutMs: 121_000,
};
