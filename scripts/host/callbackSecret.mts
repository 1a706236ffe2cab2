/** The secret of a provider for one trigger. An independent implementation of what docs/engine.md says. */
import { scryptSync } from 'node:crypto';

/** Remembers secrets, because deriving them is slow on purpose. */
const made = new Map<string, string>();

/**
 * @param secret of the credential for callbacks
 * @param webhookId of the trigger, as n8n made it
 */
export function givenSecret(provider: string, secret: string, webhookId: string): string {
	const material = JSON.stringify([secret, provider, 'callbacks']);
	const key = `${webhookId} ${material}`;
	const known = made.get(key) ?? scryptSync(material, webhookId, 32).toString('hex');
	made.set(key, known);
	return known;
}
