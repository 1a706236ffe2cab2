import { createHash } from 'node:crypto';

import type { ICredentialDataDecryptedObject, ICredentialType, Icon, IHttpRequestHelper, IHttpRequestOptions, INodeProperties } from 'n8n-workflow';

import { credentialTest, CREDENTIAL_TEST, TEST_FIELD } from '../n8n/edges/credentialTest';
import { till } from '../providers/capillary/connection';
import { baseUrlField, regionFields } from '../providers/capillary/region';
import { testCall } from '../providers/capillary/testCall';

/** `Authorization: Basic base64(<till>:<md5 of the password>)`, the hash in lower-case hexadecimal digits; source: docs/capillary.md. */
function sign(given: ICredentialDataDecryptedObject, request: IHttpRequestOptions): IHttpRequestOptions {
	const password = String(given.password);
	const hash = given.alreadyHashed === true ? password.trim().toLowerCase() : createHash('md5').update(password).digest('hex');
	const Authorization = `Basic ${Buffer.from(`${String(given.user)}:${hash}`).toString('base64')}`;
	return { ...request, headers: { ...request.headers, Authorization } };
}

const check = credentialTest({
	...testCall,
	connection: till,
	sign,
	complaint: testCall.complaint('Till user or password are wrong', 'The till may not send: it needs WRITE on the access group resource Communication'),
});

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
		TEST_FIELD,
	];

	async preAuthentication(this: IHttpRequestHelper, credential: ICredentialDataDecryptedObject) {
		return await check.run(this.helpers, credential);
	}

	async authenticate(credential: ICredentialDataDecryptedObject, request: IHttpRequestOptions): Promise<IHttpRequestOptions> {
		return check.sign(credential, request);
	}

	test = CREDENTIAL_TEST;
}
