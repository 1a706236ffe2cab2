import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { searchInboundParameters } from '../../providers/wavy/searchInbound/parameters';
import { searchStatusesParameters } from '../../providers/wavy/searchStatuses/parameters';
import { smsParameters } from '../../providers/wavy/shared/parameters';

export class Wavy implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Wavy',
		name: 'wavy',
		icon: { light: 'file:wavy.svg', dark: 'file:wavy.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Send SMS through Wavy (Sinch Messaging in Latin America), one by one or a thousand in one request, and look up statuses and replies',
		defaults: { name: 'Wavy' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'wavyApi', required: true }],
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [{ name: 'SMS', value: 'sms' }],
				default: 'sms',
			},
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				displayOptions: { show: { resource: ['sms'] } },
				options: [
					{
						name: 'Search Inbound',
						value: 'searchInbound',
						action: 'Search inbound SMS',
						description: 'Look up what customers wrote in the last days, with the message each of them answers',
					},
					{
						name: 'Search Statuses',
						value: 'searchStatuses',
						action: 'Search statuses of SMS',
						description: 'Look up what became of SMS, by message or correlation IDs: sent, delivered, failed and the like',
					},
					{
						name: 'Send',
						value: 'send',
						action: 'Send SMS',
						description: 'Send an SMS for every item, each in a request of its own',
					},
					{
						name: 'Send Bulk',
						value: 'sendBulk',
						action: 'Send SMS in bulk',
						description: 'Send an SMS for every item, up to 1,000 in one request',
					},
				],
				default: 'send',
			},
			...smsParameters,
			...searchInboundParameters,
			...searchStatusesParameters,
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		// With the first execution: n8n loads every node there is when it starts.
		const { execute } = await import('../../providers/wavy/execute');
		return await execute(this);
	}
}
