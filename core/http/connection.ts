import { SettingError } from './settingError';
/** The fields of a credential, as the user filled them in. */
export type Credential = Readonly<Record<string, unknown>>;

type Headers = Readonly<Record<string, string>>;

/**
 * How to reach a provider with one credential type: where requests go, how to sign them, how to get a token, how to test the credential. The node, the
 * credential's test and the token request all read it here.
 */
export interface Connection {
	/** Credential type that signs the requests. */
	credential: string;
	/** The provider's name, as the user reads it. */
	label: string;
	/**
	 * Where the requests go, from the credential's fields. Absent: its Base URL.
	 * @throws SettingError
	 */
	baseUrl?(credential: Credential): string;
	/** The headers that prove who is calling. */
	sign(credential: Credential): Headers;
	/** Other headers of every request. */
	headers?(credential: Credential): Headers;
	/** Tells the user which fields of the credential say where requests go, if that is not Base URL alone. */
	addressFields?: string;
	/** Secret fields of the credential. They are masked wherever the provider repeats them. */
	secretFields: readonly string[];
	/** How to get a token, if requests need one. The credential's fields `accessToken` and `issued` then hold it. */
	token?: TokenSource;
	test: CredentialTest;
}

/** The request for a token, by POST. */
export interface TokenSource {
	/** Begins with a slash. */
	path: string;
	body(credential: Credential): object;
	/** Reads the token and its lifetime in seconds from a successful answer; null if there is no token. Header names are in lower case. */
	read(answer: { headers: Readonly<Record<string, unknown>>; body: unknown }): { accessToken: string; seconds: number } | null;
	/** Names the credential that a token request sends, in words for the user: `this API key`. */
	proof: string;
}

/** A request without effect that shows whether the credential is good. */
export interface CredentialTest {
	method: 'GET' | 'POST';
	/** Begins with a slash; empty for the base URL itself. */
	path: string | ((credential: Credential) => string);
	body?(credential: Credential): object;
	/** Whether only a good credential gets this status; for statuses besides 2xx. */
	alsoGood?(status: number, credential: Credential): boolean;
	/** Why the answer shows that the credential is bad, in one line; null if it does not. */
	complaint(status: number, body: unknown): string | null;
}

/** The user chooses by the parameter `authentication`, whose values are the names of the credential types. */
export type Connections = readonly [Connection, ...Connection[]];

/** The label of the field that says where requests go, if no other does. */
export const BASE_URL = 'Base URL';

/**
 * Where the requests of a credential go, without a slash at the end. Requests to another machine must be encrypted, unless the user allows otherwise.
 * @throws SettingError
 */
export function baseUrlOf({ baseUrl }: Pick<Connection, 'baseUrl'>, credential: Credential): string {
	const address = webAddress(baseUrl ? baseUrl(credential) : String(credential.baseUrl ?? ''));
	if (address === null) throw new SettingError("The credential's Base URL is not a web address", 'Give it with its scheme and nothing after its path, such as https://api.example.com.');
	const { protocol, hostname } = new URL(address);
	if (protocol === 'http:' && !isThisMachine(hostname) && credential.allowUnencrypted !== true) {
		throw new SettingError("The credential's Base URL begins with http://, so key and messages could be read on the way", 'Let it begin with https://, or turn on Allow Unencrypted in the credential.');
	}
	return address;
}

/** Whether a host, as URL gives it, is certainly this machine. */
function isThisMachine(hostname: string): boolean {
	return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}

/** Everything to mask: the secret fields, and what the signature makes of them, such as user and password in Base64. */
export function secretsOf({ secretFields, sign }: Pick<Connection, 'secretFields' | 'sign'>, credential: Credential): string[] {
	const plain = new Set(Object.values(credential).map(String));
	const made = Object.values(sign(credential)).flatMap(partsOf).filter((part) => !plain.has(part));
	return [...secretFields.map((name) => String(credential[name] ?? '')), ...made];
}

/** The credential's headers as a dry run shows them. */
export function maskedHeaders({ sign }: Pick<Connection, 'sign'>, credential: Credential): Record<string, string> {
	return Object.fromEntries(Object.keys(sign(credential)).map((name) => [name, '***']));
}

/** A header's value without its scheme (`Basic`, `Bearer`), and the password within Basic. */
function partsOf(value: string): string[] {
	const [, scheme, word] = /^(\w+) (\S+)$/.exec(value) ?? [];
	if (word === undefined) return [value];
	const [, password] = scheme === 'Basic' ? (/:(.*)$/s.exec(Buffer.from(word, 'base64').toString()) ?? []) : [];
	return password === undefined ? [word] : [word, password];
}

/** A web address without slashes at its end, ready for a path; null if the text is not one. */
function webAddress(text: string): string | null {
	const trimmed = text.trim().replace(/\/+$/, '');
	// A user and password in it would show in a dry run.
	return URL.canParse(trimmed) && /^https?:\/\/[^/?#\s@]+(\/[^?#\s]*)?$/i.test(trimmed) ? trimmed : null;
}
