import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { addToCampaign } from './addToCampaign/operation';
import { enqueueParameters } from './enqueue/fields';
import { execute } from './execute';
import { flowParameters } from './flow/parameters';
import { sendEvent } from './sendEvent/operation';
import { upsertContact } from './upsertContact/operation';

export class Wiraya implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Wiraya',
		name: 'wiraya',
		icon: { light: 'file:wiraya.svg', dark: 'file:wiraya.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + ($parameter["contentType"] ?? $parameter["resource"]) }}',
		description: 'Send SMS, WhatsApp messages and phone calls through Wiraya, thousands in one request, and add contacts to its campaigns',
		defaults: { name: 'Wiraya' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'wirayaApi', required: true, displayOptions: { show: { resource: ['communication'] } } },
			{ name: 'wirayaWaiApi', required: true, displayOptions: { show: { resource: ['contact', 'event'] } } },
		],
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'Communication', value: 'communication' },
					{ name: 'Contact', value: 'contact' },
					{ name: 'Event', value: 'event' },
				],
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
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				displayOptions: { show: { resource: ['contact'] } },
				options: [
					{
						name: 'Add to Campaign',
						value: 'addToCampaign',
						action: 'Add contact to campaign',
						description: 'Start a campaign, or communication flow, for a contact that is known to Wiraya',
					},
					{
						name: 'Create or Update',
						value: 'upsert',
						action: 'Create or update a contact',
						description: 'Create a new record, or update the current one if it already exists (upsert)',
					},
				],
				default: 'upsert',
			},
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				displayOptions: { show: { resource: ['event'] } },
				options: [
					{
						name: 'Send',
						value: 'send',
						action: 'Send event',
						description: 'Tell Wiraya that a contact converted, opted out, or whatever else was agreed',
					},
				],
				default: 'send',
			},
			...enqueueParameters,
			...flowParameters('contact', 'addToCampaign', addToCampaign),
			...flowParameters('contact', 'upsert', upsertContact, true),
			...flowParameters('event', 'send', sendEvent),
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await execute(this);
	}
}
