/** What an operation needs besides the messages to write a request. */
export interface WireSettings {
	/** One of the operation's wire formats. */
	wireFormat: string;
	/** Without a slash at its end. */
	baseUrl: string;
}

/** A request as it goes on the wire, without the credential. */
export interface WireRequest {
	method: 'DELETE' | 'GET' | 'POST' | 'PUT';
	url: string;
	headers: Record<string, string>;
	body: string;
}

/** An answer as it came: header names in lower case, the body unparsed. */
export interface HttpAnswer {
	status: number;
	headers: Record<string, string>;
	body: string;
}

/** What came back: an answer, or the code of what prevented one (`ECONNREFUSED`, `ECONNABORTED` …). */
export type Answer = HttpAnswer | { networkCode: string };

export type Transport = (request: WireRequest) => Promise<Answer>;
