import { baseUrlOf, type Connection, type Credential } from '../../core/http/connection';
import { SettingError } from '../../core/http/settingError';

/**
 * Where the requests of a credential go: sends, look-ups, the credential's test and the request for a token. Newer versions of n8n give every
 * credential a list of allowed domains, but check it only in the HTTP Request node and in some tests. *None* only applies to the HTTP Request node.
 * @throws SettingError
 */
export function addressOf(connection: Pick<Connection, 'baseUrl'>, credential: Credential): string {
	const address = baseUrlOf(connection, credential);
	if (credential.allowedHttpRequestDomains !== 'domains') return address;
	const host = plain(new URL(address).hostname);
	const allowed = String(credential.allowedDomains ?? '').split(',').map((domain) => plain(domain.trim()));
	// Like n8n: *.example.com does not include example.com itself.
	if (allowed.some((domain) => domain === host || (/^\*\../.test(domain) && host.endsWith(domain.slice(1))))) return address;
	throw new SettingError(`The credential's Allowed Domains leave out ${host}`, 'Add it there, or choose All under Allowed HTTP Request Domains.');
}

/** A dot at the end (the DNS root) means the same host. */
function plain(host: string): string {
	return host.toLowerCase().replace(/\.$/, '');
}
