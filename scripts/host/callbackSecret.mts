/** What a provider is given for one trigger: made here anew, from what docs/engine.md says. */
import { scryptSync } from 'node:crypto';

/**
 * @param secret of the credential for callbacks
 * @param webhookId of the trigger, as n8n made it
 */
export function givenSecret(provider: string, secret: string, webhookId: string): string {
	return scryptSync(JSON.stringify([secret, provider, 'callbacks']), webhookId, 32).toString('hex');
}
