import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';

import { docsPage } from '../../n8n/editor/docs';
import { nodeProperties } from '../../n8n/editor/nodeProperties';
import { executeOf } from '../../n8n/methods';
import { capillary } from '../../providers/capillary/provider';

export class Capillary implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Capillary',
		name: 'capillary',
		icon: { light: 'file:capillary.svg', dark: 'file:capillary.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] }}',
		description: 'Send SMS, email, WhatsApp and Zalo messages through Capillary, many in one request, and one-time passwords',
		documentationUrl: docsPage('capillary'),
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
			...nodeProperties(capillary),
		],
	};

	execute = executeOf(capillary);
}
