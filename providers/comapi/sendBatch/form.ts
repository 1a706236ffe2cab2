import type { Limits } from '../../../core/http/limits';
import { messagePanel } from '../shared/form';

/** The provider takes 5,000 messages and 10 MB per request and publishes no rate. 121 s is the time-out that it advises. */
export const limits: Limits = {
	batchSize: { default: 5000, max: 5000 },
	bodyBytes: 10_000_000,
	concurrency: { default: 2, max: 4 },
	requestsPerSecond: 5,
	timeoutMs: 121_000,
};

export const panel = { ...messagePanel, limits };
