import type { Connections } from '../http/connection';
import type { Failure } from '../http/failure';
import type { HttpAnswer, WireRequest, WireSettings } from '../http/http';
import type { Limits } from '../http/limits';
import type { Choice } from '../input/form';
import type { Reader } from '../input/schema';
import type { KeyNames, MessageField, ReadSettings } from '../input/settings';
import type { Draft, Message } from './message';
import type { Row } from './outcome';

/** Names of the fields for the sender and for further recipients. */
export interface Envelope {
	sender: readonly string[];
	copies: readonly string[];
}

/**
 * The provider's part of a send. A new provider needs nothing else: the engine reads the items, plans, sends, retries, remembers and reports.
 */
export interface SendOperation<Content = unknown> {
	/** The provider's name in the outcome. */
	provider: string;
	/** One for every credential type the user may choose from; the first is the default. */
	connections: Connections;
	/** Every field a message may have. */
	fields: readonly MessageField[];
	/** Keys in JSON and Input Item, besides the fields' names. */
	keys?: KeyNames;
	/** The field that decides which other fields apply. Its parameter also applies to JSON items without it. */
	selector?: string;
	/** Finds the selector in a message of the vendor's own shape. */
	selectorIn?(given: Readonly<Record<string, unknown>>): unknown;
	/**
	 * Fields of the envelope. Where messages come as input items, the node shows them too and they win over the item. `copies` are never taken from
	 * an item: anyone who fills in a form could then send to anyone.
	 */
	envelope?: Envelope;
	/** The field that names binary fields of the item. The reader gets their files instead: see attachment.ts. */
	binaryField?: string;
	/** The fields that may hold the recipient. The report on an unreadable message uses them. */
	recipientFields?: readonly string[];
	/** The field that holds the user's own ID of a message. */
	idField: string;
	limits: Limits;
	/**
	 * Whether the provider takes requests with the same key only once, and answers the second like the first. Then the engine sends an `unknown` message
	 * again with the very same key (`Message.idempotencyKey`). One message per request.
	 */
	idempotent?: boolean;
	/** The expressions in the settings that define the operation. The reader gets their values for each item under the key `EVALUATED`. */
	expressions?: readonly string[];
	/** The first is the default. Absent if there is only one. */
	wireFormats?: readonly Choice[];
	/** Returns the reader for the fields of one item. */
	reader(settings: ReadSettings): Reader<Draft<Content>>;
	/** Messages share a request only if this returns the same text for them. Absent: all may. */
	groupBy?(message: Message<Content>): string;
	encode(batch: ReadonlyArray<Message<Content>>, settings: WireSettings): WireRequest;
	/**
	 * Reads an answer into one row per message, in the order of the batch. A message without a row (undefined) is unknown. Returns null if the HTTP status
	 * alone decides; the engine then classifies it. Throws if the answer cannot be read; then the whole batch is unknown.
	 * @param classify how the engine would judge an answer by its status and headers
	 */
	decode(answer: HttpAnswer, batch: ReadonlyArray<Message<Content>>, classify?: (answer: HttpAnswer) => Failure): Array<Row | undefined> | null;
}

/**
 * Makes an operation from the user's description, such as the place of the IDs in an API's answer.
 * @throws Refusal with the setting's key
 */
export type SendMaker = (settings: Readonly<Record<string, unknown>>) => SendOperation;

/** The names of an operation's wire formats, the default first. */
export function wireFormatsOf({ wireFormats }: Pick<SendOperation, 'wireFormats'>): [string, ...string[]] {
	const [first = 'json', ...others] = (wireFormats ?? []).map(({ value }) => String(value));
	return [first, ...others];
}
