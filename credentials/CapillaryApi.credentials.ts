import { createHash } from 'node:crypto';

import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { baseUrlField, BASE_URL, NOT_GOOD, regionFields } from '../providers/capillary/region';

const WRONG_TILL = 'Till user or password are wrong';
const NO_RIGHT = 'The till may not send: it needs WRITE on the access group resource Communication';

export class CapillaryApi implements ICredentialType {
	name = 'capillaryApi';

	displayName = 'Capillary API';

	icon: Icon = { light: 'file:../nodes/Capillary/capillary.svg', dark: 'file:../nodes/Capillary/capillary.dark.svg' };

	documentationUrl = 'https://docs.capillarytech.com/reference/basic-authentication';

	properties: INodeProperties[] = [
		...regionFields,
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
		baseUrlField,
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
			baseURL: BASE_URL,
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
