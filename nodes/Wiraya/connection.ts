import type { Connection } from '../../core/connection';

/** The API key. */
export const connection: Connection = {
	credential: 'wirayaApi',
	baseUrl: ({ baseUrl }) => String(baseUrl),
	secretFields: ['apiKey'],
	maskedHeaders: { 'X-ApiKey': '***' },
};
