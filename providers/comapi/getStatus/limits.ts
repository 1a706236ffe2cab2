import type { CallLimits } from '../../../core/request/operation';

/** The provider publishes no rate. 121 s is the time-out it advises to clients. */
export const limits: CallLimits = {
	concurrency: { default: 10, max: 20 },
	requestsPerSecond: 20,
	timeoutMs: 121_000,
};
