/** An operation that only works on the user's values and asks no provider. */
export interface LocalOperation {
	/** The provider's name in the records. */
	provider: string;
	/**
	 * The records of one item.
	 * @param fields the fields of its form, as the user filled them in
	 * @throws Refusal with the field's key
	 */
	run(fields: Readonly<Record<string, unknown>>): object[];
}
