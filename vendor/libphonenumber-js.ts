// Bundled: the host has no copy. Of the library's metadata the largest is taken, which alone knows of a number whether it is in use and whether
// it may be a mobile phone's.
import * as library from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/max/metadata';
import type { CountryCode, PhoneNumber } from 'libphonenumber-js/core';

export type { CountryCode, PhoneNumber };

/** Countries by calling code, the one first that has most of its numbers. */
export const countriesByCallingCode = metadata.country_calling_codes as Readonly<Record<string, readonly CountryCode[]>>;

export const isSupportedCountry = (country: string) => library.isSupportedCountry(country as CountryCode, metadata);

export const newMetadata = () => new library.Metadata(metadata);

/** Reads the whole text as one number; undefined for what cannot be one. */
export function parsePhoneNumber(text: string, defaultCountry?: CountryCode): PhoneNumber | undefined {
	return library.parsePhoneNumberFromString(text, { defaultCountry, extract: false }, metadata);
}
