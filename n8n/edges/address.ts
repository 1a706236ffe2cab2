import { baseUrlOf, CredentialError, type Connection, type Credential } from '../../core/http/connection';

/**
 * Where the requests of a credential go: for what is sent, what is looked up, the credential's test and the request for a token. Newer versions of n8n
 * give every credential a list of the domains that may be asked with it, and look at it themselves in the HTTP Request node and in some tests. *None* is
 * said of the HTTP Request node alone.
 * @throws CredentialError
 */
export function addressOf(connection: Pick<Connection, 'baseUrl'>, credential: Credential): string {
	const address = baseUrlOf(connection, credential);
	if (credential.allowedHttpRequestDomains !== 'domains') return address;
	const host = plain(new URL(address).hostname);
	const allowed = String(credential.allowedDomains ?? '').split(',').map((domain) => plain(domain.trim()));
	// As n8n reads it: *.example.com has no place for example.com itself.
	if (allowed.some((domain) => domain === host || (/^\*\../.test(domain) && host.endsWith(domain.slice(1))))) return address;
	throw new CredentialError(`The credential's Allowed Domains leave out ${host}`, 'Add it there, or choose All under Allowed HTTP Request Domains.');
}

/** The dot of the root at its end makes no other host. */
function plain(host: string): string {
	return host.toLowerCase().replace(/\.$/, '');
}
