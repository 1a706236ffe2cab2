import { createHash } from 'node:crypto';

import { idOf, valueOf } from '../../core/http/answer';
import type { Connection, Connections, Credential, CredentialTest } from '../../core/http/connection';
import { basicAuthorization } from '../../core/http/http';
import { SettingError } from '../../core/http/settingError';
import { token } from './token';

/** A till's user and password. */
export const till: Connection = {
	credential: 'capillaryApi',
	label: 'Capillary',
	baseUrl,
	addressFields: 'Region, Host and Base URL',
	sign: signAsTill,
	secretFields: ['password'],
	test: test('Capillary does not know this till user with this password', 'This till may not send: give it WRITE on the access group resource Communication'),
};

/** An API client's key and secret, exchanged for a token, which goes into `X-CAP-API-OAUTH-TOKEN`, as in all worked examples. */
export const client: Connection = {
	credential: 'capillaryOAuthApi',
	label: 'Capillary',
	baseUrl,
	addressFields: 'Region, Host and Base URL',
	sign: ({ accessToken }) => ({ 'X-CAP-API-OAUTH-TOKEN': String(accessToken ?? '') }),
	headers: attribution,
	secretFields: ['apiKey', 'secret', 'accessToken'],
	token,
	test: test('Capillary does not know this key with this secret', 'This API client may not send: give it WRITE on the access group resource Communication'),
};

/** Every way into the API; the first is the default. */
export const connections: Connections = [till, client];

/** The host of the region, or the user's: only its name, because the API is only served over TLS. */
function baseUrl({ region, host, baseUrl: given }: Credential): string {
	const override = String(given ?? '').trim();
	if (override) return override;
	const name = String(region === 'other' ? (host ?? '') : region).trim();
	if (!/^[a-z\d-]+(\.[a-z\d-]+)+(:\d+)?$/i.test(name)) throw new SettingError("The credential's Host is not the name of a host", 'Give it without https:// and without a path, such as eu.api.capillarytech.com.');
	return `https://${name}`;
}

/** `Authorization: Basic base64(<till>:<md5 of the password>)`, the hash in lower-case hexadecimal digits; source: docs/capillary-notes.md. */
function signAsTill({ user, password, alreadyHashed }: Credential): Record<string, string> {
	const plain = String(password);
	const hash = alreadyHashed === true ? plain.trim().toLowerCase() : createHash('md5').update(plain).digest('hex');
	return { Authorization: basicAuthorization(String(user), hash) };
}

/** The till or store that the requests count for. */
function attribution({ attributionType, attributionCode }: Credential): Record<string, string> {
	if (!attributionType) return {};
	return { 'X-CAP-API-ATTRIBUTION-ENTITY-TYPE': String(attributionType as string), 'X-CAP-API-ATTRIBUTION-ENTITY-CODE': String(attributionCode) };
}

/**
 * The vendor documents no call that only checks a credential, so the test is a request without messages. The answer may be 400 or 500, and both come
 * only after Capillary has accepted the credential. No page says whether a refusal comes as HTTP status or in the body, so both are checked.
 */
function test(wrong: string, noRight: string): CredentialTest {
	return {
		method: 'POST',
		path: '/v1.1/communications/sendMessage?channel=sms',
		body: () => ({ root: { sms: [] } }),
		alsoGood: (status) => status === 400 || status === 500,
		complaint(status, body) {
			const code = idOf(valueOf(valueOf(body, 'status'), 'code'));
			if (status === 401 || code === '401') return wrong;
			return status === 403 || code === '403' ? noRight : null;
		},
	};
}
