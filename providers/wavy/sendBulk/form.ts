import type { Limits } from '../../../core/http/limits';
import { smsPanel } from '../shared/form';

/**
 * "Existe um limite de 1000 mensagens por requisição." No size is published. The body holds 1,000 of the longest texts, and the engine halves a request
 * that is refused as too large.
 */
export const limits: Limits = {
	batchSize: { default: 1000, max: 1000 },
	bodyBytes: 2_000_000,
	concurrency: { default: 2, max: 10 },
	requestsPerSecond: 50,
	timeoutMs: 60_000,
};

export const panel = { ...smsPanel, limits };
