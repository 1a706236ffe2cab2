import { choice } from '../../n8n/editor/fields';

/** Which credential signs the requests. */
export const authentication = choice(
	'Authentication',
	'authentication',
	'capillaryApi',
	'How the node proves who it is',
	[
		{ name: 'OAuth', value: 'capillaryOAuthApi', description: "An API client's key and secret, exchanged for tokens" },
		{ name: 'Till', value: 'capillaryApi', description: "A till's user and password (Basic)" },
	],
	{ noDataExpression: true },
);
