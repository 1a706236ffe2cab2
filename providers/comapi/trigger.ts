import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { callbackSecret } from '../../n8n/editor/callbackCredential';
import { executeReceive } from '../../n8n/run/receive';
import { receiveEvents } from './callbacks/operation';
import { settingsOf } from './callbacks/settings';

export { isRegistered, register, unregister } from './callbacks/registration';

/** Starts the workflow with what a callback tells. */
export async function webhook(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	return await executeReceive(context, receiveEvents, await callbackSecret(context), settingsOf(context));
}
