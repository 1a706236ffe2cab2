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

import { CALLBACK_CREDENTIAL, testCallbackCredential } from '../../n8n/editor/callbackCredential.ts';
import { triggerProperties } from '../../n8n/editor/triggerProperties.ts';
import { executeCallback, isRegistered, listSteps, register, unregister } from '../../n8n/run/trigger.ts';
import { pigeon } from './provider.mts';

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
		properties: triggerProperties(pigeon.callbacks!),
	};

	methods = {
		credentialTest: { callbackSecret: testCallbackCredential },
		resourceMapping: {
			async steps(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
				return await listSteps(this, pigeon.callbacks!);
			},
		},
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await isRegistered(this, pigeon.callbacks!);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await register(this, pigeon.callbacks!);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await unregister(this, pigeon.callbacks!);
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await executeCallback(this, pigeon.callbacks!);
	}
}
