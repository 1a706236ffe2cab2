import type { N8nRest } from './rest.mts';
import type { Sandbox } from './sandbox.mts';

export interface Credential {
	id: string;
	name: string;
}

/** What a user would type into each credential to reach the sandbox. */
const forms: Record<string, { name: string; data: (sandbox: Sandbox) => Record<string, unknown> }> = {
	wirayaApi: {
		name: 'Wiraya sandbox',
		data: (sandbox) => ({ apiKey: 'sandbox-key', baseUrl: sandbox.providerUrl('wiraya') }),
	},
	capillaryApi: {
		name: 'Capillary sandbox',
		data: (sandbox) => ({
			region: 'other',
			host: 'nowhere.invalid',
			user: 'sandbox-till',
			password: 'sandbox-password',
			alreadyHashed: false,
			baseUrl: sandbox.providerUrl('capillary'),
		}),
	},
	capillaryOAuthApi: {
		name: 'Capillary OAuth sandbox',
		data: (sandbox) => ({
			region: 'other',
			host: 'nowhere.invalid',
			apiKey: 'sandbox-client',
			secret: 'sandbox-secret',
			attributionType: '',
			baseUrl: sandbox.providerUrl('capillary'),
		}),
	},
	communicationsCallbackApi: {
		name: 'Callbacks of the sandbox',
		data: () => ({ secret: 'sandbox-callback-secret', user: 'sandbox-user' }),
	},
	comapiApi: {
		name: 'Comapi sandbox',
		data: (sandbox) => ({
			mode: 'apiSpace',
			apiSpaceId: '1d0b9d1c-5b1e-4f0a-9b1c-0a1b2c3d4e5f',
			accessToken: 'sandbox-token',
			baseUrl: sandbox.providerUrl('comapi'),
		}),
	},
	wavyApi: {
		name: 'Wavy sandbox',
		data: (sandbox) => ({ username: 'sandbox-user', token: 'sandbox-token', baseUrl: sandbox.providerUrl('wavy') }),
	},
};

/** One credential of every type, by type. */
export async function createCredentials(rest: N8nRest, sandbox: Sandbox): Promise<Record<string, Credential>> {
	const created: Record<string, Credential> = {};
	for (const [type, { name, data }] of Object.entries(forms)) {
		// n8n adds this field to every credential that can be used in its HTTP Request node.
		created[type] = await rest.createCredential(type, name, { ...data(sandbox), allowedHttpRequestDomains: 'all' });
	}
	return created;
}
