import {
	NodeConnectionTypes,
	type ICredentialDataDecryptedObject,
	type ICredentialType,
	type IExecuteFunctions,
	type IHttpRequestHelper,
	type IHttpRequestOptions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { signWith } from '../../n8n/edges/credential.ts';
import { CREDENTIAL_TEST, TEST_FIELD } from '../../n8n/edges/credentialTest.ts';
import { nodeProperties } from '../../n8n/editor/nodeProperties.ts';
import { executeOperation } from '../../n8n/run/operation.ts';
import { connection } from './connection.mts';
import { pigeon } from './provider.mts';

export class Pigeon implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Pigeon Post',
		name: 'pigeon',
		group: ['output'],
		version: 1,
		description: 'Sends letters by pigeon',
		defaults: { name: 'Pigeon Post' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'pigeonApi', required: true }],
		properties: nodeProperties(pigeon),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await executeOperation(this, pigeon);
	}
}

const signer = signWith(connection);

export class PigeonApi implements ICredentialType {
	name = 'pigeonApi';
	displayName = 'Pigeon API';
	properties = [{ displayName: 'Ring', name: 'ring', type: 'string' as const, default: '' }, { displayName: 'Host', name: 'host', type: 'string' as const, default: '' }, TEST_FIELD];

	async preAuthentication(this: IHttpRequestHelper, credential: ICredentialDataDecryptedObject) {
		return await signer.preAuthentication(this.helpers, credential);
	}

	async authenticate(credential: ICredentialDataDecryptedObject, request: IHttpRequestOptions): Promise<IHttpRequestOptions> {
		return await Promise.resolve(signer.authenticate(credential, request));
	}

	test = CREDENTIAL_TEST;
}
