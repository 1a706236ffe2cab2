import { createHash } from 'node:crypto';

import type { ChatModel } from './chatModel.mts';
import type { N8nRest } from './rest.mts';
import type { Sandbox } from './sandbox.mts';

export interface Credential {
	id: string;
	name: string;
}

/** The values that a user types into a credential to reach the sandbox, and possible mistakes. */
export interface CredentialForm {
	/** The credential's name in n8n. */
	name: string;
	right: Record<string, unknown>;
	/** By the kind of mistake: the wrong fields, and the message of n8n's credential test. */
	wrong: Record<string, { fields: Record<string, unknown>; says: string }>;
	/** The test's message for right values, if it makes no request and so does not mention a connection. */
	says?: string;
}

/** The secret for callbacks between n8n and the sandbox on this machine. */
export const CALLBACK_SECRET = 'the-secret-of-the-sandbox';

const NO_TILL = 'Capillary does not know this till user with this password';
const NO_CLIENT = 'Capillary does not know this key with this secret';
const NO_TOKEN = 'Comapi does not know this access token, or this user with this password';
const noSuchPath = (provider: string, check = 'Base URL') => `${provider} has nothing at this address: check ${check}`;

/** By credential type; no type of the package may be missing. A type with several modes has one form per mode, and workflows get the first. */
export function credentialForms(sandbox: Pick<Sandbox, 'url' | 'providerUrl'>): Record<string, [CredentialForm, ...CredentialForm[]]> {
	const nowhere = { baseUrl: `${sandbox.url}/nowhere` };
	const cluster = { region: 'other', host: 'nowhere.invalid', baseUrl: sandbox.providerUrl('capillary') };
	const till = { ...cluster, user: 'sandbox-till' };
	const client = { ...cluster, apiKey: 'sandbox-client', secret: 'sandbox-secret' };
	return {
		capillaryApi: [
			{
				name: 'Capillary sandbox',
				right: { ...till, password: 'sandbox-password', alreadyHashed: false },
				wrong: {
					'another user': { fields: { user: 'another-till' }, says: NO_TILL },
					'another password': { fields: { password: 'another-password' }, says: NO_TILL },
					'a password that is no hash': { fields: { alreadyHashed: true }, says: NO_TILL },
					'another path': { fields: nowhere, says: noSuchPath('Capillary', 'Region, Host and Base URL') },
				},
			},
			{
				name: 'Capillary sandbox, hashed password',
				right: { ...till, password: createHash('md5').update('sandbox-password').digest('hex'), alreadyHashed: true },
				wrong: { 'a hash hashed again': { fields: { alreadyHashed: false }, says: NO_TILL } },
			},
		],
		capillaryOAuthApi: [
			{
				name: 'Capillary OAuth sandbox',
				right: { ...client, attributionType: '' },
				wrong: {
					'another key': { fields: { apiKey: 'another-client' }, says: NO_CLIENT },
					'another secret': { fields: { secret: 'another-secret' }, says: NO_CLIENT },
				},
			},
			{
				name: 'Capillary OAuth sandbox, for a store',
				right: { ...client, attributionType: 'STORE_CODE', attributionCode: 'store-1' },
				wrong: { 'another secret': { fields: { secret: 'another-secret' }, says: NO_CLIENT } },
			},
		],
		comapiApi: [
			{
				name: 'Comapi sandbox, region',
				right: { mode: 'region', region: 'r1', user: 'sandbox-user', password: 'sandbox-password', baseUrl: sandbox.providerUrl('comapi') },
				wrong: {
					'another user': { fields: { user: 'another-user' }, says: NO_TOKEN },
					'another password': { fields: { password: 'another-password' }, says: NO_TOKEN },
				},
			},
			{
				name: 'Comapi sandbox, API space',
				right: {
					mode: 'apiSpace',
					apiSpaceId: '1d0b9d1c-5b1e-4f0a-9b1c-0a1b2c3d4e5f',
					accessToken: 'sandbox-token',
					baseUrl: sandbox.providerUrl('comapi'),
				},
				wrong: {
					'another token': { fields: { accessToken: 'another-token' }, says: NO_TOKEN },
					'another API space': {
						fields: { apiSpaceId: '00000000-0000-4000-8000-000000000000' },
						says: 'Comapi does not permit it: check API Space ID or Region, and what the token or user may do',
					},
				},
			},
		],
		communicationsCallbackApi: [
			{
				name: 'Callbacks of the sandbox',
				says: 'The secret is long enough. The trigger shows what to give to the provider.',
				right: { secret: CALLBACK_SECRET },
				wrong: {
					'no secret': { fields: { secret: '' }, says: 'Secret has 0 characters and needs at least 16' },
					'a short one': { fields: { secret: 'fifteen-letters' }, says: 'Secret has 15 characters and needs at least 16' },
					'one with a space': { fields: { secret: `${CALLBACK_SECRET} ` }, says: 'Secret begins or ends with a space, which is easily lost' },
				},
			},
		],
		httpMessagesApi: [
			{
				name: 'HTTP Messages sandbox',
				right: { authentication: 'bearer', token: 'sandbox-token', baseUrl: sandbox.providerUrl('http'), testPath: '/v1/account' },
				wrong: {
					'another token': { fields: { token: 'another-token' }, says: 'The API does not know this credential' },
					'another path': { fields: { testPath: '/v1/nowhere' }, says: noSuchPath('The API', 'Base URL and Test Path') },
				},
			},
			{
				name: 'HTTP Messages sandbox, user and password',
				right: { authentication: 'basic', username: 'sandbox-user', password: 'sandbox-password', baseUrl: sandbox.providerUrl('http'), testPath: '/v1/account' },
				wrong: { 'another password': { fields: { password: 'another-password' }, says: 'The API does not know this credential' } },
			},
			{
				name: 'HTTP Messages sandbox, header',
				right: { authentication: 'header', headerName: 'X-API-Key', headerValue: 'sandbox-token', baseUrl: sandbox.providerUrl('http'), testPath: '/v1/account' },
				wrong: {
					'another key': { fields: { headerValue: 'another-token' }, says: 'The API does not know this credential' },
					'a name that is no header': { fields: { headerName: 'X API Key' }, says: 'The credential\'s Header Name is "X API Key", which no key can travel in. Give it as the API\'s page has it, such as X-API-Key.' },
				},
			},
		],
		wavyApi: [
			{
				name: 'Wavy sandbox',
				right: { username: 'sandbox-user', token: 'sandbox-token', baseUrl: sandbox.providerUrl('wavy') },
				wrong: {
					'another user': { fields: { username: 'another-user' }, says: 'Wavy does not know this user name with this token' },
					'another token': { fields: { token: 'another-token' }, says: 'Wavy does not know this user name with this token' },
				},
			},
		],
		wirayaApi: [
			{
				name: 'Wiraya sandbox',
				right: { apiKey: 'sandbox-key', baseUrl: sandbox.providerUrl('wiraya') },
				wrong: {
					'another key': { fields: { apiKey: 'another-key' }, says: 'Wiraya does not know this API key' },
					'no key': { fields: { apiKey: '' }, says: 'Wiraya does not know this API key' },
					'another path': { fields: nowhere, says: noSuchPath('Wiraya') },
				},
			},
		],
		wirayaWaiApi: [
			{
				name: 'Wiraya WAI sandbox',
				right: { apiKey: 'sandbox-key', baseUrl: sandbox.providerUrl('wiraya') },
				wrong: {
					'another key': { fields: { apiKey: 'another-key' }, says: 'Wiraya does not know this API key' },
					'another path': { fields: nowhere, says: noSuchPath('Wiraya') },
				},
			},
		],
	};
}

/** Creates one credential of every type, and one for the model. */
export async function createCredentials(rest: N8nRest, sandbox: Sandbox, model: ChatModel): Promise<Record<string, Credential>> {
	// n8n adds this field to every credential that can be used in its HTTP Request node.
	const create = (type: string, name: string, data: Record<string, unknown>) =>
		rest.createCredential(type, name, { ...data, allowedHttpRequestDomains: 'all' });
	const created: Record<string, Credential> = {};
	for (const [type, [{ name, right }]] of Object.entries(credentialForms(sandbox))) created[type] = await create(type, name, right);
	created.openAiApi = await create('openAiApi', 'Chat model on this machine', { apiKey: model.key, url: model.url, header: false });
	return created;
}
