import { NodeConnectionTypes, type INodeExecutionData, type INodeType, type INodeTypeDescription, type IPollFunctions } from 'n8n-workflow';

import { executePoll } from '../../core/n8n/poll';
import { pollInbound } from './pollInbound/operation';
import { pollInboundParameters } from './pollInbound/parameters';

export class WavyInboundTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Wavy Inbound Trigger',
		name: 'wavyInboundTrigger',
		icon: { light: 'file:wavy.svg', dark: 'file:wavy.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: 'incoming SMS',
		description: 'Starts when customers have written an SMS: asks Wavy (Sinch Messaging in Latin America) at set times, where Wavy cannot call n8n',
		defaults: { name: 'Wavy Inbound Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'wavyApi', required: true }],
		properties: [...pollInboundParameters],
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const subAccount = String(this.getNodeParameter('subAccount', '')).trim();
		return await executePoll(this, pollInbound(subAccount || null));
	}
}
