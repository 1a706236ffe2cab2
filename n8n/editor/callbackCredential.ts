import type { ICredentialDataDecryptedObject, ICredentialsDecrypted, ICredentialTestFunctions, INodeCredentialTestResult } from 'n8n-workflow';

/** Name of the type of credential that the triggers of all providers take. */
export const CALLBACK_CREDENTIAL = 'communicationsCallbackApi';

/** Characters. What is shorter can be tried out. */
const SHORTEST_SECRET = 16;

/** Different ones. Of 16 random digits fewer are as good as impossible. */
const FEWEST_CHARACTERS = 5;

/** The credential's test, for a node's `methods.credentialTest`: there is nobody to ask, so only its length can be told. */
export async function testCallbackCredential(this: ICredentialTestFunctions, { data }: ICredentialsDecrypted): Promise<INodeCredentialTestResult> {
	const wrong = complaint(secretOf(data ?? {}));
	return await Promise.resolve(wrong === undefined ? { status: 'OK', message: 'The secret is long enough. The trigger shows what to give to the provider.' } : { status: 'Error', message: wrong });
}

export function secretOf({ secret }: ICredentialDataDecryptedObject): string {
	return String(secret ?? '');
}

/** What is wrong with the secret of a user. */
export function complaint(secret: string): string | undefined {
	if (secret.length < SHORTEST_SECRET) return `Secret has ${secret.length} characters and needs at least ${SHORTEST_SECRET}`;
	if (isRepeated(secret) || new Set(secret).size < FEWEST_CHARACTERS) return 'Secret repeats itself, and can be guessed';
	return secret.trim() === secret ? undefined : 'Secret begins or ends with a space, which is easily lost';
}

/** One part, twice or more: "aaaa", "abcabc". */
function isRepeated(secret: string): boolean {
	return (secret + secret).indexOf(secret, 1) < secret.length;
}
