// Bundled: the host has no copy. Of the library's many checks one is taken.
export { isEmailValid } from '@hapi/address';
