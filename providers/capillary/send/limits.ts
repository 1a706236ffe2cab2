import type { Limits } from '../../../core/http/limits';

/**
 * The vendor publishes none of these for this call. Its code 1060 says that too many messages in a request are refused, and other calls
 * of the API stop at 10 or 200: a batch that is too large is halved. Of files in an email it says nothing either: 5 MB
 * are 6.7 MB as Base64, which servers that take attachments at all may be expected to take.
 */
export const limits = {
	batchSize: { default: 100, max: 1000 },
	bodyBytes: 1_000_000,
	fileBytes: 5_000_000,
	concurrency: { default: 2, max: 10 },
	requestsPerSecond: 10,
	timeoutMs: 60_000,
} satisfies Limits;
