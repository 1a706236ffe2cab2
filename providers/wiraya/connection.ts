import type { Connection } from '../../core/http/connection';

/** The API key. */
export const connection: Connection = {
	credential: 'wirayaApi',
	baseUrl: ({ baseUrl }) => String(baseUrl),
	secretFields: ['apiKey'],
	maskedHeaders: { 'X-ApiKey': '***' },
};

/** The API key of the communication flow, exchanged for a token; its API lives on a host of its own. */
export const flowConnection: Connection = {
	credential: 'wirayaWaiApi',
	baseUrl: ({ baseUrl }) => String(baseUrl),
	secretFields: ['apiKey', 'accessToken'],
	maskedHeaders: { Authorization: '***' },
	renewable: true,
};
