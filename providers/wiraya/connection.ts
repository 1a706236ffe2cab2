import { flagOf, valueOf } from '../../core/http/answer';
import type { Connection } from '../../core/http/connection';
import { token } from './token';

/** The API key. */
export const connection: Connection = {
	credential: 'wirayaApi',
	label: 'Wiraya',
	sign: ({ apiKey }) => ({ 'X-ApiKey': String(apiKey ?? '') }),
	secretFields: ['apiKey'],
	/**
	 * The vendor documents no call without effect. An empty list queues nothing. The answer may be 200 or 400 ("Invalid input format"), and both come only
	 * after Wiraya has accepted the key.
	 */
	test: {
		method: 'POST',
		path: '/api/EnqueueCommunications',
		body: () => ({ communications: [] }),
		alsoGood: (status) => status === 400,
		complaint: (status) => (status === 401 ? 'Wiraya does not know this API key' : null),
	},
};

/** The API key of the communication flow, exchanged for a token; its API lives on a host of its own. */
export const flowConnection: Connection = {
	credential: 'wirayaWaiApi',
	label: 'Wiraya',
	sign: ({ accessToken }) => ({ Authorization: `Bearer ${String(accessToken ?? '')}` }),
	secretFields: ['apiKey', 'accessToken'],
	token,
	/** The only published call without effect is the token request, which itself says whether the key is good. */
	test: {
		method: 'POST',
		path: token.path,
		body: token.body,
		complaint: (status, body) => (status === 401 || flagOf(valueOf(body, 'authenticated')) === false ? 'Wiraya does not know this API key' : null),
	},
};
