/** The fields of a credential, as the user filled them in. */
export type Credential = Readonly<Record<string, unknown>>;

/** How requests reach the provider with one type of credential. */
export interface Connection {
	/** Credential type that signs the requests. */
	credential: string;
	/** Where the requests go, from the credential's fields. */
	baseUrl(credential: Credential): string;
	/** Fields of the credential that must never be seen; masked wherever the provider repeats them. */
	secretFields: readonly string[];
	/** What else must never be seen, since the credential travels in another form: user and password in Base64, a hash. */
	derivedSecrets?(credential: Credential): readonly string[];
	/** How the credential shows in a dry run: header names with a mask as value. */
	maskedHeaders: Readonly<Record<string, string>>;
	/**
	 * Whether it holds a token that n8n renews: while there is none, and when `authenticate` fails as a 401 would, because the token is too old or the
	 * provider refused it. `preAuthentication` then throws errors whose `httpCode` begins with `TOKEN_` where it gets no token.
	 */
	renewable?: boolean;
}

/** A web address without slashes at its end, fit to be put before a path; null where the text is none. */
export function webAddress(text: string): string | null {
	const trimmed = text.trim().replace(/\/+$/, '');
	// A user and password in it would show in a dry run.
	return URL.canParse(trimmed) && /^https?:\/\/[^/?#\s@]+(\/[^?#\s]*)?$/i.test(trimmed) ? trimmed : null;
}

/** The user chooses by the parameter `authentication`, whose values are the names of the credential types. */
export type Connections = readonly [Connection, ...Connection[]];
