import { maskedHeaders, secretsOf, type Connection, type Connections, type Credential } from '../../core/http/connection';
import type { Transport } from '../../core/http/http';
import { maskOf, type Mask } from '../../core/http/mask';
import { addressOf } from './address';
import { openTransport, type CallingContext } from './transport';

/** Name of the parameter that chooses between credential types, in nodes that take several. */
export const AUTHENTICATION = 'authentication';

/** A provider to send requests to. Nothing has been sent yet. */
interface ProviderClient {
	/** Without a slash at its end. */
	baseUrl: string;
	/** The credential's headers as a dry run shows them. */
	maskedHeaders: Readonly<Record<string, string>>;
	transport: Transport;
	credential: Credential;
}

/**
 * Reads the credential the user chose.
 * @param otherSecrets other secrets that the provider knows, to mask in its answers
 * @throws SettingError if its address is not a valid one
 * @throws n8n's error when there is no such credential
 */
export async function connect(
	context: CallingContext,
	connections: Connections,
	parameters: { read(name: string, item: number): unknown },
	timeoutMs: number,
	otherSecrets: readonly string[] = [],
): Promise<ProviderClient> {
	const [only, other] = connections;
	return await connectWith(context, other ? chosenConnection(connections, parameters.read(AUTHENTICATION, 0)) : only, timeoutMs, otherSecrets);
}

/** The same for one credential type. */
export async function connectWith(context: CallingContext, connection: Connection, timeoutMs: number, otherSecrets: readonly string[] = []): Promise<ProviderClient> {
	const credential = await context.getCredentials(connection.credential);
	return {
		credential,
		baseUrl: addressOf(connection, credential),
		maskedHeaders: maskedHeaders(connection, credential),
		transport: openTransport(context, connection, timeoutMs, currentMask(context, connection, [...secretsOf(connection, credential), ...otherSecrets])),
	};
}

/** Returns the mask for an answer. The token may have been renewed meanwhile, so the credential is read again. */
function currentMask(context: CallingContext, connection: Connection, known: string[]): () => Promise<Mask> {
	let secrets = known;
	let mask = maskOf(secrets);
	return async () => {
		if (!connection.token) return mask;
		const now = await context.getCredentials(connection.credential).then((read) => secretsOf(connection, read), () => secrets);
		const fresh = now.filter((secret) => !secrets.includes(secret));
		if (fresh.length > 0) mask = maskOf((secrets = [...secrets, ...fresh]));
		return mask;
	};
}

/** The connection for the credential type that the user chose. */
export function chosenConnection(connections: Connections, name: unknown): Connection {
	return connections.find(({ credential }) => credential === name) ?? connections[0];
}
