import {
	NodeConnectionTypes,
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { receiveSettings } from '../../n8n/edges/receiveSettings.ts';
import { CALLBACK_CREDENTIAL, callbackSecret, requireCallbackSecret, testCallbackCredential } from '../../n8n/editor/callbackCredential.ts';
import { receiveFields, simplifyField } from '../../n8n/editor/receiveFields.ts';
import { executeReceive } from '../../n8n/run/receive.ts';
import { landings } from './receipts.mts';

export class PigeonTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Pigeon Post Trigger',
		name: 'pigeonTrigger',
		group: ['trigger'],
		version: 1,
		description: 'Starts when a pigeon lands',
		defaults: { name: 'Pigeon Post Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: CALLBACK_CREDENTIAL, required: true, testedBy: 'callbackSecret' }],
		webhooks: [{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', responseData: '', path: 'webhook' }],
		properties: [...receiveFields({ statuses: ['delivered', 'failed'], inbound: true }), simplifyField],
	};

	methods = { credentialTest: { callbackSecret: testCallbackCredential } };

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				await requireCallbackSecret(this);
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
		return await executeReceive(this, landings, await callbackSecret(this), receiveSettings(this));
	}
}
