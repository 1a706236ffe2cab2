import {
	NodeOperationError,
	type ICredentialDataDecryptedObject,
	type ICredentialsDecrypted,
	type ICredentialTestFunctions,
	type IHookFunctions,
	type INodeCredentialTestResult,
	type IWebhookFunctions,
} from 'n8n-workflow';

import type { CallbackSecret } from '../../core/receive/trigger';

/** Name of the type of credential that the triggers of all providers take: one credential a provider. */
export const CALLBACK_CREDENTIAL = 'communicationsCallbackApi';

/** Characters. What is shorter can be tried out. */
const SHORTEST_SECRET = 16;

/** Different ones. Of 16 random digits fewer are as good as impossible. */
const FEWEST_CHARACTERS = 5;

/** Reads the secret for a callback that came in. One that is too short is as good as none, so that nothing passes. */
export async function callbackSecret(context: IWebhookFunctions): Promise<CallbackSecret> {
	// A credential that was deleted lets nobody in. Thrown, it would be a failed execution for every request that anybody makes.
	const { secret, user } = secretOf(await context.getCredentials(CALLBACK_CREDENTIAL).catch(() => ({})));
	return { secret: complaint(secret) === undefined ? secret : '', user };
}

/**
 * Reads the secret when the workflow is published or listens for a test: the moment to say that nothing will pass.
 * @throws NodeOperationError for a secret that can be guessed
 */
export async function requireCallbackSecret(context: IHookFunctions): Promise<CallbackSecret> {
	const credential = secretOf(await context.getCredentials(CALLBACK_CREDENTIAL));
	const wrong = complaint(credential.secret);
	if (wrong !== undefined) {
		throw new NodeOperationError(context.getNode(), `Credential Communications Callback API: ${wrong}`, { description: 'Make up at least 16 random characters, and give the provider the same ones.' });
	}
	return credential;
}

/** The credential's test, for a node's `methods.credentialTest`: nobody but the provider knows the secret, so only its length can be told. */
export async function testCallbackCredential(this: ICredentialTestFunctions, { data }: ICredentialsDecrypted): Promise<INodeCredentialTestResult> {
	const wrong = complaint(secretOf(data ?? {}).secret);
	return await Promise.resolve(wrong === undefined ? { status: 'OK', message: 'The secret is long enough. Give the same one to this provider, and to no other.' } : { status: 'Error', message: wrong });
}

function secretOf({ secret, user }: ICredentialDataDecryptedObject): CallbackSecret {
	return { secret: String(secret ?? ''), user: String(user ?? '') };
}

function complaint(secret: string): string | undefined {
	if (secret.length < SHORTEST_SECRET) return `Secret has ${secret.length} characters and needs at least ${SHORTEST_SECRET}`;
	if (isRepeated(secret) || new Set(secret).size < FEWEST_CHARACTERS) return 'Secret repeats itself, and can be guessed';
	return secret.trim() === secret ? undefined : 'Secret begins or ends with a space, which is easily lost on the way to the provider';
}

/** One part, twice or more: "aaaa", "abcabc". */
function isRepeated(secret: string): boolean {
	return (secret + secret).indexOf(secret, 1) < secret.length;
}
