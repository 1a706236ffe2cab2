import type { Limits } from '../../../core/http/limits';
import { messagePanel } from '../shared/form';

/** The provider takes one message per request and publishes no rate. 121 s is the time-out that it advises. */
export const limits: Limits = {
	batchSize: { default: 1, max: 1 },
	bodyBytes: 10_000_000,
	concurrency: { default: 10, max: 20 },
	requestsPerSecond: 20,
	timeoutMs: 121_000,
};

export const panel = { ...messagePanel, limits };
