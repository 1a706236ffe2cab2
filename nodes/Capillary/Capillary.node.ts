import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { guarded } from '../../n8n/edges/guard';
import { generateParameters } from '../../providers/capillary/generateOtp/parameters';
import { getInteractionsParameters } from '../../providers/capillary/getInteractions/parameters';
import { resendParameters } from '../../providers/capillary/resend/parameters';
import { sendParameters } from '../../providers/capillary/send/parameters';
import { validateParameters } from '../../providers/capillary/validateOtp/parameters';

export class Capillary implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Capillary',
		name: 'capillary',
		icon: { light: 'file:capillary.svg', dark: 'file:capillary.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + ($parameter["channel"] ?? $parameter["resource"]) }}',
		description: 'Send SMS, email, WhatsApp and Zalo messages through Capillary, many in one request, and one-time passwords',
		defaults: { name: 'Capillary' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'capillaryApi', required: true, displayOptions: { show: { authentication: ['capillaryApi'] } } },
			{ name: 'capillaryOAuthApi', required: true, displayOptions: { show: { authentication: ['capillaryOAuthApi'] } } },
		],
		properties: [
			{
				displayName: 'Authentication',
				name: 'authentication',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'OAuth', value: 'capillaryOAuthApi', description: "An API client's key and secret, exchanged for tokens" },
					{ name: 'Till', value: 'capillaryApi', description: "A till's user and password (Basic)" },
				],
				default: 'capillaryApi',
				description: 'How the node proves who it is',
			},
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'Customer', value: 'customer' },
					{ name: 'Message', value: 'message' },
					{ name: 'OTP', value: 'otp' },
				],
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
						name: 'Resend',
						value: 'resend',
						action: 'Resend message',
						description: 'Send a message once more that Capillary sent before and could not deliver',
					},
					{
						name: 'Send',
						value: 'send',
						action: 'Send message',
						description: 'Send an SMS, an email, a WhatsApp or a Zalo message for every item',
					},
				],
				default: 'send',
			},
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				displayOptions: { show: { resource: ['otp'] } },
				options: [
					{
						name: 'Generate',
						value: 'generate',
						action: 'Generate OTP',
						description: 'Send a one-time password to a customer for every item',
					},
					{
						name: 'Validate',
						value: 'validate',
						action: 'Validate OTP',
						description: 'Say for every item whether the code a customer typed is right',
					},
				],
				default: 'generate',
			},
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				displayOptions: { show: { resource: ['customer'] } },
				options: [
					{
						name: 'Get Interactions',
						value: 'getInteractions',
						action: 'Get interactions of customer',
						description: 'Look up which messages were sent to a customer and what became of each, with the ID that Resend takes',
					},
				],
				default: 'getInteractions',
			},
			...getInteractionsParameters,
			...sendParameters,
			...resendParameters,
			...generateParameters,
			...validateParameters,
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await guarded(this, async () => {
			// With the first execution: n8n loads every node there is when it starts.
			const { execute } = await import('../../providers/capillary/execute');
			return await execute(this);
		});
	}
}
