import {
	NodeConnectionTypes,
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { testCallbackCredential } from '../../n8n/editor/callbackCredential';
import { receiptParameters } from '../../providers/wiraya/callbacks/parameters';

export class WirayaTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Wiraya Trigger',
		name: 'wirayaTrigger',
		icon: { light: 'file:wiraya.svg', dark: 'file:wiraya.dark.svg' },
		group: ['trigger'],
		// For 1 n8n evaluates an expression at every callback, which takes it longer than all of ours.
		version: 1.1,
		subtitle: '={{ $parameter["kinds"].length === 1 ? ($parameter["kinds"][0] === "inbound" ? "incoming messages" : "receipts") : "receipts and incoming messages" }}',
		description: 'Starts when Wiraya tells what became of an SMS or a phone call, or passes on what a customer wrote',
		eventTriggerDescription: 'Waiting for Wiraya to call the test URL',
		activationMessage: 'Wiraya can now call the production URL.',
		defaults: { name: 'Wiraya Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'communicationsCallbackApi', displayName: 'Credential for Callbacks', required: true, testedBy: 'callbackSecret' }],
		triggerPanel: {
			header: 'Receive what Wiraya tells',
			executionsHelp:
				"<b>To try it</b>, click 'Execute step' and send a callback to the test URL. <br /> <br /> <b>To use it</b>, publish the workflow and hand the production URL to Wiraya with the template. Its executions are in the executions list, not in the editor.",
			activationHint: 'Once the workflow is published, it starts by itself whenever Wiraya calls the production URL.',
		},
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST,GET',
				ndvHideMethod: true,
				responseMode: 'onReceived',
				responseData: '',
				path: 'webhook',
			},
		],
		properties: [...receiptParameters],
	};

	methods = { credentialTest: { callbackSecret: testCallbackCredential } };

	/** Wiraya sets its callbacks up by hand: there is nothing to ask it, and nothing to undo. */
	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				await (await import('../../providers/wiraya/trigger')).requireTrust(this);
				return true;
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await Promise.resolve(true);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await Promise.resolve(true);
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		// With the first callback: n8n loads every node there is when it starts.
		const { webhook } = await import('../../providers/wiraya/trigger');
		return await webhook(this);
	}
}
