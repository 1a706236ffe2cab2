/** n8n's data for a trigger that registered itself, and the secret that Capillary got. An independent implementation of what docs/capillary-notes.md says. */
import { scryptSync } from 'node:crypto';

const SALT = '00112233445566778899aabbccddeeff';
const PASSWORD = 'sandbox-password';

export const byNode = { credentials: { capillaryApi: { user: 'sandbox-till', password: PASSWORD } }, staticData: { salt: SALT } };

function secretOf(password: string, salt: string): string {
	return scryptSync(JSON.stringify([password, 'capillary', 'callbacks']), salt, 32).toString('hex');
}

export const BY_NODE_SECRET = secretOf(PASSWORD, SALT);
