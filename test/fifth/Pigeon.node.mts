import {
	NodeConnectionTypes,
	type ICredentialType,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { messageFields } from '../../n8n/editor/messageFields.ts';
import { callOptions, sendOptions } from '../../n8n/editor/optionFields.ts';
import { executeSend } from '../../n8n/run/execute.ts';
import { executeCall } from '../../n8n/run/executeCall.ts';
import { sightings } from './lookup.mts';
import { post } from './send.mts';

const asText = ({ name, displayName }: { name: string; displayName: string }) => ({ name, displayName, type: 'string' as const, default: '' });
const [loft, ...others] = post.fields.map(asText);

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
		properties: [
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				options: [{ name: 'Post', value: 'post' }, { name: 'Get Sightings', value: 'sightings' }],
				default: 'post',
			},
			...messageFields({ operation: ['post'] }, loft!, others, { loft: 'north', address: 'The old tower', words: 'Hello' }),
			{ ...sendOptions(post.limits, [{ name: 'JSON', value: 'json' }]), displayOptions: { show: { operation: ['post'] } } },
			...sightings.fields.map((field) => ({ ...asText(field), displayOptions: { show: { operation: ['sightings'] } } })),
			{ displayName: 'Simplify', name: 'simplify', type: 'boolean', default: true, displayOptions: { show: { operation: ['sightings'] } } },
			{ ...callOptions(sightings.limits, true), displayOptions: { show: { operation: ['sightings'] } } },
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return this.getNodeParameter('operation', 0) === 'post' ? await executeSend(this, post) : await executeCall(this, sightings);
	}
}

export class PigeonApi implements ICredentialType {
	name = 'pigeonApi';
	displayName = 'Pigeon API';
	properties = [
		{ displayName: 'Ring', name: 'ring', type: 'string' as const, default: '' },
		{ displayName: 'Host', name: 'host', type: 'string' as const, default: '' },
	];
	authenticate = { type: 'generic' as const, properties: { headers: { 'Pigeon-Ring': '={{$credentials.ring}}' } } };
}
