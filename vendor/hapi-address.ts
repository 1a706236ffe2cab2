// Bundled, because the host has no copy. Only one of the library's many checks is used.
export { isEmailValid } from '@hapi/address';
