import {
	NodeConnectionTypes,
	type IHookFunctions,
	type ILoadOptionsFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
	type ResourceMapperFields,
} from 'n8n-workflow';

import { testCallbackCredential } from '../../n8n/editor/callbackCredential';
import { docsPage } from '../../n8n/editor/docs';
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
		subtitle: '={{ $parameter["kinds"].map((kind) => ({ receipt: "receipts", inbound: "replies", event: "other events" })[kind]).join(", ") }}',
		description: 'Starts the workflow when Comapi (Dotdigital CPaaS) reports what became of messages, or hands on what customers write',
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
		webhooks: [{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', responseData: '', path: 'webhook', ndvHideUrl: true }],
		triggerPanel: {
			header: 'Receive a report from Comapi',
			executionsHelp: {
				inactive:
					'<b>To try it</b>, click "Execute step": the node then waits at the test address, which you register like the other one. <br /> <br /> <b>To use it</b>, follow the steps. Its executions are in the executions list, not in the editor.',
				active: 'Reports start this workflow, and its executions are in the executions list. To see one here, click "Execute step" and have it sent to the test address.',
			},
			activationHint: 'Once the workflow is published, it starts by itself whenever Comapi reports.',
		},
		properties: triggerProperties(callbacks),
	};

	methods = {
		credentialTest: { callbackSecret: testCallbackCredential },
		resourceMapping: {
			async steps(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
				return await (await import('../../n8n/run/trigger')).listSteps(this, callbacks);
			},
		},
	};

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
