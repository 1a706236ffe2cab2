import type { Audience } from './audience';
import type { PlainCharacters } from './plainCharacters';

/** A field of a message: a node parameter, and equally a key of the JSON the user may give instead. */
export interface MessageField {
	name: string;
	displayName: string;
	/** Other names of its parameter, by the choice of the selector. */
	parameters?: Readonly<Record<string, string>>;
}

/** What keys an operation takes in JSON and Input Item beside the names of its fields. */
export interface KeyNames {
	/** By field: the key that all providers share, and the vendor's own. */
	aliases?: Readonly<Record<string, readonly string[]>>;
	/** The fields that say when a message is sent: where a key of theirs is misspelt, the message would go at once. */
	schedules?: readonly string[];
	/** Keys that are read and are no fields, such as an object of the vendor's that holds some of them. */
	further?: readonly string[];
}

/** What the schema of an operation may depend on; fixed for one execution. */
export interface ReadSettings {
	/** IANA zone for date-times written without an offset. */
	timeZone: string;
	/** ISO 3166 country for phone numbers written without a country code, or null. */
	defaultCountry: string | null;
	/** Most SMS parts a text may take, or null. */
	maxSegments: number | null;
	/** How a text of SMS is written; as it is when absent. */
	plainCharacters?: PlainCharacters;
	/** The current time in milliseconds. */
	now: number;
	/** Whom the author of the workflow allows it to reach; `ANYBODY` when absent. */
	audience?: Audience;
}
