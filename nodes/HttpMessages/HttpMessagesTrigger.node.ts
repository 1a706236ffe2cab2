import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';

import { docsPage } from '../../n8n/editor/docs';
import { triggerProperties } from '../../n8n/editor/triggerProperties';
import { callbackAddress, triggerOf } from '../../n8n/methods';
import { http } from '../../providers/http/provider';

const callbacks = http.callbacks!;
const { methods, webhookMethods, webhook } = triggerOf(callbacks);

export class HttpMessagesTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'HTTP Messages Trigger',
		name: 'httpMessagesTrigger',
		icon: { light: 'file:httpMessages.svg', dark: 'file:httpMessages.dark.svg' },
		group: ['trigger'],
		// For version 1, n8n evaluates an expression at every callback, which takes longer than all our code.
		version: 1.1,
		subtitle: '={{ $parameter["kinds"].map((kind) => ({ receipt: "receipts", inbound: "replies", event: "other events" })[kind]).join(", ") }}',
		description: 'Starts the workflow when any messaging API reports the status of a message, or a customer replies',
		eventTriggerDescription: 'Waiting for the API to call the address for a try',
		activationMessage: 'The API can now call the address that the steps show.',
		documentationUrl: docsPage('http-messages#receipts-and-replies'),
		defaults: { name: 'HTTP Messages Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'communicationsCallbackApi', displayName: 'Credential for Callbacks', required: true, testedBy: 'callbackSecret', displayOptions: { hide: { authentication: ['publicKey'] } } }],
		triggerPanel: {
			header: 'Receive statuses and replies from the API',
			executionsHelp:
				"<b>To try it</b>, click 'Execute step' and have the API call the address for a try. <br /> <br /> <b>To use it</b>, follow the steps. Its executions are in the executions list, not in the editor.",
			activationHint: 'Once the workflow is published, it starts by itself whenever the API calls its address.',
		},
		webhooks: [callbackAddress('POST,GET')],
		properties: triggerProperties(callbacks),
	};

	methods = methods;

	webhookMethods = webhookMethods;

	webhook = webhook;
}
