/** What an operation needs to write a request, besides the messages. */
export interface WireSettings {
	/** One of the operation's wire formats. */
	wireFormat: string;
	/** Without a trailing slash. */
	baseUrl: string;
}

/** A request as it is sent, without the credential. */
export interface WireRequest {
	method: 'DELETE' | 'GET' | 'POST' | 'PUT';
	url: string;
	headers: Record<string, string>;
	body: string;
}

/** Header names in lower case, the body unparsed. */
export interface HttpAnswer {
	status: number;
	headers: Record<string, string>;
	body: string;
}

/** An answer, or the code of the network error that prevented one (`ECONNREFUSED`, `ECONNABORTED` …). */
export type Answer = HttpAnswer | { networkCode: string };

export type Transport = (request: WireRequest) => Promise<Answer>;

/** Of a request with JSON whose answer is to be JSON. */
export const JSON_HEADERS = { 'Content-Type': 'application/json', Accept: 'application/json' } as const;

export function jsonRequest(method: 'POST' | 'PUT', url: string, body: object): WireRequest {
	return { method, url, headers: { ...JSON_HEADERS }, body: JSON.stringify(body) };
}

/** A GET whose answer is to be JSON. */
export function getRequest(url: string): WireRequest {
	return { method: 'GET', url, headers: { Accept: 'application/json' }, body: '' };
}

/** The header of HTTP basic authentication (RFC 7617). */
export function basicAuthorization(user: string, password: string): string {
	return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

/** Whether the status is 2xx. */
export function isGood({ status }: Pick<HttpAnswer, 'status'>): boolean {
	return status >= 200 && status <= 299;
}

/** Whether a header can have this name: a token of HTTP (RFC 9110, 5.6.2). */
export function isHeaderName(name: string): boolean {
	return /^[\w!#$%&'*+.^`|~-]+$/.test(name);
}
