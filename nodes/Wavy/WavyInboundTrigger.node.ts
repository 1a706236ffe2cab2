import { NodeConnectionTypes, type INodeExecutionData, type INodeType, type INodeTypeDescription, type IPollFunctions } from 'n8n-workflow';

import { docsPage } from '../../n8n/editor/docs';
import { pollProperties } from '../../n8n/editor/triggerProperties';
import { wavy } from '../../providers/wavy/provider';

const inbound = wavy.poll!;

export class WavyInboundTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Wavy Inbound Trigger',
		name: 'wavyInboundTrigger',
		icon: { light: 'file:wavy.svg', dark: 'file:wavy.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: 'incoming SMS',
		description: 'Starts the workflow when customers reply by SMS. Asks Wavy (Sinch Messaging in Latin America) at set times, so Wavy need not reach your n8n.',
		documentationUrl: docsPage('wavy#wavy-inbound-trigger'),
		defaults: { name: 'Wavy Inbound Trigger' },
		polling: true,
		activationMessage: 'Wavy is now asked at the poll times. What was written before starts nothing.',
		triggerPanel: {
			header: 'Ask Wavy for replies',
			executionsHelp:
				"<b>To try it</b>, click 'Fetch Test Event': it shows the latest messages of the last five days, and changes nothing. <br /> <br /> <b>To use it</b>, publish the workflow. Its executions are in the executions list, not in the editor.",
			activationHint: 'Once the workflow is published, it starts by itself when customers have written, each message once.',
		},
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'wavyApi', required: true }],
		properties: pollProperties(inbound),
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		// Loaded with the first poll, because n8n loads every node when it starts.
		const { executePoll } = await import('../../n8n/run/poll');
		return await executePoll(this, inbound);
	}
}
