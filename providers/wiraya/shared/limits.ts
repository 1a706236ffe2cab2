import type { RequestLimits } from '../../../core/request/operation';

/** Modest: "Limits differ per endpoint", but none is published. 429 with `Retry-After` shows that a limit is reached. */
export const flowLimits: RequestLimits = { concurrency: { default: 2, max: 10 }, requestsPerSecond: 10, timeoutMs: 60_000 };
