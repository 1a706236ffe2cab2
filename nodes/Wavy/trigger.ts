import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { callbackSecret } from '../../core/n8n/callbackCredential';
import { executeReceive } from '../../core/n8n/receive';
import { receiveSettings } from '../../core/n8n/receiveSettings';
import { receive } from './receipt/operation';

/** Starts the workflow with what a callback tells. */
export async function webhook(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	return await executeReceive(context, receive, await callbackSecret(context), receiveSettings(context));
}
