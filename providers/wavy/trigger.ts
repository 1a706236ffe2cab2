import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { receiveSettings } from '../../n8n/edges/receiveSettings';
import { callbackSecret } from '../../n8n/editor/callbackCredential';
import { executeReceive } from '../../n8n/run/receive';
import { receive } from './callbacks/operation';

/** Starts the workflow with what a callback tells. */
export async function webhook(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	return await executeReceive(context, receive, await callbackSecret(context), receiveSettings(context));
}
