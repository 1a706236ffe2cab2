import type { Limits } from '../../../core/http/limits';

/**
 * The vendor publishes none of these for this call. Its code 1060 means too many messages in a request, and other calls of the API stop at 10 or 200;
 * the engine halves a batch that is too large. The vendor does not limit files in an email either. 5 MB are 6.7 MB as Base64, which a server that takes
 * attachments should accept.
 */
export const limits = {
	batchSize: { default: 100, max: 1000 },
	bodyBytes: 1_000_000,
	fileBytes: 5_000_000,
	concurrency: { default: 2, max: 10 },
	requestsPerSecond: 10,
	timeoutMs: 60_000,
} satisfies Limits;
