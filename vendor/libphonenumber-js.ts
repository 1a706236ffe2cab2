// Bundled, because the host has no copy. Uses the library's largest metadata: only these know whether a number is in use and whether it may be a mobile number.
import * as library from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/max/metadata';
import type { CountryCode, PhoneNumber } from 'libphonenumber-js/core';

export type { CountryCode, PhoneNumber };

/** Countries by calling code; the first is the country with the most numbers. */
export const countriesByCallingCode = metadata.country_calling_codes as Readonly<Record<string, readonly CountryCode[]>>;

export const isSupportedCountry = (country: string) => library.isSupportedCountry(country as CountryCode, metadata);

export const newMetadata = () => new library.Metadata(metadata);

/** Reads the whole text as one number; undefined if it cannot be one. */
export function parsePhoneNumber(text: string, defaultCountry?: CountryCode): PhoneNumber | undefined {
	return library.parsePhoneNumberFromString(text, { defaultCountry, extract: false }, metadata);
}
