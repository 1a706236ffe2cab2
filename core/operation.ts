import type { z } from '../vendor/zod';
import type { Connections } from './connection';
import type { Draft, Message } from './message';
import type { Row } from './outcome';

/** What travels in one request and how often: data beside the provider, and the ceiling of the user's options. */
export interface Limits {
	/** Messages in a request. */
	batchSize: { default: number; max: number };
	/** Bytes in a request body, files apart. A larger batch is split before it is sent. */
	bodyBytes: number;
	/** Bytes of files in a request, before they are written as Base64; none when absent. Batches are planned to stay below. */
	fileBytes?: number;
	/** Requests under way at once. */
	concurrency: { default: number; max: number };
	/** Requests begun in any one second. */
	requestsPerSecond: number;
	/** How long to wait for an answer, in milliseconds. */
	timeoutMs: number;
}

/** A field of a message: a node parameter, and equally a key of the JSON the user may give instead. */
export interface MessageField {
	name: string;
	displayName: string;
}

/** What the schema of an operation may depend on; fixed for one execution. */
export interface ReadSettings {
	/** IANA zone for date-times written without an offset. */
	timeZone: string;
	/** ISO 3166 country for phone numbers written without a country code, or null. */
	defaultCountry: string | null;
	/** Most SMS parts a text may take, or null. */
	maxSegments: number | null;
	/** The current time in milliseconds. */
	now: number;
}

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

/**
 * All the send engine needs to know of a provider. It is the whole of what a new provider writes: the engine reads the
 * items, plans, sends, retries, remembers and reports.
 */
export interface SendOperation<Content = unknown> {
	/** The provider's word in the outcome. */
	provider: string;
	/** One for every credential type the user may choose from; the first is the default. */
	connections: Connections;
	/** Every field a message may have. */
	fields: readonly MessageField[];
	/**
	 * The field that says which of the others apply, if there is one; its parameter also serves items that come as JSON
	 * without it.
	 */
	selector?: string;
	/** The field that names binary fields of the item, if there is one; the schema is given their files instead: see file.ts. */
	binaryField?: string;
	/** The field that holds the user's own id of a message. */
	idField: string;
	limits: Limits;
	/** The first is the default. */
	wireFormats: readonly string[];
	/** Reads the fields of one item. Its issues name the field and, in `params.fix`, what to do: see fields.ts. */
	schema(settings: ReadSettings): z.ZodType<Draft<Content>, z.ZodTypeDef, unknown>;
	/** Messages travel in one request only when this gives the same text for them. All together when absent. */
	groupBy?(message: Message<Content>): string;
	encode(batch: ReadonlyArray<Message<Content>>, settings: WireSettings): WireRequest;
	/**
	 * Reads an answer into one row a message, in the order of the batch; undefined for a message the answer does not
	 * speak of, which makes it unknown. Gives null where the HTTP status alone says all, and the engine judges by it.
	 * Throws when the answer cannot be read, which makes the whole batch unknown.
	 */
	decode(answer: HttpAnswer, batch: ReadonlyArray<Message<Content>>): Array<Row | undefined> | null;
}
