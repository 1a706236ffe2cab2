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
	 * Whether it holds a token that n8n renews: while there is none, when `authenticate` fails as a 401 would, and after a 401, when the request
	 * is made once more. `preAuthentication` then throws errors whose `httpCode` begins with `TOKEN_` where it gets no token.
	 */
	renewable?: boolean;
}

/** The user chooses by the parameter `authentication`, whose values are the names of the credential types. */
export type Connections = readonly [Connection, ...Connection[]];
