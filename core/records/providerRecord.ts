/** One record from a provider's answer or callback: one output item. */
export interface ProviderRecord {
	/** The output item. It has no key named `error`, because n8n would treat the item as a failure. */
	record: object;
	/** The provider's own data; in the output item only with Simplify off. */
	raw: unknown;
}
