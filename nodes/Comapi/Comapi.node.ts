import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { guarded } from '../../n8n/edges/guard';
import { getStatusParameters } from '../../providers/comapi/getStatus/parameters';
import { messageParameters } from '../../providers/comapi/shared/parameters';

export class Comapi implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Comapi',
		name: 'comapi',
		icon: { light: 'file:comapi.svg', dark: 'file:comapi.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ($parameter["rules"] ? ": " + $parameter["rules"] : "") }}',
		description:
			'Send SMS, MMS, WhatsApp, RCS, email, push and Messenger messages through Comapi (Dotdigital CPaaS), thousands in one request, and look up what became of them',
		defaults: { name: 'Comapi' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'comapiApi', required: true }],
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [{ name: 'Message', value: 'message' }],
				default: 'message',
			},
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				displayOptions: { show: { resource: ['message'] } },
				options: [
					{
						name: 'Get Status',
						value: 'getStatus',
						action: 'Get status of message',
						description: 'Look up what became of a message, by its message ID: sent, delivered, read, failed and the like',
					},
					{
						name: 'Send',
						value: 'send',
						action: 'Send message',
						description: 'Send a message for every item, one request each; the answer already says whether it failed at once',
					},
					{
						name: 'Send Batch',
						value: 'sendBatch',
						action: 'Send batch of messages',
						description: 'Send a message for every item, up to 5,000 in one request: the way for more than a few',
					},
				],
				default: 'sendBatch',
			},
			...getStatusParameters,
			...messageParameters,
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await guarded(this, async () => {
			// With the first execution: n8n loads every node there is when it starts.
			const { execute } = await import('../../providers/comapi/execute');
			return await execute(this);
		});
	}
}
