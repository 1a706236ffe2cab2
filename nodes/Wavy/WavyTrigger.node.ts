import {
	NodeConnectionTypes,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { executeReceive } from '../../core/n8n/receive';
import { receive } from './receipt/operation';
import { receiptParameters } from './receipt/parameters';
import { settingsOf } from './receipt/settings';

export class WavyTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Wavy Trigger',
		name: 'wavyTrigger',
		icon: { light: 'file:wavy.svg', dark: 'file:wavy.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["kinds"].length === 1 ? ($parameter["kinds"][0] === "inbound" ? "incoming messages" : "receipts") : "receipts and incoming messages" }}',
		description: 'Starts when Wavy (Sinch Messaging in Latin America) tells what became of a message, or passes on what a customer wrote',
		eventTriggerDescription: 'Waiting for Wavy to call the test URL, with ?token= and the secret behind it',
		activationMessage: 'Wavy can now call the production URL, with ?token= and the secret behind it.',
		defaults: { name: 'Wavy Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'communicationsCallbackApi', required: true }],
		triggerPanel: {
			header: '',
			executionsHelp:
				"<b>To try it</b>, click 'listen' and give Wavy the test URL with <b>?token=</b> and the secret behind it. <br /> <br /> <b>To use it</b>, publish the workflow and give Wavy the production URL in the same way. Its executions are in the executions list, not in the editor.",
			activationHint: 'Once the workflow is published, it starts by itself whenever Wavy calls the production URL.',
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

	/** Wavy's addresses are set by hand, in its portal and by its support: there is nothing to ask it, and nothing to undo. */
	webhookMethods = {
		default: {
			checkExists: async () => true,
			create: async () => true,
			delete: async () => true,
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const { secret } = await this.getCredentials('communicationsCallbackApi');
		return await executeReceive(this, receive, { secret: String(secret ?? '') }, settingsOf(this));
	}
}
