import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';

import { docsPage } from '../../n8n/editor/docs';
import { nodeProperties } from '../../n8n/editor/nodeProperties';
import { executeOf } from '../../n8n/methods';
import { capillary } from '../../providers/capillary/provider';
import { authentication } from './authentication';

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
		properties: [authentication, ...nodeProperties(capillary)],
	};

	execute = executeOf(capillary);
}
