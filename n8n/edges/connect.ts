import { webAddress, type Connection, type Connections, type Credential } from '../../core/http/connection';
import type { Transport } from '../../core/http/http';
import { maskOf, type Mask } from '../../core/http/mask';
import type { Parameters } from './parameters';
import { SettingError } from './settings';
import { openTransport, type Caller } from './transport';

/** Name of the parameter that chooses between credential types, in nodes that take several. */
export const AUTHENTICATION = 'authentication';

/** The provider within reach: nothing has been sent yet. */
export interface Reach {
	/** Without a slash at its end. */
	baseUrl: string;
	/** How the credential shows in a dry run. */
	maskedHeaders: Readonly<Record<string, string>>;
	transport: Transport;
}

/**
 * Reads the credential the user chose.
 * @throws SettingError when its address is none
 * @throws n8n's error when there is no such credential
 */
export async function connect(
	context: Caller,
	connections: Connections,
	parameters: Pick<Parameters, 'read'>,
	timeoutMs: number,
): Promise<Reach> {
	return await reach(context, chosen(connections, parameters.read(AUTHENTICATION, 0)), timeoutMs);
}

/**
 * The same for one type of credential, also where a trigger asks the provider for its callbacks.
 * @param otherSecrets what is told to the provider besides, and must never be seen in an answer
 */
export async function reach(context: Caller, connection: Connection, timeoutMs: number, otherSecrets: readonly string[] = []): Promise<Reach> {
	const credential = await context.getCredentials(connection.credential);
	return {
		baseUrl: checkedBaseUrl(connection.baseUrl(credential)),
		maskedHeaders: connection.maskedHeaders,
		transport: openTransport(context, connection, timeoutMs, masking(context, connection, [...secretsOf(connection, credential), ...otherSecrets])),
	};
}

/** What masks the credential in an answer. A token that is renewed may be another one by then, so the credential is read again. */
function masking(context: Caller, connection: Connection, known: string[]): () => Promise<Mask> {
	let secrets = known;
	let mask = maskOf(secrets);
	return async () => {
		if (!connection.renewable) return mask;
		const now = await context.getCredentials(connection.credential).then((read) => secretsOf(connection, read), () => secrets);
		const fresh = now.filter((secret) => !secrets.includes(secret));
		if (fresh.length > 0) mask = maskOf((secrets = [...secrets, ...fresh]));
		return mask;
	};
}

function secretsOf({ secretFields, derivedSecrets }: Connection, credential: Credential): string[] {
	return [...secretFields.map((name) => String(credential[name] ?? '')), ...(derivedSecrets?.(credential) ?? [])];
}

function chosen(connections: Connections, name: unknown): Connection {
	return connections.find(({ credential }) => credential === name) ?? connections[0];
}

function checkedBaseUrl(text: string): string {
	const address = webAddress(text);
	if (address !== null) return address;
	throw new SettingError("The credential's Base URL is no web address", 'Give it with its scheme and nothing after its path, such as https://api.example.com.');
}
