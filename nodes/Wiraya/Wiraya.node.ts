import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { executeSend } from '../../core/n8n/execute';
import { enqueueParameters } from './enqueue/fields';
import { enqueue } from './enqueue/operation';

export class Wiraya implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Wiraya',
		name: 'wiraya',
		icon: { light: 'file:wiraya.svg', dark: 'file:wiraya.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["contentType"] }}',
		description: 'Send SMS, WhatsApp messages and phone calls through Wiraya, thousands in one request',
		defaults: { name: 'Wiraya' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'wirayaApi', required: true }],
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [{ name: 'Communication', value: 'communication' }],
				default: 'communication',
			},
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				displayOptions: { show: { resource: ['communication'] } },
				options: [
					{
						name: 'Enqueue',
						value: 'enqueue',
						action: 'Enqueue communication',
						description: 'Queue an SMS, a WhatsApp message or a phone call for every item',
					},
				],
				default: 'enqueue',
			},
			...enqueueParameters,
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await executeSend(this, enqueue);
	}
}
