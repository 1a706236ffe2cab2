import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

import { signWith } from '../n8n/edges/credential';
import { choice, secret, text } from '../n8n/editor/fields';
import { connection } from '../providers/http/connection';
import { baseUrlFields } from './baseUrl';

const { hidden, preAuthentication, authenticate, test } = signWith(connection);

/** For a field that belongs to one way to sign in. */
const only = (authentication: string) => ({ required: true, displayOptions: { show: { authentication: [authentication] } } });

export class HttpMessagesApi implements ICredentialType {
	name = 'httpMessagesApi';

	displayName = 'HTTP Messages API';

	icon: Icon = { light: 'file:../nodes/HttpMessages/httpMessages.svg', dark: 'file:../nodes/HttpMessages/httpMessages.dark.svg' };

	documentationUrl = 'https://example.com/n8n-nodes-communications/docs/http-messages.md';

	properties: INodeProperties[] = [
		choice(
			'Authentication',
			'authentication',
			'bearer',
			"How the API's page says that requests are signed",
			[
				{ name: 'Bearer Token', value: 'bearer', description: "The API's page says Authorization: Bearer" },
				{ name: 'Header', value: 'header', description: 'A header of any name holds the key, or Authorization with another word than Bearer' },
				{ name: 'User and Password', value: 'basic', description: "The API's page says basic authentication, or curl -u" },
			],
			{ noDataExpression: true },
		),
		secret('Token', 'token', 'Without the word Bearer', only('bearer')),
		text('User', 'username', 'User name, account or key ID', { placeholder: 'e.g. AC0123456789', ...only('basic') }),
		secret('Password', 'password', 'Password, secret or auth token', only('basic')),
		text('Header Name', 'headerName', undefined, { noDataExpression: true, placeholder: 'e.g. X-API-Key', ...only('header') }),
		secret('Header Value', 'headerValue', 'The whole value, with a word before the key where the page has one, such as App', only('header')),
		...baseUrlFields({ required: true, default: '', placeholder: 'e.g. https://api.example.com', description: "What all addresses on the API's page begin with" }),
		text('Test Path', 'testPath', 'A path that answers a GET and changes nothing, to test the credential by. Left empty, only a refusal of the key is told.', { noDataExpression: true, placeholder: 'e.g. /v1/account' }),
		...hidden,
	];

	preAuthentication = preAuthentication;

	authenticate = authenticate;

	test = test;
}
