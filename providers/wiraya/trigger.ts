import { NodeOperationError, type IHookFunctions, type IWebhookFunctions, type IWebhookResponseData } from 'n8n-workflow';

import { receiveSettings } from '../../n8n/edges/receiveSettings';
import { callbackSecret, requireCallbackSecret } from '../../n8n/editor/callbackCredential';
import { executeReceive } from '../../n8n/run/receive';
import { receive } from './callbacks/operation';
import { complaint, readTrust } from './callbacks/trust';

/** Starts the workflow with what a callback tells. */
export async function webhook(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	return await executeReceive(context, receive, { ...(await callbackSecret(context)), ...readTrust(context) }, receiveSettings(context));
}

/** @throws NodeOperationError where no callback could ever be let in */
export async function requireTrust(context: IHookFunctions): Promise<void> {
	const wrong = complaint(await requireCallbackSecret(context), readTrust(context).header);
	if (wrong) throw new NodeOperationError(context.getNode(), wrong.what, { description: wrong.fix });
}
