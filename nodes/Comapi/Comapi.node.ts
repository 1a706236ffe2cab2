import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';

import { docsPage } from '../../n8n/editor/docs';
import { nodeProperties } from '../../n8n/editor/nodeProperties';
import { executeOf } from '../../n8n/methods';
import { comapi } from '../../providers/comapi/provider';

export class Comapi implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Comapi',
		name: 'comapi',
		icon: { light: 'file:comapi.svg', dark: 'file:comapi.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] }}',
		description:
			'Send SMS, MMS, WhatsApp, RCS, email, push and Messenger messages through Comapi (Dotdigital CPaaS), thousands in one request, and look up what became of them',
		documentationUrl: docsPage('comapi'),
		defaults: { name: 'Comapi' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'comapiApi', required: true }],
		properties: nodeProperties(comapi),
	};

	execute = executeOf(comapi);
}
