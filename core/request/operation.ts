import type { Connections } from '../http/connection';
import type { Failure } from '../http/failure';
import type { HttpAnswer, WireRequest, WireSettings } from '../http/http';
import type { Limits } from '../http/limits';
import type { Reader } from '../input/schema';
import type { MessageField, ReadSettings } from '../input/settings';
import { keyInRun, keyInTool, type Naming } from '../ledger/ledger';
import type { ProviderRecord } from '../records/providerRecord';

/** One question to the provider, read from one input item. */
export interface RequestItem<Params = unknown> {
	/** Index of the input item. */
	item: number;
	params: Params;
	/** Names it in the ledger; needed where its operation has `once`. */
	ledgerKey?: string;
}

/** What an execution needs to know of a call that is not to be made twice. Its records get a `status`: `duplicate` where an earlier try did it. */
export interface Once<Params> {
	/** The status of a record that is no duplicate: that it was taken, or answered, which may be with a no. */
	done: 'accepted' | 'answered';
	/** Whom and what it is about: the same in every try of an item, so no time that may be `$now`. */
	identity(params: Params): readonly unknown[];
	/** What else tells two calls of an AI agent apart. */
	details?(params: Params): readonly unknown[];
	/** What the ledger keeps of its record: ids and statuses, nothing of the customer. */
	keep(record: Readonly<Record<string, unknown>>): Record<string, unknown>;
	/** The record of a call that an earlier try made, from what was kept. */
	recall(params: Params, kept: Readonly<Record<string, unknown>>): object;
}

/** How often a call goes out, and the ceiling of the user's options. */
export type RequestLimits = Pick<Limits, 'concurrency' | 'requestsPerSecond' | 'timeoutMs'>;

/** What every call has. */
interface Operation<Params> {
	/** The provider's word in the records. */
	provider: string;
	/** One for every credential type the user may choose from; the first is the default. */
	connections: Connections;
	/** Every field of a question; each a parameter of the node. */
	fields: readonly MessageField[];
	limits: RequestLimits;
	/** Gives what reads the fields of one item. */
	reader(settings: ReadSettings): Reader<Params>;
	/** What the record of a failure repeats of the question, such as the id looked up; never anything secret. */
	about(params: Params): Record<string, unknown>;
	/** What of the question is secret, such as a code: masked wherever the provider repeats it. */
	secrets?(params: Params): readonly string[];
	encode(params: Params, settings: Pick<WireSettings, 'baseUrl'>): WireRequest;
	/**
	 * Reads an answer: what it tells, which may be nothing, or why it tells nothing. Gives null where the HTTP status alone says all,
	 * and the engine judges by it. Throws when the answer cannot be read.
	 */
	decode(answer: HttpAnswer, params: Params): ProviderRecord[] | Failure | null;
}

/**
 * A call that is no send: a look-up, a search, a check, an enrolment. All the call engine needs to know of it: one request an item, and any
 * number of output items for its answer.
 *
 * An idempotent request may be made twice without harm, such as a look-up: it is made again when it gets no good answer. Anything else
 * has the ledger's promise: done once in an execution, whatever is tried again, and what may have been done is left alone.
 */
export type RequestOperation<Params = unknown> = Operation<Params> & ({ idempotent: true; once?: undefined } | { idempotent: false; once: Once<Params> });

/** The ledger's name for a call: see ledger.ts. */
export function ledgerKeyOf<Params>({ identity, details }: Once<Params>, item: number, params: Params, { isTool, runIndex }: Pick<Naming, 'isTool' | 'runIndex'>): string {
	return isTool ? keyInTool(item, [...identity(params), ...(details?.(params) ?? [])]) : keyInRun(runIndex, item, identity(params));
}
