import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { callbackSecret } from '../../core/n8n/callbackCredential';
import { executeReceive } from '../../core/n8n/receive';
import { receiveEvents } from './receipt/operation';
import { settingsOf } from './webhook/settings';

export { isRegistered, register, unregister } from './webhook/registration';

/** Starts the workflow with what a callback tells. */
export async function webhook(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	return await executeReceive(context, receiveEvents, await callbackSecret(context), settingsOf(context));
}
