import type {
	IExecuteFunctions,
	IHookFunctions,
	ILoadOptionsFunctions,
	INodeExecutionData,
	INodePropertyOptions,
	IWebhookDescription,
	IWebhookFunctions,
	IWebhookResponseData,
	ResourceMapperFields,
} from 'n8n-workflow';

import type { Provider, TriggerEntry } from '../core/provider';
import { guarded } from './edges/guard';
import { testCallbackCredential } from './editor/callbackCredential';

/*
 * The methods of node classes. Each loads its engine when n8n first calls it, because n8n loads every node when it starts.
 */

/** The `execute` of a provider's node. */
export function executeOf(provider: Provider) {
	return async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await guarded(this, async () => await (await import('./run/operation')).executeOperation(this, provider));
	};
}

/** The methods of a trigger that a provider calls. */
export function triggerOf(entry: TriggerEntry) {
	const engine = async () => await import('./run/trigger');
	return {
		methods: {
			credentialTest: { callbackSecret: testCallbackCredential },
			resourceMapping: {
				async steps(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
					return await (await engine()).listSteps(this, entry);
				},
			},
		},
		webhookMethods: {
			default: {
				async checkExists(this: IHookFunctions): Promise<boolean> {
					return await (await engine()).isRegistered(this, entry);
				},
				async create(this: IHookFunctions): Promise<boolean> {
					return await (await engine()).register(this, entry);
				},
				async delete(this: IHookFunctions): Promise<boolean> {
					return await (await engine()).unregister(this, entry);
				},
			},
		},
		async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
			return await (await engine()).executeCallback(this, entry);
		},
	};
}

/** The choices of a trigger's field, fetched from the provider. */
export function choicesOf(entry: TriggerEntry, key: string) {
	return async function list(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		return await (await import('./run/trigger')).listChoices(this, entry, key);
	};
}

/** The address that a provider calls. Only the steps show it. */
export function callbackAddress(httpMethod: 'POST' | 'POST,GET'): IWebhookDescription {
	return { name: 'default', httpMethod: httpMethod as 'POST', responseMode: 'onReceived', responseData: '', path: 'webhook', ndvHideUrl: true };
}
