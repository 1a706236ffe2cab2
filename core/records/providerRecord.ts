/** One thing the provider's answer tells: one output item. */
export interface ProviderRecord {
	/** The output item; it has no key named `error`, which n8n would take for a failure. */
	record: object;
	/** The provider's own words for it; in the output item only with Simplify off. */
	raw: unknown;
}
