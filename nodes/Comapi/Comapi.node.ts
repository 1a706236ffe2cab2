import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { guarded } from '../../n8n/edges/guard';
import { docsPage } from '../../n8n/editor/docs';
import { nodeProperties } from '../../n8n/editor/nodeProperties';
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

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await guarded(this, async () => {
			// With the first execution: n8n loads every node there is when it starts.
			const { executeOperation } = await import('../../n8n/run/operation');
			return await executeOperation(this, comapi);
		});
	}
}
