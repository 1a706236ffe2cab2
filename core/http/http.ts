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

/** Whether a header can have this name: a token of HTTP (RFC 9110, 5.6.2). */
export function isHeaderName(name: string): boolean {
	return /^[\w!#$%&'*+.^`|~-]+$/.test(name);
}
