import { createHash } from 'node:crypto';

import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

/**
 * What says the credential is bad, or nothing of it. 400 and 500 are what a request without messages may be answered, and both come
 * only after the credential was found good.
 */
const NOT_GOOD = [
	...Array.from({ length: 100 }, (_, i) => 300 + i),
	401,
	403,
	404,
	405,
	...Array.from({ length: 99 }, (_, i) => 501 + i),
];

const WRONG_TILL = 'Till user or password are wrong';
const NO_RIGHT = 'The till may not send: it needs WRITE on the access group resource Communication';

export class CapillaryApi implements ICredentialType {
	name = 'capillaryApi';

	displayName = 'Capillary API';

	icon: Icon = { light: 'file:../nodes/Capillary/capillary.svg', dark: 'file:../nodes/Capillary/capillary.dark.svg' };

	documentationUrl = 'https://docs.capillarytech.com/reference/basic-authentication';

	properties: INodeProperties[] = [
		{
			displayName: 'Region',
			name: 'region',
			type: 'options',
			options: [
				{ name: 'Europe', value: 'eu.api.capillarytech.com' },
				{ name: 'India and Asia', value: 'apac.api.intouch.capillarytech.com' },
				{ name: 'Other Host', value: 'other', description: 'Any host, such as another cluster of these regions' },
				{ name: 'South-East Asia', value: 'sea.api.capillarytech.com' },
				{ name: 'United States', value: 'ushc.api.capillarytech.com' },
			],
			default: 'eu.api.capillarytech.com',
			description: "The cluster of your organisation. Capillary's own lists differ: if the credential fails, ask for your host and choose Other Host.",
		},
		{
			displayName: 'Host',
			name: 'host',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. apac2.api.capillarytech.com',
			description: 'Name of the host alone, without https:// before and a path behind it',
			displayOptions: { show: { region: ['other'] } },
		},
		{
			displayName: 'Till User',
			name: 'user',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. till.n8n',
			description: 'User name of a till (a point of sale) of your organisation, not of a person who logs in to the portal',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'Password of the till, or its MD5 hash; only the hash travels',
		},
		{
			displayName: 'Already MD5',
			name: 'alreadyHashed',
			type: 'boolean',
			default: false,
			description: 'Whether the password above is its MD5 hash already (32 hexadecimal digits), and shall not be hashed again',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. http://127.0.0.1:4010/capillary',
			description: "Where requests go instead of the region's host, such as the sandbox. Leave it empty otherwise.",
		},
	];

	/** `Authorization: Basic base64(<till>:<md5 of the password>)`, the hash in lower-case hexadecimal digits; source: docs/capillary.md. */
	async authenticate(given: ICredentialDataDecryptedObject, request: IHttpRequestOptions): Promise<IHttpRequestOptions> {
		const password = String(given.password);
		const hash = given.alreadyHashed === true ? password.trim().toLowerCase() : createHash('md5').update(password).digest('hex');
		const Authorization = `Basic ${Buffer.from(`${String(given.user)}:${hash}`).toString('base64')}`;
		return { ...request, headers: { ...request.headers, Authorization } };
	}

	/**
	 * The vendor documents no call that only checks the credential. A request without messages sends none. Whether a refusal comes as
	 * HTTP status or in the body is not documented, so both are looked at.
	 */
	test: ICredentialTestRequest = {
		request: {
			method: 'POST',
			baseURL:
				'={{ ($credentials.baseUrl || "https://" + ($credentials.region === "other" ? $credentials.host : $credentials.region)).trim().replace(/\\/+$/, "") }}',
			url: '/v1.1/communications/sendMessage?channel=sms',
			headers: { Accept: 'application/json' },
			body: { root: { sms: [] } },
			json: true,
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: { ignore: true, except: NOT_GOOD },
		},
		rules: [
			{ type: 'responseCode', properties: { value: 401, message: WRONG_TILL } },
			{ type: 'responseCode', properties: { value: 403, message: NO_RIGHT } },
			{ type: 'responseSuccessBody', properties: { key: 'status.code', value: 401, message: WRONG_TILL } },
			{ type: 'responseSuccessBody', properties: { key: 'status.code', value: 403, message: NO_RIGHT } },
			// n8n heeds rules of both kinds together; its type has them apart.
		] as ICredentialTestRequest['rules'],
	};
}
