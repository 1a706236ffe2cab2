/** What the durable store knows about a deduplication key. */
export type Claim = 'granted' | 'accepted' | 'open';

/**
 * Deduplication keys that outlive the execution. A key is claimed before its message is sent. `accepted`: an earlier execution's message was
 * accepted. `open`: an earlier execution claimed the key and never recorded a result, so its message may have been delivered.
 */
export interface Claims {
	/** One answer per key, in order. `granted` keys are now claimed. */
	claim(keys: string[]): Promise<Claim[]>;
	/** The messages of these keys were accepted. */
	markAccepted(keys: string[]): Promise<unknown>;
	/** The messages of these keys were certainly not sent, so the next execution may send them. */
	release(keys: string[]): Promise<unknown>;
	/** Checks, before the execution ends, that no other execution has overwritten what was recorded. */
	confirm(): Promise<void>;
}
