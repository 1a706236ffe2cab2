// Bundled: the host has no copy. The "min" metadata knows every country's lengths, which is what we ask for.
export { getCountries, getCountryCallingCode, isSupportedCountry, Metadata, parsePhoneNumberFromString } from 'libphonenumber-js/min';
export type { CountryCode, PhoneNumber } from 'libphonenumber-js/min';
