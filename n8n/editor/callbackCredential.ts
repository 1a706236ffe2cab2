import type { ICredentialDataDecryptedObject, ICredentialsDecrypted, ICredentialTestFunctions, INodeCredentialTestResult } from 'n8n-workflow';

/** Name of the type of credential that the triggers of all providers take. */
export const CALLBACK_CREDENTIAL = 'communicationsCallbackApi';

/** In characters. Somebody could guess a shorter secret. */
const SHORTEST_SECRET = 16;

/** Different characters. 16 random digits practically never have fewer. */
const FEWEST_CHARACTERS = 5;

/** The credential's test, for a node's `methods.credentialTest`. There is no provider to ask, so it only checks the secret's length. */
export async function testCallbackCredential(this: ICredentialTestFunctions, { data }: ICredentialsDecrypted): Promise<INodeCredentialTestResult> {
	const wrong = complaint(secretOf(data ?? {}));
	return await Promise.resolve(wrong === undefined ? { status: 'OK', message: 'The secret is long enough. The trigger shows what to give to the provider.' } : { status: 'Error', message: wrong });
}

export function secretOf({ secret }: ICredentialDataDecryptedObject): string {
	return String(secret ?? '');
}

/** The problem with a user's secret; undefined if there is none. */
export function complaint(secret: string): string | undefined {
	if (secret.length < SHORTEST_SECRET) return `Secret has ${secret.length} characters and needs at least ${SHORTEST_SECRET}`;
	if (isRepeated(secret) || new Set(secret).size < FEWEST_CHARACTERS) return 'Secret repeats itself, and can be guessed';
	return secret.trim() === secret ? undefined : 'Secret begins or ends with a space, which is easily lost';
}

/** Whether it is one part repeated: "aaaa", "abcabc". */
function isRepeated(secret: string): boolean {
	return (secret + secret).indexOf(secret, 1) < secret.length;
}
