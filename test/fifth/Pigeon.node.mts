import { NodeConnectionTypes, type ICredentialType, type INodeType, type INodeTypeDescription } from 'n8n-workflow';

import { signWith } from '../../n8n/edges/credential.ts';
import { nodeProperties } from '../../n8n/editor/nodeProperties.ts';
import { executeOf } from '../../n8n/methods.ts';
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

	execute = executeOf(pigeon);
}

const { hidden, preAuthentication, authenticate, test } = signWith(connection);

export class PigeonApi implements ICredentialType {
	name = 'pigeonApi';
	displayName = 'Pigeon API';
	properties = [{ displayName: 'Ring', name: 'ring', type: 'string' as const, default: '' }, { displayName: 'Host', name: 'host', type: 'string' as const, default: '' }, ...hidden];

	preAuthentication = preAuthentication;
	authenticate = authenticate;

	test = test;
}
