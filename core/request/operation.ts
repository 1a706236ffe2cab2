import type { Connections } from '../http/connection';
import type { Failure } from '../http/failure';
import type { HttpAnswer, WireRequest, WireSettings } from '../http/http';
import type { Limits } from '../http/limits';
import type { Field } from '../input/schema';
import type { MessageField, ReadSettings } from '../input/settings';
import { keyInRun, keyInTool, type Naming } from '../ledger/ledger';
import type { Finding } from '../records/finding';

/** One question to the provider, read from one input item. */
export interface Question<Asked = unknown> {
	/** Index of the input item. */
	item: number;
	asked: Asked;
	/** Names it in the ledger; needed where its operation has `once`. */
	ledgerKey?: string;
}

/** What an execution needs to know of a call that is not to be made twice. Its records get a `status`: `duplicate` where an earlier try did it. */
export interface Once<Asked> {
	/** The status of a record that is no duplicate: that it was taken, or answered, which may be with a no. */
	done: 'accepted' | 'answered';
	/** Whom and what it is about: the same in every try of an item, so no time that may be `$now`. */
	identity(asked: Asked): readonly unknown[];
	/** What else tells two calls of an AI agent apart. */
	details?(asked: Asked): readonly unknown[];
	/** What the ledger keeps of its record: ids and statuses, nothing of the customer. */
	keep(record: Readonly<Record<string, unknown>>): Record<string, unknown>;
	/** The record of a call that an earlier try made, from what was kept. */
	recall(asked: Asked, kept: Readonly<Record<string, unknown>>): object;
}

/** How often a call goes out, and the ceiling of the user's options. */
export type CallLimits = Pick<Limits, 'concurrency' | 'requestsPerSecond' | 'timeoutMs'>;

/** What every call has. */
interface Operation<Asked> {
	/** The provider's word in the records. */
	provider: string;
	/** One for every credential type the user may choose from; the first is the default. */
	connections: Connections;
	/** Every field of a question; each a parameter of the node. */
	fields: readonly MessageField[];
	limits: CallLimits;
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
	decode(answer: HttpAnswer, asked: Asked): Finding[] | Failure | null;
}

/**
 * A call that is no send: a look-up, a search, a check, an enrolment. All the call engine needs to know of it: one request an item, and any
 * number of output items for its answer.
 *
 * It is repeatable where asking twice is the same as asking once, as of a look-up: then a call without a good answer is made again. Anything else
 * has the ledger's promise: done once in an execution, whatever is tried again, and what may have been done is left alone.
 */
export type CallOperation<Asked = unknown> = Operation<Asked> & ({ repeatable: true; once?: undefined } | { repeatable: false; once: Once<Asked> });

/** The ledger's name for a call: see ledger.ts. */
export function ledgerKeyOf<Asked>({ identity, details }: Once<Asked>, item: number, asked: Asked, { isTool, runIndex }: Pick<Naming, 'isTool' | 'runIndex'>): string {
	return isTool ? keyInTool(item, [...identity(asked), ...(details?.(asked) ?? [])]) : keyInRun(runIndex, item, identity(asked));
}
