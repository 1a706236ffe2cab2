/** How much travels in a request, and how often. Also the maximum of the user's options. */
export interface Limits {
	/** Messages per request. */
	batchSize: { default: number; max: number };
	/** Bytes in a request body, without files. A larger batch is split before it is sent. */
	bodyBytes: number;
	/** Bytes of files per request, before Base64; absent where there are no files. Batches are planned to stay below. */
	fileBytes?: number;
	/** Requests in flight at once. */
	concurrency: { default: number; max: number };
	/** Requests started in any one second. */
	requestsPerSecond: number;
	/** How long a request may take until its answer is complete. */
	timeoutMs: number;
}
