/** A field of a message: a node parameter, and equally a key of the JSON the user may give instead. */
export interface MessageField {
	name: string;
	displayName: string;
}

/** What the schema of an operation may depend on; fixed for one execution. */
export interface ReadSettings {
	/** IANA zone for date-times written without an offset. */
	timeZone: string;
	/** ISO 3166 country for phone numbers written without a country code, or null. */
	defaultCountry: string | null;
	/** Most SMS parts a text may take, or null. */
	maxSegments: number | null;
	/** The current time in milliseconds. */
	now: number;
}
