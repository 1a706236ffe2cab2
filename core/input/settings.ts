import type { Audience } from './audience';
import type { PlainCharacters } from './plainCharacters';

/** A field of a message: a node parameter, and a key of the JSON that the user may give instead. */
export interface MessageField {
	name: string;
	displayName: string;
	/** Other names of its parameter, by the choice of the selector. */
	parameters?: Readonly<Record<string, string>>;
}

/** Keys that an operation takes in JSON and Input Item, besides the names of its fields. */
export interface KeyNames {
	/** By field: the key that all providers share, and the vendor's own. */
	aliases?: Readonly<Record<string, readonly string[]>>;
	/** The fields that say when to send a message. If such a key were misspelt unnoticed, the message would go at once. */
	schedules?: readonly string[];
	/** Other keys that the operation reads, such as a vendor's object that holds several fields. */
	further?: readonly string[];
}

/** Settings that the readers of an operation may depend on; fixed for one execution. */
export interface ReadSettings {
	/** IANA zone for date-times written without an offset. */
	timeZone: string;
	/** ISO 3166 country for phone numbers written without a country code, or null. */
	defaultCountry: string | null;
	/** Most SMS parts a text may take, or null. */
	maxSegments: number | null;
	/** How to write the text of an SMS. Absent: unchanged. */
	plainCharacters?: PlainCharacters;
	/** The current time in milliseconds. */
	now: number;
	/** Whom the workflow may reach, as its author set it. Absent: anybody. */
	audience?: Audience;
}
