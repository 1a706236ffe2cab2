import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';

import { docsPage } from '../../n8n/editor/docs';
import { nodeProperties } from '../../n8n/editor/nodeProperties';
import { executeOf } from '../../n8n/methods';
import { wavy } from '../../providers/wavy/provider';

export class Wavy implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Wavy',
		name: 'wavy',
		icon: { light: 'file:wavy.svg', dark: 'file:wavy.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] }}',
		description: 'Send SMS through Wavy (Sinch Messaging in Latin America), one by one or a thousand in one request, and look up statuses and replies',
		documentationUrl: docsPage('wavy'),
		defaults: { name: 'Wavy' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'wavyApi', required: true }],
		properties: nodeProperties(wavy),
	};

	execute = executeOf(wavy);
}
