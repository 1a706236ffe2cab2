import type { Connection } from '../../core/http/connection';

/** User name and token, each in a header of its own. */
export const connection: Connection = {
	credential: 'wavyApi',
	baseUrl: ({ baseUrl }) => String(baseUrl),
	secretFields: ['token'],
	maskedHeaders: { username: '***', authenticationtoken: '***' },
};
