import type { Connections } from '../http/connection';
import type { HttpAnswer, WireRequest, WireSettings } from '../http/http';
import type { Limits } from '../http/limits';
import type { Field } from '../input/schema';
import type { MessageField, ReadSettings } from '../input/settings';
import type { Finding } from '../records/finding';
import type { CallFailure } from './failure';

/** One question to the provider, read from one input item. */
export interface Question<Asked = unknown> {
	/** Index of the input item. */
	item: number;
	asked: Asked;
}

/** How often a call goes out, and the ceiling of the user's options. */
export type CallLimits = Pick<Limits, 'concurrency' | 'requestsPerSecond' | 'timeoutMs'>;

/**
 * A call that is no send: a look-up, a search, a check. All the call engine needs to know of it: one request an item, and any
 * number of output items for its answer.
 */
export interface CallOperation<Asked = unknown> {
	/** The provider's word in the records. */
	provider: string;
	/** One for every credential type the user may choose from; the first is the default. */
	connections: Connections;
	/** Every field of a question; each a parameter of the node. */
	fields: readonly MessageField[];
	limits: CallLimits;
	/**
	 * Whether asking twice is the same as asking once, as of a look-up. Then a call without a good answer is made again; otherwise
	 * only one that provably was not taken, and one whose end is unknown is left alone.
	 */
	repeatable: boolean;
	/** Gives what reads the fields of one item. */
	reader(settings: ReadSettings): Field<Asked>;
	/** What the record of a failure repeats of the question, such as the id looked up; never anything secret. */
	about(asked: Asked): Record<string, unknown>;
	/** What of the question is secret, such as a code: masked wherever the provider repeats it. */
	secrets?(asked: Asked): readonly string[];
	encode(asked: Asked, settings: Pick<WireSettings, 'baseUrl'>): WireRequest;
	/**
	 * Reads an answer: what it tells, which may be nothing, or why it tells nothing. Gives null where the HTTP status alone says all,
	 * and the engine judges by it. Throws when the answer cannot be read.
	 */
	decode(answer: HttpAnswer, asked: Asked): Finding[] | CallFailure | null;
}
