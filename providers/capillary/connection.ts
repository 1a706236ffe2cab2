import { createHash } from 'node:crypto';

import type { Connection, Connections, Credential } from '../../core/http/connection';

/** A till's user and password. */
export const till: Connection = {
	credential: 'capillaryApi',
	baseUrl,
	secretFields: ['password'],
	derivedSecrets,
	maskedHeaders: { Authorization: '***' },
};

/** An API client's key and secret, exchanged for a token. */
export const client: Connection = {
	credential: 'capillaryOAuthApi',
	baseUrl,
	secretFields: ['apiKey', 'secret', 'accessToken'],
	maskedHeaders: { 'X-CAP-API-OAUTH-TOKEN': '***' },
	renewable: true,
};

/** Every way into the API; the first is the default. */
export const connections: Connections = [till, client];

/**
 * The host of the region, or one's own: only its name, since the API is served over TLS alone.
 * @throws Error when the host is none
 */
function baseUrl({ region, host, baseUrl: given }: Credential): string {
	const override = String(given ?? '').trim();
	if (override) return override;
	const name = String(region === 'other' ? (host ?? '') : region).trim();
	if (!/^[a-z\d-]+(\.[a-z\d-]+)+(:\d+)?$/i.test(name)) throw new Error("The credential's Host is not the name of a host alone, such as eu.api.capillarytech.com");
	return `https://${name}`;
}

/** Basic authentication puts the password on the wire as a hash, and the hash in Base64. */
function derivedSecrets({ user, password }: Credential): string[] {
	const plain = String(password);
	const hashes = [plain.trim().toLowerCase(), createHash('md5').update(plain).digest('hex')];
	return [...hashes, ...hashes.map((hash) => Buffer.from(`${String(user)}:${hash}`).toString('base64'))];
}
