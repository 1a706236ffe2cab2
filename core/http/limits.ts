/** What travels in one request and how often: data beside the provider, and the ceiling of the user's options. */
export interface Limits {
	/** Messages in a request. */
	batchSize: { default: number; max: number };
	/** Bytes in a request body, files apart. A larger batch is split before it is sent. */
	bodyBytes: number;
	/** Bytes of files in a request, before they are written as Base64; none when absent. Batches are planned to stay below. */
	fileBytes?: number;
	/** Requests under way at once. */
	concurrency: { default: number; max: number };
	/** Requests begun in any one second. */
	requestsPerSecond: number;
	/** How long to wait for an answer, in milliseconds. */
	timeoutMs: number;
}
