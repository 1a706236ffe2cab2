import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';

import { docsPage } from '../../n8n/editor/docs';
import { triggerProperties } from '../../n8n/editor/triggerProperties';
import { callbackAddress, triggerOf } from '../../n8n/methods';
import { wiraya } from '../../providers/wiraya/provider';

const callbacks = wiraya.callbacks!;
const { methods, webhookMethods, webhook } = triggerOf(callbacks);

export class WirayaTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Wiraya Trigger',
		name: 'wirayaTrigger',
		icon: { light: 'file:wiraya.svg', dark: 'file:wiraya.dark.svg' },
		group: ['trigger'],
		// For version 1, n8n evaluates an expression at every callback, which takes longer than all our code.
		version: 1.1,
		subtitle: '={{ $parameter["kinds"].map((kind) => ({ receipt: "receipts", inbound: "replies", event: "other events" })[kind]).join(", ") }}',
		description: 'Starts the workflow when Wiraya reports the status of an SMS or a phone call, or a customer replies',
		eventTriggerDescription: 'Waiting for Wiraya to call the test address',
		activationMessage: 'Wiraya can now call the address that the steps show.',
		documentationUrl: docsPage('wiraya#wiraya-trigger'),
		defaults: { name: 'Wiraya Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'communicationsCallbackApi', displayName: 'Credential for Callbacks', required: true, testedBy: 'callbackSecret' }],
		triggerPanel: {
			header: 'Receive statuses and replies from Wiraya',
			executionsHelp:
				"<b>To try it</b>, click 'Execute step' and send a callback to the test address. <br /> <br /> <b>To use it</b>, follow the steps. Its executions are in the executions list, not in the editor.",
			activationHint: 'Once the workflow is published, it starts by itself whenever Wiraya calls its address.',
		},
		webhooks: [callbackAddress('POST,GET')],
		properties: triggerProperties(callbacks),
	};

	methods = methods;

	webhookMethods = webhookMethods;

	webhook = webhook;
}
