import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { receiveSettings } from '../../n8n/edges/receiveSettings';
import { executeReceive } from '../../n8n/run/receive';
import { trustOf } from './callbacks/hooks';
import { callbacks } from './callbacks/operation';

export { endRegistration, isRegistered, listEvents, registerAnew } from './callbacks/hooks';

/** Starts the workflow with what a callback tells. */
export async function webhook(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	return await executeReceive(context, callbacks, await trustOf(context), receiveSettings(context));
}
