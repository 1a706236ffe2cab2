import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';

import { docsPage } from '../../n8n/editor/docs';
import { triggerProperties } from '../../n8n/editor/triggerProperties';
import { callbackAddress, triggerOf } from '../../n8n/methods';
import { comapi } from '../../providers/comapi/provider';

const callbacks = comapi.callbacks!;
const { methods, webhookMethods, webhook } = triggerOf(callbacks);

export class ComapiTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Comapi Trigger',
		name: 'comapiTrigger',
		icon: { light: 'file:comapi.svg', dark: 'file:comapi.dark.svg' },
		group: ['trigger'],
		// For version 1, n8n evaluates an expression at every callback, which takes longer than all our code.
		version: 1.1,
		subtitle: '={{ $parameter["kinds"].map((kind) => ({ receipt: "receipts", inbound: "replies", event: "other events" })[kind]).join(", ") }}',
		description: 'Starts the workflow when Comapi (Dotdigital CPaaS) reports the status of a message, or a customer writes',
		eventTriggerDescription: 'Waiting for Comapi to report',
		activationMessage: 'Comapi can now report to this trigger.',
		documentationUrl: docsPage('comapi#comapi-trigger'),
		defaults: { name: 'Comapi Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'communicationsCallbackApi', displayName: 'Credential for Callbacks', required: true, testedBy: 'callbackSecret' },
			{ name: 'comapiApi', displayName: 'Credential for Comapi API', required: true, displayOptions: { show: { registration: ['byNode'] } } },
		],
		webhooks: [callbackAddress('POST')],
		triggerPanel: {
			header: 'Receive statuses and replies from Comapi',
			executionsHelp: {
				inactive:
					'<b>To try it</b>, click "Execute step": the node then waits at the test address, which you register like the other one. <br /> <br /> <b>To use it</b>, follow the steps. Its executions are in the executions list, not in the editor.',
				active: 'Reports start this workflow, and its executions are in the executions list. To see one here, click "Execute step" and have it sent to the test address.',
			},
			activationHint: 'Once the workflow is published, it starts by itself whenever Comapi reports.',
		},
		properties: triggerProperties(callbacks),
	};

	methods = methods;

	webhookMethods = webhookMethods;

	webhook = webhook;
}
