import type { Connections } from '../http/connection';
import type { HttpAnswer, WireRequest, WireSettings } from '../http/http';
import type { Limits } from '../http/limits';
import type { Choice } from '../input/form';
import type { Reader } from '../input/schema';
import type { KeyNames, MessageField, ReadSettings } from '../input/settings';
import type { Draft, Message } from './message';
import type { Row } from './outcome';

/** Names of fields that say who a message comes from, and who gets it besides its recipient. */
export interface Envelope {
	sender: readonly string[];
	copies: readonly string[];
}

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
	/** Keys in JSON and Input Item beside the fields' names. */
	keys?: KeyNames;
	/**
	 * The field that says which of the others apply, if there is one; its parameter also serves items that come as JSON
	 * without it.
	 */
	selector?: string;
	/** The selector of a message in the vendor's own shape, where it stands in another place there. */
	selectorIn?(given: Readonly<Record<string, unknown>>): unknown;
	/**
	 * Fields of the envelope. Where messages come as input items the node has them too, and what it says wins over the item: the sender, and
	 * `copies`, which are never taken from an item, since whoever fills in a form could send to anybody.
	 */
	envelope?: Envelope;
	/** The field that names binary fields of the item, if there is one; the schema is given their files instead: see file.ts. */
	binaryField?: string;
	/** The fields that may say whom a message is for: a message that cannot be read is named by them. */
	recipientFields?: readonly string[];
	/** The field that holds the user's own id of a message. */
	idField: string;
	limits: Limits;
	/** The first is the default; one that nobody chooses when absent. */
	wireFormats?: readonly Choice[];
	/** Gives what reads the fields of one item. */
	reader(settings: ReadSettings): Reader<Draft<Content>>;
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

/** The words of an operation's wire formats, the default first. */
export function wireFormatsOf({ wireFormats }: Pick<SendOperation, 'wireFormats'>): [string, ...string[]] {
	const [first = 'json', ...others] = (wireFormats ?? []).map(({ value }) => String(value));
	return [first, ...others];
}
