import type { Connection, Credential } from '../../core/http/connection';

/** How requests reach Comapi, in both modes of the credential. */
export const connection: Connection = {
	credential: 'comapiApi',
	baseUrl,
	secretFields: ['accessToken', 'password'],
	derivedSecrets,
	maskedHeaders: { Authorization: '***' },
};

/** One message model on two hosts: `…/apispaces/{id}` of Comapi and `…/cpaas` of a Dotdigital region. */
function baseUrl({ mode, apiSpaceId, region, baseUrl: given }: Credential): string {
	const inRegion = mode === 'region';
	const host = inRegion ? `https://${String(region)}-api.dotdigital.com` : 'https://api.comapi.com';
	const origin = (String(given ?? '').trim() || host).replace(/\/+$/, '');
	return origin + (inRegion ? '/cpaas' : `/apispaces/${encodeURIComponent(String(apiSpaceId).trim())}`);
}

/** Basic authentication puts the password on the wire in another dress. */
function derivedSecrets({ mode, user, password }: Credential): string[] {
	return mode === 'region' ? [Buffer.from(`${String(user)}:${String(password)}`).toString('base64')] : [];
}
