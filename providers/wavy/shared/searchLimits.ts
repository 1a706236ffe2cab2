import type { RequestLimits } from '../../../core/request/operation';

/** "1 request per second and IP" is the vendor's limit of searches for statuses; for received messages it names none. */
export const searchLimits: RequestLimits = {
	concurrency: { default: 1, max: 4 },
	requestsPerSecond: 1,
	timeoutMs: 60_000,
};
