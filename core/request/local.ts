/** Works on what the user gives and asks nobody. */
export interface LocalOperation {
	/** The provider's word in the records. */
	provider: string;
	/**
	 * The records of one item.
	 * @param fields the fields of its form, as the user filled them in
	 * @throws Refusal with the field's key
	 */
	run(fields: Readonly<Record<string, unknown>>): object[];
}
