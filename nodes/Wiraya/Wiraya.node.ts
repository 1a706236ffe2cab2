import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { addToCampaignFields } from '../../providers/wiraya/addToCampaign/fields';
import { enqueueParameters } from '../../providers/wiraya/enqueue/fields';
import { sendEventFields } from '../../providers/wiraya/sendEvent/fields';
import { flowParameters } from '../../providers/wiraya/shared/parameters';
import { upsertContactFields } from '../../providers/wiraya/upsertContact/fields';

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
			...flowParameters('contact', 'addToCampaign', addToCampaignFields, false),
			...flowParameters('contact', 'upsert', upsertContactFields, true, true),
			...flowParameters('event', 'send', sendEventFields, false),
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		// With the first execution: n8n loads every node there is when it starts.
		const { execute } = await import('../../providers/wiraya/execute');
		return await execute(this);
	}
}
