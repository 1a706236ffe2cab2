import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { executeReceive } from '../../core/n8n/receive';
import { receiveSettings } from '../../core/n8n/receiveSettings';
import { callbacks } from './receipt/callback';
import { trustOf } from './receipt/hooks';

export { endRegistration, isRegistered, listEvents, registerAnew } from './receipt/hooks';

/** Starts the workflow with what a callback tells. */
export async function webhook(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	return await executeReceive(context, callbacks, await trustOf(context), receiveSettings(context));
}
