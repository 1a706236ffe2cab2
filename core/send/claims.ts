/** What the durable store knows of a deduplication key. */
export type Claim = 'granted' | 'accepted' | 'open';

/**
 * Deduplication keys that outlive the execution.
 * A key is claimed before its message is sent. `accepted` means an earlier execution had it accepted; `open` that one claimed
 * it and never wrote down how it ended, so that the message may have been delivered.
 */
export interface Claims {
	/** One answer a key, in order; `granted` keys are claimed from now on. */
	claim(keys: string[]): Promise<Claim[]>;
	/** The messages of these keys were accepted. */
	markAccepted(keys: string[]): Promise<unknown>;
	/** The messages of these keys were provably not sent: the next execution may. */
	release(keys: string[]): Promise<unknown>;
	/** Makes sure, before the execution ends, that what was claimed and settled has not been overwritten by another. */
	confirm(): Promise<void>;
}
