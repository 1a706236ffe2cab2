import type { Limits } from '../../../core/http/limits';
import { smsPanel } from '../shared/form';

/**
 * One message per request. The vendor allows 700 requests a second from one address; these leave room for other programs on this machine. The body
 * limit is far larger than any message.
 */
export const limits: Limits = {
	batchSize: { default: 1, max: 1 },
	bodyBytes: 100_000,
	concurrency: { default: 10, max: 50 },
	requestsPerSecond: 500,
	timeoutMs: 60_000,
};

export const panel = {
	...smsPanel,
	limits,
	wireFormats: [
		{ value: 'post', label: 'POST With JSON' },
		{ value: 'get', label: 'GET With Query' },
	],
	wireFormatHint: 'A message with flow parameters, or with an address over 8,000 characters, is sent by POST all the same.',
};
