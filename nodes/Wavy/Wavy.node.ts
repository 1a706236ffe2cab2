import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { executeSend } from '../../core/n8n/execute';
import { smsParameters } from './sms/parameters';
import { send } from './sms/send/operation';
import { sendBulk } from './sms/sendBulk/operation';

export class Wavy implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Wavy',
		name: 'wavy',
		icon: { light: 'file:wavy.svg', dark: 'file:wavy.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Send SMS through Wavy (Sinch Messaging in Latin America), one by one or a thousand in one request',
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
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const bulk = this.getNodeParameter('operation', 0) === 'sendBulk';
		return await executeSend(this, bulk ? sendBulk : send);
	}
}
