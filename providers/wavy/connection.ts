import type { Connection } from '../../core/http/connection';

/** User name and token, each in a header of its own. */
export const connection: Connection = {
	credential: 'wavyApi',
	label: 'Wavy',
	sign: ({ username, token }) => ({ username: String(username ?? ''), authenticationtoken: String(token ?? '') }),
	secretFields: ['token'],
	/**
	 * The vendor documents no call that only checks the credential. A search for the status of an id that does not exist has no effect. Any of these
	 * answers means that the credential was accepted: an empty list, 400, 404, or 429 because only one search a second is allowed.
	 */
	test: {
		method: 'POST',
		path: '/v1/sms/status/search',
		body: () => ({ ids: ['00000000-0000-0000-0000-000000000000'] }),
		alsoGood: (status) => status >= 400 && status < 500,
		complaint(status) {
			if (status === 401) return 'Wavy does not know this user name with this token';
			return status === 403 ? 'Wavy does not let this user use the API: ask its support' : null;
		},
	},
};
