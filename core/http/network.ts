/** No connection was made, so no byte of the request was written. */
export const NEVER_CONNECTED = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH']);

/** This side refused the certificate before it wrote anything. `ERR_SSL_…` is not here: it may also come from the other side after the request. */
export const CERTIFICATE_REFUSED = /^(CERT_|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT|UNABLE_TO_(VERIFY|GET)|ERR_TLS_CERT_ALTNAME_INVALID)/;

/** The server does not speak TLS, or not a version that this side accepts. */
const NOT_ENCRYPTED = /^(EPROTO|ERR_SSL_)/;

/**
 * Why nothing came back from an address, in words for somebody who does not know network error codes. n8n replaces a message that contains such a code.
 * @param check the fields of the credential to look at
 */
export function networkWords(provider: string, code: string, check: string): string {
	if (code === 'ECONNREFUSED') return `Nothing answers at this address: check ${check}`;
	if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `There is no such host name: check ${check}`;
	if (NEVER_CONNECTED.has(code)) return `n8n cannot reach this address: check ${check}`;
	if (CERTIFICATE_REFUSED.test(code)) return `The certificate of this address is not trusted: check ${check}`;
	if (NOT_ENCRYPTED.test(code)) return `This address does not answer to https: check ${check}`;
	if (code === 'ETIMEDOUT' || code === 'ECONNABORTED') return `${provider} did not answer in time: try again, or check ${check}`;
	return `The connection to ${withinSentence(provider)} broke off: try again, or check ${check}`;
}

/** Why an answer does not show whether the credential is good, for the same reader.
 * @param check the fields of the credential to look at
 */
export function statusWords(provider: string, status: number, check: string): string {
	if (status === 404 || status === 405) return `${provider} has nothing at this address: check ${check}`;
	if (status >= 300 && status < 400) return `This address leads to another one: check ${check}`;
	return `${provider} cannot tell now whether the credential is good (HTTP ${status}): try again later`;
}

/** The server that answers is not the provider's API. */
export function foreignWords(provider: string, check: string): string {
	return `A web page answers at this address, not ${withinSentence(provider)}: check ${check}`;
}

function withinSentence(provider: string): string {
	return provider.replace(/^The /, 'the ');
}
