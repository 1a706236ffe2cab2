import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

import { signWith } from '../n8n/edges/credential';
import { CREDENTIAL_TEST, TEST_FIELD } from '../n8n/edges/credentialTest';
import { connection } from '../providers/http/connection';
import { baseUrlFields } from './baseUrl';

const { preAuthentication, authenticate } = signWith(connection);

/** A field that belongs to one way to sign in. */
const only = (authentication: string, field: Omit<INodeProperties, 'type' | 'default' | 'required'>): INodeProperties => ({
	...field,
	type: 'string',
	default: '',
	required: true,
	displayOptions: { show: { authentication: [authentication] } },
});

export class HttpMessagesApi implements ICredentialType {
	name = 'httpMessagesApi';

	displayName = 'HTTP Messages API';

	icon: Icon = { light: 'file:../nodes/HttpMessages/httpMessages.svg', dark: 'file:../nodes/HttpMessages/httpMessages.dark.svg' };

	documentationUrl = 'https://example.com/n8n-nodes-communications/docs/http-messages.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'Bearer Token', value: 'bearer', description: "The API's page says Authorization: Bearer" },
				{ name: 'Header', value: 'header', description: 'A header of any name holds the key, or Authorization with another word than Bearer' },
				{ name: 'User and Password', value: 'basic', description: "The API's page says basic authentication, or curl -u" },
			],
			default: 'bearer',
			description: "How the API's page says that requests are signed",
		},
		only('bearer', { displayName: 'Token', name: 'token', typeOptions: { password: true }, description: 'Without the word Bearer' }),
		only('basic', { displayName: 'User', name: 'username', placeholder: 'e.g. AC0123456789', description: 'User name, account or key ID' }),
		only('basic', { displayName: 'Password', name: 'password', typeOptions: { password: true }, description: 'Password, secret or auth token' }),
		only('header', { displayName: 'Header Name', name: 'headerName', noDataExpression: true, placeholder: 'e.g. X-API-Key' }),
		only('header', { displayName: 'Header Value', name: 'headerValue', typeOptions: { password: true }, description: 'The whole value, with a word before the key where the page has one, such as App' }),
		...baseUrlFields({
			required: true,
			default: '',
			placeholder: 'e.g. https://api.example.com',
			description: "What all addresses on the API's page begin with",
		}),
		{
			displayName: 'Test Path',
			name: 'testPath',
			type: 'string',
			noDataExpression: true,
			default: '',
			placeholder: 'e.g. /v1/account',
			description: 'A path that answers a GET and changes nothing, to test the credential by. Left empty, only a refusal of the key is told.',
		},
		TEST_FIELD,
	];

	preAuthentication = preAuthentication;

	authenticate = authenticate;

	test = CREDENTIAL_TEST;
}
