import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';

import { docsPage } from '../../n8n/editor/docs';
import { triggerProperties } from '../../n8n/editor/triggerProperties';
import { callbackAddress, triggerOf } from '../../n8n/methods';
import { wavy } from '../../providers/wavy/provider';

const callbacks = wavy.callbacks!;
const { methods, webhookMethods, webhook } = triggerOf(callbacks);

export class WavyTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Wavy Trigger',
		name: 'wavyTrigger',
		icon: { light: 'file:wavy.svg', dark: 'file:wavy.dark.svg' },
		group: ['trigger'],
		// For version 1, n8n evaluates an expression at every callback, which takes longer than all our code.
		version: 1.1,
		subtitle: '={{ $parameter["kinds"].map((kind) => ({ receipt: "receipts", inbound: "replies", event: "other events" })[kind]).join(", ") }}',
		description: 'Starts the workflow when Wavy (Sinch Messaging in Latin America) reports the status of a message, or a customer replies',
		eventTriggerDescription: 'Waiting for Wavy to call the test address',
		activationMessage: 'Wavy can now call the address that the steps show.',
		documentationUrl: docsPage('wavy#wavy-trigger'),
		defaults: { name: 'Wavy Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'communicationsCallbackApi', displayName: 'Credential for Callbacks', required: true, testedBy: 'callbackSecret' }],
		triggerPanel: {
			header: 'Receive statuses and replies from Wavy',
			executionsHelp:
				"<b>To try it</b>, click 'Execute step' and give Wavy the test address. <br /> <br /> <b>To use it</b>, follow the steps. Its executions are in the executions list, not in the editor.",
			activationHint: 'Once the workflow is published, it starts by itself whenever Wavy calls its address.',
		},
		webhooks: [callbackAddress('POST,GET')],
		properties: triggerProperties(callbacks),
	};

	methods = methods;

	webhookMethods = webhookMethods;

	webhook = webhook;
}
