import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';

import { docsPage } from '../../n8n/editor/docs';
import { triggerProperties } from '../../n8n/editor/triggerProperties';
import { callbackAddress, choicesOf, triggerOf } from '../../n8n/methods';
import { capillary } from '../../providers/capillary/provider';
import { authentication } from './authentication';

const callbacks = capillary.callbacks!;
const { methods, webhookMethods, webhook } = triggerOf(callbacks);

export class CapillaryTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Capillary Trigger',
		name: 'capillaryTrigger',
		icon: { light: 'file:capillary.svg', dark: 'file:capillary.dark.svg' },
		group: ['trigger'],
		// For version 1, n8n evaluates an expression at every callback, which takes longer than all our code.
		version: 1.1,
		subtitle: '={{ $parameter["kinds"].map((kind) => ({ receipt: "undelivered messages", inbound: "replies", event: "other events" })[kind]).join(", ") }}',
		description: 'Starts the workflow when Capillary reports a message it could not deliver, or another event',
		eventTriggerDescription: 'Waiting for an event of Capillary',
		activationMessage: 'Events of Capillary now start your workflow.',
		documentationUrl: docsPage('capillary#trigger'),
		defaults: { name: 'Capillary Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		triggerPanel: {
			header: 'Receive events from Capillary',
			executionsHelp: {
				inactive:
					'<b>While you build it</b>, click "Execute step" and let the event happen at Capillary, such as a customer who is added. <br><br><b>When it is right</b>, publish the workflow: from then on every event starts it, and you see the runs in the executions list.',
				active:
					'<b>While you build it</b>, click "Execute step" and let the event happen at Capillary. <br><br><b>Your workflow is published</b>, so events start it by themselves, and you see the runs in the executions list.',
			},
			activationHint: 'Publish the workflow, and events of Capillary start it.',
		},
		credentials: [
			// With `show`, n8n's editor would treat Registration as a part of the credential and hide it in the credential's form.
			{ name: 'capillaryApi', required: true, displayOptions: { hide: { registration: ['byHand'], authentication: ['capillaryOAuthApi'] } } },
			{ name: 'capillaryOAuthApi', required: true, displayOptions: { hide: { registration: ['byHand'], authentication: ['capillaryApi'] } } },
			{ name: 'communicationsCallbackApi', displayName: 'Credential for Callbacks', required: true, testedBy: 'callbackSecret', displayOptions: { hide: { registration: ['byNode'] } } },
		],
		webhooks: [callbackAddress('POST')],
		properties: [
			{
				displayName: 'Registration',
				name: 'registration',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'By Hand', value: 'byHand', description: "You add the webhook once, in Capillary's console. Choose this if your account may not add webhooks by the API." },
					{ name: 'By This Node', value: 'byNode', description: 'The node adds the webhook when you publish the workflow, and turns it off when you unpublish' },
				],
				default: 'byNode',
				description: 'How Capillary learns where to send events',
			},
			{ ...authentication, displayOptions: { show: { registration: ['byNode'] } } },
			...triggerProperties(callbacks),
		],
	};

	methods = { ...methods, loadOptions: { events: choicesOf(callbacks, 'events') } };

	webhookMethods = webhookMethods;

	webhook = webhook;
}
