import type { IHookFunctions, ILoadOptionsFunctions, IWebhookFunctions } from 'n8n-workflow';

import { SettingError } from '../../core/http/settingError';
import { derivedSecret } from '../../core/receive/derivedSecret';
import { CALLBACK_CREDENTIAL, complaint, secretOf } from '../editor/callbackCredential';

/**
 * The secret of one provider for one trigger. It is made from the credential, which only n8n sees, the provider's name, and the ID in the trigger's
 * address. So it works for no other trigger, and is stored nowhere.
 * @param webhookId if empty, there is no secret
 */
async function secretFor(provider: string, webhookId: string, secret: string): Promise<string> {
	return await derivedSecret({ secretFields: ['secret'] }, { secret }, webhookId, provider, 'callbacks');
}

/** The secret for an incoming callback. If the user's secret is missing or too short, it is empty, so that no callback passes. */
export async function callbackSecret(context: IWebhookFunctions, provider: string): Promise<string> {
	const secret = await signingSecret(context);
	return secret === '' ? '' : await secretFor(provider, context.getNode().webhookId ?? '', secret);
}

/** The user's secret itself, for an incoming callback; empty if it is missing or too short. */
export async function signingSecret(context: IWebhookFunctions): Promise<string> {
	// A deleted credential lets nobody in. If this threw, every request would become a failed execution.
	const secret = secretOf(await context.getCredentials(CALLBACK_CREDENTIAL).catch(() => ({})));
	return complaint(secret) === undefined ? secret : '';
}

/**
 * The secret when the workflow is published, listens for a test, or shows the steps. At these moments an error can tell the user that no callback will pass.
 * @throws SettingError
 */
export async function requireCallbackSecret(context: IHookFunctions | ILoadOptionsFunctions, provider: string, webhookId: string): Promise<string> {
	const secret = await requireSigningSecret(context, 'Make up at least 16 random characters.');
	if (webhookId === '') throw new SettingError('This trigger has no address yet', 'Delete the node and add it again.');
	return await secretFor(provider, webhookId, secret);
}

/**
 * The user's secret itself, at the same moments.
 * @param fix what to do about a secret that is too short
 * @throws SettingError
 */
export async function requireSigningSecret(context: IHookFunctions | ILoadOptionsFunctions, fix = 'Have the API make a longer one.'): Promise<string> {
	const secret = secretOf(await context.getCredentials(CALLBACK_CREDENTIAL));
	const wrong = complaint(secret);
	if (wrong !== undefined) throw new SettingError(`Credential Communications Callback API: ${wrong}`, fix);
	return secret;
}
