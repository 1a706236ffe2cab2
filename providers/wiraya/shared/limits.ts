import type { RequestLimits } from '../../../core/request/operation';

/** "Limits differ per endpoint", and none is published: 429 with `Retry-After` says when one is met. So these are modest. */
export const flowLimits: RequestLimits = { concurrency: { default: 2, max: 10 }, requestsPerSecond: 10, timeoutMs: 60_000 };
