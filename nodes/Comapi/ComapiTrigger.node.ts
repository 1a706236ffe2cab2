import {
	NodeConnectionTypes,
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { testCallbackCredential } from '../../n8n/editor/callbackCredential';
import { triggerProperties } from '../../n8n/editor/triggerProperties';
import { comapi } from '../../providers/comapi/provider';

const callbacks = comapi.callbacks!;

export class ComapiTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Comapi Trigger',
		name: 'comapiTrigger',
		icon: { light: 'file:comapi.svg', dark: 'file:comapi.dark.svg' },
		group: ['trigger'],
		// For 1 n8n evaluates an expression at every callback, which takes it longer than all of ours.
		version: 1.1,
		subtitle: '={{ $parameter["only"].length ? $parameter["only"].join(", ") : "everything" }}',
		description: 'Starts the workflow when Comapi (Dotdigital CPaaS) reports what became of messages, or hands on what customers write',
		eventTriggerDescription: 'Waiting for Comapi to report',
		activationMessage: 'Comapi can now report to your Production URL.',
		defaults: { name: 'Comapi Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'communicationsCallbackApi', displayName: 'Credential for Callbacks', required: true, testedBy: 'callbackSecret' },
			{ name: 'comapiApi', displayName: 'Credential for Comapi API', required: true, displayOptions: { show: { registration: ['byNode'] } } },
		],
		webhooks: [{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', responseData: '', path: 'webhook' }],
		triggerPanel: {
			header: 'Receive a report from Comapi',
			executionsHelp: {
				inactive:
					'While you build, click "Execute step": the node then waits at the Test URL, which has to be registered as the Production URL has. Once you are done, publish the workflow; its runs are in the list of executions.',
				active: 'Reports to the Production URL run this workflow; its runs are in the list of executions. To see one here, click "Execute step" and have it sent to the Test URL.',
			},
			activationHint: 'Once you have built the workflow, publish it: then reports to the Production URL run it.',
		},
		properties: triggerProperties(callbacks),
	};

	methods = { credentialTest: { callbackSecret: testCallbackCredential } };

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await (await import('../../n8n/run/trigger')).isRegistered(this, callbacks);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await (await import('../../n8n/run/trigger')).register(this, callbacks);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await (await import('../../n8n/run/trigger')).unregister(this, callbacks);
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		// With the first callback: n8n loads every node there is when it starts.
		const { executeCallback } = await import('../../n8n/run/trigger');
		return await executeCallback(this, callbacks);
	}
}
