import type { Connection, Credential } from '../../core/http/connection';
import { basicAuthorization } from '../../core/http/http';
import { SettingError } from '../../core/http/settingError';

/** How requests reach Comapi, in both modes of the credential. */
export const connection: Connection = {
	credential: 'comapiApi',
	label: 'Comapi',
	baseUrl,
	addressFields: 'Account, Region and Base URL',
	sign,
	secretFields: ['accessToken', 'password'],
	/**
	 * No call without effect is documented. With a good credential, a look-up of a message that nobody sent gets 404 ("The message was not found").
	 */
	test: {
		method: 'GET',
		path: '/messages/00000000-0000-4000-8000-000000000000',
		alsoGood: (status) => status === 404,
		complaint(status) {
			if (status === 401) return 'Comapi does not know this access token, or this user with this password';
			return status === 403 ? 'Comapi does not permit it: check API Space ID or Region, and what the token or user may do' : null;
		},
	},
};

/** One message model on two hosts: `…/apispaces/{id}` of Comapi and `…/cpaas` of a Dotdigital region. */
function baseUrl({ mode, apiSpaceId, region, baseUrl: given }: Credential): string {
	const inRegion = mode === 'region';
	// The region is part of the host name, so it must not turn it into another host.
	if (inRegion && !/^r\d{1,2}$/.test(String(region))) throw new SettingError("The credential's Region is not one of Dotdigital's", 'Choose it again in the credential.');
	const host = inRegion ? `https://${String(region)}-api.dotdigital.com` : 'https://api.comapi.com';
	const origin = (String(given ?? '').trim() || host).replace(/\/+$/, '');
	return origin + (inRegion ? '/cpaas' : `/apispaces/${encodeURIComponent(String(apiSpaceId).trim())}`);
}

/** Bearer for an API space, Basic for a region; sources: docs/comapi-notes.md. */
function sign({ mode, accessToken, user, password }: Credential): Record<string, string> {
	if (mode !== 'region') return { Authorization: `Bearer ${String(accessToken ?? '')}` };
	return { Authorization: basicAuthorization(String(user), String(password)) };
}
