import type { RequestLimits } from '../../../core/request/operation';

/** "1 request per second and IP" is the vendor's limit for searches of statuses; it names none for received messages. */
export const searchLimits: RequestLimits = {
	concurrency: { default: 1, max: 4 },
	requestsPerSecond: 1,
	timeoutMs: 60_000,
};
